"""Rows of service items as content files and guides make them. Called within a transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from knowledge_base.model.guide import ServiceItem
from knowledge_base.names import item_id_of, same_name
from knowledge_base.tables import GuideVersionRow, ServiceItemRow

CONTENT = "content"
"""origin of items that come with content files"""

_BATCH = 500
"""items a statement"""

_WORDINGS = ("plain_name", "aliases", "asked")
"""what only people write: no list of names has it"""


def keep(session: Session, items: Sequence[ServiceItem], now: datetime) -> int:
    """Adds and changes the rows of items with guides; gives how many. A bare row of the same name gives way.

    A guide that does not say how people ask for its item leaves what is known of that.
    """
    known = _known(session, items)
    changed = 0
    for item in items:
        row = known.get(item.item_id)
        values = _columns(item) | {"origin": CONTENT, "withdrawn_at": None}
        if row is not None and not item.asked:
            del values["asked"]
        changed += _written(session, row, item.item_id, values)
    session.flush()
    return changed + _give_way(session, items, known.values(), now)


def keep_names(session: Session, items: Sequence[ServiceItem], now: datetime) -> int:
    """Adds the names that nobody knew, and words those that are known; gives how many.

    Whether a known one is still handled is up to the lists that bring it: what an import withdrew stays so.
    A name that another item's guide has is left out.
    """
    known, with_guide = _known(session, items), guided(session)
    closed = {
        same_name(row.official_name)
        for row in known.values()
        if row.withdrawn_at is not None or row.item_id in with_guide
    }
    kept = [item for item in items if item.item_id in known or same_name(item.official_name) not in closed]
    changed = 0
    for item in kept:
        row, values = known.get(item.item_id), _columns(item)
        if row is None:
            values["origin"] = CONTENT
        elif row.origin != CONTENT:
            values = {key: values[key] for key in _WORDINGS if values[key]}
        changed += _written(session, row, item.item_id, values)
    session.flush()
    return changed + _give_way(session, kept, known.values(), now)


def wordings(session: Session, item_id: str) -> dict[str, object]:
    """What people wrote of an item: keys of `Guide.item`, without those that say nothing."""
    row = session.get(ServiceItemRow, item_id)
    return {key: value for key in _WORDINGS if row is not None and (value := getattr(row, key))}


def guided(session: Session) -> set[str]:
    """Ids of the items that ever had a guide; the others are bare names."""
    return set(session.scalars(select(GuideVersionRow.item_id).distinct()))


def _columns(item: ServiceItem) -> dict[str, object]:
    return item.model_dump(include=set(ServiceItem.model_fields) - {"item_id"})


def _known(session: Session, items: Sequence[ServiceItem]) -> dict[str, ServiceItemRow]:
    """Rows with the items' ids, and rows of their names, whoever brought them."""
    known: dict[str, ServiceItemRow] = {}
    for begin in range(0, len(items), _BATCH):
        batch = items[begin : begin + _BATCH]
        names = [item.official_name for item in batch]
        ids = {item.item_id for item in batch} | {item_id_of(name) for name in names}
        meant = or_(ServiceItemRow.item_id.in_(ids), ServiceItemRow.official_name.in_(names))
        known |= {row.item_id: row for row in session.scalars(select(ServiceItemRow).where(meant))}
    return known


def _written(session: Session, row: ServiceItemRow | None, item_id: str, values: dict[str, object]) -> bool:
    if row is None:
        session.add(ServiceItemRow(item_id=item_id, **values))
        return True
    differing = {key: value for key, value in values.items() if getattr(row, key) != value}
    for key, value in differing.items():
        setattr(row, key, value)
    return bool(differing)


def _give_way(
    session: Session, items: Sequence[ServiceItem], rows: Iterable[ServiceItemRow], now: datetime
) -> int:
    """Withdraws other rows of the items' names that never had a guide, and gives how many."""
    ours = {item.item_id for item in items}
    names = {same_name(item.official_name) for item in items}
    others = [
        row
        for row in rows
        if row.item_id not in ours and row.withdrawn_at is None and same_name(row.official_name) in names
    ]
    with_guide = guided(session) if others else set[str]()
    bare = [row for row in others if row.item_id not in with_guide]
    for row in bare:
        row.withdrawn_at = now
    session.flush()
    return len(bare)
