"""Pictures the engine failed at, and when each is due again: one that always ends it keeps nobody waiting."""

from collections.abc import Sequence

_MOST_ROUNDS = 32
"""At one round in 15 seconds, eight minutes."""


class Setbacks:
    """Counts in rounds of reading what waits. Forgotten with the server: its next start tries all."""

    def __init__(self) -> None:
        self._round = 0
        self._failed: dict[str, int] = {}
        self._due: dict[str, int] = {}

    def note(self, document_id: str) -> None:
        """The engine was missing, or ended over this picture: with every time it waits twice as long."""
        times = self._failed.get(document_id, 0)
        self._failed[document_id] = times + 1
        self._due[document_id] = self._round + min(2**times, _MOST_ROUNDS)

    def forget(self, document_id: str) -> None:
        self._failed.pop(document_id, None)
        self._due.pop(document_id, None)

    def next_round(self, waiting: Sequence[str]) -> list[str]:
        """What is due of what waits: those that failed least often first, and of these the oldest."""
        self._round += 1
        due = [each for each in waiting if self._due.get(each, 0) <= self._round]
        return sorted(due, key=lambda each: self._failed.get(each, 0))
