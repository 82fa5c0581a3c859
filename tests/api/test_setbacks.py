"""Protects the pictures behind one that the engine always fails at."""

import asyncio

import pytest

from api.bootstrap import Container
from api.setbacks import Setbacks
from ocr.errors import EngineError
from ocr.types import ReadDocument

from .conftest import QuickReader


@pytest.fixture
def deaths() -> list[bytes]:
    """What ended the engine, each time it did."""
    return []


@pytest.fixture
def poison(
    reader: QuickReader, monkeypatch: pytest.MonkeyPatch, picture: bytes, deaths: list[bytes]
) -> bytes:
    """A picture that ends the engine whenever it is read."""
    quick, deadly = reader.read, picture + b"\0deadly"

    async def read(data: bytes, on_progress: object = None) -> list[ReadDocument]:
        if data.startswith(deadly):
            deaths.append(data)
            raise EngineError("died")
        return await quick(data)

    monkeypatch.setattr(reader, "read", read)
    return deadly


def _kept(container: Container, *pictures: bytes) -> list[str]:
    ids = [asyncio.run(container.reading.keep("chen-xiaoyu", data, "a.png")).document_id for data in pictures]
    for each in ids:
        container.underway.release(each)
    return ids


def test_a_picture_that_always_ends_the_engine_blocks_no_other(
    container: Container, poison: bytes, picture: bytes
) -> None:
    ids = _kept(container, poison, picture, poison, picture)
    for _ in range(8):
        asyncio.run(container.background.read_waiting())
    assert set(container.underway.waiting()) & set(ids) == {ids[0], ids[2]}


def test_without_an_engine_each_round_tries_one_picture_only(
    container: Container, poison: bytes, deaths: list[bytes]
) -> None:
    mine = [poison + mark for mark in (b"1", b"2", b"3")]
    ids = _kept(container, *mine)
    asyncio.run(container.background.read_waiting())
    assert set(container.underway.waiting()) >= set(ids)
    assert [data for data in deaths if data in mine] == mine[:1]


def test_it_is_tried_ever_more_seldom() -> None:
    """Each try ends two workers, for which others wait."""
    setbacks, tried = Setbacks(), []
    for at in range(1, 100):
        if setbacks.next_round(["deadly"]):
            tried.append(at)
            setbacks.note("deadly")
    assert tried == [1, 2, 4, 8, 16, 32, 64, 96]


def test_what_arrived_is_forgotten() -> None:
    setbacks = Setbacks()
    setbacks.note("late")
    setbacks.forget("late")
    assert setbacks.next_round(["new", "late"]) == ["new", "late"]
