"""What a caller may want at any time, yes and no, which of the options. Pure; the words are wants.yaml."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, cast

from assistant.phone.words import any_of, bare, forms, listed, texts
from assistant.understand.control import load_words
from knowledge_base.search.sound import syllable

FEW = 3
"""characters beside a wish that make no sentence of another kind"""
Want = Literal[
    "repeat", "slower", "faster", "louder", "human", "wait", "stop", "hang_up", "help", "more", "done"
]
_ORDER: tuple[Want, ...] = (
    "human",
    "slower",
    "faster",
    "louder",
    "repeat",
    "hang_up",
    "stop",
    "wait",
    "help",
    "more",
    "done",
)


def want(text: str) -> Want | None:
    """What the sentence wants of the call itself; None when it is about something else."""
    said, ways = bare(text), forms(text)
    short = len(said) <= cast("int", listed("wants")["short"])
    for name in _ORDER:
        whole, within, spoken = _wishes(name)
        if ways & whole or (short and within.search(said) and _little_else(spoken.sub("", said))):
            return name
    return "human" if load_words().has("human", text) else None


def _little_else(rest: str) -> bool:
    """我老汉听不见办残疾证 is about a paper; 大声点，我耳朵背 about nothing but the call."""
    words = load_words()
    about = words.has("matter", rest) or words.has("question", rest)
    return not rest or not about or min(map(len, forms(rest))) <= FEW


@cache
def _wishes(name: Want) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Whole sentences; what is found within one; and all words that say nothing besides."""
    lists = cast("Mapping[str, Mapping[str, list[str]]]", listed("wants")["wants"])[name]
    within = "|".join(sorted(lists["within"], key=len, reverse=True))
    spoken = any_of(one for one in lists["whole"] if len(one) > 1)
    return frozenset(lists["whole"]), re.compile(within), re.compile(f"{within}|{spoken}")


def agreed(text: str, also: str = "") -> bool | None:
    """True for a yes, False for a plain no, None for else. 补统一 sounds like 不同意, and is one.

    `also`: list of words that are a yes to the question put, and to no other.
    """
    ways = _answering(text)
    if any(map(_row("no").fullmatch, ways)) or _sounds(ways, "no"):
        return False
    keys = ("yes", also) if also else ("yes",)
    yes = any(map(_row(*keys).fullmatch, ways)) or any(_sounds(ways, key) for key in keys)
    return True if yes else None


def agreeing(also: str) -> Callable[[str], bool]:
    """Whether a text is a yes to a question that has words of its own for it."""
    return lambda text: agreed(text, also) is True


def plainly_agreed(text: str) -> bool:
    """A yes that nobody says while they only listen, and that was not guessed from its sound."""
    return any(map(_row("plain").fullmatch, _answering(text)))


def _answering(text: str) -> set[str]:
    """没有错 is no 没有; but 没有，错了 is."""
    return forms(_right().sub("对", text))


def _sounds(ways: set[str], key: str) -> bool:
    """Whether all of it sounds like one of these; of one syllable too much does."""
    return any(_sound(way) in _answer_sounds(key) for way in ways if len(way) > 1)


def _sound(text: str) -> tuple[str, ...]:
    return tuple(syllable(sign) or sign for sign in text)


@cache
def _answer_sounds(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_sound(word) for word in texts("wants", key) if len(word) > 1)


def picked(text: str, count: int) -> int | None:
    """Which of `count` options is named by its number (第二个, 2); counted from 0."""
    ways = forms(text)
    ordinals = cast("list[list[str]]", listed("wants")["ordinals"])
    for at, names in enumerate(ordinals[:count]):
        if ways & {*names, str(at + 1), f"第{at + 1}个", f"第{at + 1}"}:
            return at
    return None


@cache
def _right() -> re.Pattern[str]:
    return re.compile(f"(?<!有)(?:{any_of(texts('wants', 'right'))})(?!了)")


@cache
def _row(*keys: str) -> re.Pattern[str]:
    """One of these words, or several in a row."""
    words = any_of(word for key in keys for word in texts("wants", key))
    return re.compile(f"(?:{words})(?:{words}|的)*")
