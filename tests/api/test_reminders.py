"""Reminders over HTTP: asked for first, told once, seen by nobody else; recommendations rest on own data."""

from datetime import UTC, datetime

from fastapi import FastAPI

from api.bootstrap import Container

from .conftest import Person

WISHES = {"kinds": ["expiring"], "by_message": True, "quiet_from": "21:00:00", "quiet_until": "08:00:00"}


def _none_under_way(person: Person) -> None:
    """Nobody is reminded of what they have begun; other tests begin renewals for the same people."""
    for one in person.call("GET", "/applications")["applications"]:
        if one["item_id"] == "id-card-renewal":
            person.raw("POST", f"/applications/{one['application_id']}/withdraw")


def test_nothing_is_told_before_it_is_asked_for_and_each_thing_once(
    container: Container, liu: Person
) -> None:
    container.reminders.remind()
    assert liu.call("GET", "/reminders")["reminders"] == []
    _none_under_way(liu)
    assert liu.call("PUT", "/reminders/wishes", json=WISHES)["kinds"] == ["expiring"]
    told = liu.call("GET", "/reminders")["reminders"]
    assert container.reminders.remind().made == 0, "what was due was told when it was asked for"
    assert liu.call("GET", "/reminders")["reminders"] == told
    days_left = (datetime(2026, 12, 15, tzinfo=UTC).date() - container.clock().date()).days
    assert len(told) == (1 if 0 <= days_left <= 90 else 0), "her card ends on 2026-12-15"
    assert liu.call("PUT", "/reminders/wishes", json={**WISHES, "kinds": []})["kinds"] == []
    assert liu.call("GET", "/reminders")["reminders"] == [], "who wants nothing more keeps nothing"


def test_an_expiring_card_leads_to_its_renewal_and_is_nobody_elses(
    small: FastAPI, small_house: Container
) -> None:
    """The small library has no renewal, so nothing is recommended that could not be done."""
    liu = Person(small, "liu-guilan")
    assert small_house.reminders.recommended("liu-guilan") == []
    assert liu.call("GET", "/recommendations")["recommendations"] == []


def test_anothers_reminder_is_told_like_none(container: Container, chen: Person, liu: Person) -> None:
    liu.call("PUT", "/reminders/wishes", json=WISHES)
    container.reminders.remind()
    for one in liu.call("GET", "/reminders")["reminders"]:
        chen.problem(404, "reminder_unknown", "POST", f"/reminders/{one['reminder_id']}/seen")
        liu.call("POST", f"/reminders/{one['reminder_id']}/seen")
    assert liu.call("GET", "/reminders")["unseen"] == 0
    liu.call("PUT", "/reminders/wishes", json={**WISHES, "kinds": []})


def test_recommendations_of_the_day_rest_on_the_own_profile(container: Container, liu: Person) -> None:
    """Her card ends on 2026-12-15; from 2026-09-16 to that day the renewal is recommended."""
    _none_under_way(liu)
    found = liu.call("GET", "/recommendations")["recommendations"]
    days_left = (datetime(2026, 12, 15, tzinfo=UTC).date() - container.clock().date()).days
    expected = ["id-card-renewal"] if 0 <= days_left <= 90 else []
    assert [one["item_id"] for one in found if one["kind"] == "expiring"] == expected


def test_visitors_are_asked_to_sign_in(visitor: Person) -> None:
    for method, path in (("GET", "/reminders"), ("GET", "/recommendations"), ("GET", "/reminders/wishes")):
        visitor.problem(401, "sign_in_needed", method, path)
