"""Both sides of a call laid beside each other in time, and cut into pieces. Pure.

Sound is placed where it was heard: after what came before it on its side, or after a silence where there was
none for longer than a network's jitter. A caller who can't be heard for a while leaves a gap, not a shift.
"""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speech.pcm import TELEPHONE_HERTZ

Side = Literal["caller", "service"]
SIDES: tuple[Side, Side] = ("caller", "service")
"""the channels of a recording: left, right"""
PIECE = 5.0
"""seconds a piece: what a killed server loses at most, with `LATE`"""
LATE = 0.5
"""seconds that sound may come late and still get its place"""
_JITTER = 0.2
_SILENCE = b"\0\0"


class Tracks:
    def __init__(self) -> None:
        self._cut = 0
        """samples a side that are in pieces already"""
        self._held: dict[Side, bytearray] = {side: bytearray() for side in SIDES}

    def lay(self, side: Side, pcm: bytes, hertz: int, elapsed: float) -> None:
        """`pcm`: 16-bit samples whose last was heard `elapsed` seconds into the call."""
        samples = telephone(pcm, hertz)
        held = self._held[side]
        gap = round(elapsed * TELEPHONE_HERTZ) - len(samples) - self._cut - len(held) // 2
        if gap > _JITTER * TELEPHONE_HERTZ:
            held.extend(_SILENCE * gap)
        held.extend(samples.tobytes())

    def pieces(self, elapsed: float) -> Iterator[bytes]:
        """Whole pieces of what can change no more: 16-bit samples of both sides in turn."""
        size = round(PIECE * TELEPHONE_HERTZ)
        while (elapsed - LATE) * TELEPHONE_HERTZ >= self._cut + size:
            yield self._take(size)

    def rest(self) -> bytes:
        """What is left at the end; empty where there is nothing."""
        return self._take(max(len(held) // 2 for held in self._held.values()))

    def _take(self, size: int) -> bytes:
        both = np.zeros((size, len(SIDES)), dtype="<i2")
        for channel, side in enumerate(SIDES):
            held = self._held[side]
            part = np.frombuffer(bytes(held[: size * 2]), dtype="<i2")
            both[: len(part), channel] = part
            del held[: size * 2]
        self._cut += size
        return both.tobytes()


def telephone(pcm: bytes, hertz: int) -> NDArray[np.int16]:
    """At 8000 a second: neighbours are averaged, at odd rates lie on a line; enough to be listened to."""
    step, rest = divmod(hertz, TELEPHONE_HERTZ)
    if rest or not step:
        heard = np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2")
        places = np.arange(round(len(heard) * TELEPHONE_HERTZ / hertz)) * (hertz / TELEPHONE_HERTZ)
        return np.interp(places, np.arange(len(heard)), heard).astype("<i2") if len(places) else heard[:0]
    samples = np.frombuffer(pcm[: len(pcm) // (2 * step) * 2 * step], dtype="<i2")
    return samples if step == 1 else samples.reshape(-1, step).mean(axis=1).astype("<i2")
