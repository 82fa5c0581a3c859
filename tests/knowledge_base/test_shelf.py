"""What is prepared at the first question about a guide is prepared once, however many people ask at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from knowledge_base import shelf as module
from knowledge_base.shelf import Shelf


class Guide:
    item_id, version = "library-card", 1


def test_twenty_who_ask_at_once_wait_for_one_preparation(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    class Slow:
        def __init__(self, *parts: object) -> None:
            time.sleep(0.05)
            made.append(self)

    monkeypatch.setattr(module, "PassageIndex", Slow)
    shelf, nothing = Shelf({}, {}, {}), Any
    with ThreadPoolExecutor(20) as people:
        asked = [people.submit(shelf.passages, Guide(), nothing, nothing) for _ in range(20)]  # pyright: ignore
        found = {id(one.result()) for one in asked}
    assert len(found) == len(made) == 1
