"""Several documents in one picture: which lines belong to which. Pure, on lines.

A wide gap alone says little: a marriage certificate's two persons and the pages of a contract have one too.
So a gap parts two documents only when what lies on either side is surely a document by itself.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.lines import LEFT, TOP, height, tight
from ocr.readers.findings import Findings
from ocr.readers.page import OVERPRINT
from ocr.readers.reader import Reader, share
from ocr.readers.registry import READERS
from ocr.types import ReadDocument, SeenLine, Size, TextLine
from ocr.wording import problem

Lines = Sequence[TextLine]

_GAP = 0.7
"""In usual heights of a line: rows of one document often stand further apart, no two documents closer."""

_FEWEST = 3
"""The back of an id card has four lines, one of which may go unseen."""

_HINTED = 0.5
"""So much of what a document is known by must be found in a half before it is read as one."""

_TRIED = 3
"""Gaps that are looked at closely: reading costs more than looking for words."""

_DIGITS = re.compile(r"\d{4}")
"""A document without labels is known by its number."""

_SURE = 0.75
"""A half that lacks a title, labels or values is part of a document."""

_ONE_CARD = {"social_security_card", "bank_card"}
"""A social security card has a bank's number on it."""

_LACKING = {"field_missing", "glare", "checksum_failed"}

_TELLS_WHO = re.compile(r"(?:name|number|code)$")
"""Fields in which two documents of one type differ; two copies of one document don't."""


@dataclass(frozen=True, slots=True)
class _Half:
    """What lies on one side of a gap, and the readers of documents whose words are there."""

    lines: Lines
    readers: tuple[Reader, ...]


def groups(lines: Lines, size: Size, readers: Sequence[Reader] = READERS) -> list[list[TextLine]]:
    """The lines of each document, the upper or left one first; one group where there is one document."""
    for halves in _likely(lines, readers):
        if _two_documents(*halves, lines, size):
            return [group for half in halves for group in groups(half.lines, size, readers)]
    return [list(lines)]


def as_seen(lines: Lines) -> list[SeenLine]:
    """The lines where the engine saw them, so that each document is turned upright by itself."""
    return [
        SeenLine(line.text, line.confidence, line.corners, line.characters)
        for line in lines
        if line.corners is not None
    ]


def told(documents: Sequence[ReadDocument]) -> list[ReadDocument]:
    """The documents of one picture; where there are several, the first says so, and each that lacks something
    says that it should be photographed by itself."""
    if len(documents) < 2:
        return list(documents)
    noted = [_with(one, "photograph_apart") if _lacks(one) else one for one in documents]
    return [_with(noted[0], "several_documents"), *noted[1:]]


def _lacks(document: ReadDocument) -> bool:
    return any(one.code in _LACKING for one in document.problems)


def _with(document: ReadDocument, code: str) -> ReadDocument:
    return replace(document, problems=(problem(code), *document.problems))


def _likely(lines: Lines, readers: Sequence[Reader]) -> list[tuple[_Half, _Half]]:
    """The lines parted at some gap, so that both halves have the words of a document; widest gaps first."""
    found: list[tuple[_Half, _Half]] = []
    for first, second in _gaps(lines):
        one, other = _half(first, readers), _half(second, readers)
        if one.readers and other.readers:
            found.append((one, other))
    return found[:_TRIED]


def _gaps(lines: Lines) -> Iterator[tuple[Lines, Lines]]:
    """The lines on either side of each empty strip across or down the page, widest strips first."""
    printed = [line for line in lines if not OVERPRINT.fullmatch(line.text)]
    if len(printed) < 2 * _FEWEST:
        return
    least = _GAP * statistics.median(height(line.box) for line in printed)
    strips = [(*strip, side) for side in (TOP, LEFT) for strip in _strips(printed, side, least)]
    for _, middle, side in sorted(strips, reverse=True):
        first = [line for line in lines if line.box[side] + line.box[side + 2] < 2 * middle]
        second = [line for line in lines if line.box[side] + line.box[side + 2] >= 2 * middle]
        if min(len(first), len(second)) >= _FEWEST:
            yield first, second


def _strips(lines: Lines, side: int, least: float) -> Iterator[tuple[float, float]]:
    """Width and middle of each strip at least so wide that no line crosses."""
    ordered = sorted(lines, key=lambda line: line.box[side])
    end = ordered[0].box[side + 2]
    for line in ordered:
        begin = line.box[side]
        if begin - end >= least:
            yield begin - end, (begin + end) / 2
        end = max(end, line.box[side + 2])


def _half(lines: Lines, readers: Sequence[Reader]) -> _Half:
    text = "".join(tight(line).text for line in lines)
    return _Half(lines, tuple(reader for reader in readers if _words(text, reader) >= _HINTED))


def _words(text: str, reader: Reader) -> float:
    """How much of what the document is known by is there, from 0 to 1; cheap and rough."""
    if not reader.telling:
        return float(_DIGITS.search(text) is not None)
    labels = [label for label in reader.labels if label.name in reader.telling]
    told = share([any(spelling in text for spelling in label.spellings) for label in labels])
    return max(told, _HINTED * any(title in text for title in reader.titles))


def _two_documents(one: _Half, other: _Half, whole: Lines, size: Size) -> bool:
    read = [_read(one, size), _read(other, size)]
    if any(sure < _SURE or not findings.fields for _, sure, findings in read):
        return False
    (first, _, here), (second, _, there) = read
    if first is second:
        return _of_two_people(here, there)
    if {first.document_type, second.document_type} == _ONE_CARD:
        return False
    return not any(_says_more(reader, findings, whole, size) for reader, _, findings in read)


def _read(half: _Half, size: Size) -> tuple[Reader, float, Findings]:
    return max(((reader, *reader.read(half.lines, size)) for reader in half.readers), key=lambda one: one[1])


def _of_two_people(first: Findings, second: Findings) -> bool:
    names = [field.name for field in first.fields if _TELLS_WHO.search(field.name)]
    shared = [name for name in names if second.value(name) is not None]
    return bool(shared) and all(first.value(name) != second.value(name) for name in shared)


def _says_more(reader: Reader, half: Findings, whole: Lines, size: Size) -> bool:
    """Whether both halves together say more as this document than the one half: then they are one document,
    such as a marriage certificate, of whose two persons each alone looks like an id card."""
    return len(reader.read(whole, size)[1].fields) > len(half.fields)
