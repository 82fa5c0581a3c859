"""Assembling with and without a language model: what is imported, what stops a start, what does not."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.modelling import Modelling, specs
from api.settings import Settings
from assistant.errors import ModelSettingsError
from storage.database import Database
from storage.keys import KeyRing
from tests.conftest import FixedClock

IMPORTED = """
import sys, api.bootstrap
print([name for name in sys.modules if name.split('.')[0].startswith(('langchain', 'openai', 'langsmith'))])
"""


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


def test_without_a_model_nothing_of_it_is_imported() -> None:
    said = subprocess.run(
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True, timeout=240
    )
    assert said.stdout.strip() == "[]"


def test_without_a_model_there_are_switch_and_ledger_and_no_parts(
    database: Database, clock: FixedClock, keys: KeyRing
) -> None:
    without = Modelling(settings(), database, clock)
    assert (without.models, without.state, without.resting()) == ([], "off", {})
    assert without.parts(None) == (None, None)  # pyright: ignore[reportArgumentType]
    assert without.forget() == 0
    without.start()
    without.close()


def test_three_settings_make_a_model_and_its_key_is_never_shown(
    database: Database, clock: FixedClock, keys: KeyRing
) -> None:
    three = settings(model="qwen-plus", model_url="http://127.0.0.1:9/v1", model_key="sk-invented")
    assert "sk-invented" not in repr(three)
    assert "sk-invented" not in repr(specs(three))
    modelling = Modelling(three, database, clock)
    assert (modelling.models, modelling.state) == (["qwen-plus"], "on"), "nobody answers there, and it starts"
    modelling.switch.turn(False, "ma-zongguan")
    assert modelling.state == "paused"
    modelling.close()


def test_several_models_come_from_a_file_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "models.yaml"
    file.write_text("- {name: a, url: 'http://a/v1'}\n- {name: b, provider: ollama}\n", encoding="utf-8")
    assert [one.name for one in specs(settings(models_file=file, model="c"))] == ["a", "b"]


@pytest.mark.parametrize(
    "given",
    [
        {"model": "qwen-plus"},
        {"model": "no_such_module:factory"},
        {"model": "x", "model_url": "http://x/v1", "model_provider": "no-such-provider"},
        {"models_file": Path("no/such/file.yaml")},
    ],
)
def test_what_can_not_work_stops_the_start_with_a_sentence(
    given: dict[str, Any], tmp_path: Path, clock: FixedClock, keys: KeyRing
) -> None:
    with pytest.raises(ModelSettingsError, match=r".{20,}"):
        Modelling(settings(**given), None, clock)  # pyright: ignore[reportArgumentType]
