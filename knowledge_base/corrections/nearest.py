"""What is published next to a question that found no answer: often the answer is there, in other words."""

from dataclasses import dataclass

from knowledge_base.library import Library

LOOKED_AT = 8
"""passages of the guide that are looked through for a QA pair"""
_PAIR = "qa:"


@dataclass(frozen=True, slots=True)
class NearestPair:
    """`score`: how likely it is the answer, 0 to 1, as the chat sees it."""

    pair_id: str
    question: str
    answer: str
    score: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """`score` of the item: 0.6 and more means it, from 0.35 it may be meant; `said`: the person named it."""

    item_id: str
    name: str
    score: float
    said: bool
    guide: bool
    pair: NearestPair | None


class NearestFinder:
    def __init__(self, library: Library) -> None:
        self._library = library

    def to(self, question: str, item_id: str | None) -> Nearest | None:
        """`item_id`: the item the conversation was about, if it was clear; else the one that search finds."""
        hits = self._library.search(question, limit=5)
        hit = next((one for one in hits if item_id in (None, one.item.item_id)), None)
        item = hit.item if hit else self._library.item(item_id) if item_id else None
        if item is None:
            return None
        guide = self._library.guide(item.item_id) is not None
        return Nearest(
            item_id=item.item_id,
            name=item.plain_name or item.official_name,
            score=round(hit.score, 3) if hit else 0.0,
            said=item_id is not None,
            guide=guide,
            pair=self._pair(item.item_id, question) if guide else None,
        )

    def _pair(self, item_id: str, question: str) -> NearestPair | None:
        found = self._library.passages(item_id, question, LOOKED_AT)
        best = max(
            (one for one in found if one.section.startswith(_PAIR)), key=lambda one: one.fit, default=None
        )
        if best is None:
            return None
        pair_id = best.section.removeprefix(_PAIR)
        return NearestPair(pair_id, best.title, best.text, round(best.fit, 3))
