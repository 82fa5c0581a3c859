"""Publication checks of life events: against the guides of their items, and of their own text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from knowledge_base.figures import bare_days, figures
from knowledge_base.life_events.agreeing import disagreements
from knowledge_base.life_events.linking import Found, broken_links
from knowledge_base.life_events.loading import LoadedEvent
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.recognising import squeezed
from knowledge_base.lint import LintFinding, finding
from knowledge_base.lint.answers import answer_long, promises_approval
from knowledge_base.lint.facts import phones_equal, review_overdue, validity
from knowledge_base.lint.law import law_not_in_force, stale_in
from knowledge_base.lint.text import question_twice, summary_length
from knowledge_base.lint.written import WrittenRule
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.names import same_name
from knowledge_base.source import Segments

LEAST_ANSWERS, LEAST_ALIASES = 6, 4

_TOLD = ("qa", "summary", "spoken")
"""what tells again what other fields say: a figure there must stand in one of them"""

_SHARED_RULES: Mapping[str, WrittenRule] = {
    "phones-equal": phones_equal,
    "validity": validity,
    "review-overdue": review_overdue,
    "law-not-in-force": law_not_in_force,
    "summary-length": summary_length,
    "question-twice": question_twice,
    "promises-approval": promises_approval,
    "answer-long": answer_long,
}


def check_events(
    loaded: Sequence[LoadedEvent], guides: Sequence[Guide], day: date, names: Sequence[ServiceItem] = ()
) -> list[LintFinding]:
    """All findings on `day`, by file and line. `names` are the items known by name only."""
    by_id = {guide.item.item_id: guide for guide in guides}
    items = {item.item_id: item for item in (*(guide.item for guide in guides), *names)}
    findings = [
        finding(rule, *entry.where(*path), values)
        for entry in loaded
        for rule, path, values in _found(entry.event, by_id, items, day)
    ]
    return sorted(findings, key=lambda one: (one.file, one.line, one.rule))


def _found(
    event: LifeEvent, guides: Mapping[str, Guide], items: Mapping[str, ServiceItem], day: date
) -> Iterator[Found]:
    for rule, broken in _SHARED_RULES.items():
        yield from ((rule, path, values) for path, values in broken(event, day))
    yield from broken_links(event, guides, items)
    yield from disagreements(event, guides)
    yield from _names_taken(event, items.values())
    yield from _questions_taken(event, guides.values())
    yield from _texts(event)
    yield from _too_little(event)


def _names_taken(event: LifeEvent, items: Iterable[ServiceItem]) -> Iterator[Found]:
    """A name of the whole that is a name of one item."""
    owners = {
        same_name(name): item.item_id
        for item in items
        for name in (item.official_name, item.plain_name, *item.aliases)
        if name
    }
    named: list[tuple[Segments, str]] = [(("plain_name",), event.plain_name)]
    named += [(("aliases", index), alias) for index, alias in enumerate(event.aliases)]
    for path, name in named:
        other = owners.get(same_name(name))
        if other is not None:
            yield "event-name-taken", path, {"name": name, "other": other}


def _questions_taken(event: LifeEvent, guides: Iterable[Guide]) -> Iterator[Found]:
    """A question that an item's guide answers too: it could not be told which of the two is asked."""
    owners = {
        squeezed(asked): guide.item.item_id
        for guide in guides
        for pair in guide.qa
        for asked in (pair.question, *pair.variants)
    }
    for index, pair in enumerate(event.qa):
        for asked in (pair.question, *pair.variants):
            other = owners.get(squeezed(asked))
            if other is not None:
                yield "event-question-taken", ("qa", index), {"question": asked, "other": other}


def _texts(event: LifeEvent) -> Iterator[Found]:
    """Stale facts, days without their unit, and figures that no field of the event backs."""
    said, materials = list(prose(event)), list(_materials(event))
    # Rules for single items are asked of their guides: here one paper may serve several items.
    for path, values in stale_in(said, materials, ()):
        yield "fact-stale", path, values
    for path, text in (*said, *materials):
        for written in bare_days(text):
            yield "unit-missing", path, {"written": written}
    backed = _backed(event)
    told = [("figure-unbacked", path, text) for path, text in said if path[0] in _TOLD]
    told += [("to-confirm-figure", path, text) for path, text in _doubts(event)]
    for rule, path, text in told:
        for figure in figures(text):
            if figure.value not in backed:
                yield rule, path, {"written": figure.text}


def _doubts(event: LifeEvent) -> Iterator[tuple[Segments, str]]:
    """What is still to be confirmed (待核)."""
    yield from ((("to_confirm", i, "say"), one.say) for i, one in enumerate(event.to_confirm))
    for index, part in enumerate(event.parts):
        if part.outside is not None:
            yield ("parts", index, "outside", "to_confirm"), part.outside.to_confirm


def _backed(event: LifeEvent) -> set[tuple[Decimal, str]]:
    told = [text for path, text in prose(event) if path[0] not in (*_TOLD, "to_confirm")]
    told += [basis.says for basis in event.legal_basis]
    told += event.mistakes
    return {figure.value for text in told for figure in figures(text)}


def prose(event: LifeEvent) -> Iterator[tuple[Segments, str]]:
    """Everything written in sentences, except the law, the materials, and what is wrongly believed."""
    yield from ((("summary",), event.summary), (("spoken",), event.spoken), (("fee",), event.fee))
    yield from ((("time_limits",), event.time_limits), (("places",), event.places))
    yield from ((("conditions", i), text) for i, text in enumerate(event.conditions))
    yield from ((("misfits", i, "text"), one.text) for i, one in enumerate(event.misfits))
    for index, part in enumerate(event.parts):
        yield ("parts", index, "why"), part.why
        if part.outside is not None:
            yield ("parts", index, "outside", "text"), part.outside.text
    yield from ((("notes", i), note) for i, note in enumerate(event.notes))
    yield from ((("to_confirm", i, "say"), one.say) for i, one in enumerate(event.to_confirm))
    yield from ((("qa", i, "answer"), pair.answer) for i, pair in enumerate(event.qa))


def _materials(event: LifeEvent) -> Iterator[tuple[Segments, str]]:
    yield from ((("materials", i), f"{one.name}：{one.text}") for i, one in enumerate(event.materials))


def _too_little(event: LifeEvent) -> Iterator[Found]:
    counted = (("qa", len(event.qa), LEAST_ANSWERS), ("aliases", len(event.aliases), LEAST_ALIASES))
    for part, count, least in counted:
        if count < least:
            yield "event-too-little", (part,), {"part": part, "count": count, "least": least}
