"""What of a call is recorded, once its caller has agreed; written a second at a time, beside the call."""

from collections.abc import Callable
from typing import Any, Literal

from api.calls.line import BYTES
from api.calls.ports import Recordings

Side = Literal["caller", "service"]
Later = Callable[..., Any]
"""does it in order, in a thread; nobody waits"""
CHUNK = 1.0
"""seconds that are written at once"""


class Tape:
    def __init__(
        self, recordings: Recordings, later: Later, call_id: str, account_id: str | None, hertz: int
    ) -> None:
        self._recordings, self._later, self._call_id = recordings, later, call_id
        self._account_id, self._hertz = account_id, hertz
        self._running = False
        self._held: dict[Side, bytearray] = {"caller": bytearray(), "service": bytearray()}

    def agreed(self, agreed: bool) -> None:
        """The caller said yes or no; before, nothing is kept anywhere."""
        if not self._running:
            self._later(self._recordings.begin, self._call_id, self._account_id, agreed)
        self._running = agreed

    def belongs(self, account_id: str) -> None:
        """Who calls has become known."""
        self._account_id = account_id

    def heard(self, pcm: bytes) -> None:
        self._keep("caller", pcm)

    def said(self, pcm: bytes) -> None:
        self._keep("service", pcm)

    def end(self) -> None:
        for side in self._held:
            self._write(side)
        if self._running:
            self._later(self._recordings.end, self._call_id)
        self._running = False

    def _keep(self, side: Side, pcm: bytes) -> None:
        if not self._running:
            return
        self._held[side] += pcm
        if len(self._held[side]) >= CHUNK * self._hertz * BYTES:
            self._write(side)

    def _write(self, side: Side) -> None:
        if self._held[side]:
            self._later(self._recordings.keep, self._call_id, side, bytes(self._held[side]), self._hertz)
            self._held[side].clear()
