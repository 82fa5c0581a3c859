"""What a message is made of for the scope model: the letters and pairs of each of its clauses. Pure.

Each clause is scored for itself and the strongest counts, so that a long story with one need is not "long".
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 16
"""places that features are hashed into"""
WIDEST = 18
"""letters of a clause; what is written without punctuation is cut into overlapping windows of that size"""
MOST = 24
"""clauses of a message that are looked at: its first and its last, where the need stands"""

_ENDS = re.compile(r"[\s,，.。!！?？;；:：、~～…\"'“”‘’「」《》()（）]+")
_DIGITS = re.compile(r"[0-9*]+")


def clauses(text: str) -> list[str]:
    """The clauses of a message and the message as a whole, each once."""
    plain = _DIGITS.sub("0", text.lower())
    asked = "？" if text.rstrip().endswith(("?", "？")) else ""
    parts = [part for part in _ENDS.split(plain) if part]
    pieces = [piece for part in parts for piece in _windows(part)]
    if len(pieces) > MOST:
        pieces = pieces[: MOST // 2] + pieces[-MOST // 2 :]
    whole = "".join(parts)[: WIDEST * MOST] + asked
    return list(dict.fromkeys([*pieces, whole or "∅"]))


def places(clause: str) -> NDArray[np.int64]:
    """Where the clause's features are, each once; `<` and `>` mark its ends."""
    marked = f"<{clause}>"
    pairs = [a + b for a, b in pairwise(marked)]
    triples = [a + b + c for a, b, c in zip(clause, clause[1:], clause[2:], strict=False)]
    found = {crc32(feature.encode()) % PLACES for feature in [*clause, *pairs, *triples]}
    return np.fromiter(sorted(found), dtype=np.int64, count=len(found))


def _windows(part: str) -> Sequence[str]:
    if len(part) <= WIDEST:
        return [part]
    half = WIDEST // 2
    return [part[at : at + WIDEST] for at in range(0, len(part) - half, half)]
