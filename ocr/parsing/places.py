"""Addresses and authorities. Pure; what places there are is `ocr.gazetteer`'s."""

import re
from collections.abc import Iterable
from functools import cache

from ocr import gazetteer
from ocr.normalise import prose, simplified
from ocr.parsing import lists
from ocr.parsing.misreads import misread, one_off
from ocr.values import Value

_CUT_OFF = re.compile(r"-$|[路道街巷]\d+$|附\d*$")
"""An address that stops in the middle of a number has lost its last line."""

_BETWEEN_DIGITS = (
    (re.compile(r"[lI|](?=[\d-])|(?<=[\d-])[lI|](?![A-Za-z])"), "1"),
    (re.compile(r"(?<=\d)[OoD](?=[\d号幢栋室楼层单-]|$)|(?<=-)[Oo](?=\d)"), "0"),
)
_ADDRESS = re.compile(r"[省市区县旗州盟镇乡村组社街路道巷里坊苑园号幢栋楼室团场屯]|\d")
_NO_ADDRESS = re.compile(r"^(?:住址|地址|住所|坐落|公民|公安|身份)")
_AROUND = re.compile(r"^(?:样本|[\W_A-Za-z])+(?=[\u4e00-\u9fff])|[:：、，。\]】|_]+$")
"""Specks, lines of the form and the ends of stamps: addresses and offices begin with a Chinese character."""

_FOREIGN = re.compile(
    r"\d{8}|仅[供限用]|原件|复印|.(?:公民身份|身份证|住址|住所|坐落|电话|手机|邮编|姓名|户籍|(?:营业|经营)场所)"
)
"""Numbers of people, notes on copies, and labels: what stood beside or below an address ran into it."""

_BETWEEN_LINES = re.compile(r"样本|[A-Za-z]{3,}")
"""Stamps, and labels in letters of other peoples' scripts that stand beside a second line."""

_STAMP_END = re.compile("^本(?=样本)")
"""Of one stamp, before the next; an authority itself may begin so (本溪市)."""

_SEAL = re.compile(
    r"(?:(?<=[号室户组楼栋幢层座)])|(?<=\d)(?![号室户组楼栋幢层座之]))[\u4e00-\u9fff]{2,18}公安\D*$"
)
"""A seal of the police that stands below an address and was read as its last line."""

_SCRIPT = re.compile(r"^[\d\W]+")
"""Scripts that engines do not know come as noughts."""

_STAMPED = re.compile(r"\W*(?:样本|样张|专用章|印章|盖章|章|.)?\W*")
"""What may follow an authority's name: print of a stamp, a speck. More would be the rest of the name."""

_POLICE = re.compile(r"公安局|公安分局")
_ZONES = ("新区", "开发区")
"""Their offices also serve the counties around."""


def address(text: str) -> Value | None:
    """An address in one line; a name of county, street or town with one misread character is mended."""
    tidy = _SEAL.sub("", _AROUND.sub("", _BETWEEN_LINES.sub("", simplified(prose(text)))))
    if gazetteer.locate(_SCRIPT.sub("", tidy)):
        tidy = _SCRIPT.sub("", tidy)
    for wrong, right in _BETWEEN_DIGITS:
        tidy = wrong.sub(right, tidy)
    if tidy.count("(") != tidy.count(")") or _FOREIGN.search(tidy) or _second(tidy):
        return None
    if len(tidy) < 4 or _CUT_OFF.search(tidy) or _NO_ADDRESS.search(tidy) or not _ADDRESS.search(tidy):
        return None
    right = mended(tidy)
    return Value(right, note="address" if right != tidy else None)


def _second(text: str) -> bool:
    """Whether a whole address follows the first, of another label: its province and county once more."""
    first = gazetteer.locate(text)
    again = text.find(text[:3], 3) if first is not None else -1
    after = gazetteer.locate(text[again:]) if again > 0 else None
    return after is not None and len(after.code) == 6


def home_address(text: str) -> Value | None:
    """An address that begins with its province, city or county, as on cards of persons: one that doesn't has
    lost its first line."""
    found = address(text)
    place = gazetteer.locate(found.text) if found else None
    return found if place is not None else None


def authority(text: str) -> Value | None:
    """签发机关, 登记机关, 发证机关: ends like one; listed when its county is known."""
    tidy = _AROUND.sub("", _BETWEEN_LINES.sub("", _STAMP_END.sub("", simplified(prose(text)))))
    found = _authority().match(tidy)
    if found is None or found.end() < len(tidy):
        found = _authority().fullmatch(_with_office_mended(tidy)) or found
    if found is None or len(found.group()) < 4 or not _STAMPED.fullmatch(tidy[found.end() :]):
        return None
    right = _with_place_mended(found.group())
    place = _place_of(right)
    note = None if right in tidy else "authority"
    return Value(right, "listed" if place and len(place.code) > 2 else "free", note=note)


def plausible(authority: str, address_or_id: str) -> bool:
    """Whether this authority may have issued a document to someone of this address.

    False only when both name a county, or a province, and the two differ. An id number tells where someone
    was first registered, and people move: it never contradicts.
    """
    if re.fullmatch(r"[\dX]+", address_or_id):
        return True
    office, home = _place_of(authority), gazetteer.locate(address_or_id)
    if office is None or home is None:
        return True
    if len(office.code) < 6 or len(home.code) < 6 or any(zone in authority for zone in _ZONES):
        return office.code[:2] == home.code[:2]
    return bool(_stems(office.code) & _stems(home.code))


def mended(address: str) -> str:
    """The address with one misread character of its province's, county's and street's name each put right.

    Only where exactly one official name of that place fits. The character must also look like the right one
    where several names are near, and in streets: towns come and go, but we know all counties there ever were.
    """
    if gazetteer.locate(address) is None:
        provinces = [name for name in gazetteer.provinces() if len(name) > 2]
        address = _with_lost_begin(_mended_at(address, 0, provinces), provinces)
    found = gazetteer.locate(address)
    if found is not None and len(found.code) < 6:
        address = _mended_at(address, found.end, gazetteer.counties(found.code), complete=True)
        found = gazetteer.locate(address)
    if found is None:
        return address
    return _mended_at(address, found.end, gazetteer.streets().get(found.code, ()))


def _mended_at(text: str, start: int, names: Iterable[str], complete: bool = False) -> str:
    """The text with the name that should stand there; `complete`: no other name can stand there."""
    if any(text.startswith(name, start) for name in names):
        return text
    pairs = [(name, text[start : start + len(name)]) for name in names if len(name) > 2]
    likely = [name for name, seen in pairs if misread(seen, (name,))]
    near = [name for name, seen in pairs if complete and seen[-1:] == name[-1] and one_off(seen, (name,))]
    for found in (likely, near):
        if len(found) == 1:
            return text[:start] + found[0] + text[start + len(found[0]) :]
    return text


def _with_lost_begin(text: str, provinces: Iterable[str]) -> str:
    """`庆市铜梁区…`: the first character was not seen, and a county of that province follows."""
    whole = {name[: -len(end)] + text for name in provinces for end in (name[1:],) if text.startswith(end)}
    found = [each for each in whole if (place := gazetteer.locate(each)) and len(place.code) == 6]
    return found[0] if len(found) == 1 else text


@cache
def _authority() -> re.Pattern[str]:
    return re.compile(f".*(?:{'|'.join(lists.words('offices'))})")


def _with_office_mended(text: str) -> str:
    near = {
        text[: -len(office)] + office
        for office in lists.words("offices")
        if misread(text[-len(office) :], (office,))
    }
    return near.pop() if len(near) == 1 else text


def _with_place_mended(authority: str) -> str:
    """`重庆市公安局渝北区分局` names its county behind the office of the city."""
    city, office, rest = authority.partition("公安局")
    if not rest:
        return mended(authority)
    whole = mended(city + rest)
    return whole[: len(city)] + office + whole[len(city) :]


def _place_of(authority: str) -> gazetteer.Located | None:
    return gazetteer.locate(_POLICE.sub("", authority, count=1), everyday=True)


def _stems(county: str) -> set[str]:
    """江津市 and 江津区 are one place."""
    return {gazetteer.stem(name) for name in gazetteer.regions()[county]}
