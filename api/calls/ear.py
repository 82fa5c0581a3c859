"""What a call hears: whole utterances, interruptions, and silence, counted in samples and by no clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.calls.line import BYTES
from speech.hearing import Began, Listener, Utterance

SLICE = 0.02
"""seconds that are judged at a time, however long the pieces are that the line brings"""
PATIENCE = {"speech": 0.7, "digits": 1.3}
"""seconds of silence that end what somebody says; people stop between the groups of a number"""


@dataclass(frozen=True, slots=True)
class Interruption:
    """The caller speaks, certainly, while we do."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was said for some seconds though it was the caller's turn."""


HeardOnLine = Interruption | Utterance | Silence


class Ear:
    def __init__(self, listener: Listener, hertz: int, *, silence: float, barge_in: bool = True) -> None:
        """`silence` in seconds; without `barge_in` nothing is heard while we speak."""
        self._listener, self._hertz = listener, hertz
        self._silence, self._barge_in = silence, barge_in
        self._in_speech = False
        self._waited = 0.0
        self.heard = 0.0
        """seconds of sound so far"""
        self._deaf = 0.0
        """of which the listener was spared"""

    def expect(self, what: str) -> None:
        """`digits` or `speech`."""
        self._listener.patience = PATIENCE[what]

    def slices(self, pcm: bytes) -> Iterator[bytes]:
        size = round(self._hertz * SLICE) * BYTES
        return (pcm[start : start + size] for start in range(0, len(pcm), size))

    def feed(self, pcm: bytes, *, speaking: bool, busy: bool) -> list[HeardOnLine]:
        """One slice. `speaking`: we do; `busy`: something the caller said is still being dealt with."""
        length = len(pcm) / BYTES / self._hertz
        self.heard += length
        if speaking and not self._barge_in:
            self._deaf += length
            self._waited = 0.0
            return []
        found: list[HeardOnLine] = []
        told = self._listener.feed(pcm)
        for one in told:
            self._in_speech = isinstance(one, Began)
            if isinstance(one, Utterance):
                found.append(one)
            elif speaking and len(told) == 1:
                # told together with its end it was too short to be sure of: a cough, or our own echo
                found.append(Interruption())
        self._waited = 0.0 if speaking or busy or self._in_speech else self._waited + length
        if self._waited >= self._silence:
            self._waited = 0.0
            found.append(Silence())
        return found

    def pause(self, utterance: Utterance) -> float:
        """Seconds of sound since the caller stopped speaking."""
        return max(0.0, self.heard - self._deaf - utterance.end)

    def touched(self) -> None:
        """The caller did something else than speak."""
        self._waited = 0.0
