"""居民户口簿, 常住人口登记卡: the page of one member."""

from collections.abc import Sequence

from ocr.labels import Label, values_by_label
from ocr.normalise import compact, person_name, prose, simplified
from ocr.readers import personal
from ocr.readers.base import Findings, share, text_of
from ocr.types import QualityProblem, ReadField, Size, TextLine


def _cell(name: str, *spellings: str) -> Label:
    return Label(name, spellings, row=True, inline=len(spellings[0]) >= 4)


_LABELS = (
    _cell("name", "姓名"),
    _cell("relation", "户主或与户主关系", "与户主关系", "户主或与户主的关系", "户主或与", "户主关系"),
    _cell("former_name", "曾用名"),
    _cell("sex", "性别"),
    _cell("birth_place", "出生地"),
    _cell("ethnicity", "民族"),
    _cell("native_place", "籍贯"),
    _cell("birth", "出生日期"),
    _cell("other_address", "本市(县)其他住址"),
    _cell("religion", "宗教信仰"),
    _cell("number", "公民身份证件编号", "公民身份号码", "公民身份证编号"),
    _cell("height", "身高"),
    _cell("blood", "血型"),
    _cell("education", "文化程度"),
    _cell("marriage", "婚姻状况"),
    _cell("service", "兵役状况"),
    _cell("employer", "服务处所"),
    _cell("occupation", "职业"),
    _cell("moved_city", "何时由何地迁来本市(县)"),
    _cell("moved_here", "何时由何地迁来本址"),
    _cell("signed", "承办人签章"),
    _cell("registered", "登记日期"),
)
_TELLING = ("relation", "former_name", "birth_place", "native_place", "religion", "education", "employer")
"""Labels that no other document has."""


class HouseholdRegisterMember:
    document_type = "household_register_member"
    fields = ("name", "relation_to_head", "sex", "ethnicity", "birth_date", "id_number")

    def matches(self, lines: Sequence[TextLine]) -> float:
        values = values_by_label(lines, _LABELS)
        title = "常住人口登记" in simplified(compact(text_of(lines)))
        return 0.7 * share([name in values for name in _TELLING]) + 0.3 * title

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[list[ReadField], list[QualityProblem]]:
        values = values_by_label(lines, _LABELS)
        findings = Findings()
        name, relation = values.get("name", []), values.get("relation", [])
        findings.add("name", person_name(text_of(name)), name)
        findings.add("relation_to_head", prose(text_of(relation)), relation)
        personal.add_sex(findings, values.get("sex", []))
        personal.add_ethnicity(findings, values.get("ethnicity", []))
        personal.add_birth_date(findings, values.get("birth", []))
        home = values.get("native_place", [])
        findings.add("native_place", prose(text_of(home)), home)
        personal.add_id_number(findings, values.get("number", []), lines)
        return findings.fields, findings.problems
