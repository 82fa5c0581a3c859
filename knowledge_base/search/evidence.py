"""What speaks for each candidate item: one number a feature. Pure.

A *channel* compares the message with every text of an item: vectors (`meaning`), telling words (`words`). Of
each two numbers count: the best text, and all texts together, so that one text alike by chance says less
than several.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.deciding import Agreement

Numbers = NDArray[np.float32]

FEATURES = (
    "meaning_best",
    "meaning_all",
    "words_best",
    "words_all",
    "meaning_name",  # vectors, official and plain names only
    "agrees",
    "denied",  # how many facts that decide were affirmed, or denied (`search/deciding.py`)
)

BRIEF = 35
"""characters up to which all that is said is about the need; a story speaks of other things, too"""

SHARPNESS = 15.0
"""how much more the better texts of an item count than the others, when they count together"""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the candidates' texts, item after item; `begins` are where each item's rows begin."""

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]]) -> "Rows":
        """`spans`: first row and the row after the last of each item; none is empty."""
        if not spans:
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        lengths = [end - begin for begin, end in spans]
        begins = np.cumsum([0, *lengths[:-1]], dtype=np.int64)
        return cls(np.concatenate([np.arange(begin, end) for begin, end in spans]), begins)

    def best(self, values: Numbers) -> Numbers:
        """The highest value of each item's rows; `values` go with `rows`."""
        return np.maximum.reduceat(values, self.begins)

    def best_row(self, values: Numbers, at: int) -> int:
        """The row, of all, that has the highest value of item `at`."""
        end = self.begins[at + 1] if at + 1 < len(self.begins) else len(self.rows)
        begin = int(self.begins[at])
        return int(self.rows[begin + int(values[begin : int(end)].argmax())])

    def together(self, values: Numbers) -> Numbers:
        """All rows of an item as one: a soft maximum that does not grow with their number alone."""
        counts = np.diff([*self.begins, len(self.rows)])
        sums = np.add.reduceat(np.exp(SHARPNESS * values), self.begins)
        return (np.log(sums / np.sqrt(counts)) / SHARPNESS).astype(np.float32)


def facts(agreements: Sequence[Agreement], text: str) -> list[Numbers]:
    """The last two columns of `FEATURES`."""
    weight = min(1.0, BRIEF / max(len(text), 1))
    agrees = np.array([one.agrees for one in agreements], dtype=np.float32)
    denied = np.array([one.denied for one in agreements], dtype=np.float32)
    return [weight * agrees, weight * denied]
