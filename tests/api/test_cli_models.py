"""`models` and what `doctor` says of speech: weights named, fetched, found, and the sentence without them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.cli import app
from api.cli.doctor import _speech
from api.settings import Settings
from speech import models
from tests.speech import tiny_onnx
from tests.speech.mirror import serving

Run = Callable[..., Result]
TINY = """
hosts: {{sherpa-onnx: {url}, huggingface: {url}}}
models:
  tiny:
    engine: sherpa-onnx
    about: one that knows ten words
    licence: Apache-2.0
    repository: some/tiny
    revision: abc
    files:
      model.int8.onnx: {{sha256: {digest}}}
      tokens.txt: {{}}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return lambda *words: CliRunner().invoke(app, list(words))


def test_a_model_is_fetched_found_and_hears(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tiny_onnx.sense_voice(tmp_path / "made")
    with serving() as mirror:
        for file in made.iterdir():
            mirror.files[f"/some/tiny/resolve/abc/{file.name}"] = file.read_bytes()
        digest = models.digest(made / "model.int8.onnx")
        (tmp_path / "models.yaml").write_text(TINY.format(url=mirror.url, digest=digest))
        known = models.catalogue(tmp_path / "models.yaml")
        monkeypatch.setattr(models, "catalogue", lambda *_: known)
        assert json.loads(run("models", "list", "--json").stdout)["models"][0]["state"] == "absent"
        fetched = run("models", "fetch", "tiny")
    assert fetched.exit_code == 0, fetched.output
    folder = tmp_path / "data" / "models" / "tiny"
    assert f"SPEECH_MODEL_DIR={folder}" in fetched.stdout
    assert "no checksum is known of tokens.txt" in fetched.stdout
    assert run("models", "list").stdout.startswith("ready ")

    finding = _speech(Settings(data_dir=tmp_path / "data"))
    assert (finding.ok, finding.needed) == (False, False)
    assert "weights in" in finding.detail
    assert f"SPEECH_ENGINE=sherpa-onnx SPEECH_MODEL_DIR={folder}" in finding.how
    chosen = Settings(data_dir=tmp_path / "data", speech_engine="sherpa-onnx", speech_model_dir=folder)
    finding = _speech(chosen)
    assert (finding.ok, finding.needed) == (True, True), finding.detail
    (folder / "model.int8.onnx").write_bytes(b"damaged")
    assert "damaged" in _speech(chosen).detail


def test_a_model_that_nobody_knows_and_a_network_that_is_not_there(run: Run) -> None:
    unknown = run("models", "fetch", "nothing")
    assert unknown.exit_code == 1
    assert "sense-voice-int8" in unknown.stderr
    cut_off = run("models", "fetch", "sense-voice-int8", "--from", "http://127.0.0.1:9")
    assert cut_off.exit_code == 1
    assert "check the network" in cut_off.stderr


def test_doctor_tells_how_to_get_a_model_and_what_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = _speech(Settings(data_dir=tmp_path))
    assert (finding.ok, finding.needed) == (False, False)
    assert "models fetch" in finding.how
    monkeypatch.setattr("api.cli.doctor.find_spec", lambda name: None)
    assert "pip install" in _speech(Settings(data_dir=tmp_path)).how
