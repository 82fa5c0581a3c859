"""What a reader has found so far. A value that fails its check becomes a problem, never a field."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ocr import lines as geometry
from ocr.types import QualityProblem, ReadField, TextLine
from ocr.values import Backing, Value
from storage.sentences import Sentences


@dataclass(slots=True)
class Findings:
    fields: list[ReadField] = field(default_factory=list[ReadField])
    problems: list[QualityProblem] = field(default_factory=list[QualityProblem])
    backings: dict[str, Backing] = field(default_factory=dict[str, Backing])

    def add(self, name: str, value: Value, pieces: Sequence[TextLine]) -> None:
        """Keeps the value with where it stands; `pieces` are the lines it was read from."""
        if value.fault:
            self._failed(name, value.fault, value.text, _least(pieces))
            return
        if not value.text or not pieces:
            return
        if value.note:
            sentence = Sentences.of("ocr").say(f"mended.{value.note}")
            self.problems.append(QualityProblem("mended", sentence, name))
        self.backings[name] = value.backing
        self.fields.append(
            ReadField(
                name,
                value.text,
                _least(pieces),
                geometry.union([piece.box for piece in pieces]),
                tuple(piece.corners for piece in pieces if piece.corners is not None),
            )
        )

    def fail(self, name: str, sentence: str) -> None:
        """Notes that the value found for `name` fails its check; `sentence` is a key of `checks`."""
        found = next((kept for kept in self.fields if kept.name == name), None)
        self._failed(name, sentence, found.value if found else "", found.confidence if found else 1.0)

    def _failed(self, name: str, sentence: str, read: str, least: float) -> None:
        message = Sentences.of("ocr").say(f"checks.{sentence}")
        self.fields = [kept for kept in self.fields if kept.name != name]
        self.problems.append(QualityProblem("checksum_failed", message, name, read, least))

    def back(self, name: str) -> None:
        """Notes that another value of the page agrees with this one."""
        if self.value(name) is not None:
            self.backings[name] = "checked"

    def settle(self, one: str, other: str) -> None:
        """Two readings of the same print that differ: the surer one for both, as unsure as the other."""
        both = [kept for kept in self.fields if kept.name in {one, other}]
        value = max(both, key=lambda kept: kept.confidence).value
        least = min(kept.confidence for kept in both)
        self.fields = [
            replace(kept, value=value, confidence=least) if kept in both else kept for kept in self.fields
        ]

    def value(self, name: str) -> str | None:
        return next((kept.value for kept in self.fields if kept.name == name), None)

    def shows(self, name: str) -> bool:
        """Whether something stands there, be it right or failing its check."""
        return self.value(name) is not None or any(
            p.field == name and p.code == "checksum_failed" for p in self.problems
        )


def _least(pieces: Sequence[TextLine]) -> float:
    """How sure the engine was of the character it was least sure of."""
    return round(min((piece.least for piece in pieces), default=1.0), 4)
