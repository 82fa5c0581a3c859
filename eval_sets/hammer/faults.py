"""Crashes and losses: our process dies between any two steps, and what passes to the intake gets lost."""

import os
import signal
from collections.abc import Callable
from random import Random
from typing import NoReturn

from sqlalchemy import event
from sqlalchemy.orm import Session

from applications.errors import IntakeUnavailableError
from applications.intake import IntakeCase, IntakeGateway, IntakeReceipt


class KilledError(BaseException):
    """Our process is gone: nothing may catch it but whoever starts the next one."""


def die_here() -> NoReturn:
    raise KilledError


def die_for_real() -> NoReturn:
    """`kill -9` of this process."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise KilledError  # not reached


class Crashes:
    """Dies just before or after the n-th writing commit, or around a call of the intake, once armed."""

    def __init__(self) -> None:
        self._left = -1
        self._die: Callable[[], NoReturn] = die_here
        event.listen(Session, "after_flush", self._flushed)
        event.listen(Session, "before_commit", self._before)
        event.listen(Session, "after_commit", self._after)

    def arm(self, steps: int, die: Callable[[], NoReturn] = die_here) -> None:
        """`steps`: how many moments pass before it dies."""
        self._left, self._die = steps, die

    def disarm(self) -> None:
        self._left = -1

    def moment(self) -> None:
        """One moment at which a process may die."""
        if self._left == 0:
            self.disarm()
            self._die()
        elif self._left > 0:
            self._left -= 1

    def close(self) -> None:
        event.remove(Session, "after_flush", self._flushed)
        event.remove(Session, "before_commit", self._before)
        event.remove(Session, "after_commit", self._after)

    def _flushed(self, session: Session, _context: object) -> None:
        session.info["writes"] = True

    def _before(self, session: Session) -> None:
        if session.info.get("writes") or session.new or session.dirty:
            self.moment()

    def _after(self, session: Session) -> None:
        if session.info.pop("writes", False):
            self.moment()


class Unreliable:
    """An `IntakeGateway` that is down at times, and loses questions and answers at others."""

    def __init__(self, inner: IntakeGateway, crashes: Crashes, rng: Random) -> None:
        self._inner, self._crashes, self._rng = inner, crashes, rng
        self.down = False
        self.loss = 0.0
        """share of calls that are lost, half of them after the intake has acted"""
        self.lost = 0

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        self._way_there()
        receipt = self._inner.receive(case)
        self._way_back()
        return receipt

    def withdraw(self, submission_id: str) -> None:
        self._way_there()
        self._inner.withdraw(submission_id)
        self._way_back()

    def _way_there(self) -> None:
        self._crashes.moment()
        if self.down or self._rng.random() < self.loss / 2:
            self.lost += not self.down
            raise IntakeUnavailableError("the question was lost")

    def _way_back(self) -> None:
        self._crashes.moment()
        if self._rng.random() < self.loss / 2:
            self.lost += 1
            raise IntakeUnavailableError("the answer was lost")
