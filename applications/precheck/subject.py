"""What the precheck looks at, and how a review point's references are read from it."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from applications.completeness import say
from applications.drafts import Draft
from applications.exemptions import valid
from applications.limits import limit_for
from applications.types import MaterialState
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide, Material
from knowledge_base.model.review import MOVED_TODAY
from ocr.identifiers import birth_date_of, id_number_valid
from ocr.types import Box
from prefill.types import Page, Profile
from prefill.values import label_of
from storage.working_days import deadline

SURE = 0.9
"""Confidence below which a value may be misread (calibrated, see `ocr.calibration`): a person looks then."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as a document shows it, with where it stands.

    `box`: left, top, right, bottom in pixels of the page turned upright. A certificate of the profile has no
    picture: `document_id` is empty then.
    """

    value: str
    document_id: str = ""
    page: int = 1
    box: Box | None = None
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        return self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Subject:
    """One application with its guide and its owner's profile, on one day."""

    guide: Guide
    draft: Draft
    profile: Profile
    materials: tuple[MaterialState, ...]
    fields: tuple[FormField, ...]
    """those that apply in this situation"""
    today: date

    def material(self, material_id: str) -> Material | None:
        return next((m for m in self.guide.materials if m.id == material_id), None)

    def needed(self, material_id: str) -> bool:
        """Whether the material must be handed in: required here and not exempt."""
        return any(m.required and m.exempt_by is None for m in self.materials if m.material_id == material_id)

    def values(self, reference: str) -> tuple[str, ...]:
        """Ways to write the value named (a choice: label and id); empty while it is unknown.

        A document is read from what was handed in, or from the certificate standing in for it.
        """
        if reference == "today":
            return (self.today.isoformat(),)
        kind, _, rest = reference.partition(".")
        if kind == "field":
            return self._field(rest)
        if kind == "situation":
            return tuple(filter(None, [self.draft.situation.get(rest)]))
        if kind == "profile":
            return tuple(filter(None, [self.profile.value(rest)]))
        if kind == "document":
            return tuple(reading.value for reading in self.readings(reference))
        return ()

    def readings(self, reference: str) -> tuple[Reading, ...]:
        """How the documents handed in, or the certificate standing in, show `document.<material>.<field>`."""
        kind, _, rest = reference.partition(".")
        material_id, _, name = rest.partition(".")
        if kind != "document":
            return ()
        found = tuple(
            Reading(f.value, page.document_id, page.read.page, f.box, f.confidence)
            for page in self.handed_in(material_id)
            for f in page.read.fields
            if f.name == name
        )
        if found or self.draft.attached.get(material_id):
            return found[-1:]
        held = valid(self.draft.held, material_id, self.today)
        return tuple(Reading(c.fields[name]) for c in held if c.fields.get(name))[:1]

    def doubtful(self, *references: str) -> bool:
        """Whether one of them rests on a reading that may be wrong."""
        return any(reading.doubtful for ref in references for reading in self.readings(ref))

    @property
    def decided_on(self) -> date:
        """The last day the authority has to decide, if the application is handed in today."""
        limit = limit_for(self.guide, self.draft.situation)
        return deadline(self.today, limit.unit, limit.amount)

    def day(self, reference: str) -> date | None:
        """The day that a date, or the birth date that an id number, names; `today-6m` is half a year ago."""
        if moved := MOVED_TODAY.fullmatch(reference):
            sign, amount, unit = moved.groups()
            by = int(f"{sign}{amount}")
            moves = {"d": relativedelta(days=by), "m": relativedelta(months=by), "y": relativedelta(years=by)}
            return self.today + moves[unit]
        for text in (*self.values(reference), reference):
            if id_number_valid(text):
                return birth_date_of(text)
            try:
                return date.fromisoformat(text)
            except ValueError:
                continue
        return None

    def birth_ref(self, reference: str) -> str:
        """What tells the birth date: `reference`, else the date printed beside a number that is not known."""
        field = next((f for f in self.fields if f"field.{f.name}" == reference), None)
        if field is None or self.values(reference):
            return reference
        numbers = (one for one in field.sources if one.startswith("document.") and one.endswith("id_number"))
        printed = (f"{one.removesuffix('id_number')}birth_date" for one in numbers)
        return next((one for one in printed if self.values(one) and not self.doubtful(one)), reference)

    def handed_in(self, material_id: str) -> tuple[Page, ...]:
        """Pages of a type the material accepts: what a wrong document says proves nothing."""
        material = self.material(material_id)
        accepted = material.documents if material else []
        pages = self.draft.pages(material_id)
        return tuple(page for page in pages if not accepted or page.read.document_type in accepted)

    def basis(self, material: Material) -> str:
        """Law and article that ask for the material, else the guide's section."""
        named = {basis.id: f"{basis.law}{basis.article}" for basis in self.guide.legal_basis}
        return "；".join(named[b] for b in material.basis if b in named) or say("clause.materials")

    def _field(self, name: str) -> tuple[str, ...]:
        field = next((f for f in self.fields if f.name == name), None)
        value = self.draft.fields.get(name)
        if field is None or value is None:
            return ()
        return tuple(dict.fromkeys((label_of(field, value.value), value.value)))
