"""The port to whoever knows people: the demo accounts today, an OpenID provider another day."""

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["citizen", "reviewer", "curator", "admin"]


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in. `about` helps to choose among demo accounts."""

    account_id: str
    name: str
    role: Role
    about: str = ""


class IdentityProvider(Protocol):
    """Knows accounts by id. How somebody proves to be one is each provider's own route."""

    def account(self, account_id: str) -> Account | None:
        """The account, or None when there is no such one (any more)."""
        ...

    def open_accounts(self) -> tuple[Account, ...]:
        """Accounts anybody may sign in as; empty for every provider but the demo."""
        ...


class NobodyProvider:
    """IDENTITY=none: people can ask and read, nobody can sign in."""

    def account(self, account_id: str) -> Account | None:
        return None

    def open_accounts(self) -> tuple[Account, ...]:
        return ()
