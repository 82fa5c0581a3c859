"""Whole calls from calls.yaml: who says and does what, in order."""

from typing import Any

import pytest

from tests.assistant.phone.transcripts import calls, follow


@pytest.mark.parametrize("call", calls(), ids=lambda call: call["name"])
def test_a_call_goes_as_written(call: dict[str, Any]) -> None:
    follow(call)
