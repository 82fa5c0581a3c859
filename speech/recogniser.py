"""What a recogniser gives, whichever engine it is."""

from dataclasses import dataclass
from typing import Protocol

from speech.pcm import Samples


@dataclass(frozen=True)
class Segment:
    """A stretch of speech; `start` and `end` in seconds, `confidence` in [0, 1]."""

    start: float
    end: float
    text: str
    confidence: float


@dataclass(frozen=True)
class Transcript:
    """`text` is empty and `confidence` 0 when nobody spoke; `language` is a code such as `zh`."""

    text: str
    segments: tuple[Segment, ...]
    language: str
    confidence: float

    @classmethod
    def of(cls, segments: tuple[Segment, ...], language: str) -> "Transcript":
        """Joins segments; each weighs in the confidence by its length."""
        seconds = sum(segment.end - segment.start for segment in segments)
        weighted = sum((segment.end - segment.start) * segment.confidence for segment in segments)
        text = "".join(segment.text for segment in segments)
        return cls(text, segments, language, weighted / seconds if seconds > 0 else 0.0)


NOTHING = Transcript("", (), "zh", 0.0)
"""Nobody spoke."""


@dataclass(frozen=True)
class Hints:
    """Words that are likelier here than elsewhere; an engine takes what it can use.

    `prompt`: a sentence or two that begins a Whisper decoding · `hotwords`: names, most wanted first.
    """

    prompt: str = ""
    hotwords: tuple[str, ...] = ()


NO_HINTS = Hints()


class Recogniser(Protocol):
    """One engine with its model. Calls are serialised by `hearing.Hearing`: engines need no locks."""

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        """`samples`: one stretch of speech at 16 kHz, without long silence; words as the engine has them.

        Raises `RecogniserFailedError`: heard as nothing, and the next stretch is tried anew.
        """
        ...
