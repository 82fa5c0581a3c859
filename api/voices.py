"""Sound at the door: texts spoken, recordings written down. The service runs without either."""

import logging
from pathlib import Path
from threading import Lock

from speech.errors import HearingBusyError, RecogniserMissingError, VoiceFailedError, VoiceMissingError
from speech.espeak import EspeakVoice
from speech.recogniser import Recogniser, Transcript
from speech.speakable import speakable
from speech.synthesiser import Remembering, Synthesiser
from speech.whisper import WhisperRecogniser

log = logging.getLogger(__name__)

LONGEST_RECORDING = 90.0
"""seconds that are listened to"""
PATIENCE = 30.0
"""seconds that a recording waits for those before it: one at a time, each takes all cores"""


class Voices:
    def __init__(self, voice: Synthesiser | None, recogniser: Recogniser | None) -> None:
        self._voice = Remembering(voice) if voice else None
        self._recogniser, self._listening = recogniser, Lock()

    @property
    def speaks(self) -> bool:
        return self._voice is not None

    @property
    def hears(self) -> bool:
        return self._recogniser is not None

    def speak(self, text: str) -> bytes:
        """WAV of `text` as written. Raises `VoiceMissingError`, `VoiceFailedError`."""
        if self._voice is None:
            raise VoiceMissingError("no voice is set up")
        words = speakable(text)
        if not any(sign.isalnum() for sign in words):
            raise VoiceFailedError("nothing in it can be said")
        return self._voice.speak(words)

    def hear(self, audio: bytes) -> Transcript:
        """Raises `RecogniserMissingError`, `UnreadableAudioError`, `TooLongError`, `HearingBusyError`."""
        if self._recogniser is None:
            raise RecogniserMissingError("no speech model is set up")
        if not self._listening.acquire(timeout=PATIENCE):
            raise HearingBusyError("others are being listened to")
        try:
            return self._recogniser.transcribe(audio)
        finally:
            self._listening.release()


def voice_by(setting: str) -> Synthesiser | None:
    """The voice named by `SPEECH_VOICE`; None without its package: pages then use the browser's."""
    if setting == "none":
        return None
    try:
        return EspeakVoice()
    except VoiceMissingError as missing:
        log.info("%s", missing)
        return None


def recogniser_in(folder: Path | None) -> Recogniser | None:
    """The model in `SPEECH_MODEL_DIR`; what is wrong with it is told in the log, and people type."""
    if folder is None:
        return None
    try:
        return WhisperRecogniser(folder, longest=LONGEST_RECORDING)
    except RecogniserMissingError as missing:
        log.warning("%s", missing)
        return None
