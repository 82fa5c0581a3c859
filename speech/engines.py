"""Which recogniser a service has, by name. What is wrong with it is one sentence, and people type."""

import json
import logging
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from speech.errors import RecogniserMissingError
from speech.recogniser import Recogniser
from speech.sherpa import SherpaRecogniser
from speech.whisper import WhisperRecogniser

log = logging.getLogger(__name__)

BUILT_IN = {"faster-whisper": WhisperRecogniser, "sherpa-onnx": SherpaRecogniser}
LOADING = 300.0
"""seconds; the largest model takes some ten from a slow disk"""
TRIAL = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pathlib import Path;"
    " from speech.engines import BUILT_IN; BUILT_IN[sys.argv[2]](Path(sys.argv[3]))"
)


def engine(name: str, folder: Path | None = None) -> Recogniser:
    """`faster-whisper`, `sherpa-onnx` (with the folder of a model), or `package.module:factory`.

    Raises `RecogniserMissingError` for whatever stands in the way: an unknown name, a missing package, a
    missing or damaged file.
    """
    if ":" in name:
        return _plugged_in(name)
    if name not in BUILT_IN:
        known = ", ".join(BUILT_IN)
        raise RecogniserMissingError(
            f"SPEECH_ENGINE={name} is unknown: set {known} or package.module:factory"
        )
    if folder is None:
        raise RecogniserMissingError(
            "no speech model is set: SPEECH_MODEL_DIR is its folder; `yuxiaozhi models fetch NAME` gets one"
        )
    if not folder.is_dir():
        raise RecogniserMissingError(
            f"{folder} is no folder: set SPEECH_MODEL_DIR to a speech model"
            " (`yuxiaozhi models list` tells those known)"
        )
    _tried(name, folder)
    return BUILT_IN[name](folder)


def _plugged_in(name: str) -> Recogniser:
    module, _, factory = name.partition(":")
    try:
        make = getattr(import_module(module), factory)
    except (ImportError, AttributeError, ValueError) as error:
        raise RecogniserMissingError(
            f"SPEECH_ENGINE={name} can't be loaded ({error}): check the name of module and factory"
        ) from error
    return make()


def _tried(name: str, folder: Path) -> None:
    """Loads the model in a process of its own: sherpa-onnx ends the one it is in when a file is damaged."""
    command = [sys.executable, "-c", TRIAL, json.dumps(sys.path), name, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the folder is an argument)
            command, capture_output=True, timeout=LOADING, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise RecogniserMissingError(
            f"the speech model in {folder} takes too long to load: choose a smaller one"
        ) from error
    if done.returncode == 0:
        return
    told = [line.strip() for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    reason = told[-1] if told else f"status {done.returncode}"
    own = f"{RecogniserMissingError.__module__}.{RecogniserMissingError.__qualname__}: "
    if reason.startswith(own):
        raise RecogniserMissingError(reason.removeprefix(own))
    log.warning("loading %s: %s", folder, reason[:300])
    raise RecogniserMissingError(
        f"the speech model in {folder} can't be loaded by {name}: it is damaged or of another kind;"
        " fetch it again (`yuxiaozhi models list`)"
    )
