"""What AudioSocket can't carry: the caller's number before a call, and afterwards why it ended.

In memory of the process and for minutes only: the exchange tells and asks within one call.
"""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from uuid import UUID

from api.calls.line import Reason

KEPT, SECONDS = 1_000, 600.0


class Numbers:
    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._numbers: OrderedDict[UUID, tuple[float, str]] = OrderedDict()
        self._reasons: OrderedDict[UUID, tuple[float, str]] = OrderedDict()

    def announce(self, call: UUID, number: str) -> None:
        self._keep(self._numbers, call, number)

    def take(self, call: UUID) -> str | None:
        """The number that was announced for the call; given once."""
        return self._found(self._numbers.pop(call, None))

    def ended(self, call: UUID, reason: Reason) -> None:
        self._keep(self._reasons, call, reason)

    def reason(self, call: UUID) -> str | None:
        return self._found(self._reasons.get(call))

    def _keep(self, kept: OrderedDict[UUID, tuple[float, str]], call: UUID, value: str) -> None:
        kept[call] = (self._now(), value)
        kept.move_to_end(call)
        while len(kept) > KEPT:
            kept.popitem(last=False)

    def _found(self, entry: tuple[float, str] | None) -> str | None:
        return entry[1] if entry and self._now() - entry[0] < SECONDS else None
