"""Decisions as a table: state, open application and commands in, decisions out. Nothing else plays a part."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from applications.types import Application, Next, NextKind
from applications.types import State as Stage
from assistant import commands as c
from assistant import decisions as d
from assistant.decide import decisions
from assistant.state import State
from assistant.turn import Known
from knowledge_base.model.form import Form
from knowledge_base.model.guide import Fee, Guide, LookAlike, ServiceItem
from knowledge_base.types import PublishedGuide
from storage.clock import CHONGQING

DAY = date(2026, 1, 1)


def guide(item_id: str, look_alikes: list[LookAlike]) -> PublishedGuide:
    written = Guide(
        item=ServiceItem(item_id=item_id, official_name=item_id),
        summary="",
        spoken="",
        valid_from=DAY,
        reviewed_on=DAY,
        look_alikes=look_alikes,
        conditions=[],
        materials=[],
        steps=[],
        time_limits=[],
        fee=Fee(charged=False),
        places=[],
        result="",
        complaint_phone="",
        legal_basis=[],
        form=Form(fields=[]),
    )
    return PublishedGuide(item_id, 1, written, DAY, None, datetime(2026, 1, 1, tzinfo=CHONGQING), "test")


PAIR = LookAlike(
    item_id="renew",
    question="丢了还是还在？",
    this_if="丢了",
    other_if="还在手里",
    this_words=["丢", "找不到"],
    other_words=["到期", "坏了"],
)
KNOWN = {
    "lost": Known(
        ServiceItem(item_id="lost", official_name="补领"),
        guide("lost", [PAIR]),
        {"who": "self"},
        {"mobile": "1"},
    ),
    "renew": Known(ServiceItem(item_id="renew", official_name="换领"), guide("renew", [])),
    "named": Known(ServiceItem(item_id="named", official_name="只有名字")),
    "other": Known(ServiceItem(item_id="other", official_name="另一个名字")),
    "third": Known(ServiceItem(item_id="third", official_name="又一个名字")),
}
STARTED = d.Start("lost", {"who": "self"}, {"mobile": "1"})
VIEW = Application("app", "me", 1, "lost", 1, "draft", {}, {}, (), (), None)


def at(kind: NextKind, stage: Stage = "draft") -> Application:
    return replace(VIEW, state=stage, next=Next(kind, kind, "?"))


def about(question: str, *scores: tuple[str, float]) -> c.AskAbout:
    return c.AskAbout(question, scores)


def decided(
    *commands: c.Command, view: Application | None = None, state: State | None = None, signed_in: bool = True
) -> list[d.Decision]:
    return decisions(state or State(), view, commands, KNOWN, signed_in=signed_in, which="哪一件？")


@pytest.mark.parametrize(
    ("commands", "view", "expected"),
    [
        ([about("丢了", ("lost", 0.9))], None, [d.Explain("lost", "丢了")]),
        ([about("？", ("named", 0.9))], None, [d.NameOnly("named")]),
        ([about("？")], None, [d.NothingFound("？")]),
        ([about("？", ("lost", 0.1))], None, [d.NothingFound("？")]),
        ([c.StartApplication("lost")], None, [STARTED]),
        ([c.StartApplication("named")], None, [d.NameOnly("named")]),
        ([c.StartApplication(None)], None, [d.AskForDescription()]),
        (
            [c.StartApplication(None), about("办", ("lost", 0.9))],
            None,
            [STARTED],
        ),
        ([c.StartApplication(None), about("办")], None, [d.NothingFound("办")]),
        ([c.SetField("a", "1"), c.AnswerSituation("q", "o")], at("field"), [d.Fill({"q": "o"}, {"a": "1"})]),
        ([c.SetField("a", "1")], None, [d.AskForDescription()]),
        ([c.Correct("a", "2")], at("confirm"), [d.Fill({}, {"a": "2"})]),
        ([c.Correct("a")], at("confirm"), [d.AskValue("a")]),
        ([c.Correct("")], at("confirm"), [d.AskWhichField()]),
        ([c.Confirm()], at("confirm"), [d.ConfirmValues(), d.RunPrecheck()]),
        ([c.Confirm()], at("field"), [d.ConfirmValues()]),
        ([c.Precheck()], at("precheck"), [d.RunPrecheck()]),
        ([c.Submit()], at("precheck"), [d.RunPrecheck()]),
        ([c.Submit()], at("submit", "ready"), [d.Send()]),
        ([c.Submit()], at("field"), [d.GoOn()]),
        ([c.Submit()], replace(VIEW, state="submitted"), [d.Send()]),
        ([c.Submit()], replace(VIEW, state="accepted"), [d.TellProgress()]),
        ([c.SetField("a", "1")], replace(VIEW, state="submitted"), [d.AskForDescription()]),
        ([c.Submit()], None, [d.AskForDescription()]),
        ([c.Withdraw()], VIEW, [d.AskWithdraw()]),
        ([c.Resume()], None, [d.GoOn()]),
        ([c.AskProgress()], None, [d.TellProgress()]),
        ([c.AddDocument("doc")], VIEW, [d.Attach("doc")]),
        ([c.AddDocument("doc")], None, [d.KeepDocument("doc")]),
        ([c.AddDocument("doc")], replace(VIEW, state="submitted"), [d.KeepDocument("doc")]),
        ([c.AskHuman()], VIEW, [d.HandOver()]),
        ([c.Greet("hello")], None, [d.Courtesy("hello")]),
        ([c.SwitchItem()], None, [d.AskForDescription(anew=True)]),
        ([c.Skip()], at("field"), [d.GoOn(declined=True)]),
        ([c.TellCase("lost", {"who": "self"}, {})], None, [d.Note("lost", {"who": "self"})]),
        ([c.Correct("a")], replace(VIEW, state="submitted"), [d.TellProgress()]),
        ([c.OutOfScope()], None, [d.Decline()]),
        ([], VIEW, [d.GoOn(understood=False)]),
        ([], None, [d.AskForDescription()]),
        (
            [c.SetField("a", "1"), about("丢了？", ("lost", 0.9))],
            at("field"),
            [d.Fill({}, {"a": "1"}), d.Explain("lost", "丢了？")],
        ),
    ],
)
def test_table(commands: list[c.Command], view: Application | None, expected: list[d.Decision]) -> None:
    assert decided(*commands, view=view) == expected


@pytest.mark.parametrize(
    "command",
    [
        c.StartApplication("lost"),
        c.Submit(),
        c.Confirm(),
        c.Withdraw(),
        c.AskProgress(),
        c.Resume(),
    ],
)
def test_nothing_is_handled_for_somebody_unknown(command: c.Command) -> None:
    (decision,) = decided(command, signed_in=False)
    assert isinstance(decision, d.SignIn)


def test_close_items_give_the_guides_own_question_once() -> None:
    question = about("身份证", ("lost", 0.5), ("renew", 0.48))
    (asked,) = decided(question)
    assert isinstance(asked, d.AskWhich)
    assert asked.question == PAIR.question
    assert [(way.label, way.item_id) for way in asked.ways] == [("丢了", "lost"), ("还在手里", "renew")]
    assert decided(question, state=State(asked=(asked.key,))) == [d.Explain("lost", "身份证")]


@pytest.mark.parametrize(
    ("text", "item_id"),
    [
        ("没丢，是到期了", "renew"),
        ("丢了", "lost"),
        ("找不到了，不是坏了", "lost"),
        ("坏了", "renew"),
    ],
)
def test_the_words_of_a_look_alike_decide_without_asking(text: str, item_id: str) -> None:
    assert decided(about(text, ("lost", 0.5), ("renew", 0.48))) == [d.Explain(item_id, text)]


def test_items_without_a_deciding_question_are_offered_by_name() -> None:
    (asked,) = decided(about("？", ("named", 0.5), ("other", 0.49), ("third", 0.45)))
    assert isinstance(asked, d.AskWhich)
    assert asked.question == "哪一件？"
    assert [way.item_id for way in asked.ways] == ["named", "other", "third"]


def test_items_that_one_fact_tells_apart_are_asked_for_by_it() -> None:
    """By names alone (补领, 换领) people do not know which is theirs; so the list is no longer offered."""
    (asked,) = decided(about("？", ("named", 0.5), ("renew", 0.49), ("lost", 0.45)))
    assert isinstance(asked, d.AskWhich)
    assert asked.question == "您这次是要办哪一种？"
    ways = [(way.label, way.item_id) for way in asked.ways]
    assert ways == [("第一次办", "named"), ("换新的", "renew"), ("补办", "lost")]


def test_withdrawing_and_signing_in_are_taken_up_where_they_were_left() -> None:
    assert decided(c.Withdraw(), view=VIEW, state=State(awaiting="withdraw")) == [d.TakeBack()]
    waiting = State(awaiting="sign_in", item_id="lost")
    assert decided(c.Resume(), state=waiting) == [STARTED]
