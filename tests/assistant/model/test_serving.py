"""Many threads, several models, one deadline."""

import asyncio
import threading
from collections.abc import Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from assistant.consulted import Failed, Told, Why
from assistant.model.breaker import FAILURES, REST
from assistant.model.chat import ServedModel
from assistant.model.loop import LoopThread
from assistant.model.serving import Service
from eval_sets.model.server import Fault, Server
from tests.assistant.model.served import ScriptedChat, Wanted, opened, plain, saying, shaped, wait_until

LONG, SHORT = 20.0, 0.25


@pytest.fixture
def loop() -> Generator[LoopThread]:
    loop = LoopThread()
    yield loop
    loop.close()


def test_fifty_threads_are_answered_at_once(server: Server) -> None:
    """All fifty are on their way at the same time: nobody is answered before the last one has come."""
    together = threading.Barrier(50)

    def script(request: Mapping[str, Any]) -> str:
        together.wait(LONG)
        return '{"matter": "身份证", "papers": 2}'

    server.script = script
    service = Service([opened(server.url)])
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: service.ask(shaped(), LONG), range(50)))
    assert all(isinstance(one, Told) and isinstance(one.value, Wanted) for one in answers)


def test_a_deadline_closes_the_connection(server: Server) -> None:
    server.fault = "stall"
    failed = Service([opened(server.url)]).ask(plain(), SHORT)
    assert isinstance(failed, Failed)
    assert failed.why == "timeout"
    assert failed.spent.tokens_in > 0, "the service may charge for it"
    assert wait_until(lambda: server.left == 1)


def test_the_next_model_answers_what_the_first_does_not(server: Server) -> None:
    gone = opened("http://127.0.0.1:9/v1", price_in=1.0)
    told = Service([gone, opened(server.url)]).ask(plain(), LONG)
    assert isinstance(told, Told)
    assert told.model == "served"


def test_of_all_failures_the_last_is_told_and_the_costs_are_of_all() -> None:
    first = saying(AIMessage("<think>"), name="first")
    second = saying(ConnectionError(), name="second")
    failed = Service([first, second]).ask(plain(), LONG)
    assert isinstance(failed, Failed)
    assert (failed.model, failed.why) == ("second", "unreachable")
    assert failed.spent.tokens_in > 0


def test_with_nearly_no_time_left_no_further_model_is_begun_with(server: Server) -> None:
    ticking = iter([0.0, 0.0, 3.9, 3.9])
    service = Service([saying(OSError(), name="first"), opened(server.url)], lambda: next(ticking))
    failed = service.ask(plain(), 4.0)
    assert isinstance(failed, Failed)
    assert failed.model == "first"
    assert server.requests == []


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_failing_service_rests_and_is_tried_again(server: Server) -> None:
    now = Time()
    service = Service([opened(server.url)], now)
    server.fault = "error_500"
    failed = [service.ask(plain(), LONG) for _ in range(FAILURES + 3)]
    assert [one.why for one in failed if isinstance(one, Failed)] == ["refused"] * FAILURES + ["paused"] * 3
    assert len(server.requests) == FAILURES
    assert service.resting() == {"served": True}
    now.now += REST
    server.fault = "ok"
    assert isinstance(service.ask(plain(), LONG), Told)
    assert service.resting() == {"served": False}


def test_while_one_question_tries_the_others_do_not_wait(server: Server) -> None:
    now = Time()
    service = Service([opened(server.url)], now)
    server.fault = "error_500"
    for _ in range(FAILURES):
        service.ask(plain(), LONG)
    now.now += REST
    go, asked = threading.Event(), len(server.requests)
    server.script, server.fault = lambda _: "好" if go.wait(LONG) else "", "ok"
    with ThreadPoolExecutor(1) as pool:
        trial = pool.submit(service.ask, plain(), LONG)
        assert wait_until(lambda: len(server.requests) > asked)
        assert [service.ask(plain(), LONG) for _ in range(5)] == [Failed("served", "paused")] * 5
        go.set()
        assert isinstance(trial.result(LONG), Told)
    assert isinstance(service.ask(plain(), LONG), Told)


@pytest.mark.parametrize(("fault", "why"), [("wrong_shape", "malformed"), ("error_400", "refused")])
def test_what_one_question_is_answered_with_lets_nothing_rest(server: Server, fault: Fault, why: Why) -> None:
    """Or who makes a model talk nonsense, or trips its content filter, would switch it off for everybody."""
    server.fault = fault
    service = Service([opened(server.url)])
    whys = {
        answer.why for _ in range(FAILURES + 2) if isinstance(answer := service.ask(shaped(), LONG), Failed)
    }
    assert whys == {why}
    assert service.resting() == {"served": False}


def test_a_model_that_blocks_the_loop_blocks_no_turn(loop: LoopThread) -> None:
    held = threading.Event()

    class Blocking(ScriptedChat):
        async def _agenerate(self, *_: Any, **__: Any) -> Any:
            held.wait(LONG)
            raise OSError

    service = Service([ServedModel("blocking", Blocking(script=lambda _: AIMessage("")))], loop=loop)
    failed = service.ask(plain(), SHORT)
    held.set()
    assert isinstance(failed, Failed)
    assert (failed.model, failed.why) == ("blocking", "timeout")


def test_closing_ends_what_is_on_its_way(server: Server) -> None:
    server.fault = "stall"
    service = Service([opened(server.url)])
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(service.ask, plain(), LONG)
        assert wait_until(lambda: bool(server.requests))
        service.close()
        assert asked.result(LONG) == Failed("served", "off")
    assert wait_until(lambda: server.left == 1)
    assert service.ask(plain(), LONG) == Failed("served", "off")


def test_warming_asks_nothing(server: Server) -> None:
    service = Service([opened(server.url)])
    service.warm()
    assert isinstance(service.ask(plain(), LONG), Told)
    assert len(server.requests) == 1


def test_a_service_has_a_model() -> None:
    with pytest.raises(ValueError, match="needs a model"):
        Service([])


def test_a_loop_that_was_closed_begins_anew(loop: LoopThread) -> None:
    assert loop.start(asyncio.sleep(0, "one")).result(LONG) == "one"
    never = loop.start(asyncio.sleep(3600))
    loop.close()
    assert never.cancelled()
    assert loop.start(asyncio.sleep(0, "two")).result(LONG) == "two"
