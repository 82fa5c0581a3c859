"""Turns of one conversation one after the other; those of different ones never wait for each other."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class _Queue:
    lock: Lock = field(default_factory=Lock)
    wanted: int = 0


class OneAtATime:
    """A lock a name, kept only while somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._queues: dict[str, _Queue] = {}

    def __len__(self) -> int:
        """How many names are held."""
        return len(self._queues)

    @contextmanager
    def held(self, name: str) -> Generator[None]:
        with self._guard:
            queue = self._queues.setdefault(name, _Queue())
            queue.wanted += 1
        try:
            with queue.lock:
                yield
        finally:
            with self._guard:
                queue.wanted -= 1
                if not queue.wanted:
                    del self._queues[name]
