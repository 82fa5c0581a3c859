"""What the benchmark of reading makes of its times, and whom it compares with."""

import shutil

import pytest

from eval_sets.bench_documents import BARE, OURS, TESSERACT, Taken, figures, table, timed
from eval_sets.documents.pictures import Picture
from eval_sets.tesseract import tesseract

TAKEN = [
    Taken("bank_card", OURS, 1.0, 0.9),
    Taken("bank_card", BARE, 2.0, 1.0),
    Taken("id_card_front", OURS, 3.0, 1.3),
    Taken("id_card_front", BARE, 1.0, 1.0),
]


def test_each_type_and_all_together_are_compared_by_processor_time() -> None:
    told = figures(TAKEN)
    assert list(told) == ["bank_card", "all", "id_card_front"]
    assert told["bank_card"][BARE]["ratio"] == 0.9
    assert told["all"][BARE] == {
        "pictures": 2,
        "p50_seconds": 1.5,
        "p95_seconds": 2.0,
        "processor_seconds": 1.0,
        "ratio": 1.1,
    }


def test_the_table_says_that_tesseract_is_absent_and_how_quick_the_chat_was() -> None:
    report = {"pictures": figures(TAKEN), "chat": {"alone": {"p50_ms": 12.0, "p95_ms": 40.0, "turns": 160}}}
    told = table(report)
    assert "tesseract is not installed" in told
    assert "chat alone: p50 12.0 ms, p95 40.0 ms, 160 turns" in told


def test_everyone_reads_the_same_pictures_and_takes_turns_in_being_first() -> None:
    order: list[tuple[str, bytes]] = []
    everyone = {name: lambda data, name=name: order.append((name, data)) for name in (OURS, BARE, TESSERACT)}
    pictures = [Picture(str(n), "bank_card", "", "scan", {}, bytes([n])) for n in range(3)]
    taken = timed(pictures, everyone)
    assert {(one.reader, one.document_type) for one in taken} == {(name, "bank_card") for name in everyone}
    assert {name for name, _ in order[::3]} == set(everyone), "each was first once"
    assert all(len({data for _, data in order[n : n + 3]}) == 1 for n in (0, 3, 6))


def test_without_tesseract_nobody_pretends_to_be_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert tesseract(1) is None
