"""A text as a stream of sound: sentence by sentence, so that the first is heard while the next is made."""

import re
import wave
from collections.abc import Iterator
from io import BytesIO

import numpy as np

from speech.audio import resampled
from speech.errors import NothingToSayError, VoiceFailedError
from speech.pcm import Samples, from_pcm16, to_pcm16
from speech.speakable import speakable
from speech.synthesiser import Kept, Synthesiser

FIRST, LONGEST = 12, 60
"""characters: of the first piece, so that speech begins early, and of any"""
SENTENCE = re.compile(r"[^。！？；]+[。！？；]*")
CLAUSE = re.compile(r"[^，、：]+[，、：]*")
PAUSES = {"。": 0.35, "！": 0.35, "？": 0.35, "；": 0.25, "，": 0.15, "：": 0.2, "、": 0.1}
"""seconds of silence after a piece that ends so; what engines put there themselves is cut"""
SILENT = 0.004
"""of full loudness"""


class Speaking:
    """A voice with what it said lately: what everybody hears is spoken once."""

    def __init__(self, voice: Synthesiser) -> None:
        self._voice, self._kept = voice, Kept()

    def whole(self, text: str, slow: bool = False) -> bytes:
        """WAV of a text as written. Raises `VoiceFailedError`."""
        words = _sayable(text)
        return self._kept.get((words, slow), lambda: self._voice.speak(words, slow))

    def pieces(self, text: str, hertz: int, slow: bool = False) -> Iterator[bytes]:
        """16-bit samples at `hertz`, a sentence at a time. Raises `VoiceFailedError`."""
        for piece in cut(_sayable(text)):
            yield self._kept.get((piece, slow, hertz), lambda piece=piece: self._piece(piece, hertz, slow))

    def _piece(self, piece: str, hertz: int, slow: bool) -> bytes:
        samples, source = _read(self._voice.speak(piece, slow))
        pause = np.zeros(round(PAUSES.get(piece[-1], 0.0) * hertz), np.float32)
        return to_pcm16(np.concatenate([resampled(_trimmed(samples), source, hertz), pause]))


def cut(words: str) -> list[str]:
    """Sentences of a speakable text; long ones and a long first one at their commas."""
    pieces: list[str] = []
    for sentence in SENTENCE.findall(words):
        part = ""
        for clause in CLAUSE.findall(sentence):
            longest = LONGEST if pieces else FIRST
            if part and len(part) + len(clause) > longest:
                pieces.append(part)
                part = ""
            part += clause
        pieces.append(part)
    return [piece for piece in pieces if _said(piece)]


def _sayable(text: str) -> str:
    words = speakable(text)
    if not _said(words):
        raise NothingToSayError("nothing in it can be said")
    return words


def _said(words: str) -> bool:
    return any(sign.isalnum() for sign in words)


def _read(sound: bytes) -> tuple[Samples, int]:
    try:
        with wave.open(BytesIO(sound)) as read:
            if (read.getnchannels(), read.getsampwidth()) != (1, 2):
                raise VoiceFailedError("the voice gave no 16-bit mono WAV")
            return from_pcm16(read.readframes(read.getnframes())), read.getframerate()
    except (wave.Error, EOFError) as error:
        raise VoiceFailedError("the voice gave no WAV") from error


def _trimmed(samples: Samples) -> Samples:
    sounding = np.flatnonzero(np.abs(samples) > SILENT)
    return samples[sounding[0] : sounding[-1] + 1] if len(sounding) else samples
