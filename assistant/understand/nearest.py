"""The option of the question just put that somebody's own words come nearest to. Pure.

Only for an answer to a question: there the few options are before the person's eyes, and a near miss
(户口就在这儿 for 户口就在现在住的区县) is likelier than another matter.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from assistant.understand.control import load_words
from assistant.wording import loose
from knowledge_base.model.form import Choice
from knowledge_base.model.guide import Option

T = TypeVar("T", Option, Choice)

LIKE = 60.0
"""likeness (0 to 100) from which words are taken for an option's"""
AHEAD = 12.0
"""and by how much it must be ahead of every other option"""
LONGEST = 16
"""letters of an answer; a longer message says more than one thing"""
_ONESELF = frozenset({"我", "本人", "自己", "我自己"})
_NEGATION = re.compile(r"[不没未无非]")


def nearest(options: Sequence[T], text: str, *, alike: bool = True) -> T | None:
    """By a part of an option's words that only one option has, else by likeness; None when in doubt.

    `alike=False`: only by a part, for what may as well be a question (好几年).
    """
    said = _plain(text)
    if not said or len(said) > LONGEST:
        return None
    words = [[_plain(w) for w in (o.label, *o.phrases) if w] for o in options]
    if said in _ONESELF:
        own = [o for o, each in zip(options, words, strict=True) if _ONESELF & set(each) or _is_own(each)]
        return own[0] if len(own) == 1 else None
    held = [o for o, each in zip(options, words, strict=True) if any(_holds(w, said) for w in each)]
    if len(held) == 1 and len(said) > 1:
        return held[0]
    if not alike:
        return None
    scores = [max((_likeness(w, said) for w in each), default=0.0) for each in words]
    best = max(range(len(options)), key=lambda at: scores[at], default=None)
    if best is None or scores[best] < LIKE:
        return None
    others = [score for at, score in enumerate(scores) if at != best]
    return options[best] if scores[best] >= max(others, default=0.0) + AHEAD else None


def _is_own(words: Sequence[str]) -> bool:
    return any(word.startswith(("我自己", "自己", "给自己", "给我自己")) for word in words)


def _plain(text: str) -> str:
    """Loosened, in the words that labels use, without what only makes it sound kind."""
    plain = loose(text)
    for said, meant in load_words().dialect.items():
        plain = plain.replace(said, meant)
    return re.sub(r"^(?:我|就|是|那|嗯|的)+(?=..)|(?:嘛|噻|哈|吧|哦|呢|咯|了|的)+$", "", plain)


def _holds(word: str, said: str) -> bool:
    """Whether the option's word holds what was said, and does not deny it there (重庆 in 不在重庆)."""
    at = word.find(said)
    return at >= 0 and not _NEGATION.search(word[max(0, at - 2) : at])


def _likeness(word: str, said: str) -> float:
    """0 where one denies and the other does not."""
    if bool(_NEGATION.search(word)) != bool(_NEGATION.search(said)):
        return 0.0
    return fuzz.ratio(word, said)
