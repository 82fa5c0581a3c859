"""Who may do what with an application. The only place that decides it; every act asks. Pure.

The person it belongs to may do everything but decide. Somebody acting for them may do what the delegation
under which the application stands grants, while it lasts. A reviewer sees and decides what was handed in,
never what they had a hand in themselves. A promise (告知承诺) and the end of a draft are the person's own; a
guardian stands in their place.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal, Protocol

from applications.delegations.standing import guardians_profile
from applications.delegations.types import DelegatedAct, Delegation
from applications.types import Actor, State
from prefill.types import Profile

Act = Literal["see", "edit", "promise", "discard", "submit", "withdraw", "decide"]
HANDED_IN: frozenset[State] = frozenset({"submitted", "accepted", "returned", "done"})
OPEN: frozenset[State] = frozenset({"draft", "ready", "returned"})


class Case(Protocol):
    """What of a kept application decides: `repository.Kept` is one."""

    @property
    def owner_id(self) -> str: ...
    @property
    def item_id(self) -> str: ...
    @property
    def state(self) -> State: ...
    @property
    def delegation(self) -> Delegation | None: ...


def may(actor: Actor, act: Act, case: Case, now: datetime) -> bool:
    """Whether the actor may do that with this application now. What one may not see is `Unknown` to them."""
    if act == "decide":
        return actor.role == "reviewer" and case.state in HANDED_IN and not had_a_hand(actor, case)
    if case.owner_id == actor.account_id:
        return True
    if acts_for_owner(actor, case):
        return _granted(act, case, now)
    return act == "see" and actor.role == "reviewer" and case.state in HANDED_IN


def acts_for_owner(actor: Actor, case: Case) -> bool:
    """Whether the application stands under a delegation to the actor, whether or not it still holds."""
    return case.delegation is not None and case.delegation.agent_id == actor.account_id


def had_a_hand(actor: Actor, case: Case) -> bool:
    return case.owner_id == actor.account_id or acts_for_owner(actor, case)


def filled_from(owner_id: str, delegation: Delegation | None) -> str:
    """Whose profile fills the form: the owner's. A child has none; forms about one ask for the guardian."""
    if delegation is None or delegation.kind != "guardian":
        return owner_id
    return delegation.agent_id or owner_id


def shown(profile: Profile, delegation: Delegation | None) -> Profile:
    """Of the profile that fills the form what may go into it: all, or what the delegation grants.

    The application decides, not who looks: what its owner adds, the agent would see as well.
    """
    if delegation is None:
        return profile
    if delegation.kind == "guardian":
        return guardians_profile(profile, delegation)
    scope = delegation.scope
    if not scope.use_profile:
        profile = replace(profile, facts={})
    return profile if scope.use_certificates else replace(profile, certificates=())


def on_record(actor: Actor, case: Case) -> Mapping[str, str]:
    """Both names, for the audit chain, where the actor acts for the owner; else nothing."""
    if case.delegation is None or not acts_for_owner(actor, case):
        return {}
    delegation = case.delegation
    return {
        "delegation": delegation.delegation_id,
        "principal": delegation.principal_name,
        "agent": delegation.agent_name,
    }


def acting_in(actor: Actor, case: Case) -> dict[str, str] | None:
    """Both names, for the case that is handed in, and which of the two sends it."""
    if case.delegation is None:
        return None
    return {
        "kind": case.delegation.kind,
        "delegation": case.delegation.delegation_id,
        "principal": case.delegation.principal_name,
        "agent": case.delegation.agent_name,
        "sent_by": "agent" if acts_for_owner(actor, case) else "principal",
    }


def _granted(act: Act, case: Case, now: datetime) -> bool:
    delegation = case.delegation
    assert delegation is not None
    if act in {"promise", "discard"} and delegation.kind != "guardian":
        return False
    allows = [a for a in _needed(act, case.state) if delegation.allows(a, case.item_id, now.date())]
    return bool(allows)


def _needed(act: Act, state: State) -> tuple[DelegatedAct, ...]:
    """Any one of these is enough."""
    match act:
        case "see":
            return ("prepare", "submit", "follow") if state in OPEN else ("submit", "follow")
        case "edit" | "promise" | "discard":
            return ("prepare",)
        case "submit":
            return ("submit",)
        case "withdraw":
            return ("prepare",) if state in {"draft", "ready"} else ("submit",)
        case "decide":
            return ()
