"""Draws a specimen of a document type. All are stamped 样本; nobody in them exists."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from eval_sets.documents import (
    bank_card,
    birth_certificate,
    business_licence,
    disability_certificate,
    driver_licence,
    household_home,
    household_register,
    id_card,
    marriage_certificate,
    nondocuments,
    property_certificate,
    residence_permit,
    social_security_card,
    tenancy_contract,
)

Drawer = Callable[[Mapping[str, str], random.Random], Image.Image]
"""(fields, seeded chance) → the flat RGB picture, stamped."""

Inventor = Callable[[random.Random, str], dict[str, str]]
"""(seeded chance, layout) → what a document of that layout shows, named as the contract names it."""


class Drawing(NamedTuple):
    """How one document type is drawn; the first layout is the default, `rare` ones are seldom drawn."""

    layouts: Mapping[str, Drawer]
    invent: Inventor
    rare: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Specimen:
    document_type: str
    layout: str
    fields: Mapping[str, str]
    image: Image.Image


DRAWERS: Mapping[str, Drawing] = {
    "id_card_front": Drawing(id_card.FRONT_LAYOUTS, id_card.invent_front, id_card.RARE),
    "id_card_back": Drawing(id_card.BACK_LAYOUTS, id_card.invent_back, id_card.RARE),
    "household_register_home": Drawing(household_home.LAYOUTS, household_home.invent),
    "household_register_member": Drawing(household_register.LAYOUTS, household_register.invent),
    "residence_permit": Drawing(residence_permit.LAYOUTS, residence_permit.invent, residence_permit.RARE),
    "marriage_certificate": Drawing(marriage_certificate.LAYOUTS, marriage_certificate.invent),
    "business_licence": Drawing(business_licence.LAYOUTS, business_licence.invent),
    "driver_licence": Drawing(driver_licence.LAYOUTS, driver_licence.invent),
    "property_certificate": Drawing(property_certificate.LAYOUTS, property_certificate.invent),
    "birth_certificate": Drawing(birth_certificate.LAYOUTS, birth_certificate.invent),
    "social_security_card": Drawing(social_security_card.LAYOUTS, social_security_card.invent),
    "disability_certificate": Drawing(disability_certificate.LAYOUTS, disability_certificate.invent),
    "bank_card": Drawing(bank_card.LAYOUTS, bank_card.invent),
    "tenancy_contract": Drawing(tenancy_contract.LAYOUTS, tenancy_contract.invent),
    "unknown": Drawing(nondocuments.LAYOUTS, nondocuments.invent),
}


def draw(
    document_type: str, fields: Mapping[str, str], seed: int = 0, layout: str | None = None
) -> Image.Image:
    """The specimen as a flat RGB picture; `fields` as `read-document` names them.

    Raises `KeyError` for a type or layout nobody draws, `NoChineseFontError` when the machine has no Chinese
    font.
    """
    layouts = DRAWERS[document_type].layouts
    return layouts[layout or next(iter(layouts))](fields, random.Random(seed))


def specimen(document_type: str, seed: int) -> Specimen:
    """An invented document of that type in one of its layouts; the same seed gives the same."""
    rng = random.Random(f"{document_type}-{seed}")
    drawing = DRAWERS[document_type]
    often = [0.15 if layout in drawing.rare else 1.0 for layout in drawing.layouts]
    layout = rng.choices(list(drawing.layouts), often)[0]
    fields = drawing.invent(rng, layout)
    return Specimen(document_type, layout, fields, drawing.layouts[layout](fields, rng))
