"""A guide with one more QA pair. Pure."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from knowledge_base.model.guide import Guide, QAPair


def with_pair(
    guide: Guide, question: str, answer: str, basis: Sequence[str], variants: Sequence[str]
) -> dict[str, Any]:
    """The whole guide as a draft's content. A wording that is there already goes once."""
    ids = {pair.id for pair in guide.qa}
    free = next(name for number in count(1) if (name := f"asked_{number}") not in ids)
    wordings = [wording for wording in dict.fromkeys(variants) if wording != question]
    pair = QAPair(id=free, question=question, variants=wordings, answer=answer, basis=list(basis))
    return guide.model_copy(update={"qa": [*guide.qa, pair]}).model_dump(mode="json")
