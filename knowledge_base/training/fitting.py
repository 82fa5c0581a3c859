"""Learns the weights of `knowledge_base/fit.py` from the guides' own pairs, and from cases with patterns.

A wording of a pair is left out and asked: its own pair is the answer, the other pairs are look-alikes. The
encoder of questions that reads it has not seen it either.
A case (item_id, question, must, must_not, as in `eval_sets`) names the units that say what must be said.
How certain a sum is, is read off left-out wordings, cases, and questions about other items.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
import yaml
from numpy.typing import NDArray

from knowledge_base.divisions import Divisions
from knowledge_base.fit import SIGNALS, Numbers
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.passages import PassageIndex
from knowledge_base.search.static import StaticEncoder
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words
from knowledge_base.training.guides import half, questions_of, words_of
from knowledge_base.training.questions import Recipe, train
from knowledge_base.training.saving import in_steps
from knowledge_base.types import PublishedGuide

STEPS, RATE, DECAY = 600, 0.1, 2e-3
CASE_WEIGHT = 6.0
"""what a case counts beside a left-out wording: there are far fewer"""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question beside all units of a guide: which of them answer, which may be chosen."""

    evidence: Numbers
    answers: Bools
    choices: Bools
    pairs: Bools
    weight: float
    item_id: str


def as_read(text: str) -> str:
    """As a question reaches the passages: in the one wording, without districts."""
    wording = Wording.shipped()
    return wording.one(Divisions.shipped().without(wording.one(text)))


def left_out(indexes: Mapping[str, PassageIndex], unseen: int) -> Iterable[Asked]:
    """Of the half `unseen`, each wording but a pair's first, asked of a guide that does not have it."""
    for item_id, index in indexes.items():
        row = -1
        for at, unit in enumerate(index.units):
            for place, wording in enumerate(unit.wordings):
                row += 1
                if place and half(wording) == unseen:
                    evidence = index.evidence(as_read(wording), without=row)
                    answers = np.arange(len(index.units)) == at
                    yield Asked(evidence, answers, index.pairs, index.pairs, 1.0, item_id)


def cases(lines: Iterable[Mapping[str, Any]], indexes: Mapping[str, PassageIndex]) -> Iterable[Asked]:
    """Cases that some unit answers alone."""
    for line in lines:
        index = indexes[line["item_id"]]
        answers = np.array([_says(line, unit.told) for unit in index.units])
        if answers.any():
            every = np.ones(len(answers), dtype=np.bool_)
            evidence = index.evidence(as_read(line["question"]))
            yield Asked(evidence, answers, every, index.pairs, CASE_WEIGHT, line["item_id"])


def strange(indexes: Mapping[str, PassageIndex], every: int = 7) -> Iterable[Asked]:
    """Questions about another item: nothing answers."""
    found = list(indexes.items())
    for at, (_, other) in enumerate(found):
        item_id, index = found[(at + 11) % len(found)]
        nothing = np.zeros(len(index.units), dtype=np.bool_)
        for text in [w for unit in other.units for w in unit.wordings][::every]:
            yield Asked(index.evidence(as_read(text)), nothing, ~nothing, index.pairs, 1.0, item_id)


def learn(asked: Sequence[Asked]) -> Numbers:
    """Weights under which the units that answer come first: softmax over the choices, Adam by hand."""
    weights = np.zeros(len(SIGNALS))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    rows = np.concatenate([one.evidence[one.choices] for one in asked]).astype(np.float64)
    right = np.concatenate([one.answers[one.choices] for one in asked])
    counts = np.array([int(one.choices.sum()) for one in asked])
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
    of, share = np.repeat(np.arange(len(asked)), counts), np.array([one.weight for one in asked])
    share = share / share.sum()
    for step in range(1, STEPS + 1):
        sums = rows @ weights
        powers = np.exp(sums - np.maximum.reduceat(sums, begins)[of])
        all_of, right_of = np.add.reduceat(powers, begins), np.add.reduceat(powers * right, begins)
        pull = powers / all_of[of] - powers * right / np.maximum(right_of, 1e-12)[of]
        slope = (pull * share[of]) @ rows + DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return weights.astype(np.float32)


def certainty(examples: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """(slope, offset) of a logistic curve from a sum to how often the best unit with it was right."""
    found = list(examples)
    sums, right = np.array([one for one, _ in found]), np.array([was for _, was in found], dtype=float)
    design = np.stack([sums, np.ones_like(sums)], axis=1)
    curve = np.zeros(2)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ curve))
        spread = (design.T * np.maximum(likely * (1 - likely), 1e-6)) @ design + 1e-3 * np.eye(2)
        curve += np.linalg.solve(spread, design.T @ (right - likely) - 1e-3 * curve)
    return float(curve[0]), float(curve[1])


def tops(asked: Iterable[Asked], weights: Numbers) -> list[tuple[float, bool]]:
    """The best choice's sum of each question, and whether it answers."""
    found: list[tuple[float, bool]] = []
    for one in asked:
        sums = np.where(one.choices, one.evidence @ weights, -np.inf)
        best = int(sums.argmax())
        found.append((float(sums[best]), bool(one.answers[best])))
    return found


def fit(wordings: Sequence[Asked], told: Sequence[Asked], others: Sequence[Asked]) -> dict[str, Any]:
    """What `fit.yaml` holds."""
    weights = learn([*wordings, *told])
    found = tops(wordings[::4], weights) + tops(others[::2], weights)
    slope, offset = certainty([*found, *int(CASE_WEIGHT) * tops(told, weights)])
    return {
        "weights": {name: round(float(w), 3) for name, w in zip(SIGNALS, weights, strict=True)},
        "certain": {"slope": round(slope, 3), "offset": round(offset, 3)},
    }


def _says(line: Mapping[str, Any], told: str) -> bool:
    must, must_not = line["must"], line.get("must_not", ())
    return all(re.search(one, told) for one in must) and not any(re.search(one, told) for one in must_not)


def _indexes(
    loaded: Sequence[LoadedGuide], words: Words, questions: StaticEncoder
) -> Mapping[str, PassageIndex]:
    now, encoder = datetime.now(UTC), StaticEncoder.shipped()
    return {
        one.item_id: PassageIndex(
            PublishedGuide(one.item_id, 1, one.guide, now.date(), None, now, "training"),
            words,
            encoder,
            questions,
        )
        for one in loaded
    }


def _half_seen(loaded: Sequence[LoadedGuide], words: Words, unseen: int) -> Mapping[str, PassageIndex]:
    """Indexes whose encoder of questions was trained without one half of the wordings."""
    vocabulary, vectors = train(questions_of(loaded, words, lambda text: half(text) != unseen), Recipe())
    return _indexes(loaded, words, StaticEncoder("half", vocabulary, *in_steps(vectors)))


def main(
    content: Annotated[Path, typer.Option(help="folder of guides")],
    told: Annotated[
        list[Path], typer.Option("--cases", help="answer cases to learn from, JSON lines; no test part")
    ],
    out: Annotated[Path, typer.Option(help="the file of weights")] = Path("knowledge_base/fit.yaml"),
) -> None:
    """Learns `fit.yaml` anew (some minutes); the encoder of questions must be trained before."""
    loaded = load_content(content)
    lines = [json.loads(line) for file in told for line in file.read_text(encoding="utf-8").splitlines()]
    with words_of(loaded) as words:
        wordings = [one for unseen in (0, 1) for one in left_out(_half_seen(loaded, words, unseen), unseen)]
        indexes = _indexes(loaded, words, StaticEncoder.of_questions())
        found = fit(wordings, list(cases(lines, indexes)), list(strange(indexes)))
    out.write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
