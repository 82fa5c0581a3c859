"""espeak-ng, text after text: `python -I espeak_process.py LIBRARY DATA VOICE`.

On standard input, again and again: words a minute and length as two 32-bit numbers, then the text in UTF-8.
On standard output for each: length, then a WAV. It ends with its input. A process of its own, that imports
nothing of ours: espeak-ng is a C library under GPL-3 with its state in globals, so it is met over pipes only;
when it falls, one text goes unread.
"""

import ctypes
import io
import struct
import sys
import wave

SYNCHRONOUS = 2
UTF8 = 1
RATE = 1
"""espeakRATE, words a minute"""
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Espeak:
    def __init__(self, library: str, data: str, voice: str) -> None:
        """Raises `OSError` when the library or the voice is not there."""
        self._espeak = ctypes.CDLL(library)
        self._samples: list[bytes] = []
        self._hertz = self._espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), 0)
        if self._hertz <= 0 or self._espeak.espeak_SetVoiceByName(voice.encode()) != 0:
            raise OSError(f"no voice {voice!r} in {data}")
        self._keep = Callback(self._take)  # held as long as the library may call it
        self._espeak.espeak_SetSynthCallback(self._keep)

    def speak(self, text: bytes, speed: int) -> bytes:
        """16-bit mono WAV. Raises `OSError` when the library refuses."""
        self._samples.clear()
        self._espeak.espeak_SetParameter(RATE, speed, 0)
        if self._espeak.espeak_Synth(text, len(text) + 1, 0, 0, 0, UTF8, None, None) != 0:
            raise OSError("espeak-ng refused the text")
        sound = io.BytesIO()
        with wave.open(sound, "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(self._hertz)
            written.writeframes(b"".join(self._samples))
        return sound.getvalue()

    def _take(self, part: int | None, count: int, _events: int | None) -> int:
        if part and count > 0:
            self._samples.append(ctypes.string_at(part, count * 2))
        return 0


def main(library: str, data: str, voice: str) -> None:
    espeak, asked, given = Espeak(library, data, voice), sys.stdin.buffer, sys.stdout.buffer
    while header := asked.read(8):
        speed, length = struct.unpack("<II", header)
        sound = espeak.speak(asked.read(length), speed)
        given.write(struct.pack("<I", len(sound)) + sound)
        given.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
