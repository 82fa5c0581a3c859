"""What a text is made of for the static encoder: words, characters, their pairs, pairs of sounds. Pure.

Pairs of sounds make 公鸡金 and 公积金 nearly the same text: what is typed by sound, or heard by a recogniser.
"""

from collections.abc import Sequence
from itertools import pairwise

from knowledge_base.search.sound import syllable

WORD, CHARACTER, PAIR, SOUND = "w", "c", "b", "s"
"""the first letter of a feature says what it is"""


def features(words: Sequence[str]) -> list[str]:
    """Features of a text given as its words, in order; no feature holds a space."""
    characters = "".join(words)
    found = [WORD + word for word in words if len(word) > 1]
    found += [CHARACTER + character for character in characters]
    return found + pairs(characters)


def pairs(characters: str) -> list[str]:
    """Pairs of neighbouring characters, and of their sounds."""
    sounds = [syllable(character) or character for character in characters]
    found = [PAIR + one + other for one, other in pairwise(characters)]
    return found + [f"{SOUND}{one}_{other}" for one, other in pairwise(sounds)]
