"""Leaves a service alone for a while that failed several times in a row.

Not by a library: pybreaker holds its lock while the call goes on, so that one question waits for another, and
purgatory lets everybody try a resting service at once; neither can be given a clock.
"""

from collections.abc import Callable
from typing import Literal

FAILURES = 4
"""in a row, after which the service rests"""
REST = 30.0
"""seconds, before one question tries it again"""

Way = Literal["open", "through", "trial"]


class Breaker:
    """For one thread: all questions to models are asked in that of `loop`."""

    def __init__(self, clock: Callable[[], float], failures: int = FAILURES, rest: float = REST) -> None:
        """`clock` gives seconds that never go back."""
        self._clock, self._most, self._rest = clock, failures, rest
        self._failed = 0
        self._rests_until = float("-inf")
        self._being_tried = False

    @property
    def resting(self) -> bool:
        return self._failed >= self._most

    def enter(self) -> Way:
        """Whether a question may go; one that may has to `leave`."""
        if not self.resting:
            return "through"
        if self._being_tried or self._clock() < self._rests_until:
            return "open"
        self._being_tried = True
        return "trial"

    def leave(self, way: Way, well: bool) -> None:
        if way == "trial":
            self._being_tried = False
        if well:
            self._failed = 0
            return
        self._failed += 1
        if self.resting:
            self._rests_until = self._clock() + self._rest
