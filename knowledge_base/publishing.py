"""Publishing: immutable versions, withdrawal at once in every process, and names known from a catalogue.

What is published lives in the database; the search index is rebuilt from it. A withdrawal needs no new index:
the library checks what is citable at each call, and bumping the generation makes every process look again.

`build` takes over shipped content as samples. It never replaces a version that passed the gates and never
brings back a withdrawn one: both are up to `knowledge_base.curation`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base import item_rows, versions
from knowledge_base.catalogue import CatalogueImport, CatalogueRow, TooManyGone, take_over
from knowledge_base.item_rows import CONTENT
from knowledge_base.life_events import keeping
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.progress import Progress, silent
from knowledge_base.publication_state import bump, locked
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.generations import Generations
from knowledge_base.tables import GuideVersionRow, ServiceItemRow
from storage import audit
from storage.clock import Clock
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Published:
    """What a run changed: item id → new version number, and the generation that the index now serves.

    `kept` are items whose files differ from a newest version that was withdrawn or went through the gates.
    """

    versions: dict[str, int]
    items_changed: int
    generation: int
    kept: tuple[str, ...] = field(default=())
    life_events: Mapping[str, int] = field(default_factory=dict[str, int])
    """event id → new version number"""


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

    def build(
        self,
        loaded: Sequence[LoadedGuide],
        by: str,
        names: Sequence[ServiceItem] = (),
        events: Sequence[LifeEvent] = (),
    ) -> Published:
        """Publishes as samples what changed, and makes sure that a complete index exists.

        Cheap when nothing changed.
        """
        done = self._take_over(loaded, by, names, events)
        self.see_to_index()
        return done

    def put(
        self, session: Session, guide: Guide, by: str, draft_id: str, action: str, **detail: object
    ) -> GuideVersionRow:
        """A version that went through the gates, in the caller's transaction, which holds the state's lock.

        `action` and `detail` go into the audit chain. The caller sees to the index afterwards.
        """
        now = self._clock()
        if not _called_later(session, guide, now):
            item_rows.keep(session, [guide.item], now)
        row = versions.add(session, guide, by, now, origin=versions.GATED, draft_id=draft_id)
        bump(session)
        detail |= {"version": row.version, "draft_id": draft_id}
        audit.append(session, at=now, actor=by, action=action, subject=row.item_id, detail=detail)
        return row

    def see_to_index(self, progress: Progress = silent) -> None:
        """Builds the index of what is published now, unless it is there."""
        self._generations.ensure(progress=progress)

    def withdraw(self, item_id: str, by: str, why: str, version: int | None = None) -> tuple[int, ...]:
        """Withdraws every version of the item's guide, or one; from the commit on no process cites it.

        Gives the versions that were withdrawn: none when none was left. The item stays known by name.
        """
        now = self._clock()
        with self._database.transaction() as session:
            locked(session)
            numbers = versions.withdraw(session, item_id, why, now, version)
            if numbers:
                bump(session)
                detail = {"versions": list(numbers), "why": why}
                audit.append(
                    session, at=now, actor=by, action="guide.withdraw", subject=item_id, detail=detail
                )
        return numbers

    def withdraw_life_event(self, event_id: str, by: str, why: str) -> tuple[int, ...]:
        """The same for a life event; its items stay as they are."""
        with self._database.transaction() as session:
            locked(session)
            numbers = keeping.withdraw(session, event_id, by, why, self._clock())
            if numbers:
                bump(session)
        return numbers

    def import_catalogue(
        self,
        rows: Iterable[CatalogueRow],
        origin: str,
        by: str = "system",
        *,
        allow_withdrawals: bool = False,
        progress: Progress = silent,
    ) -> CatalogueImport | TooManyGone:
        """Takes over bare names: only what differs from the last import of `origin` is touched."""
        now = self._clock()
        with self._database.transaction() as session:
            done = take_over(
                session, rows, origin, now, allow_withdrawals=allow_withdrawals, progress=progress
            )
            if isinstance(done, TooManyGone):
                return done
            if done.changes:
                bump(session)
                detail = {"added": done.added, "changed": done.changed, "withdrawn": done.withdrawn}
                audit.append(
                    session, at=now, actor=by, action="catalogue.import", subject=origin, detail=detail
                )
        self.see_to_index(progress)
        return done

    def rebuild_index(self) -> int:
        """Builds the index anew from the database (e.g. with another encoder); gives its generation."""
        return self._generations.ensure(anew=True)

    def _take_over(
        self,
        loaded: Sequence[LoadedGuide],
        by: str,
        names: Sequence[ServiceItem],
        events: Sequence[LifeEvent],
    ) -> Published:
        now = self._clock()
        with self._database.transaction() as session:
            state = locked(session)
            closed = _closed_to_files(session)
            free = [entry.guide for entry in loaded if entry.item_id not in closed]
            changed = item_rows.keep(session, [guide.item for guide in free], now)
            fresh = {guide.item.item_id: _new_sample(session, guide, by, now) for guide in free}
            numbers = {item_id: row.version for item_id, row in fresh.items() if row is not None}
            named = [item for item in names if item.item_id not in closed]
            changed += item_rows.keep_names(session, named, now)
            kept = tuple(
                entry.item_id
                for entry in loaded
                if closed.get(entry.item_id) not in (None, versions.digest(entry.guide))
            )
            happenings = keeping.take_over(session, events, by, now)
            if not changed and not numbers and not happenings:
                return Published({}, 0, state.generation, kept)
            generation = bump(session)
            for item_id, version in numbers.items():
                detail = {"version": version, "origin": versions.SAMPLE}
                audit.append(
                    session, at=now, actor=by, action="guide.publish", subject=item_id, detail=detail
                )
            return Published(numbers, changed, generation, kept, happenings)


def _closed_to_files(session: Session) -> dict[str, str]:
    """Item id → digest of its newest version, where that went through the gates or was withdrawn."""
    columns = (
        GuideVersionRow.item_id,
        GuideVersionRow.digest,
        GuideVersionRow.origin,
        GuideVersionRow.withdrawn_at,
    )
    newest = {row.item_id: row for row in session.execute(select(*columns).order_by(GuideVersionRow.version))}
    return {
        item_id: row.digest
        for item_id, row in newest.items()
        if row.origin != versions.SAMPLE or row.withdrawn_at is not None
    }


def _called_later(session: Session, guide: Guide, now: datetime) -> bool:
    """Whether the item keeps the names it has until the guide begins."""
    row = session.get(ServiceItemRow, guide.item.item_id)
    ours = row is not None and row.origin == CONTENT and row.withdrawn_at is None
    return ours and guide.valid_from > now.date()


def _new_sample(session: Session, guide: Guide, by: str, now: datetime) -> GuideVersionRow | None:
    """The next version; None when the newest one says the same."""
    newest = versions.newest(session, guide.item.item_id)
    if newest is not None and newest.digest == versions.digest(guide):
        return None
    return versions.add(session, guide, by, now, origin=versions.SAMPLE)
