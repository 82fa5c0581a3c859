"""A lock that serves threads in the order they came. Python's own lets a newcomer pass those who wait."""

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager

from storage.errors import StorageError


class FairLock:
    """Of 20 people chatting at once, the slowest then waits for 20 turns and not for 60."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    @contextmanager
    def held(self, timeout: float) -> Generator[None]:
        """Raises `StorageError` after `timeout` seconds of waiting."""
        self._take(timeout)
        try:
            yield
        finally:
            self._give()

    def _take(self, timeout: float) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=timeout):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise StorageError(f"another writer kept the database for {timeout} s; try again")
        # The lock was handed over between the time-out and here: it is ours.

    def _give(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
