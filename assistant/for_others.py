"""Beginning for somebody else: under what they granted where they did, else told how it can be granted.

Where a guide has its own way for relatives (我帮家里老人办), that way is left open to whoever has no grant.
"""

from collections.abc import Mapping

from applications.access import OPEN
from applications.delegations.towards import Towards, named_in
from applications.delegations.types import Delegation, Relation
from applications.types import Actor, Application, NotGranted, Unknown
from assistant.rooms import Rooms
from assistant.turn import Turn
from assistant.understand.relatives import for_oneself, relative
from knowledge_base.model.base import DISTRICT
from knowledge_base.model.guide import Guide

OTHERS = frozenset({"family", "relative", "proxy", "other", "child", "newborn", "agent"})
"""Options of 给谁办 with which a guide lets people act for relatives by itself."""
PLACES: Mapping[Relation, str] = {"child": "child_", "spouse": "spouse_"}
"""How the names of the form's fields about such a relative begin."""


def begun(turn: Turn, rooms: Rooms, actor: Actor, item_id: str, situation: Mapping[str, str]) -> bool:
    """Whether this was for somebody else and is settled: `turn.outcome` tells how. Else it is one's own."""
    said = "\n".join(part for part in (turn.state.story, turn.text) if part)
    if for_oneself(turn.text):
        return False
    grants = rooms.applications.delegations
    relation, name = relative(said), named_in(grants.held(actor), said)
    if not name and relation is None:
        return False
    found = grants.towards(actor, name, item_id, relation)
    if isinstance(found, Unknown):
        return False
    if found.delegation is not None:
        turn.outcome.for_other = found.message
        return under(turn, rooms, actor, item_id, situation, found.delegation)
    return _told(turn, rooms, item_id, relation, found)


def others(turn: Turn, actor: Actor) -> bool:
    """Whether what is open is somebody else's, while the person now speaks of their own matter."""
    view = turn.application
    return view is not None and view.owner_id != actor.account_id and for_oneself(turn.text)


def under(
    turn: Turn,
    rooms: Rooms,
    actor: Actor,
    item_id: str,
    situation: Mapping[str, str],
    grant: Delegation,
) -> bool:
    """Goes on with what was begun for them, or begins it. The speaker's district is not the other's."""
    mine = rooms.applications.mine(actor)
    open_ = next(
        (a for a in mine if (a.owner_id, a.item_id) == (grant.principal_id, item_id) and a.state in OPEN),
        None,
    )
    told = {question: option for question, option in situation.items() if question != DISTRICT}
    made = open_ or rooms.applications.start(actor, item_id, told, grant.delegation_id)
    if not isinstance(made, Application):
        assert isinstance(made, NotGranted | Unknown)
        return False
    turn.outcome.started, turn.outcome.resumed = open_ is None, open_ is not None
    turn.application, turn.guide = made, rooms.guide_of(made)
    return True


def _told(turn: Turn, rooms: Rooms, item_id: str, relation: Relation | None, found: Towards) -> bool:
    published = rooms.library.guide(item_id)
    if published is None or _has_a_way(published.guide, relation):
        return False
    turn.outcome.needs_consent = found.message
    return True


def _has_a_way(guide: Guide, relation: Relation | None) -> bool:
    asked = next((question for question in guide.situations if question.id == "who"), None)
    options = {option.id for option in asked.options} if asked else set[str]()
    if relation == "child" or options & (OTHERS - {"child", "newborn"}):
        return True
    begins = PLACES.get(relation) if relation else None
    return begins is not None and any(field.name.startswith(begins) for field in guide.form.fields)
