"""How often one client may do something: a token bucket a client and kind, in memory of the process."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic

CLIENTS_KEPT = 10_000
"""The least recently seen are forgotten beyond this, so that memory stays bounded."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class RateLimit:
    """`a_minute` acts a minute for each client, all of them at once if it likes; None is no limit."""

    def __init__(self, a_minute: int | None, now: Callable[[], float] = monotonic) -> None:
        self._limited = a_minute is not None
        a_minute = a_minute or 1
        self._size, self._a_second, self._now = float(a_minute), a_minute / 60, now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, client: str) -> int | None:
        """Counts one act. None when it may be done, else in how many whole seconds to try again."""
        if not self._limited:
            return None
        now = self._now()
        with self._lock:
            bucket = self._buckets.setdefault(client, _Bucket(self._size, now))
            self._buckets.move_to_end(client)
            if len(self._buckets) > CLIENTS_KEPT:
                self._buckets.popitem(last=False)
            bucket.left = min(self._size, bucket.left + (now - bucket.at) * self._a_second)
            bucket.at = now
            if bucket.left < 1:
                return ceil((1 - bucket.left) / self._a_second)
            bucket.left -= 1
            return None


class Limits:
    """The limits of one service."""

    def __init__(
        self, messages: int | None, uploads: int | None, logins: int | None, voices: int | None = None
    ) -> None:
        self.messages, self.uploads, self.logins = RateLimit(messages), RateLimit(uploads), RateLimit(logins)
        self.voices = RateLimit(voices)
