"""What is written, cut to what can be said in one breath. Pure."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

BREATH = 70
"""characters after which a caller has forgotten the beginning"""
LONGEST = 110
"""characters of one `Say`"""
MOST_OPTIONS = 3
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+$")
_CLAUSE = re.compile(r"[^，、：,]*[，、：,]|[^，、：,]+$")
_NUMERALS = re.compile(r"[^\u4e00-\u9fff]|[零〇一二三四五六七八九十百千万两幺点]")
_SOUND = re.compile(r"\w")


def sentences(text: str) -> list[str]:
    """One after the other, with their marks; what has nothing to say is left out."""
    found = (one.strip() for one in _SENTENCE.findall(text))
    return [one for one in found if _SOUND.search(one)]


def breaths(parts: Iterable[str], longest: int = BREATH) -> list[str]:
    """Sentences joined as long as they fit; one that is too long alone is cut at its commas."""
    said: list[str] = []
    for part in (piece for one in parts for piece in _cut(one, longest)):
        if said and len(said[-1]) + len(part) <= longest:
            said[-1] += part
        else:
            said.append(part)
    return said


def unsaid(text: str, said: str) -> list[str]:
    """The sentences of `text` that are not in `said`, whichever way their numbers are written."""
    told = {_key(one) for one in sentences(said)}
    return [one for one in sentences(text) if _key(one) not in told]


def grouped(lines: Sequence[str], most: int = MOST_OPTIONS) -> list[list[str]]:
    """Lines that are asked about together: few, and said in one breath."""
    groups: list[list[str]] = []
    for line in lines:
        last = groups[-1] if groups else []
        if last and len(last) < most and sum(map(len, last)) + len(line) <= BREATH:
            last.append(line)
        else:
            groups.append([line])
    return groups


def _cut(sentence: str, longest: int) -> list[str]:
    if len(sentence) <= longest:
        return [sentence]
    parts: list[str] = []
    for clause in _CLAUSE.findall(sentence):
        steps = [*range(0, len(clause), longest), len(clause)]
        for piece in (clause[start:end] for start, end in pairwise(steps)):
            if parts and len(parts[-1]) + len(piece) <= longest:
                parts[-1] += piece
            else:
                parts.append(piece)
    return [part for part in parts if _SOUND.search(part)]


def _key(sentence: str) -> str:
    return _NUMERALS.sub("", sentence)
