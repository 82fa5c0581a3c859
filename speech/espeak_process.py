"""One text spoken by espeak-ng: `python -I espeak_process.py LIBRARY DATA VOICE SPEED`.

Text in UTF-8 on standard input, WAV on standard output. A process of its own, that imports nothing of
ours: espeak-ng is a C library under GPL-3 with its state in globals, so it is met over pipes only; when it
falls, one text goes unread.
"""

import ctypes
import io
import sys
import wave

SYNCHRONOUS = 2
UTF8 = 1
RATE = 1
"""espeakRATE, words a minute"""
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def speak(library: str, data: str, voice: str, speed: int, text: bytes) -> bytes:
    """16-bit mono WAV; empty when there is nothing to say. Raises `OSError` when the library refuses."""
    espeak = ctypes.CDLL(library)
    samples: list[bytes] = []

    def take(part: int | None, count: int, _events: int | None) -> int:
        if part and count > 0:
            samples.append(ctypes.string_at(part, count * 2))
        return 0

    hertz = espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), 0)
    if hertz <= 0 or espeak.espeak_SetVoiceByName(voice.encode()) != 0:
        raise OSError(f"no voice {voice!r} in {data}")
    espeak.espeak_SetParameter(RATE, speed, 0)
    keep = Callback(take)  # held until the end: the library calls it
    espeak.espeak_SetSynthCallback(keep)
    if espeak.espeak_Synth(text, len(text) + 1, 0, 0, 0, UTF8, None, None) != 0:
        raise OSError("espeak-ng refused the text")
    sound = io.BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(hertz)
        written.writeframes(b"".join(samples))
    return sound.getvalue()


if __name__ == "__main__":
    _, library_path, data_path, voice_name, words_a_minute = sys.argv
    spoken = speak(library_path, data_path, voice_name, int(words_a_minute), sys.stdin.buffer.read())
    sys.stdout.buffer.write(spoken)
