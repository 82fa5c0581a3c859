"""A bare list of names, as a district hands it over: taken over as items that are known but have no guide."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from knowledge_base.names import item_id_of, same_name
from knowledge_base.progress import Progress, silent
from knowledge_base.tables import ServiceItemRow

MOST_GONE = 0.2
"""the share of an origin's items that one import may withdraw; a truncated export must not empty the city"""

_BATCH = 500
"""rows a statement; SQLite allows 32,766 bound values"""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """`source_key` is the row's id where the list came from; `link` leads there, empty for the front page."""

    official_name: str
    plain_name: str = ""
    authority: str = ""
    subject: str = "自然人"
    source_key: str = ""
    link: str = ""

    @property
    def item_id(self) -> str:
        return item_id_of(self.official_name)


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """Counts. `known` are names that content or another catalogue already has, so they were not doubled.

    One of these that now has a link is counted as changed.
    """

    added: int
    changed: int
    withdrawn: int
    unchanged: int
    known: int

    @property
    def changes(self) -> int:
        return self.added + self.changed + self.withdrawn


@dataclass(frozen=True, slots=True)
class TooManyGone:
    """Refused: `gone` of the origin's `live` items are missing, more than one import may withdraw.

    Nothing was done.
    """

    gone: int
    live: int


def too_many(gone: int, live: int) -> bool:
    return gone > MOST_GONE * live


def take_over(
    session: Session,
    rows: Iterable[CatalogueRow],
    origin: str,
    now: datetime,
    *,
    allow_withdrawals: bool = False,
    progress: Progress = silent,
) -> CatalogueImport | TooManyGone:
    """Makes the items of `origin` those of `rows`; an item gone from the source is withdrawn, not deleted."""
    wanted = {same_name(row.official_name): row for row in rows}
    ours, elsewhere = _known(session, origin)
    fresh = [row for name, row in wanted.items() if name not in ours and name not in elsewhere]
    kept = {name: row for name, row in wanted.items() if name in ours and name not in elsewhere}
    changed = [(ours[name].item_id, row) for name, row in kept.items() if _differs(ours[name], row)]
    live = sum(row.withdrawn_at is None for row in ours.values())
    gone = [row.item_id for name, row in ours.items() if name not in kept and row.withdrawn_at is None]
    # A name that another source has taken over is not gone.
    missing = sum(name not in wanted and row.withdrawn_at is None for name, row in ours.items())
    if too_many(missing, live) and not allow_withdrawals:
        return TooManyGone(missing, live)
    _add(session, fresh, origin, progress)
    for item_id, row in changed:
        _write(session, item_id, row, origin)
    for begin in range(0, len(gone), _BATCH):
        batch = gone[begin : begin + _BATCH]
        session.execute(
            update(ServiceItemRow).where(ServiceItemRow.item_id.in_(batch)).values(withdrawn_at=now)
        )
    known = [(elsewhere[name], row) for name, row in wanted.items() if name in elsewhere]
    linked = _link(session, known)
    return CatalogueImport(
        len(fresh), len(changed) + linked, len(gone), len(kept) - len(changed), len(known) - linked
    )


def _known(session: Session, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """By name as compared: our rows, and those that others have in use."""
    columns = (
        ServiceItemRow.item_id,
        ServiceItemRow.official_name,
        ServiceItemRow.plain_name,
        ServiceItemRow.authority,
        ServiceItemRow.subject,
        ServiceItemRow.source_key,
        ServiceItemRow.link,
        ServiceItemRow.origin,
        ServiceItemRow.withdrawn_at,
    )
    ours: dict[str, Any] = {}
    elsewhere: dict[str, Any] = {}
    for row in session.execute(select(*columns)):
        if row.origin == origin:
            ours[same_name(row.official_name)] = row
        elif row.withdrawn_at is None:
            elsewhere[same_name(row.official_name)] = row
    return ours, elsewhere


def _link(session: Session, known: Iterable[tuple[Any, CatalogueRow]]) -> int:
    """Gives names that others know a link where they have none, and how many."""
    missing = [(there.item_id, row) for there, row in known if row.link and not there.link]
    for item_id, row in missing:
        values = {"link": row.link, "source_key": row.source_key}
        session.execute(update(ServiceItemRow).where(ServiceItemRow.item_id == item_id).values(values))
    return len(missing)


def _differs(row: Any, wanted: CatalogueRow) -> bool:
    before = (row.official_name, row.plain_name, row.authority, row.subject, row.source_key, row.link)
    return row.withdrawn_at is not None or before != tuple(asdict(wanted).values())


def _add(session: Session, rows: Sequence[CatalogueRow], origin: str, progress: Progress) -> None:
    """The same name may be known, withdrawn, from another origin; its row then changes hands."""
    table = ServiceItemRow.__table__
    assert isinstance(table, Table)
    for begin in range(0, len(rows), _BATCH):
        batch = {row.item_id: row for row in rows[begin : begin + _BATCH]}
        wanted = select(ServiceItemRow.item_id).where(ServiceItemRow.item_id.in_(batch))
        there = set(session.scalars(wanted))
        for item_id in there:
            _write(session, item_id, batch[item_id], origin)
        values = [
            asdict(row) | {"item_id": item_id, "aliases": [], "origin": origin}
            for item_id, row in batch.items()
            if item_id not in there
        ]
        if values:
            session.execute(insert(table), values)
        progress("names", min(begin + _BATCH, len(rows)), len(rows))


def _write(session: Session, item_id: str, row: CatalogueRow, origin: str) -> None:
    values = asdict(row) | {"origin": origin, "withdrawn_at": None}
    session.execute(update(ServiceItemRow).where(ServiceItemRow.item_id == item_id).values(values))
