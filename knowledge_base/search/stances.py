"""Whether a message affirms or denies what it mentions: how far a negation reaches in everyday Chinese. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Stance(Enum):
    AFFIRMED = "affirmed"
    DENIED = "denied"
    OPEN = "open"
    """mentioned, but neither: feared, or beside what is denied"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that stands for a value of a dimension."""

    dimension: str
    value: str
    start: int
    end: int
    event: bool
    """what is done or has happened, rather than to whom or what"""
    done: bool
    """once done, it is not what is wanted now"""

    def overlaps(self, other: "Mention") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mention stands."""

    clause: int
    before: str
    """of its clause"""
    after: str
    """of its clause"""
    later: str
    """of the message, after the clause"""


class Stances:
    """The patterns of `deciding.yaml` `stances`, made ready."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        some = {name: f"(?:{pattern})" for name, pattern in patterns.items()}
        self._question, self._clause = re.compile(some["question"]), re.compile(some["clause"])
        self._twice = re.compile(f"{some['twice']}{some['filling']}{{0,5}}$")
        self._not_yet = re.compile(f"{some['not']}{some['filling']}{{0,5}}$")
        self._not_wanted = re.compile(f"{some['not_wanted']}$")
        self._consequence = re.compile(some["consequence"])
        self._not_that = re.compile(f"{some['not_that']}(?:(?!{some['but']}).)*$")
        self._besides, self._too = re.compile(some["besides"]), re.compile(some["too"])
        self._feared, self._put_off = re.compile(some["feared"]), re.compile(some["put_off"])
        self._known, self._instead = re.compile(some["known"]), re.compile(some["instead"])
        self._done_after = re.compile(some["done_after"])
        self._done_before, self._done_mark = re.compile(some["done_before"]), re.compile(some["done_mark"])
        self._joined = re.compile(f"{some['joined']}$")

    def of(self, text: str, mentions: Sequence[Mention]) -> list[Stance]:
        """The stance of each mention. `text` is in the one wording; `mentions` are in its order."""
        places = list(self._places(text, mentions))
        stances: list[Stance] = []
        for i, (mention, place) in enumerate(zip(mentions, places, strict=True)):
            stance = self._stance(mention, place)
            if stance is Stance.AFFIRMED and i and place.clause == places[i - 1].clause:
                between = text[mentions[i - 1].end : mention.start]
                if stances[-1] is Stance.DENIED and self._joined.fullmatch(between):
                    stance = Stance.DENIED
            stances.append(stance)
        return self._only_events(mentions, places, stances)

    def _places(self, text: str, mentions: Sequence[Mention]) -> Iterator[_Place]:
        # A question (丢没丢) holds no negation. As many characters stay, so that the mentions keep their places.
        text = self._question.sub(lambda found: "_" * len(found.group()), text)
        breaks = [found.span() for found in self._clause.finditer(text)]
        begins = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(text)]
        for mention in mentions:
            clause = bisect_right(begins, mention.start) - 1
            end = max(ends[clause], mention.end)
            yield _Place(clause, text[begins[clause] : mention.start], text[mention.end : end], text[end:])

    def _stance(self, mention: Mention, place: _Place) -> Stance:
        before, after = place.before, place.after
        if self._twice.search(before):
            return Stance.AFFIRMED
        if self._not_yet.search(before):
            # 没注销 is what somebody says who ought to; 没丢 is a fact.
            return Stance.OPEN if mention.done else Stance.DENIED
        if self._not_wanted.search(before):
            asked = mention.done and self._consequence.match(after + place.later)
            return Stance.AFFIRMED if asked else Stance.DENIED
        if self._not_that.search(before) or self._put_off.match(after):
            return Stance.DENIED
        if self._besides.search(before):
            return Stance.OPEN if self._too.search(after + place.later) else Stance.DENIED
        if self._feared.search(before):
            return Stance.OPEN
        if self._known.match(after) and self._instead.search(place.later):
            return Stance.DENIED
        return Stance.DENIED if mention.done and self._is_done(before, after) else Stance.AFFIRMED

    def _is_done(self, before: str, after: str) -> bool:
        if self._done_after.match(after):
            return True
        return bool(self._done_before.search(before) and self._done_mark.match(after))

    def _only_events(
        self, mentions: Sequence[Mention], places: Sequence[_Place], stances: list[Stance]
    ) -> list[Stance]:
        """Who denies what happens denies nothing of whom or what: 不是注销公司 is still about a company."""
        denied = [
            (place.clause, mention)
            for mention, place, stance in zip(mentions, places, stances, strict=True)
            if mention.event and stance is Stance.DENIED
        ]
        return [
            Stance.OPEN
            if stance is Stance.DENIED
            and not mention.event
            and any(clause == place.clause and not mention.overlaps(event) for clause, event in denied)
            else stance
            for mention, place, stance in zip(mentions, places, stances, strict=True)
        ]
