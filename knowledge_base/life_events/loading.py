"""`content/life_events/*.yaml` → life events. All that is wrong is told at once, with file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from knowledge_base.certificates import Certificates
from knowledge_base.errors import ContentError
from knowledge_base.life_events.model import LifeEvent, Mapped
from knowledge_base.life_events.stages import circles
from knowledge_base.loader import LIFE_EVENTS
from knowledge_base.model.base import When
from knowledge_base.references import Broken, repeats
from knowledge_base.source import Problem, Segments, Source, explain, read
from knowledge_base.texts import texts


@dataclass(frozen=True)
class LoadedEvent:
    """A life event as written, and where each part of it is written."""

    event: LifeEvent
    source: Source

    @property
    def event_id(self) -> str:
        return self.event.event_id

    def where(self, *path: str | int) -> tuple[str, int]:
        """File and line of the deepest part of `path` that is written."""
        return self.source.where(path)


def load_life_events(folder: Path) -> list[LoadedEvent]:
    """All life events under the content folder, by id; none where it has no such folder.

    Raises `ContentError` naming every problem of every file.
    """
    loaded: list[LoadedEvent] = []
    problems: list[Problem] = []
    for path in sorted((folder / LIFE_EVENTS).glob("*.yaml")):
        try:
            loaded.append(_load(path))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return loaded


def _load(path: Path) -> LoadedEvent:
    source = read(path, f"{LIFE_EVENTS}/{path.name}")
    if not isinstance(source.data, dict):
        raise ContentError([(source.file, 1, texts().say("loader.not_a_mapping"))])
    raw = {"event_id": path.stem, **cast("dict[str, object]", source.data)}
    try:
        event = LifeEvent.model_validate(raw)
    except ValidationError as error:
        raise ContentError(explain(error, source.where)) from None
    problems = [(source.file, source.line(where), what) for where, what in broken(event)]
    if event.event_id != path.stem:
        what = texts().say("loader.event_id_differs", file=path.stem)
        problems.append((source.file, source.line(("event_id",)), what))
    if problems:
        raise ContentError(problems)
    return LoadedEvent(event, source)


def broken(event: LifeEvent) -> list[Broken]:
    """Every reference inside the event that leads nowhere, every id given twice, and circles."""
    return [*_doubled(event), *_whens(event), *_parts(event), *_bases(event)]


def _say(key: str, **values: object) -> str:
    return texts().say(f"loader.{key}", **values)


def _doubled(event: LifeEvent) -> Iterator[Broken]:
    lists: dict[str, Sequence[str]] = {
        "situations": [one.id for one in event.situations],
        "parts": [one.id for one in event.parts],
        "misfits": [one.id for one in event.misfits],
        "materials": [one.id for one in event.materials],
        "legal_basis": [one.id for one in event.legal_basis],
        "qa": [one.id for one in event.qa],
    }
    for path, ids in lists.items():
        yield from repeats((path,), list(ids), "id")
    yield from repeats(("form",), [one.name for one in event.form], "name")


def _whens(event: LifeEvent) -> Iterator[Broken]:
    """Each `when` and each mapped answer names questions and options that the event has."""
    options = {question.id: {one.id for one in question.options} for question in event.situations}
    lists: dict[str, Sequence[When]] = {
        "situations": [one.when for one in event.situations],
        "parts": [one.when for one in event.parts],
        "misfits": [one.when for one in event.misfits],
        "materials": [one.when for one in event.materials],
    }
    whens = [((name, i, "when"), when) for name, found in lists.items() for i, when in enumerate(found)]
    for path, when in (*whens, (("typical",), {key: [one] for key, one in event.typical.items()})):
        for question, wanted in when.items():
            if question not in options:
                yield (*path, question), _say("no_such_question", id=question)
            for option in set(wanted) - options.get(question, set(wanted)):
                yield (*path, question), _say("no_such_option", id=option, question=question)
    for path, rule in _mapped(event):
        if rule.question not in options:
            yield path, _say("no_such_question", id=rule.question)
        for option in set(rule.options) - options.get(rule.question, set(rule.options)):
            yield path, _say("no_such_option", id=option, question=rule.question)


def _mapped(event: LifeEvent) -> Iterator[tuple[Segments, Mapped]]:
    for index, part in enumerate(event.parts):
        for key, rules in (("answers", part.answers), ("fields", part.fields)):
            for name, rule in rules.items():
                if isinstance(rule, Mapped):
                    yield ("parts", index, key, name), rule


def _parts(event: LifeEvent) -> Iterator[Broken]:
    ids = {part.id for part in event.parts}
    certificates = Certificates.shipped().by_id
    named = [(("parts", i, "after"), part.after) for i, part in enumerate(event.parts)]
    named += [(("misfits", i, "parts"), misfit.parts) for i, misfit in enumerate(event.misfits)]
    for path, found in named:
        for one in found:
            if one not in ids:
                yield path, _say("no_such_part", id=one)
    for index, part in enumerate(event.parts):
        gives = part.outside.gives if part.outside else None
        if gives is not None and gives not in certificates:
            yield ("parts", index, "outside", "gives"), _say("no_such_certificate", id=gives)
    for circle in circles(event.parts):
        yield ("parts",), _say("parts_circle", circle=" → ".join(circle))


def _bases(event: LifeEvent) -> Iterator[Broken]:
    known = {basis.id for basis in event.legal_basis}
    for index, pair in enumerate(event.qa):
        for one in pair.basis:
            if one not in known:
                yield ("qa", index, "basis"), _say("no_such_basis", id=one)
