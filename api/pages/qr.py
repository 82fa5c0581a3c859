"""A web address as QR code. The one file that touches segno."""

from dataclasses import dataclass

import segno

QUIET = 4
"""modules of white around the code that ISO/IEC 18004 asks for"""


@dataclass(frozen=True, slots=True)
class Code:
    """The dark modules as an SVG path, in a square of `size` modules with the quiet zone."""

    size: int
    path: str


def code(address: str) -> Code:
    """Error correction M: it survives a fold in the printed notice."""
    made = segno.make_qr(address, error="m", boost_error=False)
    rows = [bytes(row) for row in made.matrix]
    parts = [
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return Code(len(rows) + 2 * QUIET, "".join(parts))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
