"""A line: what comes from the caller and what goes back, whatever carries it."""

from dataclasses import dataclass
from typing import Literal, Protocol

from api.errors import ApiError

Reason = Literal[
    "caller", "done", "handoff", "idle", "longest", "busy", "deaf", "lost", "refused", "closing", "fault"
]
"""why a call ended: the caller hung up, all was said, it goes on with a person, no sound came for long, it
lasted too long, too many calls, nothing here that recognises speech, the line broke, it was misused, the
service stops, a fault of ours"""
BYTES = 2
"""a sample"""


class LineLostError(ApiError):
    """The other side is gone; nothing can be sent any more."""


class MisusedError(ApiError):
    """The other side sends what is no call; the text is the problem's code. Ends the call."""


@dataclass(frozen=True, slots=True)
class Sound:
    """16-bit little-endian samples, one channel, at the line's rate; any length."""

    pcm: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """What was pressed: digits, `*`, `#`."""

    keys: str


@dataclass(frozen=True, slots=True)
class HungUp:
    reason: Literal["caller", "lost"]


Incoming = Sound | Keys | HungUp


class Line(Protocol):
    """Sound, keys and hanging up one way, sound and events the other."""

    @property
    def name(self) -> str:
        """`websocket` or `audiosocket`, for the figures."""
        ...

    @property
    def hertz(self) -> int: ...

    @property
    def frame(self) -> float:
        """Seconds of sound that are sent at a time."""
        ...

    async def hear(self) -> Incoming:
        """What comes next, in order. Raises `MisusedError`."""
        ...

    async def play(self, pcm: bytes) -> None:
        """One frame, to be heard at once. Waits while the other side is slow. Raises `LineLostError`."""
        ...

    async def tell(self, event: str, **data: object) -> None:
        """An event, where the line has words for it. Raises `LineLostError`."""
        ...

    async def complain(self, code: str) -> None:
        """Tells the other side, where the line has words for it, how it is being misused."""
        ...

    async def close(self, reason: Reason) -> None:
        """Ends the line; one that is gone already is left alone."""
        ...
