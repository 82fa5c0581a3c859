"""Sentences that nobody said: what recognisers invent for silence and music (words: `ghosts.yaml`)."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

BRACKETED = re.compile(r"\s*[(\[{*♪♫【〔].*[)\]}*♪♫】〕]\s*", re.DOTALL)
LOOPS = ((1, 10), (2, 7), (3, 4))
"""How long a piece is at least, and how often it comes before nobody would go on repeating it."""
LONGEST_PIECE = 20


class _Ghosts(NamedTuple):
    inventions: re.Pattern[str]
    politeness: re.Pattern[str]
    sounds: frozenset[str]
    spoken_in_rows: frozenset[str]
    traditional: dict[int, str]


def is_ghost(text: str) -> bool:
    """Whether all of `text` is invention. A real 谢谢 or 再见 is none, nor are digits read out in a row."""
    ghosts = _ghosts()
    words = _bare(text, ghosts)
    if not words:
        return True
    if BRACKETED.fullmatch(unicodedata.normalize("NFKC", text)) and words in ghosts.sounds:
        return True
    rest, found = ghosts.inventions.subn("", words)
    if found and not ghosts.politeness.sub("", rest):
        return True
    return _is_loop(words, ghosts.spoken_in_rows)


def _is_loop(words: str, spoken_in_rows: frozenset[str]) -> bool:
    """The same piece over and over, whatever is left of it at the end."""
    if spoken_in_rows.issuperset(words):
        return False
    for size in range(1, LONGEST_PIECE + 1):
        often = next(times for least, times in reversed(LOOPS) if size >= least)
        if len(words) >= size * often and words == (words[:size] * (len(words) // size + 1))[: len(words)]:
            return True
    return False


def _bare(text: str, ghosts: _Ghosts) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().translate(ghosts.traditional)
    return "".join(sign for sign in folded if sign.isalnum())


@lru_cache(maxsize=1)
def _ghosts() -> _Ghosts:
    told = yaml.safe_load(Path(__file__).with_name("ghosts.yaml").read_text(encoding="utf-8"))
    return _Ghosts(
        re.compile("|".join(f"(?:{one})" for one in told["inventions"])),
        re.compile("|".join(sorted(map(re.escape, told["politeness"]), key=len, reverse=True))),
        frozenset(told["sounds"]),
        frozenset(told["spoken_in_rows"]),
        str.maketrans(told["traditional"]),
    )
