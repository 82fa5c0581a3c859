"""Words written as they sound: 公鸡金 → 公积金, 居住正 → 居住证. For typing errors and speech."""

from collections.abc import Iterable
from functools import cache

from pypinyin import Style, lazy_pinyin

SHORTEST, LONGEST = 3, 6
"""in syllables; two alike syllables are too common to mean anything"""

_FOLDED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "fu"))
_FOLDED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
"""pairs that people around Chongqing, and recognisers, don't tell apart"""


class SoundAlikes:
    """Replaces what sounds like a term by the term."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = {
            _sound(term): term for term in terms if SHORTEST <= len(term) <= LONGEST and _han(term)
        }
        self._lengths = sorted({len(term) for term in self._terms.values()}, reverse=True)

    def corrected(self, text: str) -> str:
        """The text with sound-alikes replaced, longest first; what is spelt right stays."""
        sounds = [syllable(character) for character in text]
        begin = 0
        parts: list[str] = []
        while begin < len(text):
            term = self._at(sounds, begin)
            parts.append(term or text[begin])
            begin += len(term) if term else 1
        return "".join(parts)

    def _at(self, sounds: list[str], begin: int) -> str | None:
        for length in self._lengths:
            window = sounds[begin : begin + length]
            if len(window) == length and all(window):
                term = self._terms.get(" ".join(window))
                if term is not None:
                    return term
        return None


def _sound(text: str) -> str:
    return " ".join(syllable(character) for character in text)


def _han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


@cache
def syllable(character: str) -> str:
    """One character's commonest reading, folded; empty for what is no Chinese character.

    Both sides use the same reading, so characters with several readings still meet themselves.
    """
    if not _han(character):
        return ""
    syllable = lazy_pinyin(character, style=Style.NORMAL)[0]
    for heard, folded in _FOLDED_INITIALS:
        if syllable.startswith(heard):
            syllable = folded + syllable[len(heard) :]
            break
    for heard, folded in _FOLDED_FINALS:
        if syllable.endswith(heard):
            return syllable[: -len(heard)] + folded
    return syllable
