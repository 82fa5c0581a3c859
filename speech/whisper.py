"""Speech to text with faster-whisper; the only file that touches it. Never downloads anything."""

import math
from pathlib import Path
from typing import Any

from speech.errors import RecogniserFailedError, RecogniserMissingError
from speech.pcm import Samples
from speech.recogniser import NO_HINTS, NOTHING, Hints, Segment, Transcript

MODEL_FILES = ("model.bin", "config.json", "tokenizer.json")
"""Without its own tokenizer.json faster-whisper would fetch one from the network."""

AGAINST_INVENTION = {
    # A sentence carried over from the stretch before makes loops of itself.
    "condition_on_previous_text": False,
    # Probably nobody speaks, and the words are unsure: nothing is said then.
    "no_speech_threshold": 0.6,
    "log_prob_threshold": -1.0,
    # "谢谢谢谢谢谢": text that compresses that well is tried once more, less surely, and once only.
    "compression_ratio_threshold": 2.4,
    "temperature": (0.0, 0.4),
}
"""Whisper makes up sentences where it hears none; long silence was cut out before (`hearing`)."""
HINT_CHARACTERS = 150
"""Prompt and hotwords together: they share the 448 tokens of a decoding with what is said, and a rare
character takes two or three."""


class WhisperRecogniser:
    """`WhisperRecogniser(Path("/models/whisper-small"))`; loading takes seconds: make one and keep it."""

    def __init__(self, model_folder: Path, language: str = "zh") -> None:
        """Raises `RecogniserMissingError` when the package or a file of the model is not there."""
        missing = [name for name in MODEL_FILES if not (model_folder / name).is_file()]
        if missing:
            raise RecogniserMissingError(
                f"the speech model is incomplete: put {', '.join(missing)} of a CTranslate2 Whisper model"
                f" into {model_folder} (`yuxiaozhi models fetch whisper-small` gets one)"
            )
        try:
            from faster_whisper import WhisperModel  # pyright: ignore[reportMissingImports]
        except ModuleNotFoundError as error:
            raise RecogniserMissingError(
                "faster-whisper is not installed: pip install 'yuxiaozhi[speech]'"
            ) from error
        self._language = language
        self._model: Any = WhisperModel(str(model_folder), device="cpu", compute_type="int8")

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        """Confidence of a segment is the mean probability of its words (geometric)."""
        if not len(samples):
            return NOTHING
        prompt = hints.prompt[:HINT_CHARACTERS]
        try:
            found, info = self._model.transcribe(
                samples,
                language=self._language,
                vad_filter=False,
                initial_prompt=prompt or None,
                hotwords=_listed(hints.hotwords, prompt) or None,
                **AGAINST_INVENTION,
            )
            segments = tuple(_segment(one) for one in found)  # decoded here: it is a generator
        except (RuntimeError, IndexError) as error:  # what CTranslate2 throws, as Python has it
            raise RecogniserFailedError("faster-whisper could not decode this stretch") from error
        return Transcript.of(tuple(one for one in segments if one.text), info.language)


def _listed(words: tuple[str, ...], prompt: str) -> str:
    """The first that the prompt leaves room for and does not name, as people list things."""
    listed = ""
    for word in words:
        if word in prompt:
            continue
        longer = f"{listed}、{word}" if listed else word
        if len(prompt) + len(longer) > HINT_CHARACTERS:
            break
        listed = longer
    return listed


def _segment(found: Any) -> Segment:
    return Segment(found.start, found.end, found.text.strip(), math.exp(min(0.0, found.avg_logprob)))
