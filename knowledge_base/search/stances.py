"""Whether a message affirms or denies what it mentions: how far everyday Chinese negation reaches. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

_REACH = 40
"""characters of a clause before or after a mention that may bear on it"""


class Stance(Enum):
    AFFIRMED = "affirmed"
    DENIED = "denied"
    OPEN = "open"
    """mentioned, but neither: feared, done before, or only beside what is denied"""


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
    """a deed: once done, it is not what is wanted now"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mention stands: what is near it in its clause, and what follows that."""

    clause: int
    before: str
    after: str
    later: str


class Stances:
    """The patterns of `deciding.yaml` `stances`, made ready."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        some = {name: f"(?:{''.join(pattern.split())})" for name, pattern in patterns.items()}
        filling = f"{some['filling']}{{0,5}}$"
        self._question, self._clause = re.compile(some["question"]), re.compile(some["clause"])
        self._twice = re.compile(some["twice"] + filling)
        self._not_wanted, self._asked = re.compile(f"{some['not_wanted']}$"), re.compile(some["asked"])
        self._not, self._never_had = re.compile(some["not"] + filling), re.compile(f"{some['never_had']}$")
        self._not_that = re.compile(f"{some['not_that']}(?:(?!{some['but']}).)*$")
        self._put_off = re.compile(some["put_off"])
        self._besides, self._too = re.compile(some["besides"]), re.compile(some["too"])
        self._feared = re.compile(some["feared"])
        self._known, self._instead = re.compile(f"{some['known']}$"), re.compile(some["instead"])
        self._done_after = re.compile(some["done_after"])
        self._done_before, self._done_mark = re.compile(some["done_before"]), re.compile(some["done_mark"])
        self._joined = re.compile(some["joined"])

    def of(self, text: str, mentions: Sequence[Mention]) -> list[Stance]:
        """The stance of each mention. `text` is in the one wording; `mentions` are in its order."""
        places = list(self._places(text, mentions))
        stances = [self._stance(one, place) for one, place in zip(mentions, places, strict=True)]
        for i in range(1, len(mentions)):
            # 没换电话或者地址
            between = text[mentions[i - 1].end : mentions[i].start]
            if stances[i - 1] is Stance.DENIED and self._joined.fullmatch(between):
                stances[i] = Stance.DENIED
        denied = [i for i, stance in enumerate(stances) if stance is Stance.DENIED]
        for i in denied:
            if any(
                places[i].clause == places[j].clause and _beside(mentions[i], mentions[j]) for j in denied
            ):
                stances[i] = Stance.OPEN
        return stances

    def _places(self, text: str, mentions: Sequence[Mention]) -> Iterator[_Place]:
        # A question (丢没丢) holds no negation. As many characters stay: mentions keep their places.
        text = self._question.sub(lambda found: "_" * len(found.group()), text)
        breaks = [found.span() for found in self._clause.finditer(text)]
        begins = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(text)]
        for mention in mentions:
            clause = bisect_right(begins, mention.start) - 1
            begin, end = max(begins[clause], mention.start - _REACH), max(ends[clause], mention.end)
            after = text[mention.end : min(end, mention.end + _REACH)]
            yield _Place(clause, text[begin : mention.start], after, text[end : end + _REACH])

    def _stance(self, mention: Mention, place: _Place) -> Stance:
        before, rest = place.before, place.after + place.later
        if self._twice.search(before):
            return Stance.AFFIRMED
        if self._not_wanted.search(before):
            return Stance.AFFIRMED if mention.done and self._asked.match(rest) else Stance.DENIED
        if self._not.search(before):
            # 没注销 says who ought to, 没交过医保 who may well want it; 没丢 is a fact.
            wanted = mention.done or (not mention.event and self._never_had.search(before))
            return Stance.OPEN if wanted else Stance.DENIED
        if self._not_that.search(before) or self._put_off.match(place.after):
            return Stance.DENIED
        if self._besides.search(before):
            return Stance.OPEN if self._too.search(rest) else Stance.DENIED
        if self._known.match(place.after) and self._instead.search(place.later):
            return Stance.DENIED
        feared = self._feared.search(before)
        return Stance.OPEN if feared or (mention.done and self._is_done(place)) else Stance.AFFIRMED

    def _is_done(self, place: _Place) -> bool:
        if self._done_after.match(place.after):
            return True
        return bool(self._done_before.search(place.before) and self._done_mark.match(place.after))


def _beside(one: Mention, other: Mention) -> bool:
    """Who denies the other denies nothing of this one.

    不是注销公司 may be about a company; 不是职工医保 may be about another 医保.
    """
    if one.event or one.dimension == other.dimension:
        return False
    apart = one.end <= other.start or other.end <= one.start
    return apart and (other.event or other.end == one.start)
