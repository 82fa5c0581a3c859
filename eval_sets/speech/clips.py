"""Real Mandarin clips: decoding, where speech was found, and how many characters err with the weights here.

`python -m eval_sets.speech.clips [--clips FOLDER] [--models FOLDER]`; one JSON object. Without weights the
error rate says so: nothing else can stand for it.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import typer
from rapidfuzz.distance import Levenshtein

from speech import audio
from speech.engines import engine
from speech.errors import RecogniserMissingError
from speech.hearing import Hearing
from speech.models import Model, catalogue, state
from speech.pcm import HERTZ, TELEPHONE_HERTZ, Samples, seconds, to_pcm16
from speech.recogniser import NO_HINTS, NOTHING, Hints, Transcript
from speech.segmenter import Utterance

CLIPS = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
MODELS = Path(".data/models")
FRAME = 0.02
"""seconds that a line brings at once"""
NOT_MEASURED = "no weights: not measured"


class _Deaf:
    """Segmentation needs ears and no words."""

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        return NOTHING


def clips_figures(clips: Path = CLIPS, models: Path = MODELS) -> dict[str, Any]:
    """Without the clips: `{"clips": 0, "why": …}`."""
    files = sorted(clips.glob("*.wav"))
    if not files:
        return {"clips": 0, "why": f"no clips in {clips}"}
    texts = transcripts(clips)
    hearing = Hearing(_Deaf(), longest=None)
    decoded = {file.name: audio.decode(file.read_bytes()) for file in files}
    return {
        "clips": len(files),
        "segmentation": [_found(hearing, name, samples) for name, samples in decoded.items()],
        "nothing_said": {name: len(_stretches(hearing, made)) for name, made in silences().items()},
        "error_rate": _error_rates(files, texts, models) or NOT_MEASURED,
    }


def transcripts(clips: Path) -> dict[str, str]:
    """Words by file name; the long clips have none."""
    lines = (clips / "transcripts.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


def silences(lasts: float = 5.0) -> dict[str, Samples]:
    """Sound in which nobody speaks."""
    draw, count = np.random.default_rng(8), int(lasts * HERTZ)
    time = np.arange(count) / HERTZ
    beats = np.sin(2 * np.pi * 2 * time) > 0
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (262, 330, 392))
    return {
        "silence": np.zeros(count, np.float32),
        "white_noise": (draw.standard_normal(count) * 0.05).astype(np.float32),
        "hum_50_hertz": (np.sin(2 * np.pi * 50 * time) * 0.2).astype(np.float32),
        "chords": (chord * beats * 0.1).astype(np.float32),
        "clicks": np.where(draw.random(count) < 1e-4, 0.9, 0.0).astype(np.float32),
    }


def error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Characters wrong, left out or put in, to those said; `pairs` of (said, heard). Marks don't count."""
    bare = [(_bare(said), _bare(heard)) for said, heard in pairs]
    wrong = sum(Levenshtein.distance(said, heard) for said, heard in bare)
    return wrong / max(1, sum(len(said) for said, _ in bare))


def _found(hearing: Hearing, name: str, samples: Samples) -> dict[str, Any]:
    """At 16 kHz, and as a telephone passes it on."""
    wide, narrow = _stretches(hearing, samples), _stretches(hearing, samples, TELEPHONE_HERTZ)
    spoken = sum(one.end - one.start for one in wide)
    return {
        "clip": name,
        "seconds": round(seconds(samples), 2),
        "stretches": len(wide),
        "stretches_8_kilohertz": len(narrow),
        "speech_seconds": round(spoken, 2),
        "speech_seconds_8_kilohertz": round(sum(one.end - one.start for one in narrow), 2),
        "longest": round(max((one.end - one.start for one in wide), default=0.0), 2),
    }


def _stretches(hearing: Hearing, samples: Samples, hertz: int = HERTZ) -> list[Utterance]:
    listener = hearing.listen(hertz)
    if hertz != HERTZ:
        resampler = audio.Resampler(HERTZ, hertz)
        sound = resampler.feed(to_pcm16(samples)) + resampler.flush()
    else:
        sound = to_pcm16(samples)
    step = int(hertz * FRAME) * 2
    found = [one for at in range(0, len(sound), step) for one in listener.feed(sound[at : at + step])]
    return [one for one in (*found, *listener.flush()) if isinstance(one, Utterance)]


def _error_rates(files: list[Path], texts: dict[str, str], models: Path) -> dict[str, Any]:
    """By model, of those whose weights are here."""
    here = [one for one in catalogue().values() if state(one, models / one.name) == "ready"]
    return {one.name: _error_rate(one, models / one.name, files, texts) for one in here}


def _error_rate(of: Model, folder: Path, files: list[Path], texts: dict[str, str]) -> dict[str, Any]:
    """`seconds_a_second`: the median time that a second of sound takes."""
    try:
        hearing = Hearing(engine(of.engine, folder), longest=None)
    except RecogniserMissingError as missing:
        return {"why": str(missing)}
    pairs: list[tuple[str, str]] = []
    shares: list[float] = []
    for file in files:
        if file.name not in texts:
            continue
        sound, begun = file.read_bytes(), perf_counter()
        pairs.append((texts[file.name], hearing.transcribe(sound).text))
        shares.append((perf_counter() - begun) / seconds(audio.decode(sound)))
    return {
        "characters": sum(len(_bare(said)) for said, _ in pairs),
        "error_rate": round(error_rate(pairs), 4),
        "seconds_a_second": round(median(shares), 3) if shares else None,
    }


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval_sets.speech.clips")
    parser.add_argument("--clips", type=Path, default=CLIPS)
    parser.add_argument(
        "--models", type=Path, default=MODELS, help="where `yuxiaozhi models fetch` puts them"
    )
    given = parser.parse_args(words)
    typer.echo(json.dumps(clips_figures(given.clips, given.models), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
