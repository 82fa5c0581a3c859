"""How well the units of a guide answer a question: numbers a unit, and their weights (`fit.yaml`). Pure.

A *unit* is what an answer is made of: a QA pair, or one sentence of a section. `python -m
knowledge_base.training.fitting` learns the weights from the guides' own pairs.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge_base.asking import asked_for, told_aspects
from knowledge_base.search.deciding import Deciding, Said

Numbers = NDArray[np.float32]

CHANNELS = ("words", "letters", "meaning", "question")
SIGNALS = (
    *(f"pair_asked_{channel}" for channel in CHANNELS),  # its wording most like the question
    *(
        f"pair_told_{channel}" for channel in CHANNELS
    ),  # of the question, what stands in its answer or wordings
    *(f"sentence_like_{channel}" for channel in CHANNELS),
    *(f"sentence_told_{channel}" for channel in CHANNELS),
    "pair",  # the unit is a QA pair
    "topic_agrees",  # it is about what was asked for (fee, time, place …), as a share
    "topic_else",  # it is about something that was not asked for
    "deciding_agrees",
    "deciding_conflicts",  # 丢了 beside 到期: facts that decide, as `deciding.yaml` reads them
    "minor_conflict",  # about children, and the question is not
    "verdict",  # whether was asked, and it begins with a verdict
    "figure",  # how much or how long was asked, and it has a figure
    "premise",  # something was asserted, and it corrects what people believe
    "mistake",  # it corrects what people believe
    "barred",  # says who cannot
    "basis",  # clause of a law
)

_WHETHER = re.compile(
    r"吗|[能可会要行得](不|没)[能可会要行得]?|可不可以|是不是|有没有|对不|是真的|不[?？。!！]*$|没[?？]*$|么[?？]*$"
)
_VERDICT = re.compile(r"^(不?(能|可以|行|用|要|会|是|收|必)|可以|看情况|没有|没得|要看|得|有|照样|都|一般)")
_HOW_MUCH = re.compile(r"多少|好多|多久|好久|几|多长|啥时候|什么时候|期限|最迟|最长")
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千万半]+(年|个?月|天|日|元|周岁|次|倍|人)")
_PREMISE = re.compile(
    r"听(说|到|别个|人|他们)|(不是|都|人家|有人|网上)说|是不是|对(吗|不|吧|头)|真的|以为|必须|非得?要?|一定要|只能"
)
_MINOR = re.compile(
    r"未满\d+|未成年|孩子|娃|小孩|监护人|婴|宝宝|学生|儿子|女儿|\d岁|[一二两三四五六七八九]岁"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a text is about and how it is put; of a unit all its texts together."""

    asked: Mapping[str, float]
    """what it asks for or tells of → share of its wordings"""
    said: Said
    minor: bool
    verdict: bool
    figure: bool
    section: str
    barred: bool = False

    @classmethod
    def of_question(cls, question: str) -> "Traits":
        """`question` in the one wording."""
        return cls(
            dict.fromkeys(asked_for(question), 1.0),
            Deciding.shipped().of_message(question),
            minor=_MINOR.search(question) is not None,
            verdict=_WHETHER.search(question) is not None,
            figure=_HOW_MUCH.search(question) is not None,
            section="premise" if _PREMISE.search(question) else "",
        )

    @classmethod
    def of_unit(cls, section: str, told: str, wordings: Sequence[str]) -> "Traits":
        """Texts in the one wording."""
        shares: dict[str, float] = {}
        for wording in wordings:
            for name in asked_for(wording):
                shares[name] = shares.get(name, 0.0) + 1 / len(wordings)
        if not wordings:
            shares = {section: 1.0, **dict.fromkeys(told_aspects(told), 0.5)}
        texts = (*wordings, told)
        minors = sum(_MINOR.search(text) is not None for text in texts)
        return cls(
            shares,
            Deciding.shipped().of_message(",".join(texts)),
            minor=2 * minors > len(texts),
            verdict=_VERDICT.search(told) is not None,
            figure=_FIGURE.search(told) is not None,
            section=section,
            barred="办不了" in told[:10],
        )


class About:
    """The traits of all units of a guide, as arrays: every question is put beside all of them."""

    def __init__(self, units: Sequence[Traits]) -> None:
        self._said = [unit.said for unit in units]
        self._columns = {name: at for at, name in enumerate({n: None for unit in units for n in unit.asked})}
        self._shares = np.zeros((len(units), len(self._columns)), dtype=np.float32)
        for row, unit in enumerate(units):
            for name, share in unit.asked.items():
                self._shares[row, self._columns[name]] = share

        def each(holds: Callable[[Traits], bool]) -> Numbers:
            return np.array([holds(unit) for unit in units], dtype=np.float32)

        self._pair = each(lambda unit: unit.section.startswith("qa:"))
        self._minor, self._verdict = each(lambda unit: unit.minor), each(lambda unit: unit.verdict)
        self._figure = each(lambda unit: unit.figure)
        self._mistake = each(lambda unit: unit.section == "mistakes")
        self._barred = each(lambda unit: unit.barred)
        self._basis = each(lambda unit: unit.section == "legal_basis")

    def signals(self, question: Traits) -> Numbers:
        """Units × the signals after those of the channels, in the order of `SIGNALS`."""
        asked = [at for name in question.asked if (at := self._columns.get(name)) is not None]
        agreeing = self._shares[:, asked].sum(axis=1)
        elsewhere = (self._shares.sum(axis=1) - agreeing) * self._pair
        deciding = np.zeros((2, len(self._said)), dtype=np.float32)
        if question.said.affirmed:
            deciding = np.array([_deciding(question.said, said) for said in self._said], dtype=np.float32).T
        return np.stack(
            [
                self._pair,
                np.minimum(1.0, agreeing),
                np.minimum(1.0, elsewhere),
                *np.minimum(2.0, deciding),
                self._minor * (not question.minor),
                self._verdict * question.verdict,
                self._figure * question.figure,
                self._mistake * (question.section == "premise"),
                self._mistake,
                self._barred,
                self._basis,
            ],
            axis=1,
        )


def _deciding(question: Said, unit: Said) -> tuple[int, int]:
    """In how many dimensions the unit speaks of what the question says, and only of something else."""
    agrees = conflicts = 0
    for dimension, values in question.affirmed.items():
        spoken = unit.affirmed.get(dimension, frozenset()) | unit.denied.get(dimension, frozenset())
        agrees += bool(values & spoken)
        conflicts += bool(spoken) and not values & spoken
    return agrees, conflicts


@dataclass(frozen=True)
class Fit:
    """`weights` of `SIGNALS`; `slope` and `offset` make of a sum how likely the unit answers."""

    weights: Numbers
    slope: float
    offset: float

    @classmethod
    @cache
    def shipped(cls) -> "Fit":
        text = files("knowledge_base").joinpath("fit.yaml").read_text(encoding="utf-8")
        return cls.read(yaml.safe_load(text))

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Fit":
        weights = [float(data["weights"].get(name, 0.0)) for name in SIGNALS]
        certain = data["certain"]
        return cls(np.array(weights, dtype=np.float32), float(certain["slope"]), float(certain["offset"]))

    def scores(self, evidence: Numbers) -> Numbers:
        """How likely each unit (row) answers the question, 0 to 1."""
        return (1 / (1 + np.exp(-(self.slope * (evidence @ self.weights) + self.offset)))).astype(np.float32)
