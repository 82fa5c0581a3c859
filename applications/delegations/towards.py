"""May this person act for somebody here, and if not, what to do? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from applications.delegations.standing import suits
from applications.delegations.types import Delegation, Relation
from applications.texts import say
from knowledge_base.model.guide import Guide


@dataclass(frozen=True, slots=True)
class Towards:
    """`delegation` is what to begin under; None: `message` says in one short turn how to come by one."""

    delegation: Delegation | None
    message: str


def named_in(held: Sequence[Delegation], text: str) -> str:
    """The principal whom the text names, among those the person may act for; empty when none or several."""
    names = {d.principal_name for d in held if d.principal_name and d.principal_name in text}
    return names.pop() if len(names) == 1 else ""


def towards(
    held: Sequence[Delegation],
    guide: Guide,
    name: str,
    relation: Relation | None,
    today: date,
) -> Towards:
    """By name where one is known, else by what they are to each other, if that is one person only."""
    meant = [d for d in held if _is_meant(d, name, relation)]
    item = guide.item.plain_name or guide.item.official_name
    can = [d for d in meant if d.allows("prepare", guide.item.item_id, today) and suits(guide, d)]
    people = {d.principal_id for d in can}
    if len(people) == 1:
        chosen = can[0]
        return Towards(chosen, say("delegations.towards.held", name=chosen.principal_name, item=item))
    who = name or say(f"delegations.towards.{relation or 'other'}")
    if len(people) > 1:
        names = "、".join(dict.fromkeys(d.principal_name for d in can))
        return Towards(None, say("delegations.towards.several", names=names, item=item))
    key = "beyond" if meant else "none"
    return Towards(None, say(f"delegations.towards.{key}", who=who, item=item))


def _is_meant(delegation: Delegation, name: str, relation: Relation | None) -> bool:
    if name:
        return delegation.principal_name == name
    return relation is not None and relation != "other" and delegation.relation == relation
