"""Parts that decide alone: rate limits, the content digest, the environment file."""

import re
from pathlib import Path

import pytest

from api.content import digest
from api.limits import CLIENTS_KEPT, RateLimit
from api.settings import REPOSITORY, IntakeServiceSettings, Settings


def test_a_client_may_act_again_after_the_time_told() -> None:
    now = 0.0
    limit = RateLimit(2, lambda: now)
    assert [limit.take("a"), limit.take("a"), limit.take("a")] == [None, None, 30]
    assert limit.take("b") is None  # others are not held up
    now = 30.0
    assert limit.take("a") is None


def test_no_limit_lets_everything_pass() -> None:
    limit = RateLimit(None)
    assert {limit.take("a") for _ in range(1000)} == {None}


def test_many_clients_do_not_fill_the_memory() -> None:
    limit = RateLimit(1, lambda: 0.0)
    for number in range(CLIENTS_KEPT + 10):
        limit.take(str(number))
    assert limit.take("0") is None  # forgotten, so it starts anew


def test_the_digest_sees_every_change_of_content(tmp_path: Path) -> None:
    guide = tmp_path / "item" / "guide.yaml"
    guide.parent.mkdir()
    guide.write_text("a: 1", encoding="utf-8")
    before = digest(tmp_path)
    assert digest(tmp_path) == before
    guide.write_text("a: 2", encoding="utf-8")
    assert digest(tmp_path) != before


def test_the_environment_file_documents_every_setting() -> None:
    text = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    ours = {name.upper() for name in Settings.model_fields}
    theirs = {f"INTAKE_SERVICE_{name.upper()}" for name in IntakeServiceSettings.model_fields}
    assert named == ours | theirs


def test_the_environment_file_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=REPOSITORY / ".env.example") == Settings(_env_file=None)
    for name in IntakeServiceSettings.model_fields:
        monkeypatch.delenv(f"INTAKE_SERVICE_{name.upper()}", raising=False)
    shown = IntakeServiceSettings(_env_file=REPOSITORY / ".env.example")
    assert shown == IntakeServiceSettings(_env_file=None)
