"""Addresses and authorities. Pure; what places there are is `ocr.gazetteer`'s."""

import re

from ocr import gazetteer
from ocr.normalise import prose, simplified
from ocr.values import Value

_CUT_OFF = re.compile(r"-$|[路道街巷]\d+$|附\d*$")
"""An address that stops in the middle of a number has lost its last line."""

_BETWEEN_DIGITS = (
    (re.compile(r"[lI|](?=[\d-])|(?<=[\d-])[lI|](?![A-Za-z])"), "1"),
    (re.compile(r"(?<=\d)[OoD](?=[\d号幢栋室楼层单-]|$)|(?<=-)[Oo](?=\d)"), "0"),
)
_ADDRESS = re.compile(r"[省市区县旗州盟镇乡村组社街路道巷里坊苑园号幢栋楼室团场屯]|\d")
_NO_ADDRESS = re.compile(r"^(?:住址|地址|住所|坐落|公民|公安|身份)")
_AUTHORITY = re.compile(
    r".*(?:公安局|公安分局|分局|派出所|人民政府|民政局|市场监督管理局|市场监督管理所|工商行政管理局|行政审批局"
    r"|行政审批服务局|残疾人联合会|残联|规划和自然资源局|自然资源局|国土资源局|房屋管理局|不动产登记中心"
    r"|人力资源和社会保障局|车辆管理所|交通警察总队|交通警察支队|交巡警总队|卫生健康委员会|街道办事处|办事处"
    r"|婚姻登记处|管理委员会|医院|保健院)"
)
_OFFICE = re.compile(r"公安局|公安分局")


def address(text: str) -> Value | None:
    """An address in one line; a name of county, street or town with one misread character is mended."""
    tidy = simplified(prose(text)).strip(":：、，。")
    for wrong, right in _BETWEEN_DIGITS:
        tidy = wrong.sub(right, tidy)
    if len(tidy) < 4 or _CUT_OFF.search(tidy) or _NO_ADDRESS.search(tidy) or not _ADDRESS.search(tidy):
        return None
    mended = gazetteer.mended(tidy)
    return Value(mended, note="address" if mended != tidy else None)


def authority(text: str) -> Value | None:
    """签发机关, 登记机关, 发证机关: ends like one; listed when its county is known."""
    found = _AUTHORITY.match(simplified(prose(text)).strip(":：、，。"))
    if found is None or len(found.group()) < 5:
        return None
    return Value(found.group(), "listed" if _place_of(found.group()) else "free")


def plausible(authority: str, address_or_id: str) -> bool:
    """Whether this authority may have issued a document to someone of this address.

    False only when both name a county and the counties differ. An id number tells where someone was first
    registered, and people move: it never contradicts.
    """
    if re.fullmatch(r"[\dX]+", address_or_id):
        return True
    office, home = _place_of(authority), gazetteer.locate(address_or_id)
    if office is None or home is None:
        return True
    if office.county is None or home.county is None:
        return office.province == home.province
    return office.county == home.county


def _place_of(authority: str) -> gazetteer.Located | None:
    """`重庆市公安局渝北区分局`, `成都市公安局锦江分局`: the county stands behind the office."""
    return gazetteer.locate(_OFFICE.sub("", authority, count=1), everyday=True)
