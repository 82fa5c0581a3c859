"""What a caller may want at any time, yes and no, which of the options. Pure; the words are wants.yaml."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from assistant.phone.words import any_of, bare, forms, listed, texts
from assistant.understand.control import load_words
from knowledge_base.search.sound import syllable

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
    lists = cast("Mapping[str, Mapping[str, list[str]]]", listed("wants")["wants"])
    short = len(said) <= cast("int", listed("wants")["short"])
    for name in _ORDER:
        if ways & set(lists[name]["whole"]) or (short and any(one in said for one in lists[name]["within"])):
            return name
    return "human" if load_words().has("human", text) else None


def agreed(text: str) -> bool | None:
    """True for a plain yes, False for a plain no, None for else. 补统一 sounds like 不同意, and is one."""
    yes, no = _answers()
    ways = forms(text)
    if bare(text) in texts("wants", "yes"):
        return True  # 没得错 is no 没得
    if any(map(no.fullmatch, ways)) or _sounds(ways, "no"):
        return False
    return True if any(map(yes.fullmatch, ways)) or _sounds(ways, "yes") else None


def _sounds(ways: set[str], key: str) -> bool:
    """Whether all of it sounds like one of these; of one syllable too much does."""
    return any(_sound(way) in _answer_sounds(key) for way in ways if len(way) > 1)


def _sound(text: str) -> tuple[str, ...]:
    return tuple(syllable(sign) or sign for sign in text)


@cache
def _answer_sounds(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_sound(word) for word in texts("wants", key) if len(word) > 1)


def half_hearted(text: str) -> bool:
    """A yes of the kind that people say while they listen."""
    return bool(forms(text) & set(texts("wants", "weak")))


def picked(text: str, count: int) -> int | None:
    """Which of `count` options is named by its number (第二个, 2); counted from 0."""
    ways = forms(text)
    ordinals = cast("list[list[str]]", listed("wants")["ordinals"])
    for at, names in enumerate(ordinals[:count]):
        if ways & {*names, str(at + 1), f"第{at + 1}个", f"第{at + 1}"}:
            return at
    return None


@cache
def _answers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    yes, no = (any_of(texts("wants", key)) for key in ("yes", "no"))
    return re.compile(f"(?:{yes})+"), re.compile(f"(?:{no})(?:{no}|的)*")
