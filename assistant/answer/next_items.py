"""智能推荐: what usually comes after, where it holds for the person. Once, and not what they have begun."""

from assistant import decisions as d
from assistant.answer.related import further
from assistant.answer.speech import Speech
from assistant.relations import relation_asked
from assistant.reply import Citation, Option
from assistant.rooms import Rooms
from assistant.turn import Said, Turn
from knowledge_base.districts import situation_in
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Related
from knowledge_base.sections import related_sentence
from knowledge_base.types import PublishedGuide

MOST = 3
OFFERED, TOLD = "offered", "told"


def offer_next(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain) -> None:
    """After an answer, one quick reply: the person need not think of the question."""
    known = turn.known.get(decision.item_id)
    published = known.guide if known else None
    if published is None or speech.status != "answered":
        return
    if relation_asked(decision.question) == "after":
        turn.suggested.append(f"{TOLD}:{decision.item_id}")
        return
    done = {f"{kind}:{decision.item_id}" for kind in (OFFERED, TOLD)} & {*turn.state.suggested}
    if done or turn.application is not None:
        return
    situation = situation_in(published.guide, turn.district)
    if _fitting(turn, rooms, published, situation, sure=False):
        speech.offer(rooms.sentences.say("options.after"))
        turn.suggested.append(f"{OFFERED}:{decision.item_id}")


def tell_next_items(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """After a receipt: the published sentences that hold in the case, with ways to ask about the items."""
    view = turn.application
    if view is None or turn.outcome.receipt is None or f"{TOLD}:{view.item_id}" in turn.state.suggested:
        return
    published = rooms.library.guide(view.item_id)
    if published is None:
        return
    fitting = _fitting(turn, rooms, published, view.situation, sure=True)[:MOST]
    said = [_quoted(published, one) for one in fitting]
    said = said or further(rooms, view.item_id, "after", view.situation)[:MOST]
    if said:
        turn.suggested.append(f"{TOLD}:{view.item_id}")
        speech.line(rooms.sentences.say("related.next_lead"))
        speech.said += said
        _offer(rooms, speech, fitting)


def _fitting(
    turn: Turn, rooms: Rooms, published: PublishedGuide, situation: Situation, *, sure: bool
) -> list[Related]:
    """Follow-ups that the situation allows (`sure`: asks for) and that nobody has applied for yet."""
    fitting = [
        one
        for one in published.guide.follow_ups
        if (met := holds(one.when, situation)) or (met is None and not sure)
    ]
    mine = rooms.applications.own(turn.actor) if turn.actor is not None and fitting else []
    applied = {one.item_id for one in mine if one.state != "withdrawn"}
    return [one for one in fitting if not applied & {*one.items}]


def _quoted(published: PublishedGuide, one: Related) -> Said:
    quote = related_sentence(published.guide, one)
    return Said(quote, (Citation(published.item_id, published.version, "after", quote),))


def _offer(rooms: Rooms, speech: Speech, fitting: list[Related]) -> None:
    """The first item of each, by the name people use."""
    for one in fitting:
        item = rooms.library.item(one.items[0])
        if item is not None:
            name = item.plain_name or item.official_name
            speech.options.append(Option(name, rooms.sentences.say("options.event_item", name=name)))
