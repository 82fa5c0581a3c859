"""Learns where each kind of message begins: `python -m eval_sets.scope_lines` writes `boundary.yaml`.

Each hand's messages are judged by a model that the other hands taught, openings of the navigation set's
train part by the shipped one; a line a kind is fitted to shares and how likely search finds an item meant.
"""

from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant import scope
from assistant.scope.boundary import BOUNDARY, CLEAR, HAZY, Line
from assistant.scope.examples import Example, examples
from assistant.scope.model import KINDS, Kind, ScopeModel
from assistant.scope.train import Adam, train
from assistant.wording import normalise
from eval_sets.cases import OWN_CASES, NavigationCase, read_cases
from eval_sets.own_library import own_library
from knowledge_base.library import Library

CAUTION = 1.25
"""log-odds added to a service matter: one refused is worse than a stray message looked up"""
CAUTION_IN_DANGER = 0.75
"""the same before an emergency: a danger missed is far worse than a service matter asked for twice"""
STEPS, RATE = 600, 0.03

Numbers = NDArray[np.float64]


def judged(model: ScopeModel, library: Library, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Logs of the kinds' shares (texts × kinds), and log-odds that an item is meant."""
    shares = np.log(np.array([model.judge(text).shares for text in texts]) + 1e-9)
    meant = [min(max(library.meant(text), HAZY), CLEAR) for text in texts]
    return shares, np.array([log(one / (1 - one)) for one in meant])


def learn(shares: Numbers, meant: Numbers, kinds: Sequence[Kind]) -> dict[Kind, Line]:
    """Softmax of sharpness × log share + own + found × meant; of service matters the last two are 0."""
    wanted = np.eye(len(KINDS))[[KINDS.index(kind) for kind in kinds]]
    free = np.array([[kind != "service"] * 2 for kind in KINDS], dtype=float).T
    own_and_found, sharpness = np.zeros((2, len(KINDS))), np.ones(1)
    paces = Adam((2, len(KINDS)), RATE), Adam((1,), RATE)
    for _ in range(STEPS):
        sums = sharpness * shares + own_and_found[0] + meant[:, None] * own_and_found[1]
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        wrong = (powers / powers.sum(axis=1, keepdims=True) - wanted) / len(kinds)
        slope = np.stack([wrong.sum(axis=0), (wrong * meant[:, None]).sum(axis=0)]) * free
        own_and_found -= paces[0].step(slope.astype(np.float32))
        sharpness -= paces[1].step(np.array([(wrong * shares).sum()], dtype=np.float32))
    caution = np.array([CAUTION_IN_DANGER if kind == "emergency" else CAUTION for kind in KINDS])
    sure, found = (caution - own_and_found[0]) / sharpness, -own_and_found[1] / sharpness
    return {
        kind: Line(round(float(sure[at]), 2), round(float(found[at]), 2))
        for at, kind in enumerate(KINDS)
        if kind != "service"
    }


def by_other_hands(taught: Sequence[Example], library: Library) -> tuple[Numbers, Numbers, list[Kind]]:
    """Every hand's messages, judged by a model that never saw that hand."""
    parts: list[tuple[Numbers, Numbers]] = []
    kinds: list[Kind] = []
    for hand in sorted({one.hand for one in taught} - {0}):
        model = train([one for one in taught if one.hand != hand])
        own = [one for one in taught if one.hand == hand]
        parts.append(judged(model, library, [one.text for one in own]))
        kinds.extend(one.kind for one in own)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]), kinds


def main() -> None:
    openings = read_cases(NavigationCase, OWN_CASES / "navigation.train.jsonl")
    with own_library() as own:
        shares, meant, kinds = by_other_hands(examples(), own.library)
        texts = [normalise(case.query) for case in openings]
        of_openings = judged(ScopeModel.shipped(), own.library, texts)
    openings_are: list[Kind] = ["service"] * len(texts)
    lines = learn(
        np.concatenate([shares, of_openings[0]]),
        np.concatenate([meant, of_openings[1]]),
        [*kinds, *openings_are],
    )
    write(lines, Path(scope.__file__).parent / BOUNDARY)


def write(lines: Mapping[Kind, Line], path: Path) -> None:
    head = "# Learned by `python -m eval_sets.scope_lines`; see boundary.py for what the numbers mean.\n"
    body = {kind: {"sure": line.sure, "found": line.found} for kind, line in lines.items()}
    path.write_text(head + yaml.safe_dump(body, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
