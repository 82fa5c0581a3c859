"""Quiet callers are brought up to what recognisers were trained on; nothing is cut, noise stays noise."""

import numpy as np

from speech.pcm import HERTZ, Samples

SPOKEN = 0.1
"""RMS of the louder half of speech, -20 dBFS"""
MOST = 32.0
"""times; beyond 30 dB it would be the line's noise that is brought up"""
FULL = 0.97
_FRAME = HERTZ // 50
_HALF_LIFE = 10.0
"""seconds until a loud sound is half forgotten"""


def levelled(samples: Samples) -> Samples:
    """One stretch of speech, louder where it is quiet."""
    peak = float(np.max(np.abs(samples), initial=0.0))
    if peak == 0.0:
        return samples
    frames = samples[: max(1, len(samples) // _FRAME) * _FRAME]
    powers = [float(np.mean(frame**2)) for frame in np.array_split(frames, max(1, len(frames) // _FRAME))]
    spoken = float(np.sqrt(np.mean(sorted(powers)[len(powers) // 2 :])))
    gain = min(MOST, max(1.0, SPOKEN / max(spoken, 1e-6)), max(1.0, FULL / peak))
    return samples * np.float32(gain)


class Leveller:
    """The same for a stream, by what was loudest lately: for finding speech, not for keeping."""

    def __init__(self) -> None:
        self._loudest = SPOKEN

    def feed(self, samples: Samples) -> Samples:
        forgotten = 0.5 ** (len(samples) / HERTZ / _HALF_LIFE)
        self._loudest = max(float(np.max(np.abs(samples), initial=0.0)), self._loudest * forgotten, 1e-4)
        return samples * np.float32(min(MOST, max(1.0, 3 * SPOKEN / self._loudest)))
