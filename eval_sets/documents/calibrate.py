"""Learns how likely a value is right: `python -m eval_sets.documents.calibrate RECORDED.jsonl …`.

For each backing (what stands behind a value) right values are counted by how sure the engine was of the
least sure character, and the shares made to rise (isotonic regression: neighbours that fall are pooled). A
knot gets 0.95 or more only where all values from there on together were right 998 times in 1000. Writes
`ocr/calibration.yaml`.
"""

import argparse
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval_sets.documents.recordings import recordings
from ocr import calibration
from ocr.normalise import prose
from ocr.readers.registry import READERS
from ocr.values import Backing

KNOTS = (0.0, 0.4, 0.6, 0.75, 0.85, 0.92, 0.96, 0.98, 0.99, 0.995, 0.999)
"""Sureness at which the curves bend; the last holds for all above."""

SURE, RIGHT = 0.95, 0.998
"""Asked of the pictures learned from, so that 0.995 holds on others."""
_BELOW_SURE = 0.94

_PRIOR, _WEIGHT = 0.9, 2.0
"""Few values tell little: as if two more had been seen, nine in ten right."""

Seen = tuple[Backing, float, bool]
"""what stands behind a value, its least sure character, whether it was right"""


def seen(files: Sequence[Path]) -> Iterator[Seen]:
    """Every value that the right reader gives on the recorded pictures."""
    readers = {reader.document_type: reader for reader in READERS}
    for file in files:
        for one in recordings(file):
            if one.shown.document_type in readers:
                _, findings = readers[one.shown.document_type].read(one.lines, one.size)
                for field in findings.fields:
                    right = prose(one.shown.fields.get(field.name, "")) == prose(field.value)
                    yield findings.backings[field.name], field.confidence, right


def curve(values: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Knots with the share of right values from each to the next, rising."""
    counts = [[0, 0] for _ in KNOTS]
    for least, right in values:
        counts[bisect_right(KNOTS, least) - 1][0] += right
        counts[bisect_right(KNOTS, least) - 1][1] += 1
    shares = _rising([((r + _PRIOR * _WEIGHT) / (n + _WEIGHT), n + _WEIGHT) for r, n in counts])
    return [
        [knot, round(min(share, 0.999) if _sure(counts[at:]) else min(share, _BELOW_SURE), 4)]
        for at, (knot, share) in enumerate(zip(KNOTS, shares, strict=True))
    ]


def _sure(counts: Sequence[Sequence[int]]) -> bool:
    right, total = (sum(column) for column in zip(*counts, strict=True))
    return total > 0 and right / total >= RIGHT


def _rising(shares: Sequence[tuple[float, float]]) -> list[float]:
    """Pool-adjacent-violators on (share, weight)."""
    pools: list[tuple[float, float, int]] = []
    for share, weight in shares:
        pools.append((share, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, light, few), (other, heavy, many) = pools[-2:]
            pools[-2:] = [((one * light + other * heavy) / (light + heavy), light + heavy, few + many)]
    return [share for share, _, knots in pools for _ in range(knots)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recorded", nargs="+", type=Path)
    values: dict[Backing, list[tuple[float, bool]]] = defaultdict(list)
    for backing, least, right in seen(parser.parse_args().recorded):
        values[backing].append((least, right))
    lines = ["# Learned by `python -m eval_sets.documents.calibrate`; see `ocr/calibration.py`."]
    for backing, known in sorted(values.items()):
        lines += [f"{backing}: # {len(known)} values", *(f"  - [{x}, {y}]" for x, y in curve(known))]
    calibration.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
