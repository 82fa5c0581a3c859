"""Whatever is said, pressed and answered, in any order: no call breaks, hangs or lets a number slip."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.phone.digits import LONG, only_digits
from assistant.phone.talk import MOST_SILENT, PhoneTalk
from assistant.phone.types import Act, Answered, CheckCode, HangUp, Heard, Say, SendCode, SendLink, Turn
from assistant.reply import Option
from tests.assistant.phone.transcripts import talk

LONGEST = 120
NUMBER = rf"\d{{4}}-\d\d-\d\d|\d{{{LONG},}}"
WORDS = st.sampled_from(
    [
        *[
            "对",
            "不对",
            "不对，是三",
            "要得",
            "嗯",
            "提交",
            "继续",
            "转人工",
            "再说一遍",
            "还有呢",
            "没得了",
            "第二个",
        ],
        *[
            "幺三八零零",
            "幺三八零零零九",
            "13800138009",
            "500112198911030119",
            "说完了",
            "重新说",
            "不想说",
            "三",
            "一下",
        ],
        *[
            "身份证丢了啷个办",
            "我2024年3月1号来的，电话是13800138009",
            "我叫陈晓渝",
            "前年三月一号",
            "八百块",
            "救命啊",
        ],
        *[
            "莫说了",
            "等一哈",
            "。，",
            " ",
            "确认无误",
            "都对",
            "没收到",
            "为啥子要",
            "六位",
            "叉",
            "1990年",
            "房号一二零四五",
        ],
    ]
)
SAID = st.integers(0, 9).flatmap(lambda lot: WORDS if lot else st.text(max_size=30))
HEARD = st.builds(Heard, SAID, st.sampled_from([1.0, 0.9, 0.7, 0.6, 0.5, 0.2]))
DIGITS = st.builds(
    Heard,
    st.sampled_from(["13800138009", "幺三八零零零", "前年三月一号", "500112198911030119"]),
    st.just(1.0),
)
NUMBERED = st.sampled_from(["mobile", "id_number", "bank_card", "date", "text"])
ASKS = st.sampled_from(["", "situation", "field", "document", "confirm", "precheck", "submit"])
TYPES = st.sampled_from(
    ["", "name", "id_number", "mobile", "date", "money", "integer", "bank_card", "text", "address", "choice"]
)
STATUS = st.sampled_from(
    [
        "answered",
        "clarify",
        "handling",
        "handling",
        "submitted",
        "progress",
        "not_covered",
        "handoff",
        "error",
    ]
)
SPOKEN = st.sampled_from(
    ["", "好。", "记下了。姓名：陈晓渝。性别：女。请您承诺，都是真的。", "长" * 300, "户口在哪里？"]
)
OPTION = st.sampled_from(["我自己", "孩子", "确认无误", "提交", "转人工", "继续办理", "住满半年了"])
ANSWERED = st.builds(
    Answered,
    status=STATUS,
    spoken=SPOKEN,
    text=SPOKEN,
    options=st.lists(OPTION.map(lambda label: Option(label, label)), max_size=8).map(tuple),
    sign_in=st.booleans(),
    asks=ASKS,
    asks_name=st.just("x"),
    asks_type=TYPES,
    application_id=st.sampled_from([None, "app_1"]),
)
OTHER = st.one_of(
    ANSWERED,
    st.sampled_from("0123456789*#"),
    st.sampled_from(["silent", "unheard", "sent", "failed", "known", "unknown"]),
)
EVENT = st.integers(0, 3).flatmap(lambda lot: HEARD if lot else OTHER)
STEP = st.tuples(EVENT, st.one_of(ANSWERED, ANSWERED, st.none()))
"""something happens, and what is answered to it, if anything"""
STEPS = st.lists(STEP, min_size=4, max_size=14)
TALK = st.fixed_dictionaries(
    {
        "recording": st.booleans(),
        "signed_in": st.booleans(),
        "number": st.sampled_from([None, "13800138001", "02312345678"]),
    }
)


def happen(one: PhoneTalk, event: object) -> list[Act]:
    match event:
        case Heard():
            return one.heard(event)
        case Answered():
            return one.replied(event)
        case "silent":
            return one.silent()
        case "unheard":
            return one.unheard()
        case "sent" | "failed":
            return [*one.code_sent(event == "sent"), *one.link_sent(event == "sent")]
        case "known" | "unknown":
            return one.identified("陈晓渝" if event == "known" else None)
        case _:
            return one.pressed(str(event))


def played(one: PhoneTalk, steps: list[tuple[object, Answered | None]]) -> Iterator[tuple[object, list[Act]]]:
    """What came of each event; what the call waits for then comes at once, where the step has it."""
    yield None, one.begin()
    for event, reply in steps:
        acts = happen(one, event)
        yield event, acts
        if reply is not None and any(isinstance(act, Turn | SendCode | CheckCode | SendLink) for act in acts):
            wants_code = any(isinstance(act, SendCode | SendLink) for act in acts)
            yield reply, happen(one, "sent" if wants_code else reply)


@settings(max_examples=150, deadline=None)
@given(TALK, STEPS)
def test_every_call_can_be_gone_on_with_and_ends(
    how: dict[str, Any], steps: list[tuple[object, Answered | None]]
) -> None:
    one = talk(**how)
    for _, acts in played(one, steps):
        for act in acts:
            assert not isinstance(act, Say) or (re.search(r"\w", act.text) and len(act.text) < LONGEST)
    one.replied(Answered("answered", "好。", "好。"))
    one.code_sent(True)
    acts = [act for _ in range(2 * MOST_SILENT) for act in one.silent()]
    assert not acts or isinstance(acts[-1], HangUp)
    assert happen(one, Heard("对", 1.0)) == [] == one.pressed("1") == one.unheard()


@settings(max_examples=150, deadline=None)
@given(TALK, STEPS)
def test_no_number_goes_on_that_was_not_read_back(
    how: dict[str, Any], steps: list[tuple[object, Answered | None]]
) -> None:
    check_read_back(played(talk(**how), steps))


@settings(max_examples=200, deadline=None)
@given(NUMBERED, st.lists(st.one_of(DIGITS, HEARD), min_size=2, max_size=5))
def test_no_value_goes_into_a_field_that_was_not_read_back(kind: str, said: list[Heard]) -> None:
    field = Answered("handling", "请说这一项。", "", asks="field", asks_name="x", asks_type=kind)
    steps: list[tuple[object, Answered | None]] = [(one, field) for one in said]
    check_read_back(played(talk(), [(Heard("我要办事", 1.0), field), *steps]))


def check_read_back(call: Iterable[tuple[object, list[Act]]]) -> None:
    """A long number in what goes on was read to the caller before."""
    said = ""
    for event, acts in call:
        for turn in (act for act in acts if isinstance(act, Turn)):
            if isinstance(event, Heard | str) and "救命" not in turn.text:
                assert all(read(run, said) for run in re.findall(NUMBER, turn.text)), (turn, said)
        said += "".join(act.text for act in acts if isinstance(act, Say))


def read(number: str, said: str) -> bool:
    """In groups, digit by digit, or as the day that it is."""
    day = re.fullmatch(r"(\d{4})-0?(\d+)-0?(\d+)", number)
    told = "{}年{}月{}日".format(*day.groups()) if day else number
    return told in said or only_digits(number) in only_digits(said)


@given(st.text(max_size=40), st.floats(0, 1))
def test_no_name_is_said_before_the_code_fitted(text: str, confidence: float) -> None:
    one = talk(number="13800138001")
    one.begin()
    one.heard(Heard("帮我办理", 1.0))
    one.replied(Answered("handling", "要先确认是您本人。", "", sign_in=True))
    acts = [*one.heard(Heard(text, confidence)), *one.identified("陈晓渝")]
    assert not any("陈晓渝" in act.text for act in acts if isinstance(act, Say)) or "陈晓渝" in text
