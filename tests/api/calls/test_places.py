"""Who gets a place: none crowds the others out, and nobody is put through to a mute or deaf service."""

from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest

from api.calls.exchange import Exchange
from api.calls.manners import Manners


def exchange(*, hears: bool = True, speaks: bool = True) -> Exchange:
    voices: Any = SimpleNamespace(hearing=object() if hears else None, speaks=speaks)
    house: Any = SimpleNamespace(voices=voices)
    return Exchange(house, Manners(at_once=4, by_one=2))


def test_one_address_takes_only_its_share_and_gets_it_back() -> None:
    one = exchange()
    with ExitStack() as calls:
        first = [calls.enter_context(one.place("198.51.100.7")) for _ in range(3)]
        assert first == [None, None, "busy"]
        assert calls.enter_context(one.place("198.51.100.8")) is None
        assert calls.enter_context(one.place()) is None
        assert calls.enter_context(one.place()) == "busy"  # all four are taken
    with one.place("198.51.100.7") as refusal:
        assert refusal is None
    assert one.open == 0


@pytest.mark.parametrize(
    ("hears", "speaks", "by_telephone", "by_program"),
    [(True, True, None, None), (True, False, "deaf", None), (False, True, "deaf", "deaf")],
)
def test_a_telephone_needs_a_voice_a_program_can_read(
    hears: bool, speaks: bool, by_telephone: str | None, by_program: str | None
) -> None:
    one = exchange(hears=hears, speaks=speaks)
    with one.place() as telephone, one.place("198.51.100.7") as program:
        assert (telephone, program) == (by_telephone, by_program)
