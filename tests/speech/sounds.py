"""Sounds for the tests: containers as browsers and telephones make them, and what is no speech."""

import io
import wave
from pathlib import Path

import av
import numpy as np

from speech.pcm import HERTZ, Samples, from_pcm16, to_pcm16
from speech.recogniser import NO_HINTS, Hints, Segment, Transcript

CLIPS = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
CONTAINERS = {
    "webm": ("webm", "libopus", 48_000),
    "ogg": ("ogg", "libopus", 48_000),
    "m4a": ("ipod", "aac", 44_100),
    "mp4": ("mp4", "aac", 48_000),
    "3gp": ("3gp", "aac", 44_100),
    "aac": ("adts", "aac", 44_100),
    "mp3": ("mp3", "libmp3lame", 44_100),
    "flac": ("flac", "flac", 16_000),
    "caf": ("caf", "pcm_s16be", 16_000),
    "aiff": ("aiff", "pcm_s16be", 22_050),
    "alac": ("mov", "alac", 44_100),
    "amr": ("amr", "libopencore_amrnb", 8_000),
    "wav": ("wav", "pcm_s16le", 16_000),
    "wav of floats": ("wav", "pcm_f32le", 48_000),
    "wav in μ-law": ("wav", "pcm_mulaw", 8_000),
    "wav in A-law": ("wav", "pcm_alaw", 8_000),
}


STREAMED = {
    "webm": ("webm", "libopus", 48_000, {"live": "1"}),
    "mp4 of Safari": ("mp4", "aac", 48_000, {"movflags": "frag_keyframe+empty_moov+default_base_moof"}),
    "mp4 of Chrome": ("mp4", "libopus", 48_000, {"movflags": "frag_every_frame+empty_moov"}),
    "wav": ("wav", "pcm_s16le", 16_000, {}),
}


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def streamed(samples: Samples, name: str) -> bytes:
    """A file of `STREAMED`: as recorders write that can't go back to fill in lengths."""
    form, codec, hertz, options = STREAMED[name]
    return _written(_Pipe(), samples, (form, codec, hertz), options)


def encoded(samples: Samples, container: str) -> bytes:
    """A file of `CONTAINERS`."""
    return _written(io.BytesIO(), samples, CONTAINERS[container], {})


def _written(
    file: io.BytesIO, samples: Samples, kind: tuple[str, str, int], options: dict[str, str]
) -> bytes:
    form, codec, hertz = kind
    with av.open(file, "w", format=form, options=options) as written:
        stream = written.add_stream(codec, rate=hertz, layout="mono")
        resampler = av.AudioResampler(
            format=stream.format.name,
            layout="mono",
            rate=hertz,
            frame_size=stream.codec_context.frame_size or 0,
        )
        whole = np.frombuffer(to_pcm16(samples), "<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.sample_rate = HERTZ
        for part in [*resampler.resample(frame), *resampler.resample(None), None]:
            written.mux(stream.encode(part))
    return file.getvalue()


def wav(samples: bytes, hertz: int = HERTZ, channels: int = 1) -> bytes:
    """Of 16-bit samples."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(hertz)
        written.writeframes(samples)
    return sound.getvalue()


def samples_of(sound: bytes) -> Samples:
    """Of a plain WAV, at its own rate."""
    with wave.open(io.BytesIO(sound)) as read:
        return from_pcm16(read.readframes(read.getnframes()))


def silence(length: float) -> Samples:
    return np.zeros(round(length * HERTZ), np.float32)


def tone(*hertz: float, length: float = 1.0) -> Samples:
    at = np.arange(round(length * HERTZ)) / HERTZ
    return (sum(np.sin(2 * np.pi * one * at) for one in hertz) / len(hertz) * 0.4).astype(np.float32)


def unspoken() -> dict[str, Samples]:
    """Four seconds of each of what a line carries when nobody speaks; seeded."""
    dice = np.random.default_rng(8)
    at = np.arange(4 * HERTZ) / HERTZ
    white = dice.standard_normal(len(at))
    spectrum, bins = np.fft.rfft(white), np.fft.rfftfreq(len(at), 1 / HERTZ)
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(bins, 1.0)), len(at))
    pink = pink / np.abs(pink).max() * 0.5
    keys = [tone(697 + 70 * n, 1209 + 60 * n, length=0.1) for n in range(10)]
    notes = [_plucked(f) for f in (262, 294, 330, 349, 392, 440, 494, 523) * 2]
    sounds = {
        "silence": np.zeros(len(at)),
        "white noise": white * 0.1,
        "pink noise": pink,
        "noise that swells as syllables do": pink * (1 + np.sin(2 * np.pi * 4 * at)) / 2,
        "brown noise": np.cumsum(dice.standard_normal(len(at))) / 400,
        "mains hum": tone(50, 100, 150, length=4.0),
        "ring-back": tone(450, length=4.0) * (at % 5 < 1),
        "dial tone": tone(450, length=4.0),
        "keys": np.tile(np.concatenate([np.concatenate([key, silence(0.1)]) for key in keys]), 2),
        "a chord": tone(261.6, 329.6, 392.0, length=4.0),
        "a melody": np.concatenate(notes),
        "clicks": (dice.random(len(at)) < 0.0005) * 0.8,
    }
    return {name: np.clip(sound, -1, 1).astype(np.float32) for name, sound in sounds.items()}


def _plucked(hertz: float) -> Samples:
    at = np.arange(round(0.25 * HERTZ)) / HERTZ
    return (
        np.sum([np.sin(2 * np.pi * hertz * n * at) / n for n in range(1, 8)], axis=0) * np.exp(-3 * at) * 0.2
    )


class Lengths:
    """A recogniser that tells how long each stretch is, in seconds."""

    def __init__(self, text: str = "") -> None:
        self.text, self.heard = text, list[Samples]()
        self.hints = list[Hints]()

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        self.heard.append(samples)
        self.hints.append(hints)
        seconds = len(samples) / HERTZ
        return Transcript.of((Segment(0.0, seconds, self.text or f"〈{seconds:.0f}〉", 0.9),), "zh")
