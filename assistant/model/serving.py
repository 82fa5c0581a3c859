"""Asks models in their order, from any thread, within a deadline that holds whatever a service does."""

import time
from asyncio import wait_for
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from threading import Lock

from assistant.consulted import Ask, Failed, Spent, Told
from assistant.model.breaker import Breaker, Way
from assistant.model.chat import ServedModel
from assistant.model.loop import SHARED, LoopThread

GRACE = 0.05
"""seconds beyond the deadline that the asking thread waits for the loop to say so"""
TOO_SHORT = 0.2
"""seconds; with less left no further model is begun with"""


class Service:
    """Several models, first choice first, each with a breaker of its own."""

    def __init__(
        self,
        models: Sequence[ServedModel],
        clock: Callable[[], float] = time.monotonic,
        loop: LoopThread = SHARED,
    ) -> None:
        """At least one model. Nothing is sent until something is asked."""
        if not models:
            raise ValueError("a service needs a model")
        self._models = [(model, Breaker(clock)) for model in models]
        self._clock, self._loop = clock, loop
        self._lock = Lock()
        self._going = set[Future[Told | Failed]]()
        self._closed = False

    def ask(self, ask: Ask, within: float) -> Told | Failed:
        """Blocks the calling thread up to `within` seconds, which all models share. Never raises for what
        goes wrong in a service."""
        future = self._begun(ask, within)
        if future is None:
            return Failed(self._models[0][0].name, "off")
        try:
            return future.result(within + GRACE)
        except CancelledError:
            return Failed(self._models[0][0].name, "off")
        except TimeoutError:  # a model of one's own that keeps the loop from running
            future.cancel()
            return self._models[0][0].timed_out(ask, within)
        finally:
            with self._lock:
                self._going.discard(future)

    def warm(self) -> None:
        """Has done, in the background, what the first question would have to wait for."""
        self._loop.start(self._warm())

    def resting(self) -> Mapping[str, bool]:
        """By model: whether it is left alone after failures; one that is served at two places, at both."""
        states = dict.fromkeys((model.name for model, _ in self._models), True)
        for model, breaker in self._models:
            states[model.name] &= breaker.resting
        return states

    def close(self) -> None:
        """Ends the questions that are on their way; later ones are answered with `off`."""
        with self._lock:
            self._closed = True
            going = list(self._going)
        for future in going:
            future.cancel()

    def _begun(self, ask: Ask, within: float) -> Future[Told | Failed] | None:
        with self._lock:
            if self._closed:
                return None
            future = self._loop.start(self._asked(ask, within))
            self._going.add(future)
            return future

    async def _asked(self, ask: Ask, within: float) -> Told | Failed:
        until = self._clock() + within
        spent, failed = Spent(), None
        for model, breaker in self._models:
            left = until - self._clock()
            if failed is not None and left < TOO_SHORT:
                break
            way = breaker.enter()
            if way == "open":
                failed = failed or Failed(model.name, "paused")
                continue
            answer = await _tried(model, breaker, way, ask, left)
            spent = _together(spent, answer.spent)
            if isinstance(answer, Told):
                return replace(answer, spent=spent)
            failed = answer
        assert failed is not None
        return replace(failed, spent=spent)

    async def _warm(self) -> None:
        for model, _ in self._models:
            model.warm()


async def _tried(model: ServedModel, breaker: Breaker, way: Way, ask: Ask, left: float) -> Told | Failed:
    well = False
    try:
        answer = await wait_for(model.answer(ask), left)
        # A model that answered something else than was asked for is no service that is down.
        well = isinstance(answer, Told) or bool(answer.text)
        return answer
    except TimeoutError:
        return model.timed_out(ask, left)
    finally:
        breaker.leave(way, well)


def _together(one: Spent, other: Spent) -> Spent:
    return Spent(
        one.tokens_in + other.tokens_in,
        one.tokens_out + other.tokens_out,
        one.seconds + other.seconds,
        one.yuan + other.yuan,
    )
