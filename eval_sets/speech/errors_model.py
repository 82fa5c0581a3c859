"""Clean words → what a recogniser might write after somebody said them. Seeded: the same seed, the same text.

A model and no recogniser: it draws from words of the same or a near sound by how often they are written,
knows nothing of the sentence, and its rates were set by hand (`errors_model.yaml`) to the error rates that
recognisers are known for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

import yaml

from eval_sets.speech.sounds import LONGEST, Sounds, Syllables, han, readings_of
from speech.speakable import speakable

Level = Literal["mandarin", "sichuan", "poor"]
LEVELS: tuple[Level, ...] = ("mandarin", "sichuan", "poor")
HEADLINE: Level = "sichuan"

_CLAUSES = re.compile(r"[，。！？；：、,.!?;:…~\s（）()《》“”\"'「」-]+")
_FAVOUR = 0.7
"""power of how often a word is written: what is common is written more often, and not always"""


@dataclass(frozen=True, slots=True)
class Rates:
    """One level of `errors_model.yaml`."""

    target: float
    rate: float
    folded: float
    rough: float
    dialect: float


class ErrorsModel:
    """`ErrorsModel.shipped().misheard(text, seed)`; making one takes some seconds, so it is kept."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.rates: Mapping[str, Rates] = {name: Rates(**one) for name, one in data["levels"].items()}
        self._kinds: Mapping[str, float] = data["kinds"]
        self._across, self._evenness = float(data["across"]), float(data["evenness"])
        self._spoken: Mapping[str, Any] = data["spoken"]
        self._dialect: Mapping[str, str] = data["dialect"]
        self._letters: Mapping[str, Sequence[str]] = data["letters"]
        folds = [[(re.compile(rule), into) for rule, into in data[name]] for name in ("folded", "rough")]
        self.sounds = Sounds(folds)

    @classmethod
    @cache
    def shipped(cls) -> "ErrorsModel":
        text = files("eval_sets.speech").joinpath("errors_model.yaml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text))

    def misheard(self, text: str, seed: int, level: Level = HEADLINE) -> str:
        """What is written when `text` is said; never empty."""
        said = self.said(text, seed)
        return self.heard(said, seed, level) or said

    def said(self, text: str, seed: int) -> str:
        """As a person says it: fillers, words begun again, no punctuation. The same at every level."""
        rng = Random(f"said/{seed}/{text}")
        if rng.random() < self._spoken["written_out"]:
            text = speakable(text)
        clauses = [clause for clause in _CLAUSES.split(text) if clause]
        return "".join(self._clause(clause, rng) for clause in clauses)

    def heard(self, said: str, seed: int, level: Level = HEADLINE) -> str:
        """What the recogniser writes for it. May be empty."""
        rng, rates = Random(f"heard/{level}/{seed}/{said}"), self.rates[level]
        rate = min(0.9, rates.rate * rng.gammavariate(self._evenness, 1 / self._evenness))
        words, written, at = self.sounds.cut(said.lower()), list[str](), 0
        while at < len(words):
            word, at = words[at], at + 1
            if rng.random() >= 1 - (1 - rate) ** self._prone(word):
                written.append(word)
                continue
            if at < len(words) and rng.random() < self._across and len(word + words[at]) <= LONGEST:
                word, at = word + words[at], at + 1
            written.append(self._wrong(word, rates, rng))
        return "".join(written)

    def _prone(self, word: str) -> float:
        """How many characters' chances of being wrong a word has: rare words fare worse."""
        return (0.6 + 0.2 * len(word)) * (1.25 if self.sounds.often(word) < 500 else 0.9)

    def _wrong(self, word: str, rates: Rates, rng: Random) -> str:
        kind = rng.choices(list(self._kinds), list(self._kinds.values()))[0]
        if kind == "dropped":
            at = rng.randrange(len(word))
            return word[:at] + word[at + 1 :]
        if kind == "doubled":
            return word[0] + word
        if not han(word):
            return "".join(rng.choice(self._letters.get(sign, [sign])) for sign in word)
        return self._alike(word, rates, rng)

    def _alike(self, word: str, rates: Rates, rng: Random) -> str:
        """Another word of the same sound; where there is none, some of its characters by others."""
        drawn = rng.random()
        degree = 2 if drawn < rates.rough else 1 if drawn < rates.rough + rates.folded else 0
        syllables = self._syllables(word, rates, rng)
        for tried in (degree, 0, 1):
            if found := self._draw(word, syllables, tried, rng):
                return found
        wrong = rng.sample(range(len(word)), rng.randint(1, (len(word) + 1) // 2))
        return "".join(
            (self._draw(sign, syllables[at : at + 1], degree, rng) or sign) if at in wrong else sign
            for at, sign in enumerate(word)
        )

    def _syllables(self, word: str, rates: Rates, rng: Random) -> Syllables:
        return tuple(
            self._dialect[sign] if sign in self._dialect and rng.random() < rates.dialect else syllable
            for sign, syllable in zip(word, readings_of(word), strict=True)
        )

    def _draw(self, word: str, syllables: Syllables, degree: int, rng: Random) -> str | None:
        alike = [(one, often) for one, often in self.sounds.alike(syllables, degree) if one != word]
        if not alike:
            return None
        return rng.choices([one for one, _ in alike], [often**_FAVOUR for _, often in alike])[0]

    def _clause(self, clause: str, rng: Random) -> str:
        spoken = self._spoken
        if len(clause) < spoken["short"] and rng.random() > spoken["before"]:
            return clause
        parts = [rng.choice(spoken["fillers"])] if rng.random() < spoken["before"] else []
        for at, word in enumerate(self.sounds.cut(clause)):
            if at and rng.random() < spoken["between"]:
                parts.append(rng.choice(spoken["fillers"]))
            if han(word) and rng.random() < spoken["again"] / 4:
                parts.append(word if rng.random() < 0.5 else word[0])
            parts.append(word)
        return "".join(parts)
