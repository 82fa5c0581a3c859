"""Protects: who asks for the whole is told it, with its source and ways on; who asks for one item gets it."""

import pytest

from assistant.reply import Reply
from knowledge_base.library import Library
from knowledge_base.life_events.sections import event_sections
from tests.assistant.conftest import House
from tests.assistant.walking import Talk

ASKED = {
    "生了娃儿要办哪些手续": "newborn",
    "我想开个火锅店要办啥子证": "restaurant-start",
    "老汉走了要办些什么": "bereavement",
    "马上退休了要办啥": "retirement",
    "想开个公司要办哪些手续": "company-start",
    "怀孕了要办哪些手续": "marriage-childbirth",
    "跑外卖要办些啥子手续": "flexible-work",
    "我爸中风瘫了，能办些啥子": "disability-service",
}


def _cited(reply: Reply, library: Library) -> set[str]:
    """Ids of the events cited; every quote stands word for word in the version it names."""
    found: set[str] = set()
    for citation in reply.citations:
        assert citation.kind == "life_event"
        published = library.life_event_version(citation.item_id, citation.guide_version)
        assert published is not None
        stated = {section.id: section.text for section in event_sections(published.event)}
        assert citation.quote in stated[citation.section]
        found.add(citation.item_id)
    return found


@pytest.mark.parametrize(("question", "event_id"), ASKED.items(), ids=list(ASKED.values()))
def test_the_whole_is_told_with_its_source_and_its_items(
    house: House, visitor: Talk, question: str, event_id: str
) -> None:
    reply = visitor.say(question)
    assert reply.status == "answered"
    assert _cited(reply, house.library) == {event_id}
    assert {"parts", "order"} <= {citation.section for citation in reply.citations}
    published = house.library.life_event(event_id)
    assert published is not None
    items = {part.item_id for part in published.event.parts if part.item_id}
    assert {item_id for item_id, _ in reply.items} == items
    assert reply.spoken == published.event.spoken


@pytest.mark.parametrize(
    "question", ["给新生儿上户口要带什么", "退休提公积金怎么办", "开饭馆的食品证多久能下来", "残疾证怎么办"]
)
def test_a_question_about_one_item_goes_to_the_item(visitor: Talk, question: str) -> None:
    reply = visitor.say(question)
    assert {citation.kind for citation in reply.citations} == {"guide"}


@pytest.mark.parametrize("event_id", list(ASKED.values()))
def test_every_offered_item_is_one_tap_away(house: House, event_id: str) -> None:
    question = next(asked for asked, event in ASKED.items() if event == event_id)
    published = house.library.life_event(event_id)
    assert published is not None
    by_name = {part.name: part.item_id for part in published.event.parts if part.item_id}
    offered = [one for one in house.talk().say(question).options if one.label in by_name]
    assert offered
    for option in offered:
        talk = house.talk()
        talk.say(question)
        reply = talk.say(option.send)
        assert [item_id for item_id, _ in reply.items][:1] == [by_name[option.label]], option.send


def test_what_follows_stays_with_the_event(house: House, visitor: Talk) -> None:
    visitor.say("老汉走了要办些什么")
    papers = visitor.say("需要什么材料")
    assert _cited(papers, house.library) == {"bereavement"}
    assert {citation.section for citation in papers.citations} == {"materials"}
    one = visitor.say("亲人去世销户口怎么办")
    assert one.items[0][0] == "household-death"
    after = visitor.say("需要什么材料")
    assert {citation.item_id for citation in after.citations} == {"household-death"}, (
        "the item talked about now"
    )


def test_an_order_is_asked_and_told(house: House, visitor: Talk) -> None:
    reply = visitor.say("退休先办哪样后办哪样")
    assert _cited(reply, house.library) == {"retirement"}
    assert "养老金" in reply.text


@pytest.mark.parametrize("wish", ["帮我办理", "帮我一起办"])
def test_to_handle_the_event_told_begins_the_whole(house: House, wish: str) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("生了娃儿要办哪些手续")
    reply = talk.say(wish)
    assert reply.application is not None
    assert reply.application.item_id == "newborn"
    assert reply.application.next is not None
    assert reply.application.next.name == "parents"


def test_a_withdrawn_event_is_not_told_any_more(house: House, visitor: Talk) -> None:
    house.publisher.withdraw_life_event("newborn", "curator", "重写")
    reply = visitor.say("生了娃儿要办哪些手续")
    assert all(citation.kind == "guide" for citation in reply.citations)


def test_an_answer_on_an_item_offers_the_event_it_is_part_of(visitor: Talk) -> None:
    reply = visitor.say("给新生儿上户口怎么办")
    (offer,) = [option for option in reply.options if "一件事" in option.label]
    told = visitor.say(offer.send)
    assert {citation.item_id for citation in told.citations} == {"newborn"}


def test_an_open_draft_is_kept_while_an_event_is_told(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("我要办身份证补领")
    begun = talk.say("继续")
    told = talk.say("生了娃儿要办哪些手续")
    assert told.status == "answered"
    assert told.application is not None
    assert begun.application is not None
    assert told.application.application_id == begun.application.application_id
