"""Neighbouring letters of a text: what two ways of putting the same have in common. Pure."""

import re
from functools import lru_cache

from knowledge_base.search.wording import Wording

COMMON = frozenset(
    "我你您他她它们的地得了着过在有是不没吗呢嘛啊这那里个就都也还和跟到去来要想能可以会怎么办啥什"
)
"""letters that every message may have"""


def telling(pairs: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Without pairs that every question may have (怎么, 是不), or every question about the item (`own`)."""
    common = COMMON | own
    return frozenset(pair for pair in pairs if not set(pair) <= common)


@lru_cache(maxsize=256)
def letter_pairs(text: str) -> frozenset[str]:
    """Neighbouring letters in the one wording; punctuation separates."""
    words = re.findall(r"\w+", Wording.shipped().one(text))
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
