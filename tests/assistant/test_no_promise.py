"""No fixed sentence of any room sounds as if the precheck approved something: only the authority decides."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOMS = ("api", "applications", "assistant", "knowledge_base", "ocr", "prefill")
_APPROVED = re.compile(
    r"(预审|检查|审核|审批)(已经|已)?通过|(一定|肯定|保证|必定|包)(能|会|可以)?(批|通过|办成|过审|办下来)|(就|可以|能够?|会)(获批|被批准)"
)


def _said(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for one in node.values():
            yield from _said(one)
    elif isinstance(node, list):
        for one in node:
            yield from _said(one)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_promises_approval(room: str) -> None:
    said = [yaml.safe_load(one.read_text(encoding="utf-8")) for one in Path(room).glob("sentences*.yaml")]
    assert said
    assert [text for text in _said(said) if _APPROVED.search(text)] == []


def test_what_a_clean_precheck_says_leaves_the_decision_to_the_authority() -> None:
    passed = yaml.safe_load((files("assistant") / "sentences.yaml").read_text(encoding="utf-8"))["handling"][
        "passed"
    ]
    assert "办理部门" in passed
    assert "通过" not in passed
