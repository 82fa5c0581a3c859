"""Text to speech by a service that speaks OpenAI's `POST /v1/audio/speech`; the only file of the room that
touches the network. A service that fails is left alone for a while, and another voice speaks meanwhile."""

import io
import logging
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from speech.errors import VoiceFailedError
from speech.synthesiser import Synthesiser

log = logging.getLogger(__name__)

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
LONGEST = 10.0
"""seconds for a whole answer: who waits on the telephone hears nothing meanwhile"""
MOST_BYTES = 16 * 1024 * 1024
REST = 30.0
"""seconds in which a service that failed is not asked again"""
SLOWER = 0.75
"""of the usual speed"""


@dataclass(frozen=True, slots=True)
class Service:
    """`url` up to before `/v1`; `name` and `model` as the service calls them."""

    url: str
    name: str
    model: str
    token: str = field(default="", repr=False)


class HttpVoice:
    def __init__(
        self,
        service: Service,
        instead: Synthesiser | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`instead` speaks while the service doesn't."""
        headers = {"authorization": f"Bearer {service.token}"} if service.token else {}
        self._client = httpx.Client(base_url=service.url, headers=headers, timeout=TIMEOUT)
        self._service, self._instead, self._clock = service, instead, clock
        self._rests_until = float("-inf")

    def speak(self, text: str, slow: bool = False) -> bytes:
        """16-bit mono WAV at whatever rate the service has. Raises `VoiceFailedError`."""
        if self._clock() >= self._rests_until:
            try:
                return _tidy(self._asked(text, slow))
            except (httpx.HTTPError, VoiceFailedError) as error:
                self._rests_until = self._clock() + REST
                log.warning("the voice service fails (%s) and is left alone for %g s", _named(error), REST)
        if self._instead is None:
            raise VoiceFailedError("the voice service fails, and there is no other voice")
        return self._instead.speak(text, slow)

    def _asked(self, text: str, slow: bool) -> bytes:
        wanted = {
            "model": self._service.model,
            "voice": self._service.name,
            "input": text,
            "response_format": "wav",
            "speed": SLOWER if slow else 1.0,
        }
        until, sound = self._clock() + LONGEST, bytearray()
        with self._client.stream("POST", "/v1/audio/speech", json=wanted) as answer:
            if not answer.is_success:
                raise VoiceFailedError(f"status {answer.status_code}")
            for part in answer.iter_bytes():
                sound += part
                if len(sound) > MOST_BYTES or self._clock() > until:
                    raise VoiceFailedError("more, or slower, than a sentence can be")
        return bytes(sound)


def _named(error: Exception) -> str:
    """Without what was asked for: it may be personal."""
    return str(error) if isinstance(error, VoiceFailedError) else type(error).__name__


def _tidy(sound: bytes) -> bytes:
    """The same WAV with true lengths: services that stream leave them open."""
    try:
        with wave.open(io.BytesIO(sound)) as read:
            if (read.getnchannels(), read.getsampwidth()) != (1, 2):
                raise VoiceFailedError("no 16-bit mono WAV")
            samples, hertz = read.readframes(len(sound) // 2), read.getframerate()
    except (wave.Error, EOFError) as error:
        raise VoiceFailedError("no WAV") from error
    tidied = io.BytesIO()
    with wave.open(tidied, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(hertz)
        written.writeframes(samples[: len(samples) // 2 * 2])
    return tidied.getvalue()
