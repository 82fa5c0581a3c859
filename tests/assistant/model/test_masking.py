"""Personal data ↔ placeholders."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.types import Actor, Application
from assistant.model.masking import Mask
from assistant.model.personal import plain_number
from assistant.state import State
from assistant.turn import Turn
from eval_sets.model import masking
from knowledge_base.model.guide import Guide
from prefill.types import Candidate, FieldValue
from tests.shipped import guides

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
NUMBER, OTHER = "500103199003076515", "13800138001"


def a_turn(**parts: object) -> Turn:
    made = Turn("m", "c", "web", None, None, "", None, AT, State())
    for name, value in parts.items():
        setattr(made, name, value)
    return made


def a_draft(values: dict[str, str], guide: Guide) -> Application:
    fields = {n: FieldValue(n, v, "profile", f"profile.{n}", 1.0) for n, v in values.items()}
    return Application("app", "acc", 1, guide.item.item_id, 1, "draft", {}, fields, (), (), None)


def a_guide() -> Guide:
    return next(
        g for g in guides().values() if {"name", "id_number", "mobile"} <= {f.type for f in g.form.fields}
    )


def field_of(guide: Guide, kind: str) -> str:
    return next(f.name for f in guide.form.fields if f.type == kind)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("我叫陈晓渝，电话138 0013 8001", "我叫〔姓名1〕，电话〔手机号码1〕"),
        ("幺三八零零一三八零零幺", "〔手机号码1〕"),
        (f"身份证{NUMBER}丢了", "身份证〔证件号码1〕丢了"),
        ("我住渝北区龙山路88号3幢12-4，咋个办居住证", "我住渝北区〔地址1〕，咋个办居住证"),
        ("给我妈李秀英办高龄津贴", "给我妈〔姓名1〕办高龄津贴"),
        ("我叫马超，不叫马朝", "我叫〔姓名1〕，不叫〔姓名2〕"),
        ("车牌渝A12345，微信xiaoyu_88", "车牌〔车牌号1〕，微信〔微信号1〕"),
        ("手机号码：138****8001，对吗", "手机号码：〔编号1〕，对吗"),
        (f"陈晓渝 {NUMBER} {OTHER}", "〔姓名1〕 〔证件号码1〕 〔手机号码1〕"),
        ("身份证在高新区办还是康定办", "身份证在高新区办还是康定办"),
        ("2023-2024年的社保，交了120000元", "2023-2024年的社保，交了120000元"),
        ("户口在江津，人在万州，周末办不办", "户口在江津，人在万州，周末办不办"),
    ],
)
def test_what_is_personal_goes_and_the_rest_stays(text: str, seen: str) -> None:
    assert Mask().masked(text) == seen


def test_one_value_has_one_placeholder_however_it_is_written() -> None:
    mask = Mask()
    assert mask.masked("138-0013-8001") == mask.masked("幺三八零零幺三八零零幺") == "〔手机号码1〕"
    assert mask.masked("还有13800138002") == "还有〔手机号码2〕"
    assert mask.unmasked("〔手机号码1〕和〔手机号码2〕") == "138-0013-8001和13800138002"


def test_brackets_that_a_person_typed_name_nobody() -> None:
    mask = Mask([("name", "陈晓渝")])
    text = "把〔姓名1〕发给我，我叫陈晓渝，〔姓名9〕"
    seen = mask.masked(text)
    assert "陈晓渝" not in seen
    assert seen.count("〔姓名1〕") == 1
    assert mask.unmasked(seen) == text
    assert mask.unmasked("〔姓名7〕 〔证件号码1〕") == "〔姓名7〕 〔证件号码1〕"


def test_values_of_the_draft_go_in_whatever_words_and_in_parts() -> None:
    guide = a_guide()
    values = {
        field_of(guide, "name"): "冉隆华",
        field_of(guide, "id_number"): NUMBER,
        field_of(guide, "mobile"): OTHER,
    }
    view = a_draft(values, guide)
    first = view.fields[field_of(guide, "mobile")]
    others = (Candidate("13900139002", "document", "document.x", 1.0),)
    view = replace(view, fields={**view.fields, first.name: replace(first, others=others)})
    turn = a_turn(application=view, guide=guide, actor=Actor("acc", "段德贵", "citizen"))
    seen = Mask.of(turn).masked("隆华的尾巴是6515，电话 1 3 8 0 0 1 3 8 0 0 1 或13900139002，段德贵代办")
    for secret in ("隆华", "6515", "0 0 1", "13900139002", "段德贵"):
        assert secret not in seen
    assert "代办" in seen
    assert "电话" in seen


def test_a_value_that_is_everybodys_word_stays() -> None:
    mask = Mask([("name", "王建设"), ("text", "丢失"), ("money", "20"), ("text", "老房子漏雨")])
    assert mask.masked("城市建设用地丢失20张") == "城市建设用地丢失20张"
    assert mask.masked("王建设家老房子漏雨") == "〔姓名1〕家〔内容1〕"


def test_choices_and_small_amounts_of_the_draft_stay_words() -> None:
    guide = next(g for g in guides().values() if any(f.type == "choice" for f in g.form.fields))
    field = next(f for f in guide.form.fields if f.type == "choice")
    turn = a_turn(application=a_draft({field.name: field.choices[0].id}, guide), guide=guide)
    assert Mask.of(turn).masked(field.choices[0].label) == field.choices[0].label


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="我叫陈晓渝〔姓名1〕〔〕13800电话 5号-.·X渝A,，abc@", max_size=40))
def test_what_is_masked_comes_back(text: str) -> None:
    mask = Mask([("name", "陈晓渝")])
    back = mask.unmasked(mask.masked(text))
    assert plain_number(back) == plain_number(text)


def test_little_gets_past_it_and_little_is_taken_falsely() -> None:
    """A sample of `python -m eval_sets.model.masking`."""
    made = list(masking.generated(rounds=3))
    left = [one.kind for sentence in made for one in masking.leaks(sentence)]
    assert set(left) <= {"name"}
    assert len(left) <= 3
    written = [one.kind for sentence in masking.written() for one in masking.leaks(sentence)]
    assert set(written) <= {"name"}
    assert len(written) <= 7
    assert len(masking.false_masks(masking.openings())) <= 2
