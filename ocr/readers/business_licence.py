"""营业执照, original and copy, of firms and of 个体工商户."""

import re
from collections.abc import Sequence

from ocr import identifiers
from ocr import lines as geometry
from ocr.labels import Label, Values, joined, split, values_by_label
from ocr.lines import LEFT
from ocr.normalise import code, compact, person_name, printed_date, prose, simplified
from ocr.readers import personal
from ocr.readers.base import Findings, share, text_of
from ocr.types import Size, TextLine

_LABELS = (
    Label("code", ("统一社会信用代码",)),
    Label("name", ("名称",)),
    Label("type", ("类型",)),
    Label("representative", ("法定代表人", "经营者", "负责人", "投资人", "执行事务合伙人")),
    Label("scope", ("经营范围",)),
    Label("capital", ("注册资本",)),
    Label("founded", ("成立日期", "注册日期")),
    Label("term", ("营业期限", "合伙期限")),
    Label("form", ("组成形式",)),
    Label("address", ("主要经营场所", "经营场所", "营业场所", "住所")),
    Label("registrar", ("登记机关",)),
)
_TELLING = ("code", "name", "type", "representative", "scope", "founded", "address")
_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_TYPE = re.compile(
    "(个体工商户|有限责任|股份有限公司|其他|个人独资|普通合伙|有限合伙|特殊普通合伙|合伙企业|农民专业合作|全民所有制|集体所有制|"
    "股份合作|国有|内资|外商|台港澳|港澳台|联营)"
)
"""What 类型 begins with."""

_LETTER_LIKE = str.maketrans("IOSZV", "1052U")
"""GB 32100 leaves these letters out, because they are mistaken for the others."""


class BusinessLicence:
    document_type = "business_licence"
    fields = (
        "credit_code",
        "name",
        "entity_type",
        "legal_representative",
        "established_on",
        "address",
        "business_scope",
    )

    def matches(self, lines: Sequence[TextLine]) -> float:
        values = values_by_label(lines, _LABELS)
        title = "营业执照" in simplified(compact(text_of(lines)))
        return 0.7 * share([name in values for name in _TELLING]) + 0.3 * title

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[float, Findings]:
        values = values_by_label(lines, _LABELS)
        findings = Findings()
        _add_code(findings, values, lines)
        name, kind = name_and_type(lines, values)
        for field, pieces in (
            ("name", name),
            ("entity_type", kind),
            ("registered_capital", values.get("capital", [])),
            ("business_scope", values.get("scope", [])),
        ):
            findings.add(field, prose(text_of(pieces)).strip(":："), pieces)
        personal.add_address(findings, values.get("address", []))
        person = values.get("representative", [])
        findings.add("legal_representative", person_name(text_of(person)), person)
        founded = values.get("founded", [])
        findings.add("established_on", printed_date(text_of(founded)), founded)
        return self.matches(lines), findings


def name_and_type(lines: Sequence[TextLine], values: Values) -> tuple[list[TextLine], list[TextLine]]:
    """名称 and 类型, whose two characters stand so far apart that engines often miss one or both.

    Then they are what stands over the representative in line with the scope; the type is known by its words.
    """
    name, kind = values.get("name", []), values.get("type", [])
    anchors = [values.get("scope", [])[:1], values.get("representative", [])[:1]]
    if (name and kind) or not all(anchors):
        return name, kind
    (scope,), (person,) = anchors
    _, texts = split(joined(lines, _LABELS), _LABELS)
    pieces = geometry.reading_order([_without_half_label(text, scope) for text in texts])
    column = [text for text in pieces if text in name or _between(text, scope, person)]
    begins = next((place for place, text in enumerate(column) if _TYPE.match(text.text)), None)
    if begins is None:
        return name, kind
    return column[:begins], column[begins:]


def _between(text: TextLine, scope: TextLine, person: TextLine) -> bool:
    """In line with the scope, and above the representative by at most some lines."""
    tall = geometry.height(scope.box)
    above = geometry.middle(person.box) - geometry.middle(text.box)
    return abs(text.box[LEFT] - scope.box[LEFT]) < 1.5 * tall and 0.6 * tall < above < 8 * tall


def _without_half_label(text: TextLine, value: TextLine) -> TextLine:
    """`称重庆…` and `型有限…` begin left of where values do."""
    starts_early = text.box[LEFT] < value.box[LEFT] - geometry.height(value.box)
    return geometry.part_of(text, 1, len(text.text)) if starts_early and text.text[:1] in "称型" else text


def _add_code(findings: Findings, values: Values, lines: Sequence[TextLine]) -> None:
    """The code stands beside or under its label; if that is unseen, it is the only such code on the page."""
    for pieces in [[piece] for piece in values.get("code", [])] + [[line] for line in lines]:
        found = _CODE.search(code(text_of(pieces)).translate(_LETTER_LIKE))
        if found:
            if identifiers.credit_code_valid(found.group()):
                findings.add("credit_code", found.group(), pieces)
            else:
                findings.fail("credit_code", "checks.credit_code")
            return
