"""Settings of the person over HTTP: theirs on every device, nobody else's, encrypted where they are kept."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.bootstrap import Container
from api.preferences import Preferences
from api.tables import PreferencesRow
from storage.encryption import use_keys

from .conftest import Person

DEFAULTS = {"elder": False, "theme": "system", "tone": "standard", "read_aloud": False, "less_motion": False}
CHOSEN = {"elder": True, "theme": "dark", "tone": "local", "read_aloud": True, "less_motion": True}


def test_what_is_chosen_is_there_on_the_next_device_encrypted_and_nobody_elses(
    small: FastAPI, small_house: Container
) -> None:
    person = Person(small, "chen-xiaoyu")
    assert person.call("GET", "/me/settings") == {**DEFAULTS, "kept": False}, "who never chose is told so"
    assert person.call("PUT", "/me/settings", json=CHOSEN) == {**CHOSEN, "kept": True}
    assert Person(small, "chen-xiaoyu").call("GET", "/me/settings") == {**CHOSEN, "kept": True}
    assert Person(small, "zhang-yang").call("GET", "/me/settings") == {**DEFAULTS, "kept": False}
    asked = text("SELECT chosen FROM preferences WHERE account_id = 'chen-xiaoyu'")
    with small_house.database.reading() as session:
        assert b"elder" not in bytes(session.execute(asked).scalar_one())


def test_a_choice_takes_the_place_of_the_one_before_whole(app: FastAPI) -> None:
    person = Person(app, "chen-xiaoyu")
    person.call("PUT", "/me/settings", json=CHOSEN)
    assert person.call("PUT", "/me/settings", json={"theme": "light"}) == {
        **DEFAULTS, "theme": "light", "kept": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [{"theme": "pink"}, {"tone": "rude"}, {"elder": "maybe"}, {"size": 3}, {"read_aloud": None}, [], "x"],
)
def test_what_is_no_setting_is_refused(app: FastAPI, body: Any) -> None:
    person = Person(app, "chen-xiaoyu")
    before = person.call("GET", "/me/settings")
    person.problem(422, "invalid_request", "PUT", "/me/settings", json=body)
    assert person.call("GET", "/me/settings") == before


def test_a_visitor_keeps_theirs_on_the_device(app: FastAPI) -> None:
    visitor = Person(app)
    visitor.problem(401, "sign_in_needed", "GET", "/me/settings")
    visitor.problem(401, "sign_in_needed", "PUT", "/me/settings", json=CHOSEN)


def test_what_another_version_kept_besides_is_passed_over(app: FastAPI, container: Container) -> None:
    use_keys(container.keys)
    with container.database.transaction() as session:
        chosen = {"theme": "dark", "language": "bo"}
        session.merge(PreferencesRow(account_id="zhao-min", chosen=chosen, changed_at=container.clock()))
    assert container.preferences.of("zhao-min") == Preferences(theme="dark")
