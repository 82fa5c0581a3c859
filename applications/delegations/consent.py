"""What the principal agrees to, in words, and which scopes can be granted at all. Pure but for item names."""

from dataclasses import replace
from datetime import date

from applications.delegations.types import DelegatedAct, Scope, Wish
from applications.guides import Guides
from applications.texts import say

ORDER: tuple[DelegatedAct, ...] = ("prepare", "submit", "follow")


def complete(scope: Scope) -> Scope:
    """Whoever acts prepares; whoever submits follows; each item once."""
    acts = {"prepare", *scope.acts} | ({"follow"} if "submit" in scope.acts else set())
    return replace(scope, acts=tuple(a for a in ORDER if a in acts), items=tuple(dict.fromkeys(scope.items)))


def refused(scope: Scope, guides: Guides, today: date) -> str:
    """Why such a scope can't be granted; empty when it can."""
    if scope.until < today:
        return say("delegations.past")
    if scope.until > a_year_from(today):
        return say("delegations.too_long")
    if any(guides.guide(item) is None for item in scope.items):
        return say("delegations.no_such_item")
    return ""


def a_year_from(today: date) -> date:
    """The same day next year; the 28th for a leap day."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if leap else today.day)


def words(principal: str, agent: str, wish: Wish, guides: Guides) -> str:
    """The consent, as it is shown and agreed to word for word."""
    scope = wish.scope
    return say(
        "delegations.consent",
        principal=principal,
        agent=agent,
        items=_items(scope, guides),
        acts="、".join(say(f"delegations.acts.{act}") for act in scope.acts),
        profile=say(f"delegations.profile.{'used' if scope.use_profile else 'kept'}", agent=agent),
        certificates=say(
            f"delegations.certificates.{'used' if scope.use_certificates else 'kept'}", agent=agent
        ),
        until=f"{scope.until.year}年{scope.until.month}月{scope.until.day}日",
    )


def _items(scope: Scope, guides: Guides) -> str:
    if not scope.items:
        return say("delegations.all_items")
    items = [found.guide.item for item in scope.items if (found := guides.guide(item))]
    names = [item.plain_name or item.official_name for item in items]
    return "、".join(f"“{name}”" for name in names)
