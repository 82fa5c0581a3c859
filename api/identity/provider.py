"""The port to whoever knows people: the demo accounts today, an OpenID provider another day."""

from dataclasses import dataclass
from typing import Literal, Protocol

from knowledge_base.curation.types import Curator, Gate

Role = Literal["citizen", "helper", "reviewer", "curator", "admin"]


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in. `about` helps to choose among demo accounts; `gates` are those they review."""

    account_id: str
    name: str
    role: Role
    about: str = ""
    gates: frozenset[Gate] = frozenset()

    @property
    def curator(self) -> Curator | None:
        """Who curation knows them as; None for everybody who is neither curator nor admin."""
        if self.role not in ("curator", "admin"):
            return None
        return Curator(self.account_id, self.name, self.role, self.gates)


class IdentityProvider(Protocol):
    """Knows accounts by id. How somebody proves to be one is each provider's own route."""

    def account(self, account_id: str) -> Account | None:
        """The account, or None when there is no such one (any more)."""
        ...

    def find(self, name: str, id_number: str) -> Account | None:
        """The account of the citizen with that name and number, both; for helpers who have seen the card."""
        ...

    def by_mobile(self, number: str) -> Account | None:
        """The citizen whose account was opened with this mobile number, which the provider has verified;
        never one that somebody merely wrote into a form or their archive."""
        ...

    def open_accounts(self) -> tuple[Account, ...]:
        """Accounts anybody may sign in as; empty for every provider but the demo."""
        ...


class NobodyProvider:
    """IDENTITY=none: people can ask and read, nobody can sign in."""

    def account(self, account_id: str) -> Account | None:
        return None

    def find(self, name: str, id_number: str) -> Account | None:
        return None

    def by_mobile(self, number: str) -> Account | None:
        return None

    def open_accounts(self) -> tuple[Account, ...]:
        return ()
