"""The shape of every reader, and what readers share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ocr import lines as geometry
from ocr.types import Box, QualityProblem, ReadField, Size, TextLine
from storage.sentences import Sentences


class Reader(Protocol):
    """Reads one document type. Pure: knows lines and boxes, no picture and no engine."""

    @property
    def document_type(self) -> str: ...

    @property
    def fields(self) -> tuple[str, ...]:
        """Those that this document always shows."""
        ...

    def matches(self, lines: Sequence[TextLine]) -> float:
        """How surely the lines are this document, from 0 to 1."""
        ...

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[list[ReadField], list[QualityProblem]]: ...


@dataclass(slots=True)
class Findings:
    """What a reader has found so far. A value that fails its check becomes a problem, never a field."""

    fields: list[ReadField] = field(default_factory=list[ReadField])
    problems: list[QualityProblem] = field(default_factory=list[QualityProblem])

    def add(self, name: str, value: str | None, pieces: Sequence[TextLine]) -> None:
        """Keeps the value with where it stands; an empty one is a field that the document doesn't show."""
        if value and pieces:
            confidence = round(min(piece.confidence for piece in pieces), 4)
            box: Box = geometry.union([piece.box for piece in pieces])
            self.fields.append(ReadField(name, value, confidence, box))

    def fail(self, name: str, sentence: str) -> None:
        """Notes that the value shown for `name` fails its check; `sentence` is a key of the sentences."""
        self.fields = [kept for kept in self.fields if kept.name != name]
        self.problems.append(QualityProblem("checksum_failed", Sentences.of("ocr").say(sentence), name))

    def shows(self, name: str) -> bool:
        return self.value(name) is not None or any(p.field == name for p in self.problems)

    def value(self, name: str) -> str | None:
        return next((kept.value for kept in self.fields if kept.name == name), None)


def text_of(pieces: Sequence[TextLine]) -> str:
    return "".join(piece.text for piece in pieces)


def share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)
