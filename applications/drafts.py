"""What is kept of an application between two acts, and how it is written down. One encrypted JSON a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from applications.errors import ApplicationsError
from applications.registers.types import Shared
from applications.types import DocumentState, Finding
from ocr.types import ReadDocument
from prefill.types import Certificate, FieldValue, Page, Problem


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document handed in for a material, with what was read from it when it was attached."""

    document_id: str
    state: DocumentState
    pages: tuple[ReadDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A document that shows somebody else, handed in for a material about the applicant. It fills nothing and
    counts for nothing until the person has said why."""

    material_id: str
    attachment: Attachment
    """with the pages that show somebody else"""


@dataclass(frozen=True, slots=True)
class Answered:
    """A commitment (告知承诺) as the person answered it; it counts for exactly the text they read."""

    accepted: bool
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an application is made of; the guide it rests on is named by the row."""

    situation: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, FieldValue] = field(default_factory=dict[str, FieldValue])
    attached: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict[str, tuple[Attachment, ...]])
    """by material id"""
    aside: tuple[Aside, ...] = ()
    """documents of somebody else; one a material, the last handed in"""
    held: Mapping[str, tuple[Certificate, ...]] = field(default_factory=dict[str, tuple[Certificate, ...]])
    """by material id: certificates of the profile that may stand in for it, as of the last act; so that
    looking at a draft needs no second query"""
    shared: Mapping[str, Shared] = field(default_factory=dict[str, Shared])
    """by register: what it last answered about the applicant, of what this guide uses"""
    commitments: Mapping[str, Answered] = field(default_factory=dict[str, Answered])
    """by material id: commitments the person accepted or declined"""
    cleared: tuple[str, ...] = ()
    """fields the person left empty on purpose"""
    findings: tuple[Finding, ...] = ()
    """of the precheck of exactly these contents; empty after any change"""
    passed: bool = False
    """whether that precheck found nothing that must be mended"""
    refused: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    """fields whose last typed text was no value of their type, until a good one is typed or confirmed: a form
    that shows the new number and sends the one from before would be worse than one that asks again"""
    insisted: Mapping[str, str] = field(default_factory=dict[str, str])
    """field → value that the person gave again after they were told that something else shows another: they
    stand by it, and staff look instead of them; it counts while that value is there"""
    barred: tuple[Finding, ...] = ()
    """conditions that these contents make certain not to be met, as of the last act; told at once"""
    corrections: tuple[Finding, ...] = ()
    """what a reviewer returned and the person has not answered yet"""
    note: str = ""
    """what the reviewer wrote with the last decision"""

    def handed_in(self, material_id: str) -> tuple[str, ...]:
        """Ids of its documents, oldest first."""
        return tuple(attachment.document_id for attachment in self.attached.get(material_id, ()))

    def stands_by(self, field_name: str | None) -> bool:
        value = self.fields.get(field_name or "")
        return value is not None and self.insisted.get(value.name) == value.value

    @property
    def aside_ids(self) -> tuple[str, ...]:
        return tuple(aside.attachment.document_id for aside in self.aside)

    def has(self, document_id: str) -> bool:
        """Whether it is handed in for any material, or set aside there."""
        return document_id in self.aside_ids or any(document_id in self.handed_in(m) for m in self.attached)

    def pages(self, material_id: str) -> tuple[Page, ...]:
        return tuple(
            Page(attachment.document_id, page)
            for attachment in self.attached.get(material_id, ())
            for page in attachment.pages
        )


def to_json(draft: Draft) -> dict[str, Any]:
    return _adapter().dump_python(draft, mode="json")


def from_json(data: Mapping[str, Any]) -> Draft:
    """Raises `ApplicationsError`, which names the places that do not fit and nothing of what stands there."""
    try:
        return _adapter().validate_python(data)
    except ValidationError as fault:
        places = {".".join(map(str, error["loc"])) for error in fault.errors(include_input=False)}
        text = f"a kept draft is not of the shape this version expects: {', '.join(sorted(places))}"
    raise ApplicationsError(text)


def pages_to_json(pages: Iterable[ReadDocument]) -> list[Any]:
    return _pages_adapter().dump_python(tuple(pages), mode="json")


def pages_from_json(data: list[Any] | None) -> tuple[ReadDocument, ...]:
    return _pages_adapter().validate_python(data or ())


@cache
def _adapter() -> TypeAdapter[Draft]:
    return TypeAdapter(Draft)


@cache
def _pages_adapter() -> TypeAdapter[tuple[ReadDocument, ...]]:
    return TypeAdapter(tuple[ReadDocument, ...])
