"""What a synthesiser gives, whichever engine it is; and one that remembers what it has just said."""

from collections import OrderedDict
from threading import Lock
from typing import Protocol


class Synthesiser(Protocol):
    def speak(self, text: str) -> bytes:
        """A whole WAV of `text`, which is `speakable`. Raises `VoiceFailedError`."""
        ...


class Remembering:
    """What everybody hears is spoken once; the least recently heard is forgotten beyond `most_bytes`."""

    def __init__(self, voice: Synthesiser, most_bytes: int = 16 * 1024 * 1024) -> None:
        self._voice, self._most = voice, most_bytes
        self._spoken: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def speak(self, text: str) -> bytes:
        with self._lock:
            if text in self._spoken:
                self._spoken.move_to_end(text)
                return self._spoken[text]
        sound = self._voice.speak(text)
        with self._lock:
            self._spoken[text] = sound
            while sum(map(len, self._spoken.values())) > self._most:
                self._spoken.popitem(last=False)
        return sound
