"""What a synthesiser gives, whichever engine it is; and what has been said lately, kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol


class Synthesiser(Protocol):
    def speak(self, text: str, slow: bool = False) -> bytes:
        """A whole WAV, 16-bit mono, of `text`, which is `speakable`; `slow` on a listener's wish.

        Raises `VoiceFailedError`.
        """
        ...


class Kept:
    """Sounds by what they say; the least recently heard is forgotten beyond `most_bytes`."""

    def __init__(self, most_bytes: int = 32 * 1024 * 1024) -> None:
        self._most, self._size = most_bytes, 0
        self._sounds: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """What was made for `key`; two who ask for it at once may both make it."""
        with self._lock:
            if key in self._sounds:
                self._sounds.move_to_end(key)
                return self._sounds[key]
        sound = make()
        with self._lock:
            self._size += len(sound) - len(self._sounds.get(key, b""))
            self._sounds[key] = sound
            self._sounds.move_to_end(key)
            while self._size > self._most:
                self._size -= len(self._sounds.popitem(last=False)[1])
        return sound
