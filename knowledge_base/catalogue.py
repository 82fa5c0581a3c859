"""A bare list of names, as a district hands it over: taken over as items that are known but have no guide."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from knowledge_base.errors import ContentError
from knowledge_base.tables import ServiceItemRow
from knowledge_base.texts import texts

_BATCH = 500
"""rows a statement; SQLite allows 32,766 bound values"""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    official_name: str
    plain_name: str = ""
    authority: str = ""
    subject: str = "自然人"

    @property
    def item_id(self) -> str:
        """Stable: the same name has the same id in every import (48 bits of its hash)."""
        return f"cat-{hashlib.sha256(self.official_name.encode('utf-8')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """Counts. `known` are names that content or another catalogue already has, so they were not doubled."""

    added: int
    changed: int
    withdrawn: int
    unchanged: int
    known: int

    @property
    def changes(self) -> int:
        return self.added + self.changed + self.withdrawn


def read_csv(path: Path) -> list[CatalogueRow]:
    """Rows of a CSV with a column `official_name`, and `plain_name`, `authority`, `subject` when given."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if "official_name" not in (reader.fieldnames or ()):
            raise ContentError([(path.name, 1, texts().say("loader.csv_needs_name"))])
        columns = [
            key
            for key in ("official_name", "plain_name", "authority", "subject")
            if key in (reader.fieldnames or ())
        ]
        entries = [{key: (row[key] or "").strip() for key in columns} for row in reader]
    return [
        CatalogueRow(**{k: v for k, v in entry.items() if v}) for entry in entries if entry["official_name"]
    ]


def take_over(session: Session, rows: Iterable[CatalogueRow], origin: str, now: datetime) -> CatalogueImport:
    """Makes the items of `origin` those of `rows`; an item gone from the source is withdrawn, not deleted."""
    wanted = {row.official_name: row for row in rows}
    columns = (
        ServiceItemRow.item_id,
        ServiceItemRow.official_name,
        ServiceItemRow.plain_name,
        ServiceItemRow.authority,
        ServiceItemRow.subject,
        ServiceItemRow.origin,
        ServiceItemRow.withdrawn_at,
    )
    ours: dict[str, Any] = {}
    elsewhere: set[str] = set()
    for row in session.execute(select(*columns)):
        if row.origin == origin:
            ours[row.official_name] = row
        elif row.withdrawn_at is None:
            elsewhere.add(row.official_name)
    fresh = [row for name, row in wanted.items() if name not in ours and name not in elsewhere]
    kept = {name: row for name, row in wanted.items() if name in ours and name not in elsewhere}
    changed = [row for name, row in kept.items() if _differs(ours[name], row)]
    gone = [row.item_id for name, row in ours.items() if name not in kept and row.withdrawn_at is None]
    _insert(session, fresh, origin)
    for row in changed:
        values = asdict(row) | {"withdrawn_at": None}
        session.execute(
            update(ServiceItemRow)
            .where(ServiceItemRow.item_id == ours[row.official_name].item_id)
            .values(values)
        )
    for begin in range(0, len(gone), _BATCH):
        batch = gone[begin : begin + _BATCH]
        session.execute(
            update(ServiceItemRow).where(ServiceItemRow.item_id.in_(batch)).values(withdrawn_at=now)
        )
    known = sum(name in elsewhere for name in wanted)
    return CatalogueImport(len(fresh), len(changed), len(gone), len(kept) - len(changed), known)


def _differs(row: Any, wanted: CatalogueRow) -> bool:
    before = (row.plain_name, row.authority, row.subject, row.withdrawn_at)
    return before != (wanted.plain_name, wanted.authority, wanted.subject, None)


def _insert(session: Session, rows: Sequence[CatalogueRow], origin: str) -> None:
    for begin in range(0, len(rows), _BATCH):
        batch = rows[begin : begin + _BATCH]
        # The same name may be known, withdrawn, from another origin; its row then changes hands.
        session.execute(
            delete(ServiceItemRow).where(ServiceItemRow.item_id.in_([row.item_id for row in batch]))
        )
        values = [asdict(row) | {"item_id": row.item_id, "aliases": [], "origin": origin} for row in batch]
        session.execute(insert(ServiceItemRow), values)
