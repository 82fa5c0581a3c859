"""告知承诺 of the shipped guides: what is promised, what follows when untrue, and by which clause."""

import pytest

from eval_sets.prefill_share import WAVE_1
from knowledge_base.model.guide import Exemption
from tests.shipped import loaded as loaded_content

PROMISES = [
    (loaded.guide.item.item_id, material.id, exemption)
    for loaded in loaded_content()
    if loaded.guide.item.item_id in WAVE_1
    for material in loaded.guide.materials
    for exemption in material.exempt
    if exemption.by == "commitment"
]


@pytest.mark.parametrize(("item_id", "material_id", "exemption"), PROMISES)
def test_a_promise_is_told_with_its_consequences_and_clause(
    item_id: str, material_id: str, exemption: Exemption
) -> None:
    assert len(exemption.promise) > 10, f"{item_id} {material_id} says nothing of what is promised"
    assert len(exemption.consequences) > 8
    assert any(word in exemption.clause for word in ("条", "〔", "办法", "规范"))
    assert not any(word in exemption.promise for word in ("一定批", "保证通过"))


def test_there_are_such_promises() -> None:
    assert len(PROMISES) > 10
