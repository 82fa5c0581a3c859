"""Rows an import writes: items known by name, what the source said, and withdrawals. Within a transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge_base import versions
from knowledge_base.item_rows import CONTENT
from knowledge_base.names import same_name
from knowledge_base.publication_state import bump, locked
from knowledge_base.registry.plan import Gone, ItemChange, Known, Source, authority_of, link_of
from knowledge_base.tables import GuideVersionRow, RegistryRow, ServiceItemRow
from storage import audit

REGISTRY = "registry:"
"""what the origin of an item, and of a draft, begins with that comes from a registry"""
_BATCH = 500


def known(session: Session, origin: str) -> Known:
    """What an import of `origin` is compared with."""
    kept = (RegistryRow.source_key, RegistryRow.item_id, RegistryRow.digest, RegistryRow.withdrawn_at)
    sources = {
        row.source_key: Source(row.item_id, row.digest, row.withdrawn_at is not None)
        for row in session.execute(select(*kept).where(RegistryRow.origin == origin))
    }
    columns = (ServiceItemRow.item_id, ServiceItemRow.official_name, ServiceItemRow.withdrawn_at)
    names: dict[str, str] = {}
    listed: dict[str, str] = {}
    for row in session.execute(select(*columns).order_by(ServiceItemRow.item_id)):
        if row.withdrawn_at is None:
            listed[row.item_id] = row.official_name
        if row.withdrawn_at is None or same_name(row.official_name) not in names:
            names[same_name(row.official_name)] = row.item_id
    return Known(sources, listed, names, _codes(session))


def _codes(session: Session) -> dict[str, str]:
    """基本编码 → item id; a code that several items share says nothing."""
    found: dict[str, set[str]] = {}
    code = GuideVersionRow.content["handling"]["catalog_code"].as_string()
    for item_id, catalog_code in session.execute(select(GuideVersionRow.item_id, code)):
        if catalog_code:
            found.setdefault(catalog_code, set()).add(item_id)
    return {catalog_code: min(items) for catalog_code, items in found.items() if len(items) == 1}


def list_items(session: Session, changes: Sequence[ItemChange], origin: str) -> None:
    """Makes items known by name, findable before they have a guide."""
    changed = False
    for begin in range(0, len(changes), _BATCH):
        batch = {change.item_id: change for change in changes[begin : begin + _BATCH]}
        wanted = select(ServiceItemRow).where(ServiceItemRow.item_id.in_(batch))
        rows = {row.item_id: row for row in session.scalars(wanted)}
        for item_id, change in batch.items():
            row = rows.get(item_id)
            if row is None:
                row = ServiceItemRow(item_id=item_id, origin=REGISTRY + origin, aliases=[])
                session.add(row)
            changed = _written(row, change) or changed
        session.flush()
    if changed:
        bump(session)


def _written(row: ServiceItemRow, change: ItemChange) -> bool:
    """Names and authority of an item that has content of ours change with its guide, not before."""
    values: dict[str, object] = {"source_key": change.facts.key, "withdrawn_at": None}
    if row.origin != CONTENT:
        values["official_name"] = change.facts.name
        values["authority"] = authority_of(change.facts)
        values["subject"] = change.facts.values.get("subject", "自然人")
    if link := link_of(change.facts):
        values["link"] = link
    differing = {key: value for key, value in values.items() if getattr(row, key) != value}
    for key, value in differing.items():
        setattr(row, key, value)
    return bool(differing)


def note_source(session: Session, origin: str, change: ItemChange, now: datetime) -> None:
    """What the source says now; from here on the same row changes nothing."""
    row = session.get(RegistryRow, (origin, change.facts.key))
    if row is None:
        row = RegistryRow(origin=origin, source_key=change.facts.key)
        session.add(row)
    row.item_id, row.digest, row.facts = change.item_id, change.facts.digest, dict(change.facts.values)
    row.seen_at, row.withdrawn_at = now, None


def note_seen(session: Session, origin: str, keys: Sequence[str], now: datetime) -> None:
    for begin in range(0, len(keys), _BATCH):
        batch = keys[begin : begin + _BATCH]
        session.execute(
            update(RegistryRow)
            .where(
                RegistryRow.origin == origin,
                RegistryRow.source_key.in_(batch),
                RegistryRow.withdrawn_at.is_(None),
            )
            .values(seen_at=now)
        )


def withdraw(
    session: Session, origin: str, gone: Sequence[Gone], by: str, now: datetime, why: str
) -> list[str]:
    """Items that the source no longer has: guide withdrawn, item no longer listed; nothing is deleted.

    An item that another origin still has stays. Gives the ids that were withdrawn.
    """
    locked(session)
    withdrawn: list[str] = []
    for one in gone:
        row = session.get(RegistryRow, (origin, one.source_key))
        if row is None:
            continue
        row.withdrawn_at = now
        session.flush()
        if _elsewhere(session, one.item_id):
            continue
        withdrawn.append(one.item_id)
        item = session.get(ServiceItemRow, one.item_id)
        if item is not None:
            item.withdrawn_at = now
        numbers = versions.withdraw(session, one.item_id, why, now)
        detail = {"versions": list(numbers), "why": why, "source": one.source_key}
        audit.append(session, at=now, actor=by, action="item.withdraw", subject=one.item_id, detail=detail)
    if withdrawn:
        bump(session)
    return withdrawn


def _elsewhere(session: Session, item_id: str) -> bool:
    live = select(RegistryRow.origin).where(
        RegistryRow.item_id == item_id, RegistryRow.withdrawn_at.is_(None)
    )
    return session.execute(live.limit(1)).first() is not None
