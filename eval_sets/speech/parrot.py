"""A recogniser without weights for tests and benches: it knows a few sentences by ear.

Each sentence is spoken once by espeak-ng; what is heard is the sentence that sounds most like it (cepstra
compared by dynamic time warping). So a simulated caller really speaks, through real lines, codecs, losses and
voice detection, and only the knowledge of words is missing. It says nothing about any real recogniser.
"""

import os
import wave
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, Samples, from_pcm16, seconds
from speech.recogniser import NO_HINTS, NOTHING, Hints, Segment, Transcript
from speech.speakable import speakable

Frames = NDArray[np.float32]
"""(time, cepstra)"""

WINDOW, HOP, POOLED = 400, 160, 4
"""25 ms every 10 ms; the loudest of four such frames counts, so that a lost one leaves no hole"""
BANDS, CEPSTRA, LOWEST, HIGHEST = 26, 13, 120.0, 3_600.0
"""hertz: what a telephone passes on too"""
FAMILIAR, STRANGE = 0.2, 0.55
"""mean distance (0 the same, 1 unrelated) up to which it is surely that sentence, beyond which none"""


class Parrot:
    def __init__(self, sounds: dict[str, Samples]) -> None:
        """`sounds` at 16 kHz by what they say."""
        self._known = {text: _cepstra(samples) for text, samples in sounds.items()}

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        heard = _cepstra(samples)
        if not len(heard) or not self._known:
            return NOTHING
        distance, text = min((_distance(heard, known), text) for text, known in self._known.items())
        if distance > STRANGE:
            return NOTHING
        confidence = float(np.clip(1 - (distance - FAMILIAR) / (STRANGE - FAMILIAR), 0.05, 1.0))
        return Transcript.of((Segment(0.0, seconds(samples), text, confidence),), "zh")


def parrot(sentences: Iterable[str], voice: EspeakVoice | None = None) -> Parrot:
    speaker = voice or EspeakVoice()
    return Parrot({text: said(text, speaker) for text in sentences})


def engine() -> Parrot:
    """As a server finds it: `SPEECH_ENGINE=eval_sets.speech.parrot:engine`, a sentence a line in the file
    that `PARROT_SENTENCES` names."""
    lines = Path(os.environ["PARROT_SENTENCES"]).read_text(encoding="utf-8").splitlines()
    return parrot(line for line in lines if line.strip())


def said(text: str, voice: EspeakVoice) -> Samples:
    """`text` spoken, at 16 kHz."""
    with wave.open(BytesIO(voice.speak(speakable(text)))) as sound:
        samples, hertz = from_pcm16(sound.readframes(sound.getnframes())), sound.getframerate()
    at = np.arange(int(len(samples) * HERTZ / hertz)) * (hertz / HERTZ)
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


def _cepstra(samples: Samples) -> Frames:
    """Without its quiet parts, and without what line and loudness put on all of it."""
    if len(samples) < WINDOW * POOLED:
        return np.empty((0, CEPSTRA), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(frames)) ** 2 @ _FILTERS.T
    power = power[: len(power) // POOLED * POOLED].reshape(-1, POOLED, BANDS).max(axis=1)
    loudness = power.sum(axis=1)
    spoken = power[(loudness > 0) & (loudness > loudness.max() * 1e-3)]
    if not len(spoken):
        return np.empty((0, CEPSTRA), np.float32)
    cepstra = np.log(spoken + 1e-8 + spoken.max() * 1e-5) @ _COSINES.T
    spread = (cepstra - cepstra.mean(axis=0)) / (cepstra.std(axis=0) + 1e-3)
    return spread.astype(np.float32)


def _distance(one: Frames, other: Frames) -> float:
    """Mean cosine distance along the best warping path, worked off by anti-diagonals."""
    unit = [frames / np.linalg.norm(frames, axis=1, keepdims=True) for frames in (one, other)]
    cost = (1 - unit[0] @ unit[1].T) / 2
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf, np.float32)
    total[0, 0] = 0
    for diagonal in range(2, rows + columns + 1):
        row = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        column = diagonal - row
        before = np.minimum(total[row - 1, column - 1] + cost[row - 1, column - 1], np.inf)
        beside = np.minimum(total[row - 1, column], total[row, column - 1])
        total[row, column] = np.minimum(before, beside) + cost[row - 1, column - 1]
    return float(total[rows, columns] / (rows + columns)) * 2


def _mel_filters() -> NDArray[np.float64]:
    def mel(hertz: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return 2595 * np.log10(1 + np.asarray(hertz) / 700)

    edges = 700 * (10 ** (np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(WINDOW, 1 / HERTZ)
    rise = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rise, fall))


_FILTERS = _mel_filters()
_COSINES = np.cos(np.pi / BANDS * (np.arange(BANDS) + 0.5) * np.arange(1, CEPSTRA + 1)[:, None])
