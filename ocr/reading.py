"""Lines of a page → what the page shows. Pure: no engine, no picture."""

import statistics
from collections.abc import Sequence
from dataclasses import replace

from ocr import lines as geometry
from ocr.calibration import confidence
from ocr.complaints import complaints, unrecognised
from ocr.quality import Quality
from ocr.readers.findings import Findings
from ocr.readers.reader import Reader
from ocr.readers.registry import READERS
from ocr.types import QualityProblem, ReadDocument, ReadField, Size, TextLine
from ocr.wording import problem

UNKNOWN = "unknown"

_SMALLEST_LINE = 22.0
"""Pixels of a line's box, about 13 of a character: below, one field in four was wrong in our measurements."""

_SURE = 0.5
"""Below this the page is not taken for the document: it lacks labels, values, or both in part."""


def read_page(
    lines: Sequence[TextLine],
    size: Size,
    page: int = 1,
    quality: Quality | None = None,
    readers: Sequence[Reader] = READERS,
) -> ReadDocument:
    """The document the lines look most like, with its fields; `unknown` when they look like none.

    The picture's faults are mentioned only where something could not be read: a dark picture that was read in
    full is good enough.
    """
    lines = geometry.unrepeated(lines)
    tried = [(reader, *reader.read(lines, size)) for reader in readers]
    reader, sure, findings = max(tried, key=lambda one: one[1])
    if sure < _SURE:
        problems = unrecognised(seen_text=bool(lines), quality=quality)
        return ReadDocument(UNKNOWN, round(1 - sure, 4), readable=False, problems=problems, page=page)
    fields = [
        replace(field, confidence=round(confidence(field.confidence, findings.backings[field.name]), 4))
        for field in findings.fields
    ]
    trust = sum(field.confidence for field in fields) / len(fields) if fields else 0.0
    return ReadDocument(
        document_type=reader.document_type,
        confidence=round(min(sure, 1.0) * trust, 4),
        fields=tuple(fields),
        readable=bool(fields),
        problems=_problems(reader, findings, fields, lines, quality),
        page=page,
    )


def _problems(
    reader: Reader,
    findings: Findings,
    fields: Sequence[ReadField],
    lines: Sequence[TextLine],
    quality: Quality | None,
) -> tuple[QualityProblem, ...]:
    missing = sorted(name for name in reader.fields if not findings.shows(name))
    told = complaints(reader.document_type, findings.problems, missing, fields, quality)
    return (*told, problem("too_small")) if _small_print(lines) else told


def damaged_page(page: int) -> ReadDocument:
    """A page that could not be opened, of a file with others that could."""
    return ReadDocument(UNKNOWN, 1.0, readable=False, problems=(problem("damaged"),), page=page)


def _small_print(lines: Sequence[TextLine]) -> bool:
    """Whether the print is so small that characters are taken for others, without the engine noticing."""
    return bool(lines) and statistics.median(geometry.height(line.box) for line in lines) < _SMALLEST_LINE
