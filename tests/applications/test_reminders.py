"""Reminders: in time, once, in words that help; nothing to those who did not ask, nothing at night."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import httpx
import pytest

from applications.reminders.due import Following, Life, due
from applications.reminders.messenger import WebhookMessenger
from applications.reminders.suited import suggestions
from applications.reminders.types import Wishes
from applications.types import Application, Receipt
from prefill.types import Certificate, Fact, Profile

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def life(**changes: object) -> Life:
    def after(_one: Application) -> Iterable[Following]:
        return [Following("social-card", "办社保卡", "上了户口就能办。")]

    plain = Life(Profile("me"), (), TODAY, lambda item_id: f"办{item_id}", after)
    return replace(plain, **changes)  # type: ignore[arg-type]


def held(document_type: str, last: date) -> Profile:
    return Profile("me", {}, (Certificate(document_type, {}, None, last),))


def case(state: str, days_ago: int = 0, **changes: object) -> Application:
    at = NOW - timedelta(days=days_ago)
    plain = Application(
        "app_1", "me", 3, "id-card-renewal", 1, state, {}, {}, (), (), None, created_at=at, updated_at=at
    )  # type: ignore[arg-type]
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("left", "told"), [(91, 0), (90, 1), (8, 1), (7, 1), (0, 1), (-1, 0)])
def test_an_id_card_is_mentioned_from_ninety_days_before_its_last_day(left: int, told: int) -> None:
    found = [one for one in due(life(profile=held("id_card_back", TODAY + timedelta(days=left))))]
    assert [one.item_id for one in found] == ["id-card-renewal"] * told


def test_the_first_notice_and_the_last_are_two_and_both_sides_of_a_card_are_one() -> None:
    def keys(day: date) -> set[str]:
        sides = tuple(
            Certificate(side, {}, None, date(2026, 12, 23)) for side in ("id_card_front", "id_card_back")
        )
        return {one.key for one in due(life(profile=Profile("me", {}, sides), today=day))}

    assert keys(date(2026, 11, 23)) == keys(date(2026, 12, 1))
    assert len(keys(date(2026, 11, 23)) | keys(date(2026, 12, 20))) == 2


def test_who_has_begun_the_renewal_is_not_told_to_begin_it() -> None:
    profile = held("id_card_back", TODAY + timedelta(days=30))
    assert not list(due(life(profile=profile, applications=(case("submitted"),))))


@pytest.mark.parametrize(("days", "told"), [(2, 0), (3, 1), (13, 1), (14, 1)])
def test_a_draft_left_lying_is_mentioned_after_three_days(days: int, told: int) -> None:
    found = [one for one in due(life(applications=(case("draft", days),))) if one.kind == "draft"]
    assert len(found) == told


def test_a_draft_gone_on_with_is_mentioned_anew() -> None:
    keys = {
        one.key for version in (3, 4) for one in due(life(applications=(case("draft", 5, version=version),)))
    }
    assert len(keys) == 2


def test_a_promised_day_that_passed_is_told_and_a_guessed_one_is_not() -> None:
    receipt = Receipt("YK1", "app_1", NOW, date(2026, 11, 20), "ABCDEF")
    late = case("submitted", receipt=receipt)
    guessed = case("submitted", receipt=replace(receipt, deadline_binds=False))
    found = list(due(life(applications=(late,))))
    assert [one.kind for one in found] == ["overdue"]
    assert "YK1" in found[0].text
    assert not list(due(life(applications=(guessed,))))


def test_a_correction_is_mentioned_on_the_second_working_day() -> None:
    kinds = [[one.kind for one in due(life(applications=(case("returned", days),)))] for days in (0, 5)]
    assert kinds == [[], ["correction"]]


def test_what_follows_is_told_after_a_decision_unless_it_is_begun() -> None:
    done = case("done", 1, item_id="birth-household-married")
    begun = case("draft", 0, item_id="social-card", application_id="app_2")
    assert [one.item_id for one in due(life(applications=(done,)))] == ["social-card"]
    assert not list(due(life(applications=(done, begun))))
    assert not list(due(life(applications=(replace(done, updated_at=NOW - timedelta(days=40)),))))


@pytest.mark.parametrize(
    ("born", "told"), [("1946-11-23", ["elderly-allowance"]), ("1946-11-24", []), ("x", [])]
)
def test_what_fits_an_age_is_told_on_the_birthday(born: str, told: list[str]) -> None:
    profile = Profile("me", {"birth_date": Fact("birth_date", born, "公安人口库", TODAY)})
    assert [one.item_id for one in due(life(profile=profile, suggestions=suggestions()))] == told


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [(time(20, 59), False), (time(21, 0), True), (time(7, 59), True), (time(8, 0), False)],
)
def test_quiet_hours_go_over_midnight(moment: time, quiet: bool) -> None:
    assert Wishes().quiet_at(moment) is quiet
    assert not Wishes(quiet_from=time(0), quiet_until=time(0)).quiet_at(moment)


def test_the_webhook_gets_id_account_and_text_and_says_whether_it_was_taken() -> None:
    seen: list[httpx.Request] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202 if len(seen) == 1 else 500)

    messenger = WebhookMessenger("https://sms.example/send", "secret", httpx.MockTransport(gateway))
    assert messenger.send("rem_1", "me", "有一条提醒")
    assert not messenger.send("rem_1", "me", "有一条提醒")
    assert seen[0].headers["Idempotency-Key"] == seen[1].headers["Idempotency-Key"] == "rem_1"
    assert seen[0].headers["Authorization"] == "Bearer secret"
