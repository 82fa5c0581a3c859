"""Which section or QA pair of a guide answers a question. Pure, apart from cutting words."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.search.query import Query
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words
from knowledge_base.sections import Section, sections
from knowledge_base.types import Passage, PublishedGuide

PAIR_FITS = 0.55
"""a QA pair is used only when its question is this close to what was asked"""

ASKED = 0.7
"""score of the section that a question asks for outright (多少钱 → fee); later ones a little less"""

_OWN = 0.03
"""weight of the item's own words, as a share: every question about the item has them"""

_FALLBACK = 0.2
"""score of the summary: what is said when nothing fits better"""


@dataclass(frozen=True, slots=True)
class _Pair:
    passage: Passage
    questions: tuple[frozenset[str], ...]


class PassageIndex:
    """The passages of one published version."""

    def __init__(self, guide: PublishedGuide, words: Words) -> None:
        self._words, self._wording = words, Wording.shipped()
        found = sections(guide.guide)
        self._sections = {one.id: _passage(guide, one) for one in found}
        item = guide.guide.item
        self._own = frozenset(self._tokens(" ".join((item.official_name, item.plain_name))))
        pairs = {f"qa:{pair.id}": (pair.question, *pair.variants) for pair in guide.guide.qa}
        self._pairs = [
            _Pair(self._sections[key], tuple(frozenset(self._tokens(text)) for text in questions))
            for key, questions in pairs.items()
            if key in self._sections
        ]
        self._rare = _rarities(self._pairs)
        self._unknown = max(self._rare.values(), default=1.0)
        questions = {question for pair in self._pairs for question in pair.questions}
        self._masses = {question: sum(map(self._weight, question)) for question in questions}

    def best(self, query: Query, limit: int) -> list[Passage]:
        """Best first; the summary when nothing fits."""
        weights = {token: self._weight(token) for token in self._tokens(query.text)}
        mass = sum(weights.values())
        scores: dict[str, float] = {"summary": _FALLBACK}
        for place, section in enumerate(self._wording.asked(query.text)):
            if section in self._sections:
                scores[section] = ASKED - 0.1 * place
        for pair in self._pairs:
            fit = max((self._fit(weights, mass, question) for question in pair.questions), default=0.0)
            if fit >= PAIR_FITS:
                scores[pair.passage.section] = fit
        ranked = sorted(scores.items(), key=lambda entry: -entry[1])[:limit]
        return [_scored(self._sections[key], score) for key, score in ranked if key in self._sections]

    def _tokens(self, text: str) -> list[str]:
        """Telling words, question words and action groups included."""
        text = self._wording.one(text)
        kept = [word for word in self._words.cut(text) if word in self._wording.telling_in_guide]
        return [*self._words.tokens(text), *kept]

    def _fit(self, asked: Mapping[str, float], mass: float, question: frozenset[str]) -> float:
        """Likeness of what was asked and the pair's question; the item's own words, which every question
        about it has, count little."""
        shared = sum(asked[token] for token in question if token in asked)
        if not shared:
            return 0.0
        return shared / math.sqrt(mass * self._masses[question])

    def _weight(self, token: str) -> float:
        weight = self._rare.get(token, self._unknown)
        return _OWN * weight if token in self._own else weight


def _rarities(pairs: Sequence[_Pair]) -> dict[str, float]:
    counts = Counter(token for pair in pairs for token in frozenset().union(*pair.questions))
    return {token: math.log(1 + (len(pairs) + 0.5) / (count + 0.5)) for token, count in counts.items()}


def _passage(guide: PublishedGuide, section: Section) -> Passage:
    return Passage(guide.item_id, guide.version, section.id, section.title, section.text)


def _scored(passage: Passage, score: float) -> Passage:
    return Passage(
        passage.item_id, passage.guide_version, passage.section, passage.title, passage.text, min(score, 1.0)
    )
