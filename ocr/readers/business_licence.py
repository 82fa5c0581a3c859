"""营业执照, original and copy, of every edition and kind: firms, branches, partnerships, sole proprietors,
cooperatives and 个体工商户, whose labels differ for what is the same field."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ocr import lines as geometry
from ocr.labels import Label
from ocr.lines import BOTTOM, LEFT, TOP
from ocr.parsing import amounts, dates, numbers, parties, places, scopes, texts
from ocr.readers.page import Page, Pieces
from ocr.readers.places import Place, anywhere, below, beside
from ocr.readers.reader import Field, Reader
from ocr.types import TextLine

_CODE = re.compile(r"(?<![0-9A-Za-z])9[0-9A-Za-z]{17}(?![0-9A-Za-z])")
_TYPE = re.compile(
    "(个体工商户|有限责任|股份有限公司|其他|个人独资|普通合伙|有限合伙|特殊普通合伙|合伙企业|农民专业合作|全民所有制|集体所有制|"
    "股份合作|国有|内资|外商|台港澳|港澳台|联营)"
)
"""What 类型 begins with."""

_BELOW = ("capital", "founded", "term", "form", "address")
"""Labels that stand under 名称 and 类型."""

_NUMBERED = re.compile(r"[\d号室组社层楼幢栋]$")
"""How an address ends; a firm's name doesn't."""

_WRAPPED = 0.6
"""The lines of one text follow each other within so many line heights."""

_NEVER = re.compile(
    "^.{0,12}(?:经营|生产|卫生|办学|执业)许可证"
    "|申请[表书]|营业执照信息|公示报告|信用报告|经营许可证(?!件)编号|登记证书"
)
_OWN = re.compile("营业执|业执照|营.执照")

_FOOTERS = (
    "国家企业信用信息公示系统 企业信用信息公示系统 国家市场监督管理总局 国家工商行政管理总局 http "
    "市场主体应当于每年 中华人民共和国国家工商 请于每年 应当于每年 扫描二维码 提示: 编号 副本编号 "
    "(副本) (正本)"
)


def name_and_type(page: Page) -> tuple[Pieces, Pieces]:
    """名称 and 类型, whose two characters stand so far apart that engines often miss one or both.

    Then they are what stands over the representative in line with the scope; the type is known by its words.
    """
    name, kind = page.value("name"), page.value("type")
    anchors = [page.value("scope")[:1], page.value("representative")[:1]]
    if (name and kind) or not all(anchors):
        return name, _close(kind)
    (scope,), (person,) = anchors
    pieces = geometry.reading_order([_without_half_label(text, scope) for text in page.texts])
    others = [text for label in _BELOW for text in page.value(label)]
    column = [
        text for text in pieces if text in name or (_between(text, scope, person) and text not in others)
    ]
    begins = next((place for place, text in enumerate(column) if _TYPE.match(text.text)), None)
    if begins is None:
        return name, kind
    return column[:begins], _close(column[begins:])


def _close(pieces: Pieces) -> Pieces:
    """The pieces until a gap: below may stand an address whose label was not seen."""
    ends = next(
        (at for at, (one, other) in enumerate(pairwise(pieces), start=1) if _gap(one, other) > _WRAPPED), None
    )
    return pieces[:ends]


def _gap(one: TextLine, other: TextLine) -> float:
    """In line heights."""
    return (other.box[TOP] - one.box[BOTTOM]) / geometry.height(one.box)


def _heading(which: int) -> Place:
    """The name (0) or the type (1)."""

    def found(page: Page) -> Iterator[Pieces]:
        yield name_and_type(page)[which]

    return found


def _whole_address(page: Page) -> Iterator[Pieces]:
    """A line that is an address from its county to its number, in line with the scope and above it: its
    label, two characters far apart, was not seen."""
    for scope in page.value("scope")[:1]:
        tall = geometry.height(scope.box)
        for text in page.texts:
            above = geometry.middle(text.box) < geometry.middle(scope.box)
            aligned = abs(text.box[LEFT] - scope.box[LEFT]) < 1.5 * tall
            if above and aligned and _NUMBERED.search(text.text) and places.home_address(text.text):
                yield [text]


def _between(text: TextLine, scope: TextLine, person: TextLine) -> bool:
    """In line with the scope, and above the representative by at most some lines."""
    tall = geometry.height(scope.box)
    above = geometry.middle(person.box) - geometry.middle(text.box)
    return abs(text.box[LEFT] - scope.box[LEFT]) < 1.5 * tall and 0.6 * tall < above < 8 * tall


def _without_half_label(text: TextLine, value: TextLine) -> TextLine:
    """`称重庆…` and `型有限…` begin left of where values do."""
    starts_early = text.box[LEFT] < value.box[LEFT] - geometry.height(value.box)
    return geometry.part_of(text, 1, len(text.text)) if starts_early and text.text[:1] in "称型" else text


BUSINESS_LICENCE = Reader(
    document_type="business_licence",
    titles=("营业执照",),
    labels=(
        Label("code", ("统一社会信用代码", "社会信用代码"), row=True),
        Label("old_number", ("注册号",)),
        Label("name", ("名称", "字号名称", "企业名称")),
        Label("type", ("类型", "公司类型", "企业类型", "主体类型")),
        Label(
            "representative",
            (
                *("法定代表人", "法定代表人姓名", "经营者", "经营者姓名", "负责人", "投资人"),
                *("执行事务合伙人", "投资人姓名", "负责人姓名"),
            ),
        ),
        Label("scope", ("经营范围", "业务范围", "经营范围及方式")),
        Label("capital", ("注册资本", "注册资金", "出资额", "成员出资总额", "资金数额", "出资总额")),
        Label("paid", ("实收资本",)),
        Label("founded", ("成立日期", "注册日期")),
        Label("term", ("营业期限", "合伙期限", "经营期限")),
        Label("form", ("组成形式",)),
        Label("address", ("主要经营场所", "经营场所", "营业场所", "住所", "企业住所")),
        Label("registrar", ("登记机关",)),
        Label("footer", tuple(_FOOTERS.split()), times=9),
    ),
    telling=("code", "name", "type", "representative", "scope", "founded", "address"),
    never=_NEVER,
    own=_OWN,
    declared=(
        Field("credit_code", numbers.credit_code, (anywhere(_CODE), beside("code"), below("code"))),
        Field("name", texts.company_name, (_heading(0),)),
        Field("entity_type", texts.entity_type, (_heading(1),)),
        Field("legal_representative", parties.party, (beside("representative"),)),
        Field("registered_capital", amounts.capital, (beside("capital"),), always=False),
        Field("established_on", dates.past_day, (beside("founded"),)),
        Field("address", places.address, (beside("address"), _whole_address)),
        Field("business_scope", scopes.scope, (beside("scope"),)),
    ),
)
