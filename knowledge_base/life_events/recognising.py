"""Whether a message means a life event as a whole, and not one of its items. Pure.

Three cues: the event's own names; what happened or is wanted (the event's expressions); and that the whole
list is asked for (`wording.yaml`). A message that names just one of the parts means that part's item.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from rapidfuzz import fuzz

from knowledge_base.life_events.model import LifeEvent
from knowledge_base.search.wording import Wording, clauses

MEANT = 0.8
"""score from which the event is meant; tests/knowledge_base/test_life_event_recognition.py measures it"""

_NAMED, _SAID, _WHOLE, _GENERAL, _ONE_PART = 1.0, 0.5, 0.4, 0.3, -0.5
_SAME_QUESTION = 88.0
"""percent of letters in common from which a published question of the event is asked"""
_SHORTEST_NAME = 4
_REST = 1
"""letters that a general question (怎么办) may say beside what happened; with more it names another matter"""
_NOT_TEXT = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Meant:
    event_id: str
    score: float
    whole: bool
    """asks for the whole list, and not for one thing about the event"""


@dataclass(frozen=True, slots=True)
class _Known:
    event: LifeEvent
    names: tuple[str, ...]
    happened: re.Pattern[str] | None
    wanted: re.Pattern[str] | None
    words: tuple[tuple[str, ...], ...]
    """what each part is called alone"""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    """How people ask for the whole list, or in general; and what says nothing."""

    whole: re.Pattern[str]
    general: re.Pattern[str]
    filler: re.Pattern[str]


class Recogniser:
    """Of the events that may be cited on a day."""

    def __init__(self, events: Sequence[LifeEvent]) -> None:
        self._known = [_known(event) for event in events]
        self._cues = _cues()

    def meant(self, message: str) -> Meant | None:
        """The event that fits best, however little; its `score` against `MEANT` says whether it is meant."""
        text = _NOT_TEXT.sub("", "".join(_affirmed(message)))
        scored = [(_score(one, text, self._cues), one) for one in self._known]
        best, known = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if known is None or best <= 0:
            return None
        whole = self._cues.whole.search(text) or self._cues.general.search(text) or _is_name(known, text)
        return Meant(known.event.event_id, min(best, 1.0), bool(whole))


def _affirmed(message: str) -> list[str]:
    """Its clauses in the one wording, without those that say what is not meant (不开公司)."""
    wording = Wording.shipped()
    return wording.meant(clauses(wording.one(message)))


def squeezed(message: str) -> str:
    """In the one wording, letters and digits only."""
    return _NOT_TEXT.sub("", Wording.shipped().one(message))


def _score(one: _Known, text: str, cues: _Cues) -> float:
    if any(fuzz.ratio(text, question) >= _SAME_QUESTION for question in one.questions):
        return _NAMED
    named = sum(any(word in text for word in words) for words in one.words)
    alone = _ONE_PART if named == 1 else 0.0
    if any(name in text for name in one.names):
        return _NAMED + alone
    happened = one.happened.search(text) if one.happened else None
    if happened is None and (one.wanted is None or one.wanted.search(text) is None):
        return 0.0
    if cues.whole.search(text):
        return _SAID + _WHOLE + alone
    general = cues.general.search(text)
    if happened is None or general is None:
        return _SAID + alone
    rest = cues.filler.sub("", text.replace(happened.group(), "").replace(general.group(), ""))
    return _SAID + (_GENERAL if len(rest) <= _REST else 0.0) + alone


def _is_name(one: _Known, text: str) -> bool:
    """The message is little more than the event's name."""
    return any(name in text and len(text) <= len(name) + _SHORTEST_NAME for name in one.names)


def _known(event: LifeEvent) -> _Known:
    names = {squeezed(name) for name in (event.official_name, event.plain_name, *event.aliases)}
    asked = [question for pair in event.qa for question in (pair.question, *pair.variants)]
    return _Known(
        event,
        tuple(sorted(name for name in names if len(name) >= _SHORTEST_NAME)),
        _any(event.happened),
        _any(event.wanted),
        tuple(tuple(map(squeezed, part.words)) for part in event.parts if part.words),
        tuple(map(squeezed, asked)),
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


@cache
def _cues() -> _Cues:
    text = files("knowledge_base.life_events").joinpath("wording.yaml").read_text(encoding="utf-8")
    data: dict[str, str] = yaml.safe_load(text)
    return _Cues(**{name: re.compile(re.sub(r"\s+", "", pattern)) for name, pattern in data.items()})
