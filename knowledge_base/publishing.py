"""Publishing: immutable versions, withdrawal at once in every process, and names known from a catalogue.

What is published lives in the database; the search index is rebuilt from it. A withdrawal needs no new index:
the library checks what is citable at each call, and bumping the generation makes every process look again.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from knowledge_base.catalogue import CatalogueImport, CatalogueRow, take_over
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.publication_state import bump, locked
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.generations import Generations
from knowledge_base.tables import GuideVersionRow, ServiceItemRow
from storage import audit
from storage.clock import Clock
from storage.database import Database

CONTENT = "content"
"""origin of items that come with content files"""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run changed: item id → new version number, and the generation that the index now serves."""

    versions: dict[str, int]
    items_changed: int
    generation: int


class Publisher:
    """The one writer of guide versions and of the search index."""

    def __init__(
        self,
        database: Database,
        index_root: Path,
        encoder: Encoder,
        clock: Clock,
        *,
        chroma_url: str | None = None,
    ) -> None:
        self._database, self._clock = database, clock
        self._generations = Generations(database, index_root, encoder, clock, chroma_url=chroma_url)

    def build(self, loaded: Sequence[LoadedGuide], by: str, names: Sequence[ServiceItem] = ()) -> Published:
        """Publishes what changed and makes sure that a complete index exists. Cheap when nothing changed."""
        done = self._publish(loaded, by, names, revive=False)
        self._generations.ensure()
        return done

    def publish(self, loaded: Sequence[LoadedGuide], by: str) -> Published:
        """Like `build`, on purpose: a guide that was withdrawn is published again as a new version."""
        done = self._publish(loaded, by, (), revive=True)
        self._generations.ensure()
        return done

    def withdraw(self, item_id: str, by: str, why: str) -> int:
        """Withdraws every version of the item's guide; from the commit on no process finds or cites it.

        Gives how many versions were withdrawn: 0 when none was in force. The item stays known by name.
        """
        now = self._clock()
        with self._database.transaction() as session:
            rows = session.scalars(
                select(GuideVersionRow).where(
                    GuideVersionRow.item_id == item_id, GuideVersionRow.withdrawn_at.is_(None)
                )
            ).all()
            for row in rows:
                row.withdrawn_at, row.withdrawn_why = now, why
            if rows:
                bump(session)
                detail = {"versions": [row.version for row in rows], "why": why}
                audit.append(
                    session, at=now, actor=by, action="guide.withdraw", subject=item_id, detail=detail
                )
        return len(rows)

    def import_catalogue(
        self, rows: Iterable[CatalogueRow], origin: str, by: str = "system"
    ) -> CatalogueImport:
        """Takes over bare names: only what differs from the last import of `origin` is touched."""
        now = self._clock()
        with self._database.transaction() as session:
            done = take_over(session, rows, origin, now)
            if done.changes:
                bump(session)
                detail = {"added": done.added, "changed": done.changed, "withdrawn": done.withdrawn}
                audit.append(
                    session, at=now, actor=by, action="catalogue.import", subject=origin, detail=detail
                )
        self._generations.ensure()
        return done

    def rebuild_index(self) -> int:
        """Builds the index anew from the database (e.g. with another encoder); gives its generation."""
        return self._generations.ensure(anew=True)

    def _publish(
        self, loaded: Sequence[LoadedGuide], by: str, names: Sequence[ServiceItem], *, revive: bool
    ) -> Published:
        now = self._clock()
        with self._database.transaction() as session:
            changed = _keep_items(session, [*(entry.guide.item for entry in loaded), *names], now)
            fresh = [_new_version(session, entry.guide, by, now, revive=revive) for entry in loaded]
            versions = {row.item_id: row.version for row in fresh if row is not None}
            if not changed and not versions:
                return Published({}, 0, locked(session).generation)
            generation = bump(session)
            for item_id, version in versions.items():
                detail = {"version": version}
                audit.append(
                    session, at=now, actor=by, action="guide.publish", subject=item_id, detail=detail
                )
            return Published(versions, changed, generation)


def digest(guide: Guide) -> str:
    """The same for the same content, however the files are laid out."""
    text = json.dumps(guide.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _keep_items(session: Session, items: Sequence[ServiceItem], now: datetime) -> int:
    """Adds and changes the items' rows; gives how many. A catalogue's row of the same name gives way."""
    ours = {item.official_name for item in items}
    ids = [item.item_id for item in items]
    meant = or_(ServiceItemRow.item_id.in_(ids), ServiceItemRow.official_name.in_(ours))
    known = {row.item_id: row for row in session.scalars(select(ServiceItemRow).where(meant))}
    changed = 0
    for item in items:
        values = item.model_dump(exclude={"item_id"}) | {"origin": CONTENT, "withdrawn_at": None}
        row = known.get(item.item_id)
        if row is None:
            session.add(ServiceItemRow(item_id=item.item_id, **values))
        elif {key: getattr(row, key) for key in values} != values:
            for key, value in values.items():
                setattr(row, key, value)
        else:
            continue
        changed += 1
    for row in known.values():
        if row.origin != CONTENT and row.withdrawn_at is None and row.official_name in ours:
            row.withdrawn_at, changed = now, changed + 1
    session.flush()
    return changed


def _new_version(
    session: Session, guide: Guide, by: str, now: datetime, *, revive: bool
) -> GuideVersionRow | None:
    """The next version; None when the newest one says the same (and need not be revived)."""
    newest = session.scalars(
        select(GuideVersionRow)
        .where(GuideVersionRow.item_id == guide.item.item_id)
        .order_by(GuideVersionRow.version.desc())
        .limit(1)
    ).first()
    fingerprint = digest(guide)
    if newest is not None and newest.digest == fingerprint and not (revive and newest.withdrawn_at):
        return None
    row = GuideVersionRow(
        item_id=guide.item.item_id,
        version=newest.version + 1 if newest else 1,
        content=guide.model_dump(mode="json"),
        digest=fingerprint,
        valid_from=guide.valid_from,
        valid_until=guide.valid_until,
        published_at=now,
        published_by=by,
    )
    session.add(row)
    return row
