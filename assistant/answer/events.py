"""Answers about life events (一件事): quoted from the published event, with ways to its single items."""

from collections.abc import Mapping, Sequence

from applications.bundles.types import Bundle
from assistant import decisions as d
from assistant.answer.speech import Speech
from assistant.reply import Citation, Option
from assistant.rooms import Rooms
from assistant.topics import ALIKE, named_topics, pair_likeness
from assistant.turn import Said, Turn
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.sections import event_sections
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.sections import Section

SAME_QUESTION = 0.7
"""likeness from which a published pair is the answer, also to a question for the whole"""
MOST_TOPICS = 2
MOST_ITEMS = 5
_LISTS = frozenset({"parts", "order", "outside", "materials", "conditions", "notes", "mistakes"})
_TOPICS: Mapping[str, str] = {"steps": "order", "before": "order", "after": "order"}
"""what a guide tells in these sections, an event tells in its order"""


def explain_event(turn: Turn, rooms: Rooms, speech: Speech, decision: d.ExplainEvent) -> None:
    """The published text, and the items it leads to."""
    say, published = rooms.sentences.say, turn.event
    if published is None:
        speech.status = "not_covered"
        speech.line(say("answer.event_gone"))
        return
    speech.status = "answered"
    event = published.event
    found = _select(decision, event, event_sections(event))
    if turn.state.event_id != event.event_id:
        speech.line(say("answer.event_lead", name=event.official_name))
    speech.said += [said for section in found for said in _quoted(published, section)]
    if decision.whole:
        speech.spoken = event.spoken
        speech.line(say("answer.event_items"))
    _offer_items(turn, rooms, speech, event)
    if decision.whole:
        speech.offer(say("options.event_together"), say("options.materials"))


def tell_bundle(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """When its parts become known: what is handled together, and what is to do elsewhere."""
    whole, before = turn.application, turn.before
    if not isinstance(whole, Bundle) or _handled(before) == _handled(whole):
        return
    say = rooms.sentences.say
    for role, key in (
        ("handled", "bundle.together"),
        ("outside", "bundle.outside"),
        ("anothers", "bundle.anothers"),
    ):
        names = [p.name for p in whole.parts if p.role == role and (role != "handled" or p.application)]
        if names:
            speech.line(say(key, names="、".join(names)))


def tell_misfit(turn: Turn, rooms: Rooms, speech: Speech) -> bool:
    """Whom the whole does not fit: why, and the single items, which take along what was said."""
    whole = turn.application
    if not isinstance(whole, Bundle) or not whole.singles:
        return False
    for single in whole.singles:
        speech.line(single.text)
    parts = {part for single in whole.singles for part in single.parts}
    shown = [p for p in whole.parts if p.part_id in parts and p.item_id]
    speech.line(rooms.sentences.say("bundle.alone"))
    speech.options += [
        Option(p.name, rooms.sentences.say("options.part_alone", name=p.name)) for p in shown[:MOST_ITEMS]
    ]
    speech.items += [(p.item_id, p.name) for p in shown if p.item_id]
    return True


def tell_sent(turn: Turn, rooms: Rooms, speech: Speech) -> bool:
    """Each receipt, and what follows or is held back; False when no whole was sent."""
    sent, say = turn.outcome.sent, rooms.sentences.say
    if sent is None:
        return False
    names = {part.part_id: part.name for part in sent.current.parts}
    speech.status = "submitted"
    speech.line(say("bundle.sent", count=len(sent.receipts) + len(sent.pending)))
    for part_id, receipt in sent.receipts.items():
        number, code = receipt.acceptance_number, receipt.query_code
        speech.line(say("bundle.receipt", name=names[part_id], number=number, code=code))
    for key, parts in (("pending", sent.pending), ("waiting", sent.waiting), ("left", sent.left)):
        if parts:
            speech.line(say(f"bundle.{key}", names="、".join(names[part] for part in parts)))
    speech.line(say("submitted.judge"))
    speech.offer(say("options.progress"))
    return True


def tell_bundle_progress(turn: Turn, rooms: Rooms, speech: Speech) -> bool:
    """One view of all parts; False when what is open is a single application."""
    whole, say = turn.application, rooms.sentences.say
    if not isinstance(whole, Bundle):
        return False
    speech.status = "progress"
    speech.line(say("bundle.progress", name=whole.name))
    names = {part.part_id: part.name for part in whole.parts}
    for part in whole.parts:
        if part.role == "handled" and part.application:
            state = say(f"progress.states.{part.application.state}")
            speech.line(say("progress.line", name=part.name, state=state))
            if receipt := part.application.receipt:
                number, code = receipt.acceptance_number, receipt.query_code
                speech.line(say("progress.number", number=number, code=code))
            elif part.waits_for:
                waits = "、".join(names[one] for one in part.waits_for)
                speech.line(say("bundle.waits_for", names=waits))
    if whole.next is not None:
        speech.offer(say("options.resume"))
    return True


def _handled(view: object) -> list[str]:
    begun = view.parts if isinstance(view, Bundle) else ()
    return [part.part_id for part in begun if part.role == "handled" and part.application]


def offer_event(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain) -> None:
    """After the first answer about an item to whoever asked in general: the event that it is part of."""
    general = not named_topics(decision.question) and speech.status == "answered"
    if not general or turn.application is not None or turn.state.item_id == decision.item_id:
        return
    events = [one.event for one in rooms.library.life_events().values()]
    of = [event for event in events if decision.item_id in {p.item_id for p in event.parts if not p.optional}]
    for event in of[:1]:
        speech.offer(rooms.sentences.say("options.event", name=event.official_name))


def _select(decision: d.ExplainEvent, event: LifeEvent, sections: Sequence[Section]) -> list[Section]:
    """A pair that asks the same; the parts and their order; what the question names; the short version."""
    by_id = {section.id: section for section in sections}
    own = frozenset("".join((event.official_name, event.plain_name)))
    alike = {pair.id: pair_likeness(decision.question, pair, own) for pair in event.qa}
    best = max(alike, key=lambda one: alike[one], default=None)
    likeness = alike[best] if best else 0.0
    asked = [_TOPICS.get(topic, topic) for topic in named_topics(decision.question)]
    named = list(dict.fromkeys(topic for topic in asked if topic in by_id))[:MOST_TOPICS]
    if best is not None and likeness >= (SAME_QUESTION if decision.whole else ALIKE):
        return [by_id[f"qa:{best}"]]
    if decision.whole:
        return [by_id["parts"], by_id["order"]]
    return [by_id[topic] for topic in named] or [by_id["summary"]]


def _quoted(published: PublishedLifeEvent, section: Section) -> list[Said]:
    """Each sentence is a quote and its own citation."""
    place = (published.event_id, published.version, section.id)
    return [
        Said(
            sentence, (Citation(*place, sentence, "life_event"),), joined=at > 0 and section.id not in _LISTS
        )
        for at, sentence in enumerate(section.sentences)
    ]


def _offer_items(turn: Turn, rooms: Rooms, speech: Speech, event: LifeEvent) -> None:
    """Each item of ours; the first ones as quick replies."""
    known = [(part, turn.known[part.item_id]) for part in event.parts if part.item_id in turn.known]
    speech.items += [(one.item.item_id, one.item.official_name) for _, one in known]
    speech.options += [
        Option(part.name, rooms.sentences.say("options.event_item", name=part.name))
        for part, _ in known[:MOST_ITEMS]
    ]
