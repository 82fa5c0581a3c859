"""Signing in."""

from typing import Annotated, Literal

from pydantic import Field

from api.identity.platform import PlatformName
from api.identity.provider import Account
from api.wire.base import Shape
from knowledge_base.curation.types import GATES, Gate


class AccountShape(Shape):
    """A helper handles like a citizen, for others: told by `helper`, so that the list of roles stays."""

    account: str
    name: str
    role: Literal["citizen", "reviewer", "curator", "admin"]
    helper: Annotated[bool, Field(description="window staff who act for people who come (帮代办)")]
    about: str
    gates: Annotated[list[Gate], Field(description="of guides, that a curator reviews")]


class Accounts(Shape):
    accounts: list[AccountShape]


class DemoLogin(Shape):
    account: Annotated[str, Field(min_length=1, max_length=80)]


class PlatformLogin(Shape):
    """What the phone's platform gave the mini-program, e.g. `wx.login`; good for one call."""

    platform: PlatformName
    code: Annotated[str, Field(min_length=1, max_length=200)]


class PlatformBind(Shape):
    binding: Annotated[str, Field(min_length=1, max_length=1000, description="from the problem `not_bound`")]


class SignedIn(Shape):
    """`token` goes into `Authorization: Bearer …`; a page of the same origin also gets a session cookie."""

    token: str
    account: AccountShape
    expires_in: Annotated[int, Field(description="seconds")]


class Me(Shape):
    """Who the request comes from; `account` is null for a visitor."""

    account: AccountShape | None


def account_shape(account: Account) -> AccountShape:
    return AccountShape(
        account=account.account_id,
        name=account.name,
        role="citizen" if account.role == "helper" else account.role,
        helper=account.role == "helper",
        about=account.about,
        gates=[gate for gate in GATES if gate in account.gates],
    )
