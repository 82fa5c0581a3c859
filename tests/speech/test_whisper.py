"""The recogniser without its weights: it says what is missing, and makes transcripts of what is found."""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from speech.errors import RecogniserMissingError, TooLongError, UnreadableAudioError
from speech.recogniser import Recogniser, Segment, Transcript
from speech.sound import is_sound
from speech.whisper import MODEL_FILES, WhisperRecogniser

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "


class FakeFFmpegError(Exception):
    pass


@dataclass
class Found:
    start: float
    end: float
    text: str
    avg_logprob: float


class FakeModel:
    found: tuple[Found, ...] = (
        Found(0.0, 3.0, " 身份证丢了", 0.0),
        Found(3.0, 4.0, "啷个办 ", -0.6931471805599453),
    )

    def __init__(self, folder: str, **_: Any) -> None:
        assert Path(folder).is_dir(), "a name instead of a folder would be downloaded"

    def transcribe(self, samples: list[float], **options: Any) -> tuple[Any, Any]:
        assert options["vad_filter"], "Whisper invents sentences in silence"
        return iter(self.found), SimpleNamespace(language=options["language"])


def decode(audio: BytesIO) -> list[float]:
    match audio.read()[len(WAV) :]:
        case b"damaged":
            raise FakeFFmpegError
        case b"pictures only":
            raise IndexError("tuple index out of range")
        case b"empty":
            return []
        case _:
            return [0.0] * 16_000


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    for name in MODEL_FILES:
        (tmp_path / name).touch()
    return tmp_path


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    whisper, av, errors = ModuleType("faster_whisper"), ModuleType("av"), ModuleType("av.error")
    whisper.WhisperModel, whisper.decode_audio, errors.FFmpegError = FakeModel, decode, FakeFFmpegError  # type: ignore[attr-defined]
    for name, module in (("faster_whisper", whisper), ("av", av), ("av.error", errors)):
        monkeypatch.setitem(sys.modules, name, module)


def test_without_the_package_it_says_what_to_install(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("av", "av.error", "faster_whisper"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(RecogniserMissingError, match="pip install"):
        WhisperRecogniser(model_folder)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", MODEL_FILES)
def test_without_a_file_of_the_model_it_says_what_to_put_where(model_folder: Path, name: str) -> None:
    (model_folder / name).unlink()
    with pytest.raises(RecogniserMissingError, match=name) as raised:
        WhisperRecogniser(model_folder)
    assert str(model_folder) in str(raised.value)


@pytest.mark.usefixtures("engine")
def test_what_the_engine_finds_becomes_a_transcript(model_folder: Path) -> None:
    recogniser: Recogniser = WhisperRecogniser(model_folder)
    transcript = recogniser.transcribe(WAV)
    assert (transcript.text, transcript.language) == ("身份证丢了啷个办", "zh")
    assert [segment.confidence for segment in transcript.segments] == pytest.approx([1.0, 0.5])
    assert transcript.confidence == pytest.approx(0.875)


@pytest.mark.usefixtures("engine")
def test_a_recording_without_sound_is_an_empty_transcript(model_folder: Path) -> None:
    assert WhisperRecogniser(model_folder).transcribe(WAV + b"empty") == Transcript("", (), "zh", 0.0)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("audio", [b"", b"hello", WAV + b"damaged", WAV + b"pictures only"])
def test_bytes_that_are_no_sound_are_refused(model_folder: Path, audio: bytes) -> None:
    with pytest.raises(UnreadableAudioError):
        WhisperRecogniser(model_folder).transcribe(audio)


@pytest.mark.parametrize(
    "data",
    [b"ffconcat version 1.0\nfile /etc/passwd\n", b"#EXTM3U\nhttp://127.0.0.1/\n", b"", b"\xff", b"%PDF-1.7"],
)
def test_playlists_and_other_files_never_reach_the_decoder(data: bytes) -> None:
    """A playlist would make FFmpeg open what it names."""
    assert not is_sound(data)


@pytest.mark.parametrize(
    "data", [WAV, b"OggS\0", b"\x1aE\xdf\xa3\x01", b"\0\0\0\x1cftypisom", b"\xff\xfb\x90"]
)
def test_what_browsers_and_phones_record_is_let_through(data: bytes) -> None:
    assert is_sound(data)


def test_confidence_weighs_segments_by_their_length() -> None:
    segments = (Segment(0, 1, "好", 1.0), Segment(1, 4, "的", 0.6))
    assert Transcript.of(segments, "zh").confidence == pytest.approx(0.7)


@pytest.mark.usefixtures("engine")
def test_a_recording_beyond_the_longest_is_refused(model_folder: Path) -> None:
    assert WhisperRecogniser(model_folder, longest=1).transcribe(WAV).text
    with pytest.raises(TooLongError):
        WhisperRecogniser(model_folder, longest=0.5).transcribe(WAV)
