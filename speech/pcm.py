"""Sound as numbers: the one form in which the rooms of speech pass it on."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""one channel, in [-1, 1]; at `HERTZ` unless said otherwise"""

HERTZ = 16_000
"""what every recogniser here listens at"""
TELEPHONE_HERTZ = 8_000
_FULL = 32_768.0


def from_pcm16(data: bytes) -> Samples:
    """Little-endian signed 16-bit samples; half a sample at the end is left out."""
    return np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2").astype(np.float32) / np.float32(_FULL)


def to_pcm16(samples: Samples) -> bytes:
    """What is louder than full is cut."""
    return np.clip(np.rint(samples * _FULL), -_FULL, _FULL - 1).astype("<i2").tobytes()


def seconds(samples: Samples, hertz: int = HERTZ) -> float:
    return len(samples) / hertz
