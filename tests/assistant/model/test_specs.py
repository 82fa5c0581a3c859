"""A file of several models, and sentences about what is wrong in it that show no key."""

from pathlib import Path

import pytest

from assistant.errors import ModelSettingsError
from assistant.model.specs import ModelSpec, read_specs

KEY = "sk-nobody-may-see-this"


def _file(folder: Path, written: str | bytes) -> Path:
    path = folder / "models.yaml"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return path


def test_models_come_in_their_order(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        f"- {{name: qwen3-32b, url: 'http://10.0.0.1/v1', key: {KEY}, price_in: 2, price_out: 8}}\n"
        "- {name: 'qwen2.5:7b', provider: ollama, options: {num_ctx: 8192}, temperature: null}\n",
    )
    first, second = read_specs(path)
    assert (first.name, first.key.get_secret_value(), first.price_out) == ("qwen3-32b", KEY, 8.0)
    assert (second.provider, second.options, second.temperature) == ("ollama", {"num_ctx": 8192}, None)


def test_json_will_do(tmp_path: Path) -> None:
    assert read_specs(_file(tmp_path, '[{"name": "x"}]')) == [ModelSpec(name="x")]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "no list of models"),
        ("[]", "at least one"),
        (f"- {{name: x, key: {KEY}, price_in: -1}}", r"0\.price_in"),
        (f"- {{name: x, kee: {KEY}}}", r"0\.kee"),
        (f"- {{name: x, key: [{KEY}]}}", r"0\.key"),
        (f"- {{key: {KEY}}}", r"0\.name"),
        (f"- {{name: x, key: {KEY}\n", "line"),
        (b"\xff\xfe\x00", "cannot be read|neither"),
    ],
)
def test_what_is_wrong_is_said_without_the_key(tmp_path: Path, written: str | bytes, says: str) -> None:
    with pytest.raises(ModelSettingsError, match=says) as caught:
        read_specs(_file(tmp_path, written))
    assert KEY not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelSettingsError, match="cannot be read"):
        read_specs(tmp_path / "none.yaml")
