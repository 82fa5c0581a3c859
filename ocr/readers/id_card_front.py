"""居民身份证, the side with the portrait (layout after GA 461)."""

from collections.abc import Sequence

from ocr.labels import Label, values_by_label
from ocr.normalise import person_name
from ocr.readers import personal
from ocr.readers.base import Findings, share, text_of
from ocr.types import QualityProblem, ReadField, Size, TextLine

_LABELS = (
    Label("name", ("姓名",)),
    Label("sex", ("性别",)),
    Label("ethnicity", ("民族",), row=True, inline=True),
    Label("birth", ("出生",)),
    Label("address", ("住址",)),
    Label("number", ("公民身份号码", "公民身份证号码", "身份号码")),
)


class IdCardFront:
    document_type = "id_card_front"
    fields = ("name", "sex", "ethnicity", "birth_date", "address", "id_number")

    def matches(self, lines: Sequence[TextLine]) -> float:
        values = values_by_label(lines, _LABELS)
        return share([label.name in values for label in _LABELS])

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[list[ReadField], list[QualityProblem]]:
        values = values_by_label(lines, _LABELS)
        findings = Findings()
        name = values.get("name", [])
        findings.add("name", person_name(text_of(name)), name)
        personal.add_sex(findings, values.get("sex", []))
        personal.add_ethnicity(findings, values.get("ethnicity", []))
        personal.add_birth_date(findings, values.get("birth", []))
        personal.add_address(findings, values.get("address", []))
        personal.add_id_number(findings, values.get("number", []), lines)
        return findings.fields, findings.problems
