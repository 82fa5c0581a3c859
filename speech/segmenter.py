"""Where speech begins and ends, out of how sure a detector is. Pure: no clock, no model."""

from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from speech.pcm import HERTZ, Samples

SURE, UNSURE = 0.5, 0.35
"""It is speech from `SURE` on, and remains so down to `UNSURE`."""
BEGINS = 0.25
"""seconds of speech that interrupt whoever is speaking"""
LEAST = 0.15
"""seconds of speech that are listened to, a short 是 or 对; less is a click"""
BEFORE = 0.3
"""seconds kept before the first sure sound: consonants are quiet"""
AFTER = 0.3
"""seconds kept after the last"""
PATIENCE = 0.7
"""seconds of silence that end an utterance"""
HESITATION = 0.35
"""seconds of silence after which what never became speech is forgotten"""
LONGEST = 30.0
"""seconds of one utterance; the last third is searched for the quietest place to cut"""


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody certainly speaks; `at` seconds since the stream began."""

    at: float


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """A stretch of speech at 16 kHz; `start` and `end` in seconds since the stream began, with up to `BEFORE`
    and `AFTER` of silence around what was said."""

    samples: Samples
    start: float
    end: float


class _Chunk(NamedTuple):
    samples: Samples
    speech: float
    start: int


class Segmenter:
    """`push` chunk after chunk of one stream, however long each is; `patience` may change at any time."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._at = 0
        self._idle: deque[_Chunk] = deque()
        self._held: list[_Chunk] = []
        """of the utterance under way, with what came before it"""
        self._spoken = self._silent = self._first = 0
        self._began = False

    def push(self, samples: Samples, speech: float) -> list[Began | Utterance]:
        """`speech`: how sure a detector is, in [0, 1]."""
        chunk = _Chunk(samples, speech, self._at)
        self._at += len(samples)
        if not self._held and speech < SURE:
            self._wait(chunk)
            return []
        if not self._held:
            self._held, self._first = [*self._idle], chunk.start
            self._idle.clear()
        self._held.append(chunk)
        spoken = speech >= UNSURE
        self._spoken += len(samples) if spoken else 0
        self._silent = 0 if spoken else self._silent + len(samples)
        return self._told()

    def flush(self) -> list[Began | Utterance]:
        """The stream has ended."""
        return self._ended() if self._held else []

    def so_far(self) -> Samples:
        """The utterance under way; empty while nobody speaks."""
        return _joined(self._held) if self._began else np.zeros(0, np.float32)

    def _wait(self, chunk: _Chunk) -> None:
        self._idle.append(chunk)
        while self._at - self._idle[0].start > BEFORE * HERTZ + len(chunk.samples):
            self._idle.popleft()

    def _told(self) -> list[Began | Utterance]:
        told: list[Began | Utterance] = []
        if not self._began and self._spoken >= BEGINS * HERTZ:
            self._began = True
            told.append(Began(self._first / HERTZ))
        patience = self.patience if self._began else max(HESITATION, min(self.patience, PATIENCE))
        if self._silent >= patience * HERTZ:
            return told + self._ended()
        if self._at - self._held[0].start >= LONGEST * HERTZ:
            told.append(self._cut())
        return told

    def _ended(self) -> list[Began | Utterance]:
        began, spoken, first = self._began, self._spoken, self._first
        surplus = max(0, self._silent - round(AFTER * HERTZ))
        end = self._at - surplus
        kept = [chunk for chunk in self._held if chunk.start < end]
        self._idle = deque(chunk for chunk in self._held if chunk.start >= end)
        self._held, self._spoken, self._silent, self._began = [], 0, 0, False
        if spoken < LEAST * HERTZ:
            return []
        return [*([] if began else [Began(first / HERTZ)]), _utterance(kept)]

    def _cut(self) -> Utterance:
        """At the quietest place: two halves of a word would both be misheard."""
        earliest = len(self._held) * 2 // 3
        later = self._held[earliest:-1]
        quietest = min(range(len(later)), key=lambda n: (later[n].speech, _power(later[n])), default=0)
        cut = earliest + quietest + 1
        done, self._held = self._held[:cut], self._held[cut:]
        self._first = self._held[0].start if self._held else self._at
        return _utterance(done)


def _utterance(chunks: list[_Chunk]) -> Utterance:
    end = chunks[-1].start + len(chunks[-1].samples)
    return Utterance(_joined(chunks), chunks[0].start / HERTZ, end / HERTZ)


def _joined(chunks: list[_Chunk]) -> Samples:
    return np.concatenate([chunk.samples for chunk in chunks]) if chunks else np.zeros(0, np.float32)


def _power(chunk: _Chunk) -> float:
    return float(np.mean(chunk.samples**2))
