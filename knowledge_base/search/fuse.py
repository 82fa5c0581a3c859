"""One score in [0, 1] an item, with a meaning that callers may rely on. Pure.

≥ `CERTAIN`: the item fits and nothing else fits as well. `FITS` to `CERTAIN`: may be meant; ask.
Below `FITS`: nothing fits, so it is not given at all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

CERTAIN, FITS = 0.6, 0.35

WORDS, MEANING = 0.6, 0.4
"""how much the two channels count: words in common, likeness of vectors"""

PART = 0.93
"""a fit with a part of a long message says less than a fit with all of it"""

ONE_WORD = 0.8
"""a single word in common, where both sides say more (火锅 in 火锅底料怎么炒), says less than its weight"""

RIVAL = 0.93
"""a second item with this share of the best score fits as well"""

UNDECIDED = 0.85
"""the same, where nothing was said of what happened or shall be done (身份证怎么办)"""

DENIED, OTHER_ACTION, UNSAID = 0.5, 0.7, 0.75
"""what is left of a score: the person denied what the item is about; said something else; did not say it"""

_LATER = frozenset({"lost", "expired", "damaged"})
"""actions of who has had the thing before"""

DECIDED = 0.75
"""what is left of a score when the look-alike's deciding words were said"""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the message: its tokens with their weights."""

    weights: Mapping[str, float]
    mass: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Actions:
    """Groups of actions an item is about: by its official names, and by everything people call it."""

    official: frozenset[str]
    called: frozenset[str]


def word_fit(tokens: Collection[str], mass: float, windows: Sequence[Window]) -> float:
    """How far a text and the best window cover each other, in [0, 1]: geometric mean of both covers."""
    best = 0.0
    for window in windows:
        weights = [window.weights[token] for token in tokens if token in window.weights]
        if weights:
            shared = sum(weights)
            fit = sqrt(shared / mass * shared / window.mass)
            if len(weights) == 1 and len(tokens) > 1 and len(window.weights) > 1:
                fit *= ONE_WORD
            best = max(best, fit if window.whole else fit * PART)
    return min(best, 1.0)


def text_score(words: float, cosine: float | None, unrelated: float) -> float:
    """Both channels as one. Without a cosine (not among the nearest) it is taken to be half the words'."""
    meaning = max(0.0, (cosine - unrelated) / (1 - unrelated)) if cosine is not None else 0.5 * words
    return min(1.0, WORDS * words + MEANING * meaning)


def agreement(
    said: frozenset[str], denied: frozenset[str], actions: Actions, marked: frozenset[str], *, guided: bool
) -> float:
    """Factor for how well the item's actions agree with what happened or shall be done.

    An item known by name only is meant by its action: 居住证怎么办 is not about 居住证补领.
    """
    if denied & actions.official and not said & actions.official:
        return DENIED
    factor = 1.0
    if said and actions.official and not said & (actions.official | actions.called):
        factor = OTHER_ACTION
    elif said and actions.official and not said & actions.official:
        factor = 0.95
    special = marked if guided or said else marked | _LATER
    if (actions.official & special) - said:
        factor *= UNSAID
    return factor


def honest(scores: Iterable[tuple[str, float]], limit: int, rival: float = RIVAL) -> list[tuple[str, float]]:
    """Best first, what does not fit left out; nobody is certain while a rival fits as well.

    `rival`: the share of the best score from which another item does.
    """
    ranked = sorted(scores, key=lambda pair: -pair[1])[: max(limit, 2)]
    if len(ranked) > 1 and ranked[0][1] >= CERTAIN and ranked[1][1] >= rival * ranked[0][1]:
        scale = (CERTAIN - 0.01) / ranked[0][1]
        ranked = [(item_id, score * scale) for item_id, score in ranked]
    return [(item_id, score) for item_id, score in ranked[:limit] if score >= FITS]
