"""Draws a specimen of a document type for given fields. All are stamped 样本; nobody in them exists."""

import random
from collections.abc import Callable, Mapping

from PIL import Image

from eval_sets.documents import business_licence, household_register, id_card

Drawer = Callable[[Mapping[str, str], random.Random], Image.Image]

DRAWERS: Mapping[str, Drawer] = {
    "id_card_front": id_card.front,
    "id_card_back": id_card.back,
    "household_register_member": household_register.member,
    "business_licence": business_licence.licence,
}


def draw(document_type: str, fields: Mapping[str, str], seed: int = 0) -> Image.Image:
    """The specimen as a flat RGB picture; `fields` as `read-document` names them.

    Raises `KeyError` for a type nobody draws, `NoChineseFontError` when the machine has no Chinese font.
    """
    return DRAWERS[document_type](fields, random.Random(seed))
