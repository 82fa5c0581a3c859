"""Values of acting for another: the grant with its scope, and the named outcomes of each act on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

DelegationKind = Literal["family", "staff", "guardian"]
"""亲友代办, a helper at the window (帮代办), or a parent for a child"""
DelegatedAct = Literal["prepare", "submit", "follow"]
Relation = Literal["mother", "father", "spouse", "child", "grandparent", "other"]
"""what the principal is to the agent"""
DelegationState = Literal[
    "offered", "asked", "checking", "active", "expired", "refused", "revoked", "laid_down"
]
"""`offered` by the principal or `asked` for by the agent, until the other side answers; `checking` while
staff look at a parent's evidence. `expired` is computed from the clock and never kept."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is granted. Nothing beyond it is, whatever the agent may know or hold."""

    items: tuple[str, ...]
    """item ids; all when empty"""
    acts: tuple[DelegatedAct, ...]
    """always `prepare`; who submits also follows, so that nobody hands in what they can't mend"""
    use_profile: bool
    """whether the principal's facts fill the form"""
    use_certificates: bool
    """whether the principal's certificates stand in for materials and fill the form"""
    until: date
    """the last day"""


@dataclass(frozen=True, slots=True)
class Delegation:
    """One grant. Both names are those of the accounts (or of the child) on the day it was granted."""

    delegation_id: str
    kind: DelegationKind
    principal_id: str | None
    """None until the person who was asked has named the code"""
    principal_name: str
    agent_id: str | None
    """None until the person who was invited has named the code"""
    agent_name: str
    scope: Scope
    state: DelegationState
    relation: Relation = "other"
    consent: str = ""
    """the words the principal agrees to; agreed to once `consented_at` is set"""
    evidence: str = ""
    """how presence or parenthood was shown, in words"""
    evidence_document: str | None = None
    child: Mapping[str, str] = field(default_factory=dict[str, str])
    """facts of a guardian's child, by the names the profile has for them (`child_name` …)"""
    created_at: datetime | None = None
    consented_at: datetime | None = None
    ended_at: datetime | None = None
    code_until: datetime | None = None

    def allows(self, act: DelegatedAct, item_id: str, today: date) -> bool:
        """Whether the agent may do that for this item today."""
        return self.holds(today) and act in self.scope.acts and self.covers(item_id)

    def holds(self, today: date) -> bool:
        return self.state == "active" and today <= self.scope.until

    def covers(self, item_id: str) -> bool:
        return not self.scope.items or item_id in self.scope.items

    def seen(self, now: datetime) -> "Delegation":
        """As it stands now: over once its last day, or the time to name its code, has passed."""
        unanswered = self.principal_id is None or self.agent_id is None
        too_late = unanswered and self.code_until is not None and now >= self.code_until
        open_ = self.state in {"offered", "asked", "checking", "active"}
        if open_ and (too_late or now.date() > self.scope.until):
            return replace(self, state="expired")
        return self


@dataclass(frozen=True, slots=True)
class Wish:
    """What one side puts to the other."""

    other_name: str
    relation: Relation
    scope: Scope


@dataclass(frozen=True, slots=True)
class Offered:
    """A delegation that waits for the other side, and the code they name. The code is given out once."""

    delegation: Delegation
    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not done; `message` says what is possible instead. `words` are those to agree to, where that lacked."""

    message: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class TooOften:
    """Too many wrong codes; `seconds` until the next may be tried."""

    seconds: int
