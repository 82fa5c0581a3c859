"""Learns `leaving.yaml` anew: `python -m assistant.understand.learning --help`.

Whoever asks what a guide answers stays with its item; whoever opens with another item leaves it, whichever
was talked about; `talks.yaml` and turns of dialogues say it of real talk, which is shorter than both.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, cast

import numpy as np
import typer
import yaml
from numpy.typing import NDArray

from assistant.understand.leaving import NAMES, WEIGHTS
from assistant.understand.signals import Listener
from knowledge_base.library import Library
from knowledge_base.loader import shipped_content
from knowledge_base.training.cases import opened

TALK_WEIGHT = 3.0
"""what a message of a talk counts beside a question or an opening: there are fewer, and they are the thing"""
SEARCHED = 10
MOST_ALIASES = 4
ASKED = ("要多少钱", "怎么办", "在哪里办", "要带什么", "好久办得好")
STEPS, DECAY = 30, 0.01

Numbers = NDArray[np.float64]
Lines = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A message said while an item was talked about; `group`: what must be learned or judged as one."""

    text: str
    item_id: str
    leaves: bool
    weight: float
    group: str


class Examples:
    """Messages of the sources, beside items by their ids."""

    def __init__(self, library: Library) -> None:
        self._guides = library.guides()
        self._guided = sorted(self._guides)
        self._ids = {one.guide.item.official_name: one.item_id for one in self._guides.values()}

    def talks(self) -> Iterator[Heard]:
        text = files("assistant.understand").joinpath("talks.yaml").read_text(encoding="utf-8")
        for item_id, said in cast("dict[str, dict[str, list[str]]]", yaml.safe_load(text)).items():
            for kind, messages in said.items():
                yield from (Heard(one, item_id, kind == "leaves", TALK_WEIGHT, item_id) for one in messages)

    def answers(self, lines: Lines) -> Iterator[Heard]:
        return (Heard(one["question"], one["item_id"], False, 1.0, one["item_id"]) for one in lines)

    def openings(self, lines: Lines) -> Iterator[Heard]:
        """Each beside an item that it is not about, and beside a look-alike of the one it is about."""
        for at, line in enumerate(lines):
            meant = {self._ids[name] for name in line["accept"] if name in self._ids}
            alike = [pair.item_id for one in sorted(meant) for pair in self._guides[one].guide.look_alikes]
            others = [one for one in (*alike, self._guided[at % len(self._guided)]) if one in self._guides]
            for other in [one for one in others if one not in meant][-2:]:
                yield Heard(line["query"], other, True, 0.5, line["id"])

    def short(self) -> Iterator[Heard]:
        """Openings of few words, by what items are called, beside another item and a look-alike."""
        for at, item_id in enumerate(self._guided):
            guide = self._guides[item_id].guide
            others = [pair.item_id for pair in guide.look_alikes if pair.item_id in self._guides]
            beside = [*others[:1], self._guided[(at * 7 + 11) % len(self._guided)]]
            asked = (f"{name}{ASKED[(at + n) % len(ASKED)]}" for n, name in enumerate(guide.item.aliases))
            called = [f"{guide.item.plain_name}怎么办", *guide.item.aliases[:2], *islice(asked, MOST_ALIASES)]
            yield from (Heard(text, o, True, 0.5, item_id) for text in called for o in beside if o != item_id)

    def dialogues(self, lines: Lines) -> Iterator[Heard]:
        """Turns whose item is certain, beside the item of the turn before."""
        for line in lines:
            talked: str | None = None
            for turn in line["turns"]:
                names = turn.get("item") or []
                meant = [self._ids.get(name, name) for name in names]
                if talked and talked in self._guides and meant and (talked not in meant or len(meant) == 1):
                    yield Heard(turn["say"], talked, talked not in meant, TALK_WEIGHT, line["id"])
                talked = meant[0] if meant and talked not in meant else talked


def measured(library: Library, heard: Sequence[Heard]) -> Numbers:
    """Messages × signals."""
    listener = Listener(library)
    rows: list[tuple[float, ...]] = []
    for one in heard:
        hits = library.search(one.text, limit=SEARCHED)
        rows.append(listener.signals(one.text, one.item_id, hits).values)
    return np.array(rows, dtype=np.float64)


def fitted(signals: Numbers, leaves: Numbers, weight: Numbers) -> Numbers:
    """Weights of the signals, then the bias: logistic regression, by Newton's method."""
    spread = signals.std(axis=0) + 1e-6
    rows = np.column_stack([signals / spread, np.ones(len(signals))])
    share, found = weight / weight.sum(), np.zeros(rows.shape[1])
    decay = DECAY * np.append(np.ones(signals.shape[1]), 0.0)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (share * (likely - leaves)) + decay * found
        bend = (rows.T * (share * likely * (1 - likely))) @ rows + np.diag(decay + 1e-9)
        found -= np.linalg.solve(bend, slope)
    return np.append(found[:-1] / spread, found[-1])


def left_out(heard: Sequence[Heard], signals: Numbers, folds: int = 7) -> tuple[int, int, int]:
    """Of messages of talks, by weights learned without their group: stays and leaves misjudged, of all."""
    leaves, weight = _columns(heard)
    groups = {group: at % folds for at, group in enumerate(sorted({one.group for one in heard}))}
    fold = np.array([groups[one.group] for one in heard])
    likely = np.zeros(len(heard))
    for at in range(folds):
        known = fold != at
        found = fitted(signals[known], leaves[known], weight[known])
        likely[~known] = signals[~known] @ found[:-1] + found[-1]
    talk = weight == TALK_WEIGHT
    wrong = ((likely > 0) != leaves.astype(bool)) & talk
    return int((wrong & (leaves == 0)).sum()), int((wrong & (leaves == 1)).sum()), int(talk.sum())


def _columns(heard: Sequence[Heard]) -> tuple[Numbers, Numbers]:
    return np.array([float(one.leaves) for one in heard]), np.array([one.weight for one in heard])


def _lines(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def main(
    answers: Annotated[list[Path], typer.Option(help="answer cases; no test part")],
    navigation: Annotated[list[Path], typer.Option(help="navigation cases; no test part")],
    dialogues: Annotated[list[Path], typer.Option(help="dialogue cases; no test part")],
    out: Annotated[Path, typer.Option()] = Path(__file__).parent / WEIGHTS,
) -> None:
    """Writes the weights, and says how often talk is misjudged by weights learned without it."""
    with opened(shipped_content()) as library:
        source = Examples(library)
        heard = [
            *source.talks(),
            *source.answers(_lines(answers)),
            *source.openings(_lines(navigation)),
            *source.short(),
            *source.dialogues(_lines(dialogues)),
        ]
        signals = measured(library, heard)
    found = fitted(signals, *_columns(heard))
    data = {
        "weights": {name: round(float(one), 3) for name, one in zip(NAMES, found[:-1], strict=True)},
        "bias": round(float(found[-1]), 3),
    }
    out.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    stays, leaves, talk = left_out(heard, signals)
    typer.echo(f"wrong of {talk} messages of talks, left out: {stays} should stay, {leaves} should leave")


if __name__ == "__main__":
    typer.run(main)
