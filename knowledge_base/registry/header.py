"""Finding the header of a table: below a title, over two rows where a merged cell spans columns. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge_base.names import tidy

SEARCHED = 12
"""rows at the top of a table in which the header is looked for"""


@dataclass(frozen=True, slots=True)
class Header:
    """Column names in order (empty for a column without one), and how many rows stand above the data."""

    names: tuple[str, ...]
    rows: int
    known: int
    """how many of the names wanted are among them"""


def find(top: Sequence[Sequence[str]], wanted: Collection[str]) -> Header | None:
    """The first rows that name most of the columns wanted; None when they name none."""
    best: Header | None = None
    for begin in range(min(len(top), SEARCHED)):
        for deep in (1, 2):
            if begin + deep > len(top):
                continue
            names = _joined(top[begin : begin + deep])
            known = len(set(names) & set(wanted))
            if known > (best.known if best else 0):
                best = Header(names, begin + deep, known)
    return best


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """`办理时限` merged over `法定` and `承诺` gives `办理时限.法定` and `办理时限.承诺`.

    Only a merged cell's first column holds its text; the ones it covers are empty.
    """
    if len(rows) == 1:
        return tuple(_name(cell) for cell in rows[0])
    above, below = rows
    names: list[str] = []
    group = ""
    for place in range(max(len(above), len(below))):
        upper = _name(above[place]) if place < len(above) else ""
        lower = _name(below[place]) if place < len(below) else ""
        group = upper or group
        names.append(f"{group}.{lower}" if lower and group else lower or upper)
    return tuple(names)


def _name(cell: str) -> str:
    return tidy(cell).replace(" ", "")
