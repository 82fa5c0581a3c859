"""A bare list of names, as a district hands it over: taken over as items that are known but have no guide."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from knowledge_base.item_rows import CONTENT, guided
from knowledge_base.names import item_id_of, same_name
from knowledge_base.progress import Progress, silent
from knowledge_base.tables import ServiceItemRow

MOST_GONE = 0.2
"""the share of an origin's items that one import may withdraw; a truncated export must not empty the city"""

NATURAL_PERSON = "自然人"
"""whom an item is for where no list says"""

_BATCH = 500
"""rows a statement; SQLite allows 32,766 bound values"""

_COLUMNS = (
    ServiceItemRow.item_id,
    ServiceItemRow.official_name,
    ServiceItemRow.plain_name,
    ServiceItemRow.authority,
    ServiceItemRow.subject,
    ServiceItemRow.asked,
    ServiceItemRow.source_key,
    ServiceItemRow.link,
    ServiceItemRow.origin,
    ServiceItemRow.withdrawn_at,
)


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """`source_key` is the row's id where the list came from; `link` leads there, empty for the front page.

    What is empty the list does not say.
    """

    official_name: str
    plain_name: str = ""
    authority: str = ""
    subject: str = ""
    source_key: str = ""
    link: str = ""

    @property
    def item_id(self) -> str:
        return item_id_of(self.official_name)


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """Counts. `known` are names that a guide or another catalogue already has, so they were not doubled.

    One of these that now has a link is counted as changed, and so is a bare name of the content files that
    this list takes over.
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
    """Makes the items of `origin` those of `rows`; an item gone from the source is withdrawn, not deleted.

    A bare name of the content files becomes the list's, so that it goes when the list drops it; how it is
    called and asked for stays as content says it.
    """
    wanted = {same_name(row.official_name): row for row in rows}
    ours, elsewhere = _known(session, origin, wanted)
    fresh = [row for name, row in wanted.items() if name not in ours and name not in elsewhere]
    kept = {name: row for name, row in wanted.items() if name in ours and name not in elsewhere}
    changed = [
        (row, new)
        for name, wish in kept.items()
        if _differs(row := ours[name], new := _laid(row, wish, origin))
    ]
    live = sum(row.withdrawn_at is None for row in ours.values())
    gone = [row.item_id for name, row in ours.items() if name not in kept and row.withdrawn_at is None]
    # A name that another source has taken over is not gone.
    missing = sum(name not in wanted and row.withdrawn_at is None for name, row in ours.items())
    if too_many(missing, live) and not allow_withdrawals:
        return TooManyGone(missing, live)
    _add(session, fresh, origin, progress)
    for row, values in changed:
        _update(session, row.item_id, values)
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


def _known(session: Session, origin: str, wanted: Container[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """By name as compared: our rows and what we take over, and those that others have in use."""
    with_guide = guided(session)
    ours: dict[str, Any] = {}
    elsewhere: dict[str, Any] = {}
    for row in session.execute(select(*_COLUMNS)):
        name = same_name(row.official_name)
        bare = row.origin == CONTENT and row.item_id not in with_guide
        if row.origin == origin or (bare and row.withdrawn_at is None and name in wanted):
            ours[name] = _rather(row, ours.get(name, row))
        elif row.withdrawn_at is None:
            elsewhere[name] = row
    return ours, elsewhere


def _rather(row: Any, other: Any) -> Any:
    """Of two rows of one name the one in use, else the one that was in use last."""
    if row.withdrawn_at is None or other.withdrawn_at is None:
        return row if row.withdrawn_at is None else other
    return row if row.withdrawn_at > other.withdrawn_at else other


def _link(session: Session, known: Iterable[tuple[Any, CatalogueRow]]) -> int:
    """Gives names that others know a link where they have none, and how many."""
    missing = [(there.item_id, row) for there, row in known if row.link and not there.link]
    for item_id, row in missing:
        values = {"link": row.link, "source_key": row.source_key}
        session.execute(update(ServiceItemRow).where(ServiceItemRow.item_id == item_id).values(values))
    return len(missing)


def _laid(row: Any, wanted: CatalogueRow, origin: str) -> dict[str, object]:
    """What the row becomes: what the list does not say, and the plain words of content, stay."""
    values: dict[str, object] = {key: value or getattr(row, key) for key, value in asdict(wanted).items()}
    if row.asked:
        values["plain_name"] = row.plain_name
    return values | {"origin": origin, "withdrawn_at": None}


def _differs(row: Any, values: Mapping[str, object]) -> bool:
    return any(getattr(row, key) != value for key, value in values.items())


def _add(session: Session, rows: Sequence[CatalogueRow], origin: str, progress: Progress) -> None:
    """The same name may be known, withdrawn, from another origin; its row then changes hands."""
    table = ServiceItemRow.__table__
    assert isinstance(table, Table)
    for begin in range(0, len(rows), _BATCH):
        batch = {row.item_id: row for row in rows[begin : begin + _BATCH]}
        wanted = select(*_COLUMNS).where(ServiceItemRow.item_id.in_(batch))
        there = {row.item_id: row for row in session.execute(wanted)}
        for item_id, row in there.items():
            _update(session, item_id, _laid(row, batch[item_id], origin))
        values = [_inserted(row, origin) for item_id, row in batch.items() if item_id not in there]
        if values:
            session.execute(insert(table), values)
        progress("names", min(begin + _BATCH, len(rows)), len(rows))


def _inserted(row: CatalogueRow, origin: str) -> dict[str, object]:
    said: dict[str, object] = dict(asdict(row))
    made = {"item_id": row.item_id, "origin": origin, "aliases": [], "asked": []}
    return said | made | {"subject": row.subject or NATURAL_PERSON}


def _update(session: Session, item_id: str, values: Mapping[str, object]) -> None:
    session.execute(update(ServiceItemRow).where(ServiceItemRow.item_id == item_id).values(**values))
