"""不动产权证书 (inner page, open book, single sheet), and before 2016 房地产权证 and 房屋所有权证.

A table whose labels stand left of their values (layout after the form of 2015 of the Ministry of Natural
Resources); the number stands above it.
"""

import re
from collections.abc import Iterator

from ocr.labels import Label
from ocr.lines import LEFT, RIGHT
from ocr.parsing import amounts, numbers, parties, places, texts
from ocr.readers.page import Page, Pieces
from ocr.readers.places import Place, above, anywhere, cell, under, within
from ocr.readers.reader import Field, Reader
from ocr.values import Value

_NUMBER = re.compile(r"([\u4e00-\u9fff][(\[〔]20\d\d[)\]〕][\u4e00-\u9fff]{2,16}?不动产权第?\d{5,12}号?)")
_OLDER_NUMBER = re.compile(r"((?:\d{3})?房地证(?:19|20)\d\d字第?\d{3,8}号?)")
_OTHER_NUMBER = re.compile(r"(?:房地?产?权?证|房地[\u4e00-\u9fff]?字|房权).*\d{4}")
_UNIT = re.compile(r"\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}")
_USAGE = re.compile(r"^[\u4e00-\u9fff]+(?:用地|宅基地)/[\u4e00-\u9fff]+$|^(?:非住宅|成套住宅|车库|车位)$")
_BUILDING = re.compile(r"(?<!套内)(?<!专有)(?<!分摊)(建筑面积[:：]?\d++(?:\.\d++)?(?![.,，·\d]))")
_LAND_ONLY = re.compile(r"^(?!.*建筑面积\D{0,6}\d).*(?:共有宗地|宗地.*/)")

_NEVER = re.compile("申请[表书]|登记证明|不动产证明|查询(?:结果|证明|记录)|受理(?:凭证|通知)|买卖合同书?$")
_OWN = re.compile("不动产权|房权证|房地.?证|房地产权|房屋所有权|权利性质|权利类型")

_OTHERS = (
    "权利类型 权利性质 使用期限 权利其他状况 登记机构 登记日期 登记时间 编号 地号 图号 宗地号 "
    "土地使用权类型 土地用途 土地使用权面积 使用权面积 终止日期 房屋结构 总层数/所在层 总层数 所在层 "
    "所在层数 套内面积 套内建筑面积 套内建筑面积(平方米) 房屋性质 其他 土地使用权取得方式 "
    "土地使用年限 土地状况 房屋状况 发证机关 填发单位 幢号 房号 竣工日期 建筑结构 身份证号 证件号码 "
    "证件种类 专有建筑面积 分摊建筑面积 房屋总层数"
)


def _own_page(place: Place) -> Place:
    """Of a certificate lying open the page of the table, without the notes on the one beside it."""

    def found(page: Page) -> Iterator[Pieces]:
        notes = page.places("notes")
        spine = (min(line.box[LEFT] for line in page.lines) + max(line.box[RIGHT] for line in page.lines)) / 2
        if notes and notes[0].box[LEFT] > spine:
            page = page.part([line for line in page.lines if line.box[LEFT] < spine])
        yield from place(page)

    return found


def _area(text: str) -> Value | None:
    """The building's area; the plot that it shares with others is no area of the flat."""
    return None if _LAND_ONLY.search(text) else amounts.area(text)


PROPERTY_CERTIFICATE = Reader(
    document_type="property_certificate",
    titles=("不动产权证书", "房地产权证", "房屋所有权证", "不动产权第", "房权证", "房地证"),
    labels=(
        Label("owner", ("权利人", "房屋所有权人", "房地产权利人", "所有权人", "权属人")),
        Label("co_ownership", ("共有情况", "共有方式", "共有权情况")),
        Label("location", ("坐落", "座落", "房屋坐落", "房屋座落", "房地坐落", "房地座落", "房地产坐落")),
        Label("unit", ("不动产单元号", "不动产单元代码")),
        Label("usage", ("用途", "规划用途", "房屋用途", "设计用途")),
        Label("area", ("面积", "建筑面积", "房屋建筑面积", "建筑面积(平方米)", "房屋面积")),
        Label("notes", ("附记",)),
        Label("other", tuple(_OTHERS.split()), times=30),
    ),
    telling=("owner", "co_ownership", "location", "usage", "area"),
    never=_NEVER,
    own=_OWN,
    declared=(
        Field("owner", parties.party, (_own_page(cell("owner")), above("co_ownership"))),
        Field(
            "certificate_number",
            numbers.property_number,
            (within(_NUMBER), within(_OLDER_NUMBER), anywhere(_OTHER_NUMBER)),
        ),
        Field("location", places.address, (_own_page(cell("location")),)),
        Field("unit_number", numbers.unit_number, (_own_page(cell("unit")), anywhere(_UNIT)), always=False),
        Field("area", _area, (_own_page(cell("area")), within(_BUILDING), under("area"))),
        Field("usage", texts.usage, (_own_page(cell("usage")), anywhere(_USAGE))),
        Field("co_ownership", texts.co_ownership, (_own_page(cell("co_ownership")),), always=False),
    ),
)
