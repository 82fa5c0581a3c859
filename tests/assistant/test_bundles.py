"""Protects: a life event is handled in one conversation, from the wish to the receipts of all its parts; it
can be left and gone on with, and one part can be asked about between."""

from dataclasses import dataclass

import pytest

from applications.bundles.types import Bundle
from assistant.reply import Reply
from tests.applications.test_bundles import FURTHER, MARRIED, PAPERS, VALUES
from tests.assistant.conftest import House
from tests.assistant.walking import MOST_TURNS, Citizen, Talk

NEWBORN = {**MARRIED, **FURTHER}
PICTURES = {name: paper for name, paper in PAPERS.items()}


@dataclass
class Walker(Citizen):
    """Taps the option named, else the first one; says values as they are."""

    def go_on(self, until: str | None = None) -> Reply:
        reply, asked = self.talk.replies[-1], list[tuple[str, str]]()
        for _ in range(2 * MOST_TURNS):
            view = reply.application
            assert isinstance(view, Bundle), reply.text
            if view.next is None or view.next.kind == until:
                return reply
            step = (view.next.kind, view.next.name)
            assert step not in asked[-1:], f"asked twice: {reply.text}"
            asked.append(step)
            reply = self.said(view)
        raise AssertionError(reply.text)

    def said(self, view: Bundle) -> Reply:
        assert view.next is not None
        kind, name = view.next.kind, view.next.name
        if kind == "document":
            assert name in self.papers, f"asked for material {name}: {view.next.prompt}"
            return self.hand_in(*self.papers[name])
        if kind == "situation":
            options = next(q for q in view.guide.situations if q.id == name).options
            wanted = self.answers.get(name, options[0].id)
            return self.talk.say(next(o.label for o in options if o.id == wanted))
        if kind == "field":
            field = next(f for f in view.guide.form.fields if f.name == name)
            said = field.choices[0].label if field.choices else self.answers.get(name)
            assert said is not None, f"asked for field {name}: {view.next.prompt}"
            return self.talk.say(said)
        return self.talk.say({"confirm": "确认无误", "precheck": "预审", "submit": "提交"}[kind])


def walker(house: House, account: str = "chen-xiaoyu") -> Walker:
    return Walker(house.talk(account), house.documents, {**NEWBORN, **VALUES}, PICTURES)


@pytest.mark.parametrize("wish", ["我要办新生儿一件事", "刚生了娃要办哪些，一起办"])
def test_the_wish_begins_the_whole(house: House, wish: str) -> None:
    reply = house.talk("chen-xiaoyu").say(wish)
    assert isinstance(reply.application, Bundle)
    assert reply.application.item_id == "newborn"
    assert reply.status == "handling"


def test_a_newborn_is_handled_in_one_conversation(house: House) -> None:
    person = walker(house)
    person.talk.say("我要办新生儿一件事")
    reply = person.go_on()
    assert reply.status == "submitted"
    view = reply.application
    assert isinstance(view, Bundle)
    assert {p.part_id for p in view.parts if p.application and p.application.receipt} == {
        "household",
        "insurance",
    }
    assert "受理编号" in reply.text
    assert "轮到了" in reply.text
    progress = person.talk.say("查进度")
    assert progress.status == "progress"
    assert all(name in progress.text for name in ("给新生儿上户口", "办社保卡", "领育儿补贴"))


def test_it_is_left_and_gone_on_with_elsewhere(house: House) -> None:
    person = walker(house)
    person.talk.say("我要办新生儿一件事")
    person.go_on(until="document")
    aside = person.talk.say("社保卡多久能拿到？")
    assert aside.citations
    elsewhere = house.talk("chen-xiaoyu").say("继续")
    assert isinstance(elsewhere.application, Bundle)
    assert elsewhere.application.next is not None
    assert elsewhere.application.next.kind == "document"


def test_a_visitor_is_asked_to_sign_in_and_goes_on(house: House) -> None:
    talk = house.talk()
    reply = talk.say("我要办新生儿一件事")
    assert reply.sign_in
    actor = house.people["chen-xiaoyu"]
    reply = Talk(talk.assistant, talk.conversation_id, actor).say("继续")
    assert isinstance(reply.application, Bundle)


def test_whom_it_does_not_fit_takes_single_items_along(house: House) -> None:
    person = walker(house)
    person.answers = {**NEWBORN, "born": "other_province"}
    person.talk.say("我要办新生儿一件事")
    reply = person.go_on()
    assert "外省" in reply.text
    option = next(o for o in reply.options if o.label == "给新生儿上户口")
    single = person.talk.say(option.send)
    assert single.application is not None
    assert single.application.item_id == "birth-household-married"
    assert single.application.situation["who"] == "mother"


@pytest.mark.parametrize(
    ("wish", "event_id"),
    [
        ("我要办企业开办一件事", "company-start"),
        ("我要开个火锅店，证照帮我一起办", "restaurant-start"),
        ("婚育的事一次性办，我要办婚育一件事", "marriage-childbirth"),
    ],
)
def test_other_events_begin_too(house: House, wish: str, event_id: str) -> None:
    person = walker(house, "zhang-yang")
    reply = person.talk.say(wish)
    assert isinstance(reply.application, Bundle), reply.text
    assert reply.application.item_id == event_id
    person.answers = {}
    view = reply.application
    for _ in range(12):
        if view.next is None or view.next.kind != "situation":
            break
        view = person.said(view).application
        assert isinstance(view, Bundle)
    assert any(p.application for p in view.parts)
