"""Certificate photos (证件照) that a guide asks for: which of the faults seen in a picture matter there."""

from collections.abc import Mapping, Sequence

from applications.completeness import say
from knowledge_base.model.guide import Material, PhotoDemand
from ocr.photo_codes import FAULT, PORTRAIT
from ocr.types import QualityProblem, ReadDocument

_DEMANDED: Mapping[str, PhotoDemand] = {
    "photo_not_white": "white_background",
    "photo_pixels": "card_size",
    "photo_bytes": "card_size",
    "photo_format": "card_size",
}
"""Faults only where the guide publishes the demand; all others are faults of any certificate photo."""


def photo_faults(material: Material, pages: Sequence[ReadDocument]) -> list[QualityProblem]:
    """What is wrong with the picture as that material; nothing where the guide asks for no photo."""
    if not material.photo or not pages:
        return []
    problems = [problem for page in pages for problem in page.problems]
    if all(problem.code != PORTRAIT for problem in problems):
        return [QualityProblem("photo_no_face", say("precheck.no_face"))]
    return [
        problem
        for problem in problems
        if problem.code.startswith(FAULT) and _DEMANDED.get(problem.code, "face") in material.photo
    ]


def is_photo_fault(problem: QualityProblem) -> bool:
    """Whether it matters only where a photo was asked for."""
    return problem.code.startswith(FAULT)
