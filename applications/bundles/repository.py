"""Bundles as rows. Every act runs in the caller's session; a bundle is locked before its applications."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import cast

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from applications.bundles.tables import BundlePartRow, BundleRow
from applications.bundles.types import KeptBundle, Member, Standing, Told
from applications.errors import ApplicationsError
from applications.repository import Repository
from knowledge_base.life_events.types import PublishedLifeEvent
from storage.ids import new_id

PREFIX = "bun"


def is_bundle(some_id: str) -> bool:
    """Whether an id is a bundle's and not an application's."""
    return some_id.startswith(f"{PREFIX}_")


class BundleRepository:
    def __init__(self, applications: Repository) -> None:
        self._applications = applications

    def find(self, session: Session, bundle_id: str, *, lock: bool = False) -> KeptBundle | None:
        """With `lock` nobody else changes the bundle or, through it, its applications."""
        statement = select(BundleRow).where(BundleRow.id == bundle_id)
        row = session.scalar(statement.with_for_update() if lock else statement)
        return self._kept(session, row, lock=lock) if row else None

    def of_application(
        self, session: Session, application_id: str, *, lock: bool = False
    ) -> KeptBundle | None:
        """The bundle that the application is handled in together with others."""
        bundle_id = session.scalar(
            select(BundlePartRow.bundle_id).where(
                BundlePartRow.application_id == application_id, BundlePartRow.standing == "together"
            )
        )
        return self.find(session, bundle_id, lock=lock) if bundle_id else None

    def of_owner(self, session: Session, owner_id: str) -> list[KeptBundle]:
        """Last changed first."""
        rows = session.scalars(
            select(BundleRow).where(BundleRow.owner_id == owner_id).order_by(BundleRow.updated_at.desc())
        )
        return [self._kept(session, row, lock=False) for row in rows.all()]

    def add(self, session: Session, owner_id: str, published: PublishedLifeEvent, told: Told) -> KeptBundle:
        row = BundleRow(
            id=new_id(PREFIX),
            owner_id=owner_id,
            event_id=published.event_id,
            event_version=published.version,
            version=1,
            data=_adapter().dump_python(told, mode="json"),
            created_at=self._applications.now,
            updated_at=self._applications.now,
        )
        session.add(row)
        session.flush()
        return self._kept(session, row, lock=False)

    def save(self, session: Session, bundle: KeptBundle) -> KeptBundle:
        """Writes what was told and the members, and gives the bundle with its next version."""
        row = session.get_one(BundleRow, bundle.bundle_id)
        row.version += 1
        row.data, row.updated_at = _adapter().dump_python(bundle.told, mode="json"), self._applications.now
        self._put(session, bundle.bundle_id, bundle.members)
        session.flush()
        return replace(bundle, version=row.version, updated_at=row.updated_at)

    def _put(self, session: Session, bundle_id: str, members: Iterable[Member]) -> None:
        there = {
            row.part_id: row
            for row in session.scalars(select(BundlePartRow).where(BundlePartRow.bundle_id == bundle_id))
        }
        kept = {member.part_id for member in members}
        gone = [row.id for part_id, row in there.items() if part_id not in kept]
        if gone:
            session.execute(delete(BundlePartRow).where(BundlePartRow.id.in_(gone)))
        for member in members:
            row = there.get(member.part_id)
            if row is None:
                row = BundlePartRow(bundle_id=bundle_id, part_id=member.part_id)
                session.add(row)
            row.standing = member.standing
            row.application_id = member.kept.application_id if member.kept else None

    def _kept(self, session: Session, row: BundleRow, *, lock: bool) -> KeptBundle:
        published = self._applications.guides.life_event_version(row.event_id, row.event_version)
        if published is None:
            raise ApplicationsError(f"{row.event_id} version {row.event_version} was never published here")
        parts = session.scalars(
            select(BundlePartRow).where(BundlePartRow.bundle_id == row.id).order_by(BundlePartRow.id)
        ).all()
        members = [
            Member(
                part.part_id,
                cast("Standing", part.standing),
                self._applications.find(session, part.application_id, lock=lock)
                if part.application_id
                else None,
            )
            for part in sorted(parts, key=lambda part: part.application_id or "")
        ]
        order = {part.part_id: place for place, part in enumerate(parts)}
        return KeptBundle(
            bundle_id=row.id,
            owner_id=row.owner_id,
            version=row.version,
            published=published,
            told=_adapter().validate_python(row.data),
            members=tuple(sorted(members, key=lambda member: order[member.part_id])),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


@cache
def _adapter() -> TypeAdapter[Told]:
    return TypeAdapter(Told)
