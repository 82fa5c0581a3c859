"""Text to speech with espeak-ng as the package espeakng-loader brings it; the only file that touches that."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore

from speech.errors import VoiceFailedError, VoiceMissingError

PROGRAM = Path(__file__).with_name("espeak_process.py")
AT_ONCE = 2
"""processes; whoever comes meanwhile waits"""
SECONDS = 20.0
"""for a text of 600 characters, which takes half a second on a quiet core"""
SLOWER = 0.7


class EspeakVoice:
    """`EspeakVoice()` speaks Mandarin; each text in a process of its own (see `espeak_process`)."""

    def __init__(self, voice: str = "cmn", words_a_minute: int = 150) -> None:
        """Raises `VoiceMissingError` when the package is not there."""
        if find_spec("espeakng_loader") is None:
            raise VoiceMissingError("朗读没有安装 (no voice is installed): pip install 'yuxiaozhi[voice]'")
        import espeakng_loader  # pyright: ignore[reportMissingImports]

        places = (espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
        # -I: neither the folder nor the environment decides what is imported
        self._command = [sys.executable, "-I", str(PROGRAM), *places, voice]
        self._pace = words_a_minute
        self._free = BoundedSemaphore(AT_ONCE)

    def speak(self, text: str, slow: bool = False) -> bytes:
        """16-bit mono WAV at 22,050 Hz. Raises `VoiceFailedError`."""
        pace = str(round(self._pace * (SLOWER if slow else 1)))
        if not self._free.acquire(timeout=SECONDS):
            raise VoiceFailedError("too many texts wait to be spoken")
        try:
            done = subprocess.run(  # noqa: S603 (our own program; the text goes in by its standard input)
                [*self._command, pace], input=text.encode(), capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise VoiceFailedError("espeak-ng did not answer in time") from error
        finally:
            self._free.release()
        if done.returncode != 0 or not done.stdout.startswith(b"RIFF"):
            raise VoiceFailedError(f"espeak-ng ended with status {done.returncode}")
        return done.stdout
