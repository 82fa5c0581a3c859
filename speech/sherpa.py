"""Speech to text with sherpa-onnx (SenseVoice, Paraformer, streaming zipformer); only this file touches it.

Never downloads anything. A model that is damaged or of another kind makes the C++ library end the whole
process, so `engines.engine` loads it in a process of its own first.
"""

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from speech.errors import RecogniserFailedError, RecogniserMissingError
from speech.pcm import HERTZ, Samples, seconds
from speech.recogniser import NO_HINTS, NOTHING, Hints, Segment, Transcript

Kind = Literal["sense_voice", "paraformer", "zipformer"]
Decoded = tuple[str, list[float]]
"""words, and the log-probability of each of them where the engine tells it"""

PARTS = ("encoder", "decoder", "joiner")
SHORTEST = HERTZ // 2
"""Samples; what is shorter is lengthened by silence: fewer than seven frames stack into none."""
TAIL = HERTZ * 2 // 3
"""Silence after the end, without which a streaming model keeps the last word to itself."""
MOST_HOTWORDS = 200
PACE = (0.5, 10.0)
"""Characters a second at which people speak: one drawn-out 是 with the quiet around it, or in great haste."""
AT_PACE, OFF_PACE = 0.7, 0.35
"""Confidence where the engine tells none: words at the pace of speech, or not."""


class SherpaRecogniser:
    """`SherpaRecogniser(Path("/models/sense-voice-int8"))`; loading takes seconds: make one and keep it."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Raises `RecogniserMissingError` when the package or a file of the model is not there."""
        kind = kind_of(folder)
        try:
            import sherpa_onnx  # pyright: ignore[reportMissingImports]
        except ModuleNotFoundError as error:
            raise RecogniserMissingError(
                "sherpa-onnx is not installed: pip install 'yuxiaozhi[speech]'"
            ) from error
        options = {
            "tokens": str(folder / "tokens.txt"),
            "num_threads": threads or min(4, os.cpu_count() or 1),
        }
        self._decode: Callable[[Samples, Hints], Decoded]
        if kind == "zipformer":
            self._decode = _Streaming(sherpa_onnx, folder, options).decode
        else:
            self._decode = _Whole(sherpa_onnx, kind, _model(folder), options).decode
        self._decode(
            np.zeros(HERTZ, np.float32), NO_HINTS
        )  # the first time takes longer, and shows what fails

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        """Hotwords are taken by zipformer alone."""
        if not len(samples):
            return NOTHING
        lasts = seconds(samples)
        padded = np.pad(samples, (0, max(0, SHORTEST - len(samples)))).astype(np.float32)
        try:
            text, told = self._decode(padded, hints)
        except (
            RuntimeError,
            IndexError,
            UnicodeDecodeError,
        ) as error:  # what its C++ throws, as Python has it
            raise RecogniserFailedError("sherpa-onnx could not decode this stretch") from error
        text = text.strip()
        if not text:
            return NOTHING
        confidence = math.exp(min(0.0, sum(told) / len(told))) if told else by_pace(text, lasts)
        return Transcript.of((Segment(0.0, lasts, text, confidence),), "zh")


def by_pace(text: str, lasts: float) -> float:
    """What stands in for a confidence: SenseVoice and Paraformer tell the words alone (sherpa-onnx 2.0 leaves
    their `ys_log_probs` empty), and words that are too many or too few for their time are seldom right."""
    spoken = sum(sign.isalnum() for sign in text)
    return AT_PACE if PACE[0] <= spoken / max(lasts, 0.1) <= PACE[1] else OFF_PACE


def kind_of(folder: Path) -> Kind:
    """Told by the files. Raises `RecogniserMissingError` naming what is missing."""
    tokens = folder / "tokens.txt"
    if not tokens.is_file():
        raise _incomplete(folder, "tokens.txt")
    found = [part for part in PARTS if any(folder.glob(f"{part}*.onnx"))]
    if found:
        missing = [f"{part}*.onnx" for part in PARTS if part not in found]
        if missing:
            raise _incomplete(folder, ", ".join(missing))
        return "zipformer"
    _model(folder)
    # SenseVoice says first which language it heard; these words are in its vocabulary and in no other's.
    return "sense_voice" if "<|zh|>" in _symbols(folder) else "paraformer"


def _model(folder: Path, part: str = "model", small: bool = True) -> Path:
    """The quantised file of a part where there is one and `small` is wanted."""
    found = sorted(
        folder.glob(f"{part}*.onnx"), key=lambda path: (path.name.endswith(".int8.onnx") != small, path)
    )
    if not found:
        raise _incomplete(folder, "model.int8.onnx or model.onnx")
    return found[0]


def _symbols(folder: Path) -> frozenset[str]:
    lines = (folder / "tokens.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(line.rsplit(maxsplit=1)[0] for line in lines if line.strip())


def _incomplete(folder: Path, missing: str) -> RecogniserMissingError:
    return RecogniserMissingError(
        f"the speech model is incomplete: put {missing} of a sherpa-onnx model into {folder}"
        " (`yuxiaozhi models fetch sense-voice-int8` gets one)"
    )


class _Whole:
    """SenseVoice and Paraformer hear a stretch as a whole. Numbers stay as said: `mending` writes them."""

    def __init__(self, library: Any, kind: Kind, model: Path, options: dict[str, Any]) -> None:
        recogniser = library.OfflineRecognizer
        self._recogniser: Any = (
            recogniser.from_sense_voice(model=str(model), language="zh", use_itn=False, **options)
            if kind == "sense_voice"
            else recogniser.from_paraformer(paraformer=str(model), **options)
        )

    def decode(self, samples: Samples, hints: Hints) -> Decoded:
        stream = self._recogniser.create_stream()
        stream.accept_waveform(HERTZ, samples)
        self._recogniser.decode_stream(stream)
        return stream.result.text, list(stream.result.ys_log_probs)


class _Streaming:
    """A zipformer transducer. Here it hears a stretch that has ended; a stream an utterance."""

    def __init__(self, library: Any, folder: Path, options: dict[str, Any]) -> None:
        self._symbols = _symbols(folder)
        self._recogniser: Any = library.OnlineRecognizer.from_transducer(
            encoder=str(_model(folder, "encoder")),
            # A quantised decoder gains nothing: it is the smallest part.
            decoder=str(_model(folder, "decoder", small=False)),
            joiner=str(_model(folder, "joiner")),
            decoding_method="modified_beam_search",
            modeling_unit="cjkchar",
            # Probabilities as they are; the default halves the logits.
            temperature_scale=1.0,
            **options,
        )

    def decode(self, samples: Samples, hints: Hints) -> Decoded:
        stream = self._recogniser.create_stream("/".join(self._known(hints.hotwords)))
        stream.accept_waveform(HERTZ, samples)
        stream.accept_waveform(HERTZ, np.zeros(TAIL, np.float32))
        stream.input_finished()
        while self._recogniser.is_ready(stream):
            self._recogniser.decode_stream(stream)
        result = self._recogniser.get_result_all(stream)
        return result.text, list(result.ys_probs)

    def _known(self, words: tuple[str, ...]) -> list[str]:
        """Those whose every character the model can write; none of a model that writes in syllable pieces."""
        return [word for word in words if word and self._symbols.issuperset(word)][:MOST_HOTWORDS]
