"""Values of acting for another: the grant with its scope, and the named outcomes of each act on it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DelegationKind = Literal["family", "staff", "guardian"]
"""亲友代办, a helper at the window (帮代办), or a parent for a child"""
DelegatedAct = Literal["prepare", "submit", "follow"]
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
    consent: str = ""
    """the words the principal agreed to, as they were shown"""
    evidence: str = ""
    """how consent or parenthood was shown, in words"""
    consented_at: datetime | None = None
    ended_at: datetime | None = None

    def allows(self, act: DelegatedAct, item_id: str, today: date) -> bool:
        """Whether the agent may do that for this item today."""
        return (
            self.state == "active"
            and today <= self.scope.until
            and act in self.scope.acts
            and (not self.scope.items or item_id in self.scope.items)
        )
