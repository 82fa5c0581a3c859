"""What reading is compared with: whether the raw text has the value at all, and what a plain regex finds."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from ocr.normalise import compact, printed_date, prose, simplified

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3})")
_SHORT = 8
"""Longer values may be broken over lines that do not follow each other in the raw text."""


def ceiling(value: str, lines: Sequence[str]) -> bool:
    """Whether the value stands in the raw text, spaces removed: no reader can be expected to find more.

    Dates count in any printed form, long values also in pieces of lines.
    """
    raw = [simplified(prose(line)) for line in lines]
    joined = _THOUSANDS.sub("", "".join(raw))
    if any(form in joined for form in _printed(value)):
        return True
    return len(value) > _SHORT and _in_pieces(simplified(prose(value)), raw)


def floor(document_type: str, field: str, lines: Sequence[str]) -> str | None:
    """What the first match of the field's label regex gives; None when there is no match."""
    pattern = _patterns().get(document_type, {}).get(field)
    found = re.search(pattern, "\n".join(compact(line) for line in lines)) if pattern else None
    if found is None:
        return None
    text = found.group(1)
    return printed_date(text) or text


def _printed(value: str) -> tuple[str, ...]:
    """The value as it may stand on paper, in the normal form of running text."""
    day = _DATE.fullmatch(value)
    if day is None:
        return (simplified(prose(value)),)
    year, month, date = day.groups()
    shapes = ("{}年{}月{}日", "{}.{}.{}", "{}-{}-{}", "{}/{}/{}", "{}{}{}", "{}·{}·{}")
    short = (year, str(int(month)), str(int(date)))
    return tuple(shape.format(*parts) for shape in shapes for parts in ((year, month, date), short))


def _in_pieces(value: str, raw: Sequence[str]) -> bool:
    """Whether pieces, each as long as possible, make up the value: four, more for a value of many lines."""
    at = 0
    for _ in range(4 + len(value) // 12):
        longest = next((n for n in range(len(value) - at, 1, -1) if _within(value[at : at + n], raw)), 0)
        at += longest
        if at == len(value):
            return True
        if not longest:
            return at == len(value) - 1 and _within(value[at:], raw)
    return False


def _within(piece: str, raw: Sequence[str]) -> bool:
    return any(piece in line for line in raw)


@cache
def _patterns() -> Mapping[str, Mapping[str, str]]:
    """Type → field → regex with one group."""
    file = yaml.safe_load((files("eval_sets.documents") / "floor.yaml").read_text(encoding="utf-8"))
    values: Mapping[str, str] = file["values"]
    return {
        document_type: {
            field: f"(?:{label})[:：\\n]*({values.get(kind, kind)})"
            for field, (label, kind) in fields.items()
        }
        for document_type, fields in file["labels"].items()
    }
