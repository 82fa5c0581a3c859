"""Values of reading: boxes from the engine, fields from the readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

Image = NDArray[Any]
"""H × W × 3, uint8, BGR."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """`count` pages, decoded while they are taken; None for one that can't be. Each is taken once."""

    count: int
    pages: Iterator[Image | None]


Box = tuple[float, float, float, float]
"""left, top, right, bottom in pixels of the page as turned upright."""


Point = tuple[float, float]

Quad = tuple[Point, Point, Point, Point]
"""Corners on the picture as given, however it is turned; see `SeenLine`."""

Size = tuple[float, float]
"""width, height in pixels of the page as turned upright."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line as an engine sees it, on the picture as given, however it is turned.

    `corners` go with the reading direction: where the line begins at its top, ends at its top, ends at its
    bottom, begins at its bottom. `ocr.orientation` turns the page upright from them, without reading twice.
    `characters`: how sure the engine is of each character of the text; empty when it doesn't tell.
    """

    text: str
    confidence: float
    corners: Quad
    characters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line on the page turned upright. `corners`: where it stands on the picture as given.

    `characters`: confidence of each character, in step with the text, or empty.
    """

    text: str
    confidence: float
    box: Box
    corners: Quad | None = None
    characters: tuple[float, ...] = ()

    @property
    def least(self) -> float:
        """The confidence of the character that is least sure."""
        return min(self.characters, default=self.confidence)


class OcrEngine(Protocol):
    """Turns a picture, however it is turned, into lines. An engine is not shared between threads."""

    name: str

    def read(self, image: Image) -> list[SeenLine]: ...


@dataclass(frozen=True, slots=True)
class ReadField:
    """`box` encloses the value on the upright page, `places` its pieces on the picture as given."""

    name: str
    value: str
    confidence: float
    box: Box
    places: tuple[Quad, ...] = ()


@dataclass(frozen=True, slots=True)
class QualityProblem:
    """`code` is stable (`blurred`, `checksum_failed`, …); `message` tells the person what to do again.

    Of a value that fails its check `read` is how it was read, and `confidence` the engine's of its least sure
    character: the reading may be at fault rather than the paper.
    """

    code: str
    message: str
    field: str | None = None
    read: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one page shows. `readable` is False when no field could be trusted."""

    document_type: str
    confidence: float
    fields: tuple[ReadField, ...] = ()
    readable: bool = True
    problems: tuple[QualityProblem, ...] = ()
    page: int = 1
    size: tuple[int, int] | None = None
    """width, height in pixels of the page as opened; None for readings from before it was noted"""
    turn: float = 0.0
    """degrees clockwise from the page as opened to the page upright"""

    def value(self, name: str) -> str | None:
        return next((f.value for f in self.fields if f.name == name), None)
