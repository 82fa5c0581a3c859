"""What a reader that makes no mistake reads on a paper: parts what rules do from what reading does."""

import random
from collections.abc import Mapping

from eval_sets.packs import spoils
from eval_sets.packs.papers import Stage, shown
from eval_sets.packs.scenes import PAPER, PORTRAIT, Paper
from ocr.identifiers import credit_code_valid, id_number_valid, luhn_valid
from ocr.photo_codes import PORTRAIT as IS_PORTRAIT
from ocr.types import QualityProblem, ReadDocument, ReadField
from ocr.wording import problem

_HIDDEN = {"id_card_back": ("valid_from", "valid_until")}
"""What the glare of `spoils` covers."""


def ideal(paper: Paper, stage: Stage, rng: random.Random) -> ReadDocument:
    """All values the paper shows; a number that does not add up is a problem and no value."""
    if paper.spoil in spoils.UNREADABLE:
        return ReadDocument("unknown", 1.0, readable=False, problems=(problem(_CODES[paper.spoil]),))
    if paper.type == PORTRAIT:
        return ReadDocument(
            "unknown",
            1.0,
            readable=False,
            problems=(problem("unknown_document"), QualityProblem(IS_PORTRAIT, "")),
        )
    if paper.type == PAPER:
        return ReadDocument("unknown", 1.0, readable=False, problems=(problem("unknown_document"),))
    one = shown(paper, stage, rng)
    hidden = _HIDDEN.get(paper.type, ()) if paper.spoil == spoils.GLARE else ()
    wrong = [name for name, value in one.fields.items() if not _adds_up(one.document_type, name, value)]
    fields = tuple(
        ReadField(name, value, 0.99, (0, 0, 1, 1))
        for name, value in one.fields.items()
        if name not in wrong and name not in hidden
    )
    problems = (
        *(QualityProblem("checksum_failed", "号码不对", name) for name in wrong),
        *(QualityProblem("glare", "反光", name) for name in hidden),
    )
    return ReadDocument(one.document_type, 0.99, fields, problems=problems)


_CODES: Mapping[str, str] = {spoils.BLURRED: "blurred", spoils.DARK: "too_dark", spoils.TINY: "too_small"}


def _adds_up(document_type: str, name: str, value: str) -> bool:
    if name.endswith("id_number"):
        return id_number_valid(value)
    if name == "credit_code":
        return credit_code_valid(value)
    return document_type != "bank_card" or name != "card_number" or luhn_valid(value)
