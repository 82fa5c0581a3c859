"""Recordings of every make come out the same; damaged, endless and hostile ones end in a named error."""

import io
import struct
from importlib.util import find_spec

import av
import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from speech.audio import Resampler, decode, resampled
from speech.errors import SpeechError, TooLongError, UnreadableAudioError
from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, Samples, to_pcm16
from speech.sound import honest, kind_of
from tests.speech.sounds import CLIPS, CONTAINERS, STREAMED, encoded, silence, streamed, tone, wav

SPOKEN: Samples = np.concatenate([silence(0.2), tone(220, 900, length=0.6), silence(0.2)])
FILES = {name: encoded(SPOKEN, name) for name in CONTAINERS}


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_gives_the_same_sound(name: str) -> None:
    samples = decode(FILES[name])
    assert (samples.dtype, samples.ndim) == (np.float32, 1)
    assert len(samples) == pytest.approx(HERTZ, rel=0.08)
    # the codec of GSM telephones is not made for pure tones
    assert loudness(samples) == pytest.approx(loudness(SPOKEN), rel=0.6 if name == "amr" else 0.1)


@pytest.mark.parametrize("name", STREAMED)
def test_what_a_browser_records_piece_by_piece_is_whole(name: str) -> None:
    file = streamed(np.tile(SPOKEN, 3), name)
    assert len(decode(file)) == pytest.approx(3 * HERTZ, rel=0.02)
    assert HERTZ < len(decode(file[: len(file) * 2 // 3])) < 2.5 * HERTZ


@pytest.mark.skipif(not CLIPS.is_dir(), reason=f"no real clips in {CLIPS}")
@pytest.mark.parametrize("name", ["webm", "mp3", "amr", "wav in μ-law"])
def test_real_speech_survives_every_container(name: str) -> None:
    clip = decode((CLIPS / "wenet_BAC009S0724W0121.wav").read_bytes())
    again = decode(encoded(clip, name))
    assert len(again) == pytest.approx(len(clip), rel=0.02)
    assert loudness(again) == pytest.approx(loudness(clip), rel=0.15)


@pytest.mark.parametrize("channels", [2, 6])
def test_channels_become_one(channels: int) -> None:
    many = np.repeat(np.frombuffer(to_pcm16(SPOKEN), "<i2"), channels).tobytes()
    samples = decode(wav(many, channels=channels))
    assert len(samples) == pytest.approx(HERTZ, rel=0.01)
    assert loudness(samples) > 0.05


@pytest.mark.parametrize("name", ["webm", "mp3", "flac", "wav", "aac", "ogg"])
def test_what_comes_before_damage_is_kept(name: str) -> None:
    noise = np.random.default_rng(1).standard_normal(5 * HERTZ).astype(np.float32) * 0.1
    file = encoded(noise, name)
    cut = decode(file[: len(file) * 3 // 5])
    assert 1.5 * HERTZ < len(cut) < 4 * HERTZ
    damaged = bytearray(file)
    for at in range(len(file) * 3 // 5, len(file) * 3 // 5 + 40):
        damaged[at] ^= 0x5A
    assert len(decode(bytes(damaged))) > 1.5 * HERTZ


def test_decoding_stops_at_the_longest() -> None:
    """Minutes of silence in a small file: as soon as a second is passed, not when all is in memory."""
    long = encoded(silence(300), "flac")
    assert len(long) < 100_000
    made: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        floats = decode.__globals__["_floats"]

        def noted(frames: list[object]) -> object:
            for part in floats(frames):
                made.append(len(part))
                yield part

        patch.setitem(decode.__globals__, "_floats", noted)
        with pytest.raises(TooLongError):
            decode(long, longest=1)
    assert sum(made) < 3 * HERTZ
    assert len(decode(FILES["flac"], longest=1)) == pytest.approx(HERTZ, rel=0.01)


def wav_header(
    tag: int = 1, channels: int = 1, hertz: int = HERTZ, bits: int = 16, size: int = 2_000
) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", tag, channels, hertz, hertz * block % 2**32, block % 2**16, bits)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + size & 0xFFFFFFFF)
        + b"WAVEfmt \x10\0\0\0"
        + form
        + b"data"
        + (struct.pack("<I", size))
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"\xff", b"RIFF", b"RIFF\x24\0\0\0WAVEfmt ", b"OggS", b"\x1aE\xdf\xa3",
        b"\0\0\0\x1cftypisom", wav_header(size=0),
        wav_header(hertz=1) + b"\1\2" * 500_000, wav_header(hertz=0) + b"\1\2" * 500,
        wav_header(hertz=2**31 - 1) + b"\1\2" * 500, wav_header(channels=0) + b"\1\2" * 500,
        wav_header(channels=255) + b"\1\2" * 5_000, wav_header(tag=0x1234) + b"\1\2" * 500,
        b"fLaC" + b"\0" * 64, b"#!AMR\n" + b"\xff" * 3, b"ID3\4\0\0" + b"\x7f" * 4,
    ],
    ids=repr,
)  # fmt: skip
def test_bytes_that_are_no_sound_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableAudioError):
        decode(data, longest=90)


def test_a_header_that_promises_too_much_gives_what_there_is() -> None:
    samples = decode(wav_header(size=2**32 - 1) + to_pcm16(SPOKEN), longest=90)
    assert len(samples) == pytest.approx(HERTZ, rel=0.01)


@pytest.mark.parametrize(
    "data",
    [
        wav_header()[:36] + b"LIST" + struct.pack("<I", 2**31 + 10) + b"INFO" + bytes(2_000),
        wav_header()[:36] + b"fact" + struct.pack("<I", 2**32 - 1) + bytes(2_000),
        b"caff\0\1\0\0kuki" + struct.pack(">Q", 2**31 - 1) + bytes(2_000),
        b"FORM\0\0\1\0AIFFNAME" + struct.pack(">I", 2**31 - 1) + bytes(2_000),
    ],
    ids=["LIST", "fact", "caf", "aiff"],
)
def test_a_chunk_that_claims_gigabytes_is_refused_before_room_is_made_for_it(data: bytes) -> None:
    kind = kind_of(data)
    assert kind
    assert not honest(data, kind)
    with pytest.raises(UnreadableAudioError):
        decode(data)


def test_packets_of_one_sample_each_are_refused() -> None:
    """They would keep a core busy for minutes."""
    file = bytearray(encoded(silence(0.5), "caf"))
    file[40:44] = struct.pack(">I", 108)  # frames a packet
    decode(bytes(file), longest=90)
    with pytest.raises(UnreadableAudioError):
        decode(bytes(file), longest=1)


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1e30])
def test_numbers_that_are_no_loudness_become_one(odd: float) -> None:
    floats = SPOKEN.copy()
    floats[4_000:4_100] = odd
    data = floats.astype("<f4").tobytes()
    samples = decode(wav_header(tag=3, bits=32, size=len(data)) + data)
    assert len(samples) == len(SPOKEN)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1.0


@pytest.mark.parametrize(
    "data",
    [b"ffconcat version 1.0\nfile /etc/passwd\n", b"#EXTM3U\nhttp://127.0.0.1/\n", b"", b"\xff", b"%PDF-1.7"],
)
def test_playlists_and_other_files_never_reach_the_decoder(data: bytes) -> None:
    """A playlist would make FFmpeg open what it names."""
    assert kind_of(data) is None


def test_a_playlist_behind_a_sound_s_beginning_is_none() -> None:
    """The demuxer is named by the first bytes: FFmpeg does not guess."""
    for beginning in (b"RIFF", b"ID3", b"\xff\xfb", b"OggS"):
        with pytest.raises(UnreadableAudioError):
            decode(beginning + b"\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n")


def test_pictures_in_a_container_of_sound_are_refused() -> None:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as written:
        stream = written.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))
        written.mux([*stream.encode(frame), *stream.encode(None)])
    with pytest.raises(UnreadableAudioError):
        decode(file.getvalue())


@seed(8)
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_is_sent_is_a_sound_or_a_named_error(data: st.DataObject) -> None:
    file = bytearray(FILES[data.draw(st.sampled_from(sorted(FILES)))])
    if data.draw(st.booleans()):
        del file[data.draw(st.integers(0, len(file))) :]
    # headers are what breaks parsers: half of the changes hit them
    places = st.one_of(st.integers(0, min(200, len(file))), st.integers(0, len(file)))
    for at in data.draw(st.lists(places, max_size=12)):
        if at < len(file):
            file[at] = data.draw(st.integers(0, 255))
    file += data.draw(st.binary(max_size=64))
    try:
        samples = decode(bytes(file), longest=5)
    except SpeechError:
        return
    assert np.isfinite(samples).all()
    assert len(samples) <= 5.2 * HERTZ


@pytest.mark.parametrize(
    ("source", "target"), [(8_000, 16_000), (16_000, 8_000), (22_050, 8_000), (16_000, 16_000)]
)
def test_a_stream_changes_its_rate_without_seams(source: int, target: int) -> None:
    at = np.arange(source) / source
    sine = to_pcm16((np.sin(2 * np.pi * 440 * at) * 0.5).astype(np.float32))
    once, pieces = Resampler(source, target), Resampler(source, target)
    whole = once.feed(sine) + once.flush()
    parts = b"".join(pieces.feed(sine[at : at + 321]) for at in range(0, len(sine), 321)) + pieces.flush()
    assert len(whole) == pytest.approx(2 * target, abs=80)
    assert (
        np.abs(np.frombuffer(whole, "<i2")[: len(parts) // 2] - np.frombuffer(parts, "<i2").astype(int)).max()
        <= 2
    )


@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="no voice here")
def test_a_voice_keeps_its_length_at_another_rate() -> None:
    samples = decode(EspeakVoice().speak("您好"))
    assert len(resampled(samples, HERTZ, 8_000)) == pytest.approx(len(samples) / 2, abs=40)
