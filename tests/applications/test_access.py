"""Nobody does more with an application than is theirs or was granted: as a rule, and act by act."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, combinations
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.access import OPEN, Act, may
from applications.delegations.types import DelegatedAct, Delegation, DelegationKind, DelegationState, Scope
from applications.service import ApplicationService
from applications.taking_back import Acts
from applications.types import Actor, Application, State, Unknown
from storage.clock import CHONGQING
from tests.applications.delegating import AGENT, PRINCIPAL, STRANGER, begun, grant
from tests.applications.desk import REVIEWER, Desk
from tests.conftest import FixedClock

NOW = datetime(2026, 11, 22, 10, tzinfo=CHONGQING)
ACTS: tuple[Act, ...] = get_args(Act)
STATES: tuple[State, ...] = get_args(State)
GRANTABLE: tuple[DelegatedAct, ...] = get_args(DelegatedAct)


@dataclass(frozen=True)
class Case:
    owner_id: str
    item_id: str
    state: State
    delegation: Delegation | None


@st.composite
def delegations(draw: st.DrawFn) -> Delegation:
    scope = Scope(
        draw(st.sampled_from([(), ("card",), ("other",), ("other", "card")])),
        tuple(draw(st.lists(st.sampled_from(GRANTABLE), unique=True))),
        draw(st.booleans()),
        draw(st.booleans()),
        NOW.date() + timedelta(days=draw(st.integers(-3, 3))),
    )
    return Delegation(
        delegation_id="dlg_1",
        kind=draw(st.sampled_from(get_args(DelegationKind))),
        principal_id="liu",
        principal_name="刘桂兰",
        agent_id="chen",
        agent_name="陈晓渝",
        scope=scope,
        state=draw(st.sampled_from(get_args(DelegationState))),
    )


def wanted(act: Act, state: State, kind: str) -> set[str]:
    """What the words of the consent let an agent do; any one is enough. Written apart from the rule."""
    prepares, sends, watches = {"prepare"}, {"submit"}, {"follow"}
    if act == "see":
        return prepares | sends | watches if state in OPEN else sends | watches
    if act in ("promise", "discard"):
        return prepares if kind == "guardian" else set()
    if act == "withdraw":
        return prepares if state in ("draft", "ready") else sends
    return {"edit": prepares, "submit": sends}.get(act, set())


@given(delegations(), st.sampled_from(ACTS), st.sampled_from(STATES), st.integers(-5, 5))
def test_an_agent_may_exactly_what_is_granted_while_it_lasts(
    granted: Delegation, act: Act, state: State, days: int
) -> None:
    now = NOW + timedelta(days=days)
    lasts = granted.state == "active" and now.date() <= granted.scope.until
    covers = not granted.scope.items or "card" in granted.scope.items
    expected = lasts and covers and bool(wanted(act, state, granted.kind) & set(granted.scope.acts))
    agent = Actor("chen", "陈晓渝", "citizen")
    assert may(agent, act, Case("liu", "card", state, granted), now) == expected


@given(delegations(), st.sampled_from(ACTS), st.sampled_from(STATES), st.sampled_from(GRANTABLE))
def test_less_granted_never_permits_more(
    granted: Delegation, act: Act, state: State, gone: DelegatedAct
) -> None:
    narrower = replace(
        granted,
        scope=replace(granted.scope, acts=tuple(a for a in granted.scope.acts if a != gone)),
    )
    agent = Actor("chen", "陈晓渝", "citizen")
    if may(agent, act, Case("liu", "card", state, narrower), NOW):
        assert may(agent, act, Case("liu", "card", state, granted), NOW)


@given(st.none() | delegations(), st.sampled_from(ACTS), st.sampled_from(STATES))
def test_the_owner_decides_nothing_and_strangers_do_nothing(
    granted: Delegation | None, act: Act, state: State
) -> None:
    case = Case("liu", "card", state, granted)
    assert may(Actor("liu", "刘桂兰", "citizen"), act, case, NOW) == (act != "decide")
    assert not may(Actor("zhang", "张洋", "citizen"), act, case, NOW)
    assert not may(Actor("ma", "马总管", "admin"), act, case, NOW)
    reviews = may(Actor("zhou", "周审言", "reviewer"), act, case, NOW)
    assert reviews == (act in ("see", "decide") and state in ("submitted", "accepted", "returned", "done"))


@given(delegations(), st.sampled_from(STATES))
def test_who_had_a_hand_in_it_never_decides_it(granted: Delegation, state: State) -> None:
    case = Case("liu", "card", state, granted)
    for account in ("liu", "chen"):
        assert not may(Actor(account, "谁", "reviewer"), "decide", case, NOW)


Call = Callable[[ApplicationService, Actor, str, str], Any]
"""service, actor, application, one of the actor's own documents"""
CALLS: dict[str, tuple[Act, Call]] = {
    "get": ("see", lambda s, a, i, _: s.get(a, i)),
    "progress": ("see", lambda s, a, i, _: s.progress(a, i)),
    "precheck": ("see", lambda s, a, i, _: s.precheck(a, i)),
    "answer_situation": ("edit", lambda s, a, i, _: s.answer_situation(a, i, {"idle": "a"})),
    "set_fields": ("edit", lambda s, a, i, _: s.set_fields(a, i, {"purpose": "补办"}, "typed")),
    "propose": ("edit", lambda s, a, i, _: s.propose(a, i, {"purpose": "补办"})),
    "confirm": ("edit", lambda s, a, i, _: s.confirm(a, i)),
    "commit": ("edit", lambda s, a, i, _: s.commit(a, i, "household", False)),
    "take_back": ("edit", lambda s, a, i, _: s.take_back(a, i, Acts(values=["purpose"]))),
    "clear": ("edit", lambda s, a, i, _: s.clear(a, i, "purpose")),
    "attach": ("edit", lambda s, a, i, d: s.attach(a, i, d, "photo")),
    "detach": ("edit", lambda s, a, i, _: s.detach(a, i, "photo")),
    "whose": ("edit", lambda s, a, i, _: s.whose(a, i, "id_card", "mistake")),
    "submit": ("submit", lambda s, a, i, _: s.submit(a, i, f"key-{a.account_id}-{i}")),
    "withdraw": ("withdraw", lambda s, a, i, _: s.withdraw(a, i)),
    "decide": ("decide", lambda s, a, i, _: s.decide(a, i, "accept")),
}
SUBSETS = [*chain.from_iterable(combinations(GRANTABLE, n) for n in range(4))]


def test_every_act_of_the_facade_is_tried() -> None:
    acts = {
        name
        for name, method in inspect.getmembers(ApplicationService, inspect.isfunction)
        if not name.startswith("_") and "application_id" in inspect.signature(method).parameters
    }
    assert acts == CALLS.keys(), "a new act must be listed in CALLS with what it needs"


@pytest.mark.parametrize("ended", ["no", "expired", "revoked"])
def test_each_act_is_refused_exactly_where_it_is_not_granted(
    sqlite_desk: Desk, clock: FixedClock, ended: str
) -> None:
    """The application is a draft. Refused is told like none at all, and leaves everything as it was."""
    desk, service = sqlite_desk, sqlite_desk.service
    cases = [(acts, begun(desk, grant(desk, acts=(*acts, "prepare")), acts)) for acts in SUBSETS]
    if ended == "expired":
        clock.advance(days=31)
    for acts, (application_id, delegation_id) in cases:
        if ended == "revoked":
            service.delegations.end(PRINCIPAL, delegation_id)
        for name, (act, call) in CALLS.items():
            before = service.get(PRINCIPAL, application_id)
            assert isinstance(before, Application)
            permitted = ended == "no" and bool(wanted(act, before.state, "family") & set(acts))
            mine = desk.card(AGENT.account_id, "unknown")
            done = call(service, AGENT, application_id, mine)
            assert isinstance(done, Unknown) != permitted, f"{name} with {acts}: {done}"
            if not permitted:
                assert service.get(PRINCIPAL, application_id) == before, name
            for other in (STRANGER, REVIEWER):
                assert isinstance(call(service, other, application_id, mine), Unknown), name
