"""How likely a value is right, from how sure the engine was and what stands behind the value. Pure.

The curves are learned by `python -m eval_sets.documents.calibrate` and kept in `calibration.yaml`: of values
with 0.95 and more, at least 99.5 % were right.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from ocr.values import Backing

Curve = Sequence[tuple[float, float]]
"""(sureness of the engine's least sure character, share of values that were right), rising"""

SURE = 0.95
"""From here on a value needs no special look: at least 99.5 % of such values were right."""

FILE = Path(__file__).with_name("calibration.yaml")


def confidence(least: float, backing: Backing) -> float:
    """The chance, from 0 to 1, that a value is right whose least sure character the engine gave `least`."""
    curve = _curves()[backing]
    place = bisect_right(curve, (least, 1.0))
    if place == 0:
        return curve[0][1]
    if place == len(curve):
        return curve[-1][1]
    (low, begin), (high, end) = curve[place - 1], curve[place]
    return begin + (end - begin) * (least - low) / (high - low)


@cache
def _curves() -> Mapping[str, Curve]:
    kept = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {backing: [(float(x), float(y)) for x, y in curve] for backing, curve in kept.items()}
