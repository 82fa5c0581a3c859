"""A page as a reader looks at it: its lines, the labels among them, its running text. Pure."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from ocr import lines as geometry
from ocr import tables
from ocr.labels import Label, Labelled, assigned, joined, split
from ocr.types import Size, TextLine

_TITLE = 80.0
"""So alike (0 to 100) a title must be: one character in five may be misread."""

OVERPRINT = re.compile(
    r"\W*(?:样本|样张|样卡|样品|示例|SAMPLE|SPECIMEN|复印件|复印无效|再次复印无效|他用无效|仅(?:供|用于).{0,30}"
    r"|仅限.{0,20}使?用|(?:此件|复印件)?与?原件(?:核对)?(?:一致|相符|无误).{0,4})++\W*",
    re.I,
)
"""A whole line of it is print across the document, which would run into a value beside or under it."""

Pieces = Sequence[TextLine]


class Page:
    """Lines are upright. `ignore`: print that repeats what stands there already, such as English labels."""

    def __init__(
        self, lines: Pieces, size: Size, labels: Sequence[Label] = (), ignore: re.Pattern[str] | None = None
    ) -> None:
        printed = [line for line in lines if not OVERPRINT.fullmatch(line.text)]
        self.lines: Pieces = _without(printed, ignore) if ignore else printed
        self.size = size
        self._labels = labels
        self.parts: dict[Callable[[Page], Page | None], Page | None] = {}
        """parts told already, by what tells them: each is looked at for several fields"""

    @cached_property
    def text(self) -> str:
        """Everything in reading order, without spaces, in simplified characters."""
        return "".join(line.text for line in self.ordered)

    @cached_property
    def ordered(self) -> list[TextLine]:
        return [geometry.tight(line) for line in geometry.reading_order(self.lines)]

    @cached_property
    def _split(self) -> tuple[list[Labelled], list[TextLine]]:
        return split(joined(self.lines, self._labels), self._labels)

    @cached_property
    def _assigned(self) -> list[tuple[Labelled, list[TextLine]]]:
        return assigned(*self._split)

    @cached_property
    def _cells(self) -> list[tuple[Labelled, list[TextLine]]]:
        return tables.cells(*self._split)

    @property
    def texts(self) -> list[TextLine]:
        """What is no label."""
        return self._split[1]

    @cached_property
    def loose(self) -> list[TextLine]:
        """What is no label and belongs to none, in reading order: values whose label was not seen."""
        owned = {id(piece) for _, pieces in self._assigned for piece in pieces}
        return geometry.reading_order([text for text in self.texts if id(text) not in owned])

    def places(self, label: str) -> list[TextLine]:
        """Where a label stands, in reading order."""
        return [place.line for place, _ in self._assigned if place.label.name == label]

    def values(self, label: str) -> list[list[TextLine]]:
        """What belongs to a label, once for each time it stands there, in reading order."""
        return [pieces for place, pieces in self._assigned if place.label.name == label]

    def cells(self, label: str) -> list[list[TextLine]]:
        """The same where labels and values are cells of a table, both centred in their row."""
        return [pieces for place, pieces in self._cells if place.label.name == label]

    def value(self, label: str) -> list[TextLine]:
        """What belongs to a label the first time it stands there; nothing when it doesn't."""
        return next(iter(self.values(label)), [])

    def has(self, label: str) -> bool:
        return bool(self.places(label))

    def titled(self, titles: Sequence[str]) -> bool:
        """Whether one of the titles stands on the page; a misread character is forgiven in longer ones."""
        return any(
            title in self.text or (len(title) >= 4 and fuzz.partial_ratio(title, self.text) >= _TITLE)
            for title in titles
        )

    def pieces(self, start: int, end: int) -> list[TextLine]:
        """The parts of lines in which these characters of `text` stand."""
        found: list[TextLine] = []
        at = 0
        for line in self.ordered:
            first, last = max(start - at, 0), min(end - at, len(line.text))
            if first < last:
                found.append(geometry.part_of(line, first, last))
            at += len(line.text)
        return found

    def part(self, keep: Sequence[TextLine], labels: Sequence[Label] | None = None) -> "Page":
        """The same page with these lines only: one of two persons, one side of two."""
        return Page(keep, self.size, self._labels if labels is None else labels)


def _without(lines: Pieces, ignore: re.Pattern[str]) -> list[TextLine]:
    kept: list[TextLine] = []
    for line in lines:
        at = 0
        for match in [*ignore.finditer(line.text), None]:
            end = match.start() if match else len(line.text)
            if line.text[at:end].strip():
                kept.append(geometry.part_of(line, at, end))
            at = match.end() if match else end
    return kept
