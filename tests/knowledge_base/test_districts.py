"""Protects: a guide may say something of its own for a district, and asks for the district only then."""

from collections.abc import Callable
from typing import Any

import pytest

from knowledge_base.districts import places_in, question, singled_out, situation_in, varying
from knowledge_base.errors import ContentError
from knowledge_base.loader import load_content
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide
from knowledge_base.sections import sections

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"
JIANGBEI, YUZHONG, WANZHOU = "500105", "500103", "500101"

Fetch = Callable[[str], Guide]


@pytest.fixture
def varied(guide: Fetch) -> Guide:
    """In 江北 a form is asked for besides; elsewhere it is not."""
    raw: dict[str, Any] = guide(REPLACEMENT).model_dump(mode="json")
    form = {
        "id": "local_form",
        "name": "江北区补证登记表",
        "how": "到服务台领",
        "when": {"district": [JIANGBEI]},
    }
    raw["materials"].append(form)
    return Guide.model_validate(raw)


def test_only_a_guide_that_varies_asks_where(guide: Fetch, varied: Guide) -> None:
    assert question(guide(REPLACEMENT)) is None
    asked = question(varied)
    assert asked is not None
    assert varied.situations[0] is asked
    assert [option.label for option in asked.options] == ["江北区", "其他区县"]
    assert "观音桥" in asked.options[0].phrases
    assert "渝中" in asked.options[1].phrases


def test_the_question_is_made_once(varied: Guide) -> None:
    assert Guide.model_validate(varied.model_dump(mode="json")) == varied


def test_a_division_code_is_the_answer_or_elsewhere(guide: Fetch, varied: Guide) -> None:
    assert situation_in(varied, JIANGBEI) == {"district": JIANGBEI}
    assert situation_in(varied, WANZHOU) == {"district": "elsewhere"}
    assert situation_in(varied, None) == {}
    assert situation_in(guide(REPLACEMENT), JIANGBEI) == {}
    local = varied.materials[-1]
    assert [holds(local.when, situation_in(varied, code)) for code in (JIANGBEI, WANZHOU)] == [True, False]


def test_sections_say_where_something_holds_and_leave_out_what_does_not(varied: Guide) -> None:
    def materials(code: str | None) -> str:
        found = sections(varied, situation_in(varied, code) if code else None)
        return next(section.text for section in found if section.id == "materials")

    assert "江北区补证登记表（在江北区办时）" in materials(None)
    assert "江北区补证登记表：到服务台领" in materials(JIANGBEI)
    assert "江北区补证登记表" not in materials(WANZHOU)


def test_what_varies_is_known_by_section(guide: Fetch, varied: Guide) -> None:
    assert varying(varied) == {"materials"}
    assert varying(guide(FIRST)) == {"places"}
    assert varying(guide(REPLACEMENT)) == frozenset()
    assert singled_out(guide(FIRST)) == ["渝中区"]
    assert [place.name for place in places_in(guide(FIRST), WANZHOU)] == [
        place.name for place in guide(FIRST).places if not place.districts
    ]


def test_a_code_that_is_no_district_is_told_with_its_line(content: Any) -> None:
    path = content / FIRST / "guide.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("500103", "510103"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_content(content)
    (problem,) = caught.value.problems
    assert problem[0] == f"{FIRST}/guide.yaml"
    assert "510103" in problem[2]
