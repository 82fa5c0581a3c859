"""Draws a specimen of a document type. All are stamped 样本; nobody in them exists."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from eval_sets.documents import (
    birth_certificate,
    business_licence,
    driver_licence,
    household_register,
    id_card,
    property_certificate,
)

Drawer = Callable[[Mapping[str, str], random.Random], Image.Image]
"""(fields, seeded chance) → the flat RGB picture, stamped."""

Inventor = Callable[[random.Random, str], dict[str, str]]
"""(seeded chance, layout) → what a document of that layout shows, named as the contract names it."""


class Drawing(NamedTuple):
    """How one document type is drawn; the first layout is the default."""

    layouts: Mapping[str, Drawer]
    invent: Inventor


@dataclass(frozen=True, slots=True)
class Specimen:
    document_type: str
    layout: str
    fields: Mapping[str, str]
    image: Image.Image


DRAWERS: Mapping[str, Drawing] = {
    "id_card_front": Drawing(id_card.FRONT_LAYOUTS, id_card.invent_front),
    "id_card_back": Drawing(id_card.BACK_LAYOUTS, id_card.invent_back),
    "household_register_member": Drawing(household_register.LAYOUTS, household_register.invent),
    "business_licence": Drawing(business_licence.LAYOUTS, business_licence.invent),
    "driver_licence": Drawing(driver_licence.LAYOUTS, driver_licence.invent),
    "property_certificate": Drawing(property_certificate.LAYOUTS, property_certificate.invent),
    "birth_certificate": Drawing(birth_certificate.LAYOUTS, birth_certificate.invent),
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
    layout = rng.choice(list(drawing.layouts))
    fields = drawing.invent(rng, layout)
    return Specimen(document_type, layout, fields, drawing.layouts[layout](fields, rng))
