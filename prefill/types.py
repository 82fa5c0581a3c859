"""Values of prefilling: what may fill a field, where it comes from, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ocr.types import ReadDocument

Source = Literal["profile", "document", "said", "typed"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a source offers for a field."""

    value: str
    source: Source
    source_ref: str
    """`profile.mobile`, `register.population.address`, `document.id_card.name@doc_…`, `message msg_…`,
    `form`"""
    confidence: float
    on: date | None = None
    """the day the source holds for"""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of a draft. `others` are differing values of other sources, shown until the person decides."""

    name: str
    value: str
    source: Source
    source_ref: str
    confidence: float
    confirmed: bool = False
    on: date | None = None
    others: tuple[Candidate, ...] = ()
    declined: tuple[str, ...] = ()
    """values of other sources the person has seen and not taken; not put to them again"""

    @property
    def open(self) -> bool:
        """Whether the person still has to look at it."""
        return not self.confirmed or bool(self.others)


@dataclass(frozen=True, slots=True)
class Page:
    """A read page of a document handed in, or a certificate of the profile that stands in for it."""

    document_id: str
    read: ReadDocument
    source: Source = "document"


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text that is a value of the field's type, normalised (`1990年3月7日` → `1990-03-07`)."""

    value: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Text that is no value of the field's type. `message` tells the person what to do."""

    code: Literal["field_invalid", "checksum_failed"]
    message: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a profile, with where it comes from and since when."""

    name: str
    value: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate held in the profile; its document type and fields as `read-document` names them."""

    document_type: str
    fields: Mapping[str, str]
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Record:
    """What a register that authorities share holds of the applicant, as of the day `on`."""

    register: str
    facts: Mapping[str, str]
    on: date


@dataclass(frozen=True, slots=True)
class Profile:
    """一人一档: what a person agreed to keep."""

    owner_id: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    certificates: tuple[Certificate, ...] = ()

    def value(self, fact: str) -> str | None:
        found = self.facts.get(fact)
        return found.value if found else None
