"""What people are told about a picture: its faults where something was not read, by field where possible."""

from collections.abc import Sequence

from ocr.quality import COPY, Quality
from ocr.types import QualityProblem, ReadField
from ocr.wording import hidden, problem

_UNSURE = 0.9
"""A value below it may be misread where a bright spot lies on it."""

_MANY = 3
"""More missing than that were not all hidden by one spot."""

_WITHOUT_COLOUR = frozenset({"tenancy_contract", "bank_card"})
"""Originals may be black and white."""

Problems = tuple[QualityProblem, ...]


def unrecognised(*, seen_text: bool, quality: Quality | None) -> Problems:
    """Of a page that is no known document."""
    codes = ["unknown_document" if seen_text else "no_text"]
    if quality is not None:
        codes += [*quality.faults, *(["glare_somewhere"] if quality.spots else [])]
        codes += [note for note in quality.notes if note == "screen"]
    return tuple(map(problem, codes))


def complaints(
    document_type: str,
    found: Sequence[QualityProblem],
    missing: Sequence[str],
    fields: Sequence[ReadField],
    quality: Quality | None,
) -> Problems:
    """`found`: what is wrong with values; `missing`: fields that the document always shows.

    A dark picture that was read in full is good enough; notes are told all the same.
    """
    told = list(found)
    if quality is None:
        return (*told, *(problem("field_missing", name) for name in missing))
    unsure = [field.name for field in fields if field.confidence < _UNSURE and quality.hides(field)]
    behind = list(missing) if quality.spots and len(missing) <= _MANY else []
    if missing or told:
        told += map(problem, quality.faults)
    if quality.spots and len(missing) > _MANY:
        told.append(problem("glare_somewhere"))
    told += [hidden(document_type, name) for name in (*unsure, *behind)]
    told += [problem("field_missing", name) for name in missing if name not in behind]
    notes = [note for note in quality.notes if note != COPY or document_type not in _WITHOUT_COLOUR]
    return (*told, *map(problem, notes))
