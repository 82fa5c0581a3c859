"""A service that fails is left alone, and tried by one at a time."""

import pytest

from assistant.model.breaker import FAILURES, REST, Breaker


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def breaker(time: Time) -> Breaker:
    return Breaker(time)


def _fail(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        way = breaker.enter()
        assert way != "open"
        breaker.leave(way, well=False)


def test_it_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    _fail(breaker, FAILURES - 1)
    assert breaker.enter() == "through"
    breaker.leave("through", well=True)
    _fail(breaker, FAILURES - 1)
    assert not breaker.resting
    _fail(breaker, 1)
    assert breaker.resting
    assert breaker.enter() == "open"


def test_after_its_rest_one_question_tries_it(breaker: Breaker, time: Time) -> None:
    _fail(breaker)
    time.now += REST - 0.1
    assert breaker.enter() == "open"
    time.now += 0.1
    assert breaker.enter() == "trial"
    assert [breaker.enter() for _ in range(50)] == ["open"] * 50
    breaker.leave("trial", well=True)
    assert breaker.enter() == "through"


def test_a_trial_that_fails_begins_the_rest_anew(breaker: Breaker, time: Time) -> None:
    _fail(breaker)
    time.now += REST
    breaker.leave(breaker.enter(), well=False)
    assert breaker.enter() == "open"
    time.now += REST
    assert breaker.enter() == "trial"


def test_an_old_question_that_ends_late_is_no_trial(breaker: Breaker, time: Time) -> None:
    late = breaker.enter()
    _fail(breaker)
    time.now += REST
    assert breaker.enter() == "trial"
    breaker.leave(late, well=False)
    time.now += REST
    assert breaker.enter() == "open", "the trial is still on its way"
