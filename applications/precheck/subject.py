"""What the precheck looks at, and how a review point's references are read from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from applications.completeness import say
from applications.drafts import Draft
from applications.exemptions import valid
from applications.types import MaterialState
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide, Material
from knowledge_base.model.review import MOVED_TODAY
from ocr.identifiers import birth_date_of, id_number_valid
from prefill.types import Page, Profile
from prefill.values import label_of


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
            material, _, name = rest.partition(".")
            return self._document(material, name)
        return ()

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

    def _document(self, material_id: str, name: str) -> tuple[str, ...]:
        pages: Iterable[str | None] = (page.read.value(name) for page in self.handed_in(material_id))
        found = tuple(filter(None, pages))
        if found or self.draft.attached.get(material_id):
            return found[-1:]
        held = valid(self.draft.held, material_id, self.today)
        return tuple(filter(None, (certificate.fields.get(name) for certificate in held)))[:1]
