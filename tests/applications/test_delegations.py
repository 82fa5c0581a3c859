"""Acting for others: how a grant comes about, what it lets into the form, and that it ends at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from applications.delegations.types import Delegation, Refused, TooOften, Wish
from applications.ratings.service import Ratings
from applications.ratings.types import Rating
from applications.repository import Repository
from applications.tables import ApplicationRow, SubmissionRow
from applications.types import Actor, Application, Document, NotAllowed, NotGranted, Receipt, Unknown
from prefill.types import Certificate, Fact
from storage.audit import AuditRow
from tests.applications.delegating import AGENT, PRINCIPAL, STRANGER, begun, grant, offer, scope
from tests.applications.desk import GUIDE, ID_NUMBER, OTHER_ID, Desk, keep_profile, published
from tests.conftest import FixedClock

HELPER = Actor("tang", "唐帮办", "helper")


def is_app(value: object) -> Application:
    assert isinstance(value, Application), value
    return value


def keep_principal(desk: Desk) -> None:
    facts = {"name": "刘桂兰", "id_number": OTHER_ID, "mobile": "13900139002"}
    day = date(2025, 6, 1)
    desk.profiles.keep_facts("liu", [Fact(n, v, "公安人口库", day) for n, v in facts.items()])
    card = Certificate("id_card_front", {"name": "刘桂兰", "id_number": OTHER_ID}, day, None)
    desk.profiles.keep_certificates("liu", [card])


def noted(desk: Desk) -> Iterator[tuple[str, str, dict[str, Any]]]:
    with desk.database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
    return ((row.actor, row.action, row.detail) for row in rows)


# How it comes about


def test_an_invitation_holds_once_it_is_named_and_accepted(desk: Desk) -> None:
    delegations, made = desk.service.delegations, offer(desk)
    assert delegations.held(AGENT) == []
    assert isinstance(delegations.accept(AGENT, made.delegation.delegation_id), Unknown), "not named yet"
    seen = delegations.redeem(AGENT, made.code.replace(" ", "-"), PRINCIPAL.name)
    assert isinstance(seen, Delegation)
    assert delegations.held(AGENT) == []
    held = delegations.accept(AGENT, seen.delegation_id)
    assert isinstance(held, Delegation)
    assert [one.delegation_id for one in delegations.held(AGENT)] == [held.delegation_id]
    names = {"principal": "刘桂兰", "agent": "陈晓渝"}
    acts = [action for _, action, detail in noted(desk) if names.items() <= detail.items()]
    assert acts == ["delegation.invite", "delegation.redeem", "delegation.accept"], "both names on record"


def test_a_code_works_once_for_the_person_meant_and_for_half_an_hour(desk: Desk, clock: FixedClock) -> None:
    delegations, made = desk.service.delegations, offer(desk)
    impostor = Actor("wang", "陈晓渝的邻居", "citizen")
    for actor, name in ((STRANGER, "刘桂兰"), (impostor, "刘桂兰"), (AGENT, "刘桂"), (PRINCIPAL, "刘桂兰")):
        assert isinstance(delegations.redeem(actor, made.code, name), Unknown)
    clock.advance(minutes=31)
    assert isinstance(delegations.redeem(AGENT, made.code, PRINCIPAL.name), Unknown)
    again = offer(desk)
    assert isinstance(delegations.redeem(AGENT, again.code, PRINCIPAL.name), Delegation)
    assert isinstance(delegations.redeem(AGENT, again.code, PRINCIPAL.name), Unknown)


def test_guessing_is_stopped_also_when_it_then_guesses_right(desk: Desk, clock: FixedClock) -> None:
    delegations, made = desk.service.delegations, offer(desk)
    for _ in range(5):
        assert isinstance(delegations.redeem(AGENT, "1234 5678 9012", PRINCIPAL.name), Unknown)
    waits = delegations.redeem(AGENT, made.code, PRINCIPAL.name)
    assert isinstance(waits, TooOften)
    clock.advance(seconds=waits.seconds)
    later = offer(desk)
    assert isinstance(delegations.redeem(AGENT, later.code, PRINCIPAL.name), Delegation)


def test_two_who_name_a_code_at_once_get_it_once(desk: Desk) -> None:
    made = offer(desk)
    twin = Actor("chen-2", AGENT.name, "citizen")

    def redeem(actor: Actor) -> object:
        return desk.service.delegations.redeem(actor, made.code, PRINCIPAL.name)

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(redeem, (AGENT, twin)))
    assert sorted(type(one).__name__ for one in done) == ["Delegation", "Unknown"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"days": -1}, "过了"),
        ({"days": 400}, "一年"),
        ({"items": ("nothing",)}, "还不能办"),
    ],
)
def test_a_scope_that_can_not_be_granted(sqlite_desk: Desk, changes: dict[str, Any], told: str) -> None:
    delegations = sqlite_desk.service.delegations
    wish = Wish(AGENT.name, "mother", scope(sqlite_desk, **changes))
    refused = delegations.invite(PRINCIPAL, wish, delegations.words(PRINCIPAL.name, AGENT.name, wish))
    assert isinstance(refused, Refused)
    assert told in refused.message


def test_words_that_were_not_shown_are_not_agreed_to(sqlite_desk: Desk) -> None:
    """What is granted afterwards would be more than what was read."""
    delegations = sqlite_desk.service.delegations
    shown = Wish(AGENT.name, "mother", scope(sqlite_desk, acts=("prepare",)))
    more = replace(shown, scope=scope(sqlite_desk, acts=("prepare", "submit")))
    agreed = delegations.words(PRINCIPAL.name, AGENT.name, shown)
    refused = delegations.invite(PRINCIPAL, more, agreed)
    assert isinstance(refused, Refused)
    assert "提交" in refused.words


def test_reviewers_and_curators_act_for_nobody(sqlite_desk: Desk) -> None:
    for role in ("reviewer", "curator", "admin"):
        staff = Actor("staff", AGENT.name, role)  # pyright: ignore[reportArgumentType]
        made = offer(sqlite_desk)
        assert isinstance(sqlite_desk.service.delegations.redeem(staff, made.code, PRINCIPAL.name), Unknown)
        asked = sqlite_desk.service.delegations.ask(staff, Wish("刘桂兰", "mother", scope(sqlite_desk)))
        assert isinstance(asked, Refused)


# What it lets into the form


def test_the_form_is_the_principals_and_never_the_agents(desk: Desk) -> None:
    keep_profile(desk)  # the agent's
    keep_principal(desk)
    made = is_app(desk.service.start(AGENT, "card", {"who": "child"}, grant(desk).delegation_id))
    assert made.owner_id == PRINCIPAL.account_id
    assert {n: v.value for n, v in made.fields.items()} == {
        "name": "刘桂兰", "id_number": OTHER_ID, "mobile": "13900139002"
    }  # fmt: skip
    assert made.situation == {"who": "self"}, "it is about her, whatever the agent says"
    assert all(not value.confirmed for value in made.fields.values())
    acting = made.acting
    assert acting is not None
    assert (acting.principal_name, acting.agent_name, acting.agent_id) == ("刘桂兰", "陈晓渝", "chen")


@pytest.mark.parametrize("profile", [True, False])
@pytest.mark.parametrize("certificates", [True, False])
def test_profile_and_certificates_only_as_granted(
    sqlite_desk: Desk, profile: bool, certificates: bool
) -> None:
    keep_principal(sqlite_desk)
    held = grant(sqlite_desk, use_profile=profile, use_certificates=certificates)
    application_id, _ = begun(sqlite_desk, held)
    for actor in (AGENT, PRINCIPAL):
        view = is_app(sqlite_desk.service.set_fields(actor, application_id, {"purpose": "补"}, "typed"))
        assert ("mobile" in view.fields) == profile
        card = next(m for m in view.materials if m.material_id == "id_card")
        assert (card.exempt_by == "certificate") == certificates


def test_agents_data_only_where_the_form_has_a_place_for_it(sqlite_desk: Desk) -> None:
    keep_profile(sqlite_desk)
    fields = [
        *GUIDE["form"]["fields"],
        {"name": "agent_name", "label": "代办人", "type": "name", "ask": "谁代办？", "required": False},
        {"name": "agent_mobile", "label": "电话", "type": "mobile", "ask": "电话？", "required": False},
    ]
    sqlite_desk.library.publish(published(2, form={"fields": fields}))
    view = is_app(sqlite_desk.service.start(AGENT, "card", None, grant(sqlite_desk).delegation_id))
    told = {name: value.value for name, value in view.fields.items()}
    assert told == {"agent_name": "陈晓渝", "agent_mobile": "13800138001"}


def test_the_agents_own_card_is_not_taken_for_hers(sqlite_desk: Desk) -> None:
    application_id, _ = begun(sqlite_desk, grant(sqlite_desk, use_profile=False))
    mine = sqlite_desk.card(AGENT.account_id, name="陈晓渝", id_number=ID_NUMBER)
    refused = sqlite_desk.service.attach(AGENT, application_id, mine, "id_card")
    assert isinstance(refused, NotAllowed)
    assert "刘桂兰" in refused.message
    assert "name" not in refused.current.fields
    assert isinstance(sqlite_desk.service.document(AGENT, mine), Document), "it stays the agent's"


def test_what_the_agent_hands_in_is_hers_and_seen_while_it_lasts(desk: Desk) -> None:
    held = grant(desk)
    application_id, _ = begun(desk, held)
    hers = desk.card(AGENT.account_id, name="刘桂兰", id_number=OTHER_ID)
    view = is_app(desk.service.attach(AGENT, application_id, hers, "id_card"))
    assert view.fields["id_number"].value == OTHER_ID
    assert isinstance(desk.service.document(PRINCIPAL, hers), Document)
    assert isinstance(desk.service.document(AGENT, hers), Document)
    assert isinstance(desk.service.document(STRANGER, hers), Unknown)
    desk.service.delegations.end(PRINCIPAL, held.delegation_id)
    assert isinstance(desk.service.document(AGENT, hers), Unknown)


def test_a_picture_of_the_agents_own_matter_is_not_given_away(sqlite_desk: Desk) -> None:
    own = is_app(sqlite_desk.service.start(AGENT, "card", {"who": "self"}))
    mine = sqlite_desk.card(AGENT.account_id, name="陈晓渝", id_number=ID_NUMBER)
    is_app(sqlite_desk.service.attach(AGENT, own.application_id, mine, "id_card"))
    application_id, _ = begun(sqlite_desk, grant(sqlite_desk))
    assert isinstance(sqlite_desk.service.attach(AGENT, application_id, mine, "photo"), NotAllowed)
    theirs = sqlite_desk.card(PRINCIPAL.account_id, "unknown")
    assert isinstance(sqlite_desk.service.attach(AGENT, application_id, theirs, "photo"), Unknown)


def test_a_promise_is_the_principals_own_word(sqlite_desk: Desk) -> None:
    promised = {**GUIDE["materials"][1], "when": {}, "exempt": [{"by": "commitment", "reason": "可以承诺。"}]}
    sqlite_desk.library.publish(published(2, materials=[promised]))
    application_id, _ = begun(sqlite_desk, grant(sqlite_desk))
    service = sqlite_desk.service
    view = is_app(service.confirm(AGENT, application_id))
    assert "刘桂兰" in view.problems["commitment.household"].message
    refused = service.commit(AGENT, application_id, "household", True)
    assert isinstance(refused, NotAllowed)
    declined = is_app(service.commit(AGENT, application_id, "household", False))
    assert "household" in declined.missing
    accepted = is_app(service.commit(PRINCIPAL, application_id, "household", True))
    assert "household" not in accepted.missing


# How it ends


def test_it_ends_at_once_while_both_are_at_it(desk: Desk) -> None:
    """Every act of the agent is over before the end, or is not done at all."""
    held = grant(desk)
    application_id, _ = begun(desk, held)
    seen: list[int] = []

    def edit(number: int) -> object:
        done = desk.service.set_fields(AGENT, application_id, {"purpose": f"第{number}次"}, "typed")
        return done

    def end() -> None:
        desk.service.delegations.end(PRINCIPAL, held.delegation_id)
        seen.append(is_app(desk.service.get(PRINCIPAL, application_id)).version)

    with ThreadPoolExecutor(4) as several:
        edits = [several.submit(edit, number) for number in range(6)]
        ended = several.submit(end)
        edits += [several.submit(edit, number) for number in range(6, 12)]
        for one in (*edits, ended):
            one.result()
    assert is_app(desk.service.get(PRINCIPAL, application_id)).version == seen[0]
    assert isinstance(edit(99), Unknown)


def test_what_was_begun_goes_on_under_a_new_grant_but_not_a_narrower_one(
    desk: Desk, clock: FixedClock
) -> None:
    application_id, delegation_id = begun(desk, grant(desk))
    desk.service.delegations.end(PRINCIPAL, delegation_id)
    clock.advance(minutes=1)
    narrower = grant(desk, use_profile=False)
    assert isinstance(desk.service.get(AGENT, application_id), Unknown)
    desk.service.delegations.end(PRINCIPAL, narrower.delegation_id)
    clock.advance(minutes=1)
    grant(desk)
    assert is_app(desk.service.get(AGENT, application_id)).owner_id == PRINCIPAL.account_id
    clock.advance(days=40)
    assert isinstance(desk.service.get(AGENT, application_id), Unknown)
    grant(desk)  # renewed after its last day
    assert is_app(desk.service.get(AGENT, application_id)).owner_id == PRINCIPAL.account_id


def test_laid_down_by_the_agent_and_no_start_under_what_is_over(sqlite_desk: Desk) -> None:
    held = grant(sqlite_desk)
    ended = sqlite_desk.service.delegations.end(AGENT, held.delegation_id)
    assert isinstance(ended, Delegation)
    assert ended.state == "laid_down"
    refused = sqlite_desk.service.start(AGENT, "card", None, held.delegation_id)
    assert isinstance(refused, NotGranted)
    assert refused.message
    for nobody in (STRANGER, PRINCIPAL):
        assert sqlite_desk.service.start(nobody, "card", None, held.delegation_id) == NotGranted()


# On record


def test_case_and_chain_name_both(desk: Desk) -> None:
    keep_principal(desk)
    application_id, _ = begun(desk, grant(desk))
    service = desk.service
    service.confirm(AGENT, application_id)
    service.precheck(AGENT, application_id)
    assert isinstance(service.submit(AGENT, application_id, "k1"), Receipt)
    with desk.database.reading() as session:
        case = session.scalars(select(SubmissionRow.snapshot)).one()
    assert case["applicant"] == "liu"
    told = case["acting"]
    assert (told["principal"], told["agent"], told["sent_by"]) == ("刘桂兰", "陈晓渝", "agent")
    acts = {action: detail for actor, action, detail in noted(desk) if actor == "chen"}
    for action in ("application.start", "application.confirm", "application.submit"):
        assert (acts[action]["principal"], acts[action]["agent"]) == ("刘桂兰", "陈晓渝")


def test_offers_that_came_to_nothing_are_forgotten_and_grants_are_not(desk: Desk, clock: FixedClock) -> None:
    delegations, held, left = desk.service.delegations, grant(desk), offer(desk)
    clock.advance(days=31)
    assert delegations.forget() == 1
    assert isinstance(delegations.get(PRINCIPAL, left.delegation.delegation_id), Unknown)
    kept = delegations.get(PRINCIPAL, held.delegation_id)
    assert isinstance(kept, Delegation)
    assert kept.state == "expired"


def test_who_only_follows_does_not_rate_for_her(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    keep_principal(desk)
    application_id, _ = begun(desk, grant(desk))
    for act in (desk.service.confirm, desk.service.precheck):
        act(AGENT, application_id)
    desk.service.submit(AGENT, application_id, "k")
    ratings = Ratings(desk.database, Repository(desk.library, desk.clock))
    assert isinstance(ratings.rate(PRINCIPAL, application_id, 2, "慢"), Rating)
    _, delegation_id = begun(desk, grant(desk), ("follow",))
    with desk.database.transaction() as session:
        session.get_one(ApplicationRow, application_id).delegation_id = delegation_id
    assert is_app(desk.service.get(AGENT, application_id)).state == "submitted"
    assert not isinstance(ratings.rate(AGENT, application_id, 5, ""), Rating)
    kept = ratings.rating(PRINCIPAL, application_id)
    assert isinstance(kept, Rating)
    assert kept.level == 2


# Helpers


def test_a_helper_needs_the_card_now_and_acts_today_only(desk: Desk, clock: FixedClock) -> None:
    keep_principal(desk)
    delegations = desk.service.delegations
    wish = Wish("刘桂兰", "other", scope(desk, days=0))
    words = delegations.words("刘桂兰", HELPER.name, wish)
    old = desk.card(HELPER.account_id, name="刘桂兰", id_number=OTHER_ID)
    clock.advance(minutes=31)
    assert isinstance(delegations.present(HELPER, PRINCIPAL, old, wish, words), Refused)
    wrong = desk.card(HELPER.account_id, name="刘桂兰", id_number=ID_NUMBER)
    assert isinstance(delegations.present(HELPER, PRINCIPAL, wrong, wish, words), Refused)
    shown = desk.card(HELPER.account_id, name="刘桂兰", id_number=OTHER_ID)
    assert isinstance(delegations.present(AGENT, PRINCIPAL, shown, wish, words), Unknown), "no helper"
    held = delegations.present(HELPER, PRINCIPAL, shown, wish, words)
    assert isinstance(held, Delegation)
    view = is_app(desk.service.start(HELPER, "card", None, held.delegation_id))
    clock.advance(days=1)
    assert isinstance(desk.service.get(HELPER, view.application_id), Unknown)
