"""What reading made of one picture, beside what the picture shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval_sets.documents.baselines import ceiling, floor
from eval_sets.documents.pictures import UNKNOWN
from ocr.identifiers import credit_code_valid, id_number_valid, luhn_valid
from ocr.normalise import prose
from ocr.types import ReadDocument


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """`value` is None when none was given."""

    name: str
    expected: str
    value: str | None
    confidence: float
    in_raw_text: bool
    by_regex: bool

    @property
    def right(self) -> bool:
        return self.value is not None and prose(self.value) == prose(self.expected)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`invented` are given values that the document doesn't show, or of a document taken for another."""

    id: str
    document_type: str
    layout: str
    level: str
    typed: str
    fields: tuple[FieldOutcome, ...]
    invented: tuple[str, ...]
    failing_check: tuple[str, ...]
    """Values given although their check characters are wrong; there must be none."""
    seconds: float = 0.0

    @property
    def type_right(self) -> bool:
        return self.typed == self.document_type


@dataclass(frozen=True, slots=True)
class Shown:
    """The truth about one picture."""

    id: str
    document_type: str
    layout: str
    level: str
    fields: Mapping[str, str]


def judge(shown: Shown, pages: Sequence[ReadDocument], lines: Sequence[str], seconds: float = 0.0) -> Outcome:
    """Compares the page of the expected type, else the first one; `lines` are the engine's raw texts."""
    first = pages[0] if pages else ReadDocument(UNKNOWN, 0.0)
    page = next((one for one in pages if one.document_type == shown.document_type), first)
    right = page.document_type == shown.document_type
    given = {field.name: field for field in page.fields}
    fields: list[FieldOutcome] = []
    for name, expected in shown.fields.items():
        field = given.get(name) if right else None
        found = floor(shown.document_type, name, lines)
        fields.append(
            FieldOutcome(
                name=name,
                expected=expected,
                value=field.value if field else None,
                confidence=field.confidence if field else 0.0,
                in_raw_text=ceiling(expected, lines),
                by_regex=found is not None and prose(found) == prose(expected),
            )
        )
    invented = [
        f"{name}={field.value}" for name, field in given.items() if not (right and name in shown.fields)
    ]
    failing = [f"{name}={field.value}" for name, field in given.items() if not _holds(name, field.value)]
    return Outcome(
        shown.id, shown.document_type, shown.layout, shown.level, page.document_type,
        tuple(fields), tuple(invented), tuple(failing), seconds,
    )  # fmt: skip


def _holds(name: str, value: str) -> bool:
    """Whether a value with a check character has the right one; values without have nothing to fail."""
    if name.endswith("id_number"):
        return id_number_valid(value)
    if name == "credit_code":
        return credit_code_valid(value)
    if name == "card_number" and len(value) >= 16:
        return luhn_valid(value)
    return True
