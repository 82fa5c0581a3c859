"""Answers to questions: from the item's published guide, or a plain word that there is none."""

from assistant import decisions as d
from assistant.answer.select import named_topics, select
from assistant.answer.speech import Speech
from assistant.reply import Option
from assistant.rooms import Rooms
from assistant.turn import Turn

PASSAGES = 6
"""enough that the pair on the topic asked for is among them"""

_FURTHER = ("fee", "time_limits", "places", "materials")


def explain(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain) -> None:
    """The published answer; `not_covered` when the guide does not say it."""
    known = turn.known[decision.item_id]
    published, say = known.guide, rooms.sentences.say
    if published is None:
        name_only(turn, rooms, speech, decision.item_id)
        return
    name = published.guide.item.official_name
    speech.items.append((decision.item_id, name))
    passages = rooms.library.passages(decision.item_id, decision.question, limit=PASSAGES)
    found = select(decision.question, rooms.published.sections(published), passages)
    if found:
        speech.status = "answered"
        speech.line(say("answer.lead", name=name))
        speech.said += rooms.composer.compose(decision.question, published, found)
        if found[0].id == "summary":
            speech.spoken = published.guide.spoken
    else:
        speech.status = "not_covered"
        speech.line(say("answer.not_in_guide", name=name))
    _offer_further(turn, rooms, speech, decision, {section.id for section in found})


def name_only(turn: Turn, rooms: Rooms, speech: Speech, item_id: str) -> None:
    """A known item without a citable guide: its official name, and where to ask."""
    name = turn.known[item_id].item.official_name
    speech.status = "not_covered"
    speech.items.append((item_id, name))
    speech.line(rooms.sentences.say("answer.name_only", name=name))


def ask_which(rooms: Rooms, speech: Speech, decision: d.AskWhich, turn: Turn) -> None:
    speech.status = "clarify"
    speech.line(decision.question)
    for way in decision.ways:
        speech.offer(way.label)
        known = turn.known.get(way.item_id or "")
        if known is not None:
            speech.items.append((known.item.item_id, known.item.official_name))
    if len(decision.ways) == 3:
        speech.offer(rooms.sentences.say("clarify.none"))


def _offer_further(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain, told: set[str]) -> None:
    say, view = rooms.sentences.say, turn.application
    if view is not None and view.next is not None and view.item_id == decision.item_id:
        return
    speech.options.append(Option(say("options.start"), say("options.start")))
    named = set(named_topics(decision.question))
    speech.offer(*(say(f"options.{topic}") for topic in _FURTHER if topic not in told | named))
