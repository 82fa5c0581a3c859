"""Two people of whom one acts for the other."""

from datetime import timedelta

from sqlalchemy import update

from applications.delegations.tables import DelegationRow
from applications.delegations.types import DelegatedAct, Delegation, Offered, Scope, Wish
from applications.types import Actor, Application
from tests.applications.desk import Desk

PRINCIPAL = Actor("liu", "刘桂兰", "citizen")
AGENT = Actor("chen", "陈晓渝", "citizen")
STRANGER = Actor("zhang", "张洋", "citizen")


def scope(desk: Desk, days: int = 30, **changes: object) -> Scope:
    given = {
        "items": ("card",),
        "acts": ("prepare", "submit"),
        "use_profile": True,
        "use_certificates": True,
        "until": desk.clock().date() + timedelta(days=days),
    } | changes
    return Scope(**given)  # pyright: ignore[reportArgumentType]


def offer(desk: Desk, **changes: object) -> Offered:
    """刘桂兰 invites 陈晓渝."""
    delegations = desk.service.delegations
    wish = Wish(AGENT.name, "mother", scope(desk, **changes))  # pyright: ignore[reportArgumentType]
    made = delegations.invite(PRINCIPAL, wish, delegations.words(PRINCIPAL.name, AGENT.name, wish))
    assert isinstance(made, Offered), made
    return made


def grant(desk: Desk, **changes: object) -> Delegation:
    made = offer(desk, **changes)
    desk.service.delegations.redeem(AGENT, made.code, PRINCIPAL.name)
    held = desk.service.delegations.accept(AGENT, made.delegation.delegation_id)
    assert isinstance(held, Delegation), held
    return held


def begun(desk: Desk, held: Delegation, acts: tuple[DelegatedAct, ...] | None = None) -> tuple[str, str]:
    """An application of hers that he began, and its delegation; `acts` as if just these had been granted."""
    made = desk.service.start(AGENT, "card", None, held.delegation_id)
    assert isinstance(made, Application), made
    if acts is not None:
        with desk.database.transaction() as session:
            row = session.get_one(DelegationRow, held.delegation_id)
            data = {**row.data, "scope": {**row.data["scope"], "acts": list(acts)}}
            session.execute(
                update(DelegationRow).where(DelegationRow.id == held.delegation_id).values(data=data)
            )
    return made.application_id, held.delegation_id
