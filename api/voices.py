"""Sound at the door: texts spoken, recordings and calls heard. The service runs without either."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import BoundedSemaphore

from speech.engines import engine
from speech.errors import HearingBusyError, RecogniserMissingError, VoiceMissingError
from speech.espeak import EspeakVoice
from speech.hearing import Hearing
from speech.http_voice import HttpVoice, Service
from speech.recogniser import NO_HINTS, Hints, Transcript
from speech.speaking import Speaking
from speech.synthesiser import Synthesiser

log = logging.getLogger(__name__)

RECORDINGS_WAITING = 8
"""uploads being heard or waiting for it; each holds a thread that pages are served with"""


class Voices:
    def __init__(self, voice: Synthesiser | None, hearing: Hearing | None) -> None:
        self._speaking = Speaking(voice) if voice else None
        self.hearing = hearing
        self._waiting = BoundedSemaphore(RECORDINGS_WAITING)

    @property
    def speaks(self) -> bool:
        return self._speaking is not None

    @property
    def hears(self) -> bool:
        return self.hearing is not None

    def speak(self, text: str) -> bytes:
        """WAV of `text` as written. Raises `VoiceMissingError`, `VoiceFailedError`."""
        return self._voice().whole(text)

    def spoken(self, text: str, hertz: int, slow: bool = False) -> Iterator[bytes]:
        """16-bit samples at this rate, a sentence at a time, the first as soon as it is ready; what was said
        lately costs nothing. Blocks: to be asked for in a thread.

        Raises `VoiceMissingError`, `VoiceFailedError`, `RecogniserMissingError` (nothing here changes rates).
        """
        return self._voice().pieces(text, hertz, slow)

    def hear(self, audio: bytes) -> Transcript:
        """Raises `RecogniserMissingError`, `UnreadableAudioError`, `TooLongError`, `HearingBusyError`."""
        if self.hearing is None:
            raise RecogniserMissingError("no speech model is set up")
        if not self._waiting.acquire(blocking=False):
            raise HearingBusyError("too many recordings wait")
        try:
            return self.hearing.transcribe(audio)
        finally:
            self._waiting.release()

    def _voice(self) -> Speaking:
        if self._speaking is None:
            raise VoiceMissingError("no voice is set up")
        return self._speaking


def voice_by(setting: str, service: Service | None = None) -> Synthesiser | None:
    """The voice named by `SPEECH_VOICE`: `espeak`, `http` (that service, espeak while it fails) or `none`.
    None without its package: pages then use the browser's."""
    if setting == "none":
        return None
    if setting == "http" and service and service.url:
        return HttpVoice(service, instead=_espeak())
    if setting == "http":
        log.warning("SPEECH_VOICE=http needs SPEECH_VOICE_URL: espeak-ng speaks")
    return _espeak()


def _espeak() -> Synthesiser | None:
    try:
        return EspeakVoice()
    except VoiceMissingError as missing:
        log.info("%s", missing)
        return None


def hearing_by(
    name: str,
    folder: Path | None,
    hints: Callable[[], Hints] = lambda: NO_HINTS,
    mend: Callable[[str], str] = str,
) -> Hearing | None:
    """The engine of `SPEECH_ENGINE` with the model in `SPEECH_MODEL_DIR`; what is wrong with it is told in
    the log, and people type."""
    try:
        return Hearing(engine(name, folder), hints, mend)
    except RecogniserMissingError as missing:
        log.log(logging.WARNING if folder else logging.INFO, "%s", missing)
        return None
