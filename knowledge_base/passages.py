"""Which section or QA pair of a guide answers a question. Pure, apart from cutting words."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.asking import named_topics
from knowledge_base.fit import CHANNELS, About, Fit, Numbers, Traits
from knowledge_base.letters import letter_pairs, telling
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.query import Query
from knowledge_base.search.static import StaticEncoder
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words
from knowledge_base.sections import Section, sections
from knowledge_base.types import Passage, PublishedGuide

ASKED = 0.7
"""score of the section that a question asks for outright (多少钱 → fee); later ones a little less"""

_OWN = 0.05
"""weight of the item's own words, as a share: every question about the item has them"""

_FALLBACK = 0.2
"""score of the summary: what is said when nothing fits better"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A QA pair with its wordings, or one sentence of a section."""

    section: str
    told: str
    wordings: tuple[str, ...]


def units_of(found: Iterable[Section], wordings: Mapping[str, tuple[str, ...]]) -> list[Unit]:
    """`wordings`: section id of a QA pair → how it is asked."""
    units: list[Unit] = []
    for section in found:
        if section.id in wordings:
            units.append(Unit(section.id, section.text, wordings[section.id]))
        else:
            units += [Unit(section.id, sentence, ()) for sentence in section.sentences]
    return units


class _Matches:
    """Texts by what they are made of, rare parts counting more. Each text belongs to a unit."""

    def __init__(self, texts: Sequence[frozenset[str]], owners: Sequence[int], own: frozenset[str]) -> None:
        having: dict[str, set[int]] = {}
        rows: dict[str, list[int]] = {}
        for row, (parts, owner) in enumerate(zip(texts, owners, strict=True)):
            for part in parts:
                rows.setdefault(part, []).append(row)
                having.setdefault(part, set()).add(owner)
        self._owners, self._units = np.array(owners), max(owners, default=-1) + 1
        self._rows = {part: np.array(found) for part, found in rows.items()}
        self._weights = {part: self._rarity(len(units)) for part, units in having.items()}
        self._weights |= {part: _OWN * self._weights.get(part, self._rarity(0)) for part in own}
        self._unknown = self._rarity(0)
        self._masses = np.array([sum(self._weights[p] for p in parts) for parts in texts], dtype=np.float32)

    def compared(self, question: frozenset[str], without: int | None) -> tuple[Numbers, Numbers]:
        """Of each text its likeness (cosine) to the question; of each unit its share of the question."""
        shared = np.zeros(len(self._masses), dtype=np.float32)
        covered = np.zeros(self._units, dtype=np.float32)
        mass = 1e-6
        for part in question:
            weight = self._weights.get(part, self._unknown)
            mass += weight
            if (rows := self._rows.get(part)) is not None:
                rows = rows if without is None else rows[rows != without]
                shared[rows] += weight
                # Once a unit, in however many of its texts it stands.
                covered[self._owners[rows]] += weight
        likeness = shared / np.sqrt(np.maximum(np.float32(mass) * self._masses, np.float32(1e-6)))
        return likeness.astype(np.float32), (covered / np.float32(mass)).astype(np.float32)

    def _rarity(self, count: int) -> float:
        return math.log(1 + (self._units + 0.5) / (count + 0.5))


class PassageIndex:
    """The passages of one published version."""

    def __init__(
        self, guide: PublishedGuide, words: Words, encoder: Encoder, questions: Encoder | None = None
    ) -> None:
        """`encoder` tells items apart, `questions` those of one guide (when none is given the shipped)."""
        self._words, self._wording = words, Wording.shipped()
        self._encoders = {"meaning": encoder, "question": questions or StaticEncoder.of_questions()}
        found, item = sections(guide.guide), guide.guide.item
        self._sections = {one.id: _passage(guide, one) for one in found}
        wordings = {f"qa:{pair.id}": (pair.question, *pair.variants) for pair in guide.guide.qa}
        self.units = units_of(found, wordings)
        self.pairs: NDArray[np.bool_] = np.array([bool(unit.wordings) for unit in self.units])
        # Wordings first, then what is told: a row of every channel.
        rows = [(at, text) for at, unit in enumerate(self.units) for text in unit.wordings]
        self._wordings = len(rows)
        rows += [(at, unit.told) for at, unit in enumerate(self.units)]
        self._owners, texts = [at for at, _ in rows], [text for _, text in rows]
        self._owner_rows = np.array(self._owners[: self._wordings], dtype=np.int64)
        names = (item.official_name, item.plain_name)
        self._own_letters = frozenset("".join(frozenset[str]().union(*map(letter_pairs, names))))
        self._traits = [self._traits_of(at) for at in range(len(self.units))]
        self._about = About(self._traits)
        own = self._tokens(" ".join(names))
        self._by_words = _Matches([self._tokens(text) for text in texts], self._owners, own)
        self._by_letters = _Matches([self._letters(text) for text in texts], self._owners, frozenset())
        cut = [self._cut(text) for text in texts]
        self._vectors = {name: one.encode(cut) for name, one in self._encoders.items()}

    def best(self, query: Query, limit: int) -> list[Passage]:
        """Best first; the summary when nothing fits. Of a section, its sentence that fits best counts."""
        found = {"summary": replace(self._sections["summary"], score=_FALLBACK)}
        for place, section in enumerate(named_topics(query.text)):
            if section in self._sections:
                found[section] = replace(self._sections[section], score=ASKED - 0.1 * place)
        scores = Fit.shipped().scores(self.evidence(query.text))
        fitting: set[str] = set()
        for at in np.argsort(-scores):
            unit, score = self.units[at], float(scores[at])
            if len(fitting) == limit:
                break
            if unit.section not in fitting:
                fitting.add(unit.section)
                known = found.get(unit.section, self._sections[unit.section])
                found[unit.section] = replace(
                    known, score=max(score, known.score), sentence=unit.told, fit=score
                )
        return sorted(found.values(), key=lambda one: -one.score)[:limit]

    def evidence(self, text: str, without: int | None = None) -> Numbers:
        """Units × `SIGNALS`. `text` in the one wording; `without` leaves out a wording, as training does."""
        compared = zip(*(self._channel(name, text, without) for name in CHANNELS), strict=True)
        like, told = (np.stack(one) for one in compared)
        asked = np.zeros((len(CHANNELS), len(self.units)), dtype=np.float32)
        if without is not None:
            like[:, without] = 0.0
        for channel, row in enumerate(like[:, : self._wordings]):
            np.maximum.at(asked[channel], self._owner_rows, row)
        about = self._about
        if without is not None:
            at = self._owners[without]
            about = About([*self._traits[:at], self._traits_of(at, without), *self._traits[at + 1 :]])
        rest = about.signals(Traits.of_question(text))
        pair, like = self.pairs, like[:, self._wordings :]
        parts = (asked * pair, told * pair, like * ~pair, told * ~pair)
        return np.concatenate([*(part.T for part in parts), rest], axis=1)

    def _channel(self, name: str, text: str, without: int | None) -> tuple[Numbers, Numbers]:
        """Likeness to each text; coverage by each unit."""
        match name:
            case "words":
                return self._by_words.compared(self._tokens(text), without)
            case "letters":
                return self._by_letters.compared(self._letters(text), without)
            case _:
                like = self._vectors[name] @ self._encoders[name].encode([self._cut(text)])[0]
                return like, like[self._wordings :]

    def _traits_of(self, at: int, without: int | None = None) -> Traits:
        unit, one = self.units[at], self._wording.one
        wordings = [one(text) for text in unit.wordings]
        if without is not None:
            del wordings[without - self._owners.index(at)]
        return Traits.of_unit(unit.section, one(unit.told), wordings)

    def _letters(self, text: str) -> frozenset[str]:
        return telling(letter_pairs(text), self._own_letters)

    def _tokens(self, text: str) -> frozenset[str]:
        """Telling words, question words and action groups included."""
        text = self._wording.one(text)
        kept = [word for word in self._words.cut(text) if word in self._wording.telling_in_guide]
        return frozenset((*self._words.tokens(text), *kept))

    def _cut(self, text: str) -> str:
        return " ".join(self._words.cut(self._wording.one(text)))


def _passage(guide: PublishedGuide, section: Section) -> Passage:
    return Passage(guide.item_id, guide.version, section.id, section.title, section.text)
