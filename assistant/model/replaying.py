"""Recorded questions asked again, of another model or with another prompt, and both answers side by side.

Works on what was recorded: texts with placeholders for personal data. None of it reaches a person or a case.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from statistics import median
from string import Template
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.consulted import Ask, Failed, Line, PromptVersion, Told
from assistant.kept_calls import MICRO, outcome
from assistant.model.consulting import Service
from assistant.model.shape import choices_of, shape_of
from assistant.prompts import Prompt, prompt
from assistant.tables import ModelCallRow

Judge = Callable[[Ask, str], Sequence[str]]
"""why sentences of an answer are not supported by what the question quotes; nothing to object: empty"""


@dataclass(frozen=True, slots=True)
class Side:
    """One answer and what it cost."""

    model: str
    outcome: str
    text: str
    faults: tuple[str, ...]
    tokens: int
    yuan: float
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Recorded:
    at: datetime
    ask: Ask
    side: Side


@dataclass(frozen=True, slots=True)
class Pair:
    at: datetime
    task: str
    said: str
    before: Side
    after: Side

    @property
    def same(self) -> bool:
        """The same commands, or the same sentences."""
        ended = self.before.outcome == self.after.outcome
        return ended and _essence(self.before.text) == _essence(self.after.text)


@dataclass(frozen=True, slots=True)
class Total:
    """Of one side of all pairs of a task."""

    told: int
    faults: int
    tokens: int
    yuan: float
    milliseconds: int
    """the median"""


@dataclass(frozen=True, slots=True)
class Summary:
    task: str
    count: int
    same: int
    before: Total
    after: Total


class UnknownPromptError(ValueError):
    """The text that a question was recorded with is no longer here, so another can't be put in its place."""


def recorded(row: ModelCallRow, judge: Judge) -> Recorded:
    """A call whose texts are still kept."""
    asked: Mapping[str, Any] = row.asked or {}
    lines = tuple(Line(by, text) for by, text in asked["lines"])
    version = PromptVersion(row.prompt, row.prompt_version, row.prompt_checksum)
    ask = Ask(row.task, version, asked["system"], lines, _shape(row.task, asked["schema"]))  # pyright: ignore[reportArgumentType]
    text = row.answered or ""
    faults = tuple(judge(ask, text)) if row.outcome == "told" else ()
    tokens, yuan = row.tokens_in + row.tokens_out, row.micro_yuan / MICRO
    return Recorded(row.at, ask, Side(row.model, row.outcome, text, faults, tokens, yuan, row.milliseconds))


def revised(ask: Ask, written: Prompt) -> Ask:
    """The same question by another text: what filled the places of the old one fills those of the new.

    Raises UnknownPromptError where the old text is not the shipped one any more, or a place is new.
    """
    values = filling(ask)
    try:
        return replace(ask, prompt=written.version, system=written.filled(**values))
    except KeyError as missing:
        name = written.version.name
        raise UnknownPromptError(f"nothing is known for the place {missing} of {name}") from None


def filling(ask: Ask) -> Mapping[str, str]:
    """What fills the places of its prompt. Raises UnknownPromptError where the shipped text is another."""
    shipped = prompt(ask.prompt.name)
    if shipped.version != ask.prompt:
        raise UnknownPromptError(f"{ask.prompt.name} {ask.prompt.version} is not the version that is shipped")
    found = _form(shipped.text).fullmatch(ask.system)
    if found is None:
        raise UnknownPromptError(f"a question does not begin with the text of {ask.prompt.name}")
    return found.groupdict()


@dataclass(slots=True)
class Replay:
    pairs: list[Pair] = field(default_factory=list[Pair])
    left_out: list[str] = field(default_factory=list[str])
    """why some could not be asked by the new prompt"""


def replay(
    calls: Iterable[Recorded], service: Service, prompts: Mapping[str, Prompt], within: float, judge: Judge
) -> Replay:
    """Asks one after the other, each `within` so many seconds. With prompts, only what was asked by them."""
    done = Replay()
    for call in calls:
        ask, name = call.ask, call.ask.prompt.name
        if prompts and name not in prompts:
            continue
        try:
            ask = revised(ask, prompts[name]) if prompts else ask
        except UnknownPromptError as error:
            done.left_out.append(str(error))
            continue
        said = next((line.text for line in reversed(ask.lines) if line.by == "person"), "")
        after = _side(ask, service.ask(ask, within), judge)
        done.pairs.append(Pair(call.at, ask.task, said, call.side, after))
    return done


def summaries(pairs: Sequence[Pair]) -> list[Summary]:
    """By task, in the order in which tasks first occur."""
    tasks = dict.fromkeys(pair.task for pair in pairs)
    return [_summary(task, [pair for pair in pairs if pair.task == task]) for task in tasks]


def _summary(task: str, pairs: Sequence[Pair]) -> Summary:
    same = sum(pair.same for pair in pairs)
    before, after = [pair.before for pair in pairs], [pair.after for pair in pairs]
    return Summary(task, len(pairs), same, _total(before), _total(after))


def _total(sides: Sequence[Side]) -> Total:
    return Total(
        told=sum(one.outcome == "told" for one in sides),
        faults=sum(len(one.faults) for one in sides),
        tokens=sum(one.tokens for one in sides),
        yuan=sum(one.yuan for one in sides),
        milliseconds=round(median(one.milliseconds for one in sides)),
    )


def _side(ask: Ask, answer: Told | Failed, judge: Judge) -> Side:
    spent = answer.spent
    return Side(
        model=answer.model,
        outcome=outcome(answer),
        text=answer.text,
        faults=tuple(judge(ask, answer.text)) if isinstance(answer, Told) else (),
        tokens=spent.tokens_in + spent.tokens_out,
        yuan=spent.yuan,
        milliseconds=round(spent.seconds * 1000),
    )


def _shape(task: str, schema: dict[str, Any] | None) -> type[BaseModel] | None:
    """What the answer had to be. Of a shape that can't be made again the schema alone binds the model."""
    if schema is None:
        return None
    if task == "understand":
        return shape_of(choices_of(schema))

    class Recalled(BaseModel):
        model_config = ConfigDict(extra="allow")

        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

    Recalled.__name__ = str(schema.get("title", "Recalled"))
    return Recalled


def _form(text: str) -> re.Pattern[str]:
    """What a filled prompt looks like, its places as groups."""
    form, at, seen = "", 0, set[str]()
    for found in Template.pattern.finditer(text):
        form += re.escape(text[at : found.start()])
        name, at = found["named"] or found["braced"], found.end()
        if name is None:
            form += r"\$"
        elif name in seen:
            form += f"(?P={name})"
        else:
            form += f"(?P<{name}>.*?)"
            seen.add(name)
    return re.compile(form + re.escape(text[at:]), re.DOTALL)


def _essence(text: str) -> object:
    """An answer without spaces; of JSON its values without the empty ones."""
    try:
        return _filled(json.loads(text))
    except ValueError:
        return re.sub(r"\s+", "", text)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one is not None}
    return [_filled(one) for one in value] if isinstance(value, list) else value
