"""A guide with one more QA pair, or with more wordings of one it has. Pure."""

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


def with_wordings(guide: Guide, pair_id: str, wordings: Sequence[str]) -> dict[str, Any] | None:
    """The whole guide as a draft's content; None when it has no such pair."""
    if pair_id not in {pair.id for pair in guide.qa}:
        return None
    pairs = [_worded(pair, wordings) if pair.id == pair_id else pair for pair in guide.qa]
    return guide.model_copy(update={"qa": pairs}).model_dump(mode="json")


def _worded(pair: QAPair, wordings: Sequence[str]) -> QAPair:
    known = dict.fromkeys([*pair.variants, *wordings])
    return pair.model_copy(update={"variants": [one for one in known if one != pair.question]})
