"""Sound files and streams to samples with PyAV; the only file that touches it.

FFmpeg is given one demuxer by the first bytes, and only codecs that recordings are made with: it never
guesses, and meets no playlist and no picture.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np

from speech.errors import RecogniserMissingError, TooLongError, UnreadableAudioError
from speech.pcm import HERTZ, Samples, from_pcm16, to_pcm16
from speech.sound import honest, kind_of

UNREADABLE = "这段录音打不开，请重新录一次 (the recording can't be decoded; record it again)"
MISSING = "声音解码没有安装 (sound can't be decoded): pip install 'yuxiaozhi[speech]'"
CODECS = (
    "opus,libopus,vorbis,aac,aac_fixed,alac,flac,mp3,mp3float,mp2,amrnb,amrwb,libopencore_amrnb,gsm,gsm_ms,"
    "adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,adpcm_g722,pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,"
    "pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be"
)
SLOWEST, FASTEST, MOST_CHANNELS = 4_000, 192_000, 8
"""What no recording goes beyond. A file that claims 1 Hz would make hours of each second it holds."""
PACKETS = 500
"""a second; Opus has 400 at most. A file of packets of one sample each would keep a core busy for minutes."""
PADDING = 0.1
"""seconds that an encoder adds to what was meant to last the longest"""
NO_LIMIT = float("inf")
BLOCK = 1024
"""samples that are resampled at once"""


def decode(data: bytes, longest: float | None = None) -> Samples:
    """One channel at 16 kHz of any container that browsers and telephones record.

    What comes before damage is kept. Decoding stops as soon as `longest` seconds are passed. Raises
    `UnreadableAudioError` (for what holds no sound, too), `TooLongError`; without PyAV
    `RecogniserMissingError`.
    """
    av, kind = library(), kind_of(data)
    if kind is None or not honest(data, kind):
        raise UnreadableAudioError(UNREADABLE)
    most = NO_LIMIT if longest is None else longest + PADDING
    parts: list[Samples] = []
    length = 0
    try:
        for part in _parts(av, data, kind, most):
            parts.append(part)
            length += len(part)
            if length > most * HERTZ:
                raise TooLongError(f"录音太长，请控制在 {longest:g} 秒以内 (the recording is too long)")
    except (av.error.FFmpegError, ValueError, OverflowError) as error:
        if not parts:
            raise UnreadableAudioError(UNREADABLE) from error
    if not parts:
        raise UnreadableAudioError(UNREADABLE)
    return np.concatenate(parts)


class Resampler:
    """A stream of 16-bit samples from one rate to another; remembers what lies between two pieces."""

    def __init__(self, source: int, target: int) -> None:
        """Rates in Hz. Raises `RecogniserMissingError` when PyAV is not there."""
        self._source, self._same, self._half = source, source == target, b""
        self._av: Any = None if self._same else library()
        self._resampler: Any = None if self._same else _to(self._av, "s16", target)

    def feed(self, pcm16: bytes) -> bytes:
        """Gives what is ready of it; half a sample at the end waits for its other half."""
        pcm16 = self._half + pcm16
        whole = len(pcm16) // 2 * 2
        pcm16, self._half = pcm16[:whole], pcm16[whole:]
        if self._same or not pcm16:
            return pcm16
        samples = np.frombuffer(pcm16, "<i2").reshape(1, -1)
        frame = self._av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = self._source
        return _bytes(self._resampler.resample(frame))

    def flush(self) -> bytes:
        """The last few samples; nothing may be fed afterwards."""
        return b"" if self._same else _bytes(self._resampler.resample(None))


def resampled(samples: Samples, source: int, target: int) -> Samples:
    """A whole sound at another rate, of about the same length in seconds."""
    if source == target or not len(samples):
        return samples
    resampler = Resampler(source, target)
    return from_pcm16(resampler.feed(to_pcm16(samples)) + resampler.flush())


def library() -> Any:
    """PyAV. Raises `RecogniserMissingError`."""
    try:
        import av  # pyright: ignore[reportMissingImports]
    except ModuleNotFoundError as error:
        raise RecogniserMissingError(MISSING) from error
    return av


def _parts(av: Any, data: bytes, kind: str, most: float) -> Iterator[Samples]:
    options = {"codec_whitelist": CODECS, "protocol_whitelist": "none"}
    opened = av.open(BytesIO(data), format=kind, container_options=options, metadata_errors="replace")
    with opened as container:
        if not container.streams.audio:
            raise UnreadableAudioError(UNREADABLE)
        stream = container.streams.audio[0]
        resampler, waiting, first = _to(av, "flt", HERTZ), av.AudioFifo(), None
        for number, packet in enumerate(_packets(av, container, stream)):
            if number > most * PACKETS:
                raise UnreadableAudioError(UNREADABLE)
            for frame in _frames(av, packet):
                shape = (frame.sample_rate, frame.format.name, frame.layout.name)
                first = first or _sane(shape, frame.layout.nb_channels)
                if shape == first:  # damage can look like another rate
                    frame.pts = None  # times of damaged files run backwards
                    waiting.write(frame)
            if waiting.samples >= BLOCK:
                yield from _floats(resampler.resample(waiting.read()))
        if waiting.samples:
            yield from _floats(resampler.resample(waiting.read()))
        yield from _floats(resampler.resample(None))


def _packets(av: Any, container: Any, stream: Any) -> Iterator[Any]:
    """Until the end or the damage after which nothing is found."""
    try:
        yield from container.demux(stream)
    except av.error.InvalidDataError:
        return


def _frames(av: Any, packet: Any) -> list[Any]:
    """A damaged packet is a gap, not the end."""
    try:
        return packet.decode()
    except av.error.InvalidDataError:
        return []


def _sane(shape: tuple[int, str, str], channels: int) -> tuple[int, str, str]:
    if not (SLOWEST <= shape[0] <= FASTEST and 1 <= channels <= MOST_CHANNELS):
        raise UnreadableAudioError(UNREADABLE)
    return shape


def _to(av: Any, form: str, hertz: int) -> Any:
    return av.AudioResampler(format=form, layout="mono", rate=hertz)


def _floats(frames: list[Any]) -> Iterator[Samples]:
    """Files of floats may hold anything, infinity too."""
    for frame in frames:
        samples = np.nan_to_num(frame.to_ndarray().reshape(-1), nan=0.0, posinf=1.0, neginf=-1.0)
        yield np.clip(samples, -1.0, 1.0).astype(np.float32)


def _bytes(frames: list[Any]) -> bytes:
    return b"".join(frame.to_ndarray().astype("<i2").tobytes() for frame in frames)
