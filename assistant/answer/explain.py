"""Answers to questions: from the item's published guide, or a plain word that there is none."""

from collections.abc import Sequence
from dataclasses import replace

from applications.types import Application
from assistant import decisions as d
from assistant.answer.own_case import NARROWED, held_instead, narrowed, settled_answers
from assistant.answer.related import beyond
from assistant.answer.select import nearest, select, tied
from assistant.answer.speech import Speech
from assistant.choose import MOST_WAYS
from assistant.relations import Relation, relation_asked
from assistant.reply import Option
from assistant.rooms import Rooms
from assistant.topics import named_topics
from assistant.turn import Turn
from knowledge_base.districts import singled_out, situation_in
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section, sections
from knowledge_base.types import Passage, PublishedGuide

PASSAGES = 6
"""enough that the pair on the topic asked for is among them"""

OUTRIGHT = 0.8
"""fit from which a pair is told before what comes before or after: it was written for that question"""

_FIGURES = ("fee", "time_limits")
_FURTHER = ("fee", "time_limits", "places", "materials")


def explain(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain) -> None:
    """The published answer; `not_covered` when the guide does not say it."""
    known = turn.known[decision.item_id]
    published, say = known.guide, rooms.sentences.say
    if published is None:
        name_only(turn, rooms, speech, decision.item_id)
        return
    name, authority = published.guide.item.official_name, published.guide.item.authority
    speech.items.append((decision.item_id, name))
    mine = _own_case(turn, published)
    situation = {**situation_in(published.guide, turn.district), **(mine.situation if mine else {})}
    relation = relation_asked(decision.question)
    passages = rooms.library.passages(published.item_id, decision.question, limit=PASSAGES)
    found = _found(rooms, published, decision.question, passages, relation, own_case=bool(situation))
    related = beyond(rooms, published, relation, situation, alone=not found) if relation else []
    every = rooms.published.sections(published)
    unsure = [] if found or relation else nearest(decision.question, every, passages)
    found = found or unsure
    if found or related:
        speech.status = "answered"
        if not _goes_on(turn, decision.item_id):
            speech.line(say("answer.lead", name=name, authority=authority))
        found = _narrowed(found, narrowed(published.guide, situation, mine, turn.district))
        of_case = mine is not None and mine.situation and any(section.id == "materials" for section in found)
        if mine and of_case:
            answers = "、".join(settled_answers(published.guide, mine))
            speech.line(say("answer.own_case", answers=answers))
        if unsure:
            speech.line(say("answer.nearest"))
        if tied(found):
            speech.line(say("answer.either"))
        speech.said += [*rooms.composer.compose(turn, decision.question, published, found), *related]
        if mine and of_case:
            for material, reason in held_instead(published.guide, mine):
                speech.line(say("related.exempt", name=material, reason=reason))
        if found and found[0].id == "summary":
            speech.spoken = say("answer.spoken", spoken=published.guide.spoken, authority=authority)
    else:
        speech.status = "not_covered"
        speech.line(say("answer.not_in_guide", name=name))
    _offer_further(turn, rooms, speech, decision, {section.id for section in found})


def _found(
    rooms: Rooms,
    published: PublishedGuide,
    question: str,
    passages: Sequence[Passage],
    relation: Relation | None,
    *,
    own_case: bool,
) -> list[Section]:
    """The sections that answer; to what comes before or after, that one, and figures asked for beside it."""
    every = rooms.published.sections(published)
    if relation is None:
        return select(question, published.guide, every, passages, own_case=own_case)
    beside = {relation, *(topic for topic in named_topics(question) if topic in _FIGURES)}
    said = any(section.id == relation for section in every)
    outright = [p.section for p in passages if p.fit >= OUTRIGHT and p.section.startswith("qa:")][:1]
    written = [section for section in every if section.id in outright]
    return [*written, *(section for section in every if section.id in beside)] if said else written


def _goes_on(turn: Turn, item_id: str) -> bool:
    """Whether the last answer was about this item too: its name need not be said again."""
    return turn.state.item_id == item_id and turn.state.status == "answered"


def _own_case(turn: Turn, published: PublishedGuide) -> Application | None:
    """The open application, when it rests on the very version that is cited."""
    view = turn.application
    same = view is not None and (view.item_id, view.guide_version) == (published.item_id, published.version)
    return view if same else None


def _narrowed(found: Sequence[Section], applicable: Guide) -> list[Section]:
    """Lists without what cannot apply; their sentences are those of the guide page."""
    if not any(section.id in NARROWED for section in found):
        return list(found)
    applying = {s.id: s for s in sections(applicable) if s.id in NARROWED}
    return [_kept(section, applying.get(section.id)) for section in found]


def _kept(section: Section, applying: Section | None) -> Section:
    sentences = [s for s in section.sentences if applying is None or s in applying.sentences]
    return replace(section, sentences=tuple(sentences)) if sentences else section


def name_only(turn: Turn, rooms: Rooms, speech: Speech, item_id: str) -> None:
    """A known item without a citable guide: its official name, who is in charge, and where to go on."""
    item, say = turn.known[item_id].item, rooms.sentences.say
    speech.status = "not_covered"
    speech.items.append((item_id, item.official_name))
    told = say("answer.name_only", name=item.official_name)
    if item.authority:
        told += say("answer.name_authority", authority=item.authority)
    speech.line(told)
    speech.line(say("answer.name_link", link=rooms.library.link(item_id)))
    # A web address is for the eye.
    speech.spoken = told


def note(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Note) -> None:
    """What was said of the case is kept; nothing has to be said twice when it is handled. What a published
    pair says of such a case is told with it."""
    say, known = rooms.sentences.say, turn.known.get(decision.item_id)
    guide = known.guide.guide if known and known.guide else None
    labels = {q.id: {o.id: o.label for o in q.options} for q in guide.situations} if guide else {}
    told = [labels[q].get(o, o) for q, o in decision.situation.items() if q in labels]
    speech.status = "answered"
    if known is not None:
        speech.items.append((known.item.item_id, known.item.official_name))
    speech.line(say("answer.noted", answers="、".join(told)) if told else say("answer.noted_plain"))
    if known is not None and known.guide is not None:
        passages = rooms.library.passages(known.guide.item_id, turn.text, limit=PASSAGES)
        found = _found(rooms, known.guide, turn.text, passages, None, own_case=False)
        pairs = [section for section in found if section.id.startswith("qa:")]
        speech.said += rooms.composer.compose(turn, turn.text, known.guide, pairs)
    speech.offer(say("options.start"), *(say(f"options.{topic}") for topic in _FURTHER))


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


def ask_district(turn: Turn, rooms: Rooms, speech: Speech, decision: d.AskDistrict) -> None:
    """The districts that the guide singles out are offered when they are few; else the name is typed."""
    say, known = rooms.sentences.say, turn.known[decision.item_id]
    speech.status = "clarify"
    speech.items.append((decision.item_id, known.item.official_name))
    speech.line(say("clarify.district", name=known.item.official_name))
    named = singled_out(known.guide.guide) if known.guide else []
    if len(named) < MOST_WAYS:
        speech.offer(*named, say("clarify.elsewhere"))


def _offer_further(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Explain, told: set[str]) -> None:
    say, view = rooms.sentences.say, turn.application
    if view is not None and view.next is not None and view.item_id == decision.item_id:
        return
    speech.options.append(Option(say("options.start"), say("options.start")))
    named = set(named_topics(decision.question))
    speech.offer(*(say(f"options.{topic}") for topic in _FURTHER if topic not in told | named))
