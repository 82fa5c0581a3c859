"""A prompt's version names one text."""

from importlib.resources import files

import pytest
import yaml

from assistant.prompts import parse, prompt

FOLDER = files("assistant.prompts")
NAMES = sorted(file.name.removesuffix(".md") for file in FOLDER.iterdir() if file.name.endswith(".md"))


def test_every_prompt_is_on_record() -> None:
    assert sorted(_on_record()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_text_has_a_new_version(name: str) -> None:
    version = prompt(name).version
    assert _on_record()[name] == {version.version: version.checksum}, (
        "raise the version in the file and put the new checksum into versions.yaml"
    )


def test_places_are_filled_and_none_is_forgotten() -> None:
    made = parse("x", "---\nversion: 3\n---\n只用这些：$items\n")
    assert made.version.version == 3
    assert made.filled(items="A") == "只用这些：A"
    with pytest.raises(KeyError):
        made.filled()
    with pytest.raises(ValueError, match="version"):
        parse("x", "只用这些")


def _on_record() -> dict[str, dict[int, str]]:
    return yaml.safe_load(FOLDER.joinpath("versions.yaml").read_text(encoding="utf-8")) or {}
