"""Text to speech with espeak-ng as the package espeakng-loader brings it; the only file that touches that."""

import struct
import subprocess
import sys
import weakref
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Timer

from speech.errors import VoiceFailedError, VoiceMissingError

PROGRAM = Path(__file__).with_name("espeak_process.py")
AT_ONCE = 2
"""processes; whoever comes meanwhile waits"""
SECONDS = 20.0
"""for a text of 600 characters, which takes half a second on a quiet core"""
SLOWER = 0.7


class EspeakVoice:
    """`EspeakVoice()` speaks Mandarin in processes that live on from text to text (see `espeak_process`): one
    that falls or hangs costs one text, and the next is spoken by a new one."""

    def __init__(self, voice: str = "cmn", words_a_minute: int = 150) -> None:
        """Raises `VoiceMissingError` when the package is not there."""
        if find_spec("espeakng_loader") is None:
            raise VoiceMissingError("朗读没有安装 (no voice is installed): pip install 'yuxiaozhi[voice]'")
        import espeakng_loader  # pyright: ignore[reportMissingImports]

        places = (espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
        # -I: neither the folder nor the environment decides what is imported
        self._command = [sys.executable, "-I", str(PROGRAM), *places, voice]
        self._pace = words_a_minute
        # the one used last goes first: a quiet service keeps one process
        self._free: LifoQueue[_Process | None] = LifoQueue()
        for _ in range(AT_ONCE):
            self._free.put(None)

    def speak(self, text: str, slow: bool = False) -> bytes:
        """16-bit mono WAV at 22,050 Hz. Raises `VoiceFailedError`."""
        try:
            process = self._free.get(timeout=SECONDS)
        except Empty as error:
            raise VoiceFailedError("too many texts wait to be spoken") from error
        alive: _Process | None = None
        try:
            if process is None or process.fallen:
                process = _Process(self._command)
            sound = process.speak(text, round(self._pace * (SLOWER if slow else 1)))
            alive = process
        finally:
            self._free.put(alive)
        return sound


class _Process:
    """Ends with whoever holds it, and with this program whichever way that ends: its input is then closed."""

    def __init__(self, command: list[str]) -> None:
        self._running = subprocess.Popen(  # noqa: S603 (our own program; texts go in by its standard input)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._end = weakref.finalize(self, _end, self._running)

    @property
    def fallen(self) -> bool:
        return self._running.poll() is not None

    def speak(self, text: str, words_a_minute: int) -> bytes:
        """Raises `VoiceFailedError`, after which it is to be thrown away."""
        asked, given = self._running.stdin, self._running.stdout
        assert asked
        assert given
        late = Timer(SECONDS, self._running.kill)
        late.start()
        try:
            words = text.encode().replace(b"\0", b"")
            asked.write(struct.pack("<II", words_a_minute, len(words)) + words)
            asked.flush()
            header = given.read(4)
            sound = given.read(struct.unpack("<I", header)[0]) if len(header) == 4 else b""
        except OSError as error:
            self._end()
            raise VoiceFailedError("espeak-ng has fallen") from error
        finally:
            late.cancel()
        if not sound.startswith(b"RIFF"):
            self._end()
            raise VoiceFailedError("espeak-ng gave no sound, or not in time")
        return sound


def _end(running: subprocess.Popen[bytes]) -> None:
    running.kill()
    running.wait()
    for pipe in (running.stdin, running.stdout):
        if pipe:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was not taken any more
