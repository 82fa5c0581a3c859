"""Speech to text with faster-whisper; the only file that touches it. Never downloads anything."""

import math
from io import BytesIO
from pathlib import Path
from typing import Any

from speech.errors import RecogniserMissingError, TooLongError, UnreadableAudioError
from speech.recogniser import Segment, Transcript
from speech.sound import is_sound

MODEL_FILES = ("model.bin", "config.json", "tokenizer.json")
"""Without its own tokenizer.json faster-whisper would fetch one from the network."""

HERTZ = 16_000
"""as faster-whisper decodes"""

UNREADABLE = "这段录音打不开，请重新录一次 (the recording can't be decoded; record it again)"


class WhisperRecogniser:
    """`WhisperRecogniser(Path("/models/whisper-small"))`; loading takes seconds: make one and keep it."""

    def __init__(self, model_folder: Path, language: str = "zh", longest: float | None = None) -> None:
        """`longest` in seconds, None is any length. Raises `RecogniserMissingError` when the package or a
        file of the model is not there."""
        missing = [name for name in MODEL_FILES if not (model_folder / name).is_file()]
        if missing:
            raise RecogniserMissingError(
                f"语音模型不完整 (speech model incomplete): put {', '.join(missing)} of a CTranslate2 Whisper"
                f" model, such as Systran/faster-whisper-small, into {model_folder}"
            )
        try:
            from av.error import FFmpegError  # pyright: ignore[reportMissingImports]
            from faster_whisper import WhisperModel, decode_audio  # pyright: ignore[reportMissingImports]
        except ModuleNotFoundError as error:
            raise RecogniserMissingError(
                "语音识别没有安装 (speech recognition is missing): pip install 'yuxiaozhi[speech]'"
            ) from error
        self._language, self._longest = language, longest
        self._decode: Any = decode_audio
        # IndexError is what PyAV raises for a file that carries pictures only.
        self._undecodable: tuple[type[Exception], ...] = (FFmpegError, IndexError)
        self._model: Any = WhisperModel(str(model_folder), device="cpu", compute_type="int8")

    def transcribe(self, audio: bytes) -> Transcript:
        """Silence is cut out first, since Whisper invents sentences for it.

        Raises `UnreadableAudioError` and `TooLongError`.
        """
        samples = self._samples(audio)
        if self._longest is not None and len(samples) > self._longest * HERTZ:
            raise TooLongError(f"录音太长，请控制在 {self._longest:g} 秒以内 (the recording is too long)")
        if not len(samples):
            return Transcript.of((), self._language)
        found, info = self._model.transcribe(
            samples, language=self._language, vad_filter=True, condition_on_previous_text=False
        )
        return Transcript.of(tuple(_segment(one) for one in found), info.language)

    def _samples(self, audio: bytes) -> Any:
        if not is_sound(audio):
            raise UnreadableAudioError(UNREADABLE)
        try:
            return self._decode(BytesIO(audio))
        except self._undecodable as error:
            raise UnreadableAudioError(UNREADABLE) from error


def _segment(found: Any) -> Segment:
    return Segment(found.start, found.end, found.text.strip(), math.exp(min(0.0, found.avg_logprob)))
