"""Deleting: everything of a person that may go, and what is past its time.

What belongs to a case stays with it; what was handed in is the authority's record too (国务院令第716号
第十二条); the audit chain can't lose a link, and names acts by opaque ids. All said before it is done.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from applications.archive.pictures import loose_pictures
from applications.archive.tables import DisputeRow
from applications.archive.types import Erased, Leaving, Stay, Talk
from applications.archive.vocabulary import Retention, Vocabulary
from applications.delegations.keeping import of_person
from applications.profiles import LOCK
from applications.reminders.tables import ReminderRow, WishesRow
from applications.repository import Kept, Repository
from applications.tables import CertificateRow, DocumentRow, ProfileFactRow, SubmissionRow
from applications.texts import say
from applications.types import Actor
from storage import audit
from storage.database import Database
from storage.files import FileStore

Owned = ProfileFactRow | CertificateRow | ReminderRow | WishesRow


class Forgetting:
    def __init__(self, database: Database, repository: Repository, files: FileStore, talk: Talk) -> None:
        self._database, self._repository = database, repository
        self._files, self._talk = files, talk

    def leaving(self, session: Session, owner_id: str) -> Leaving:
        """What deleting everything would take, and leave."""
        told = _count(session, ReminderRow, owner_id) + _count(session, WishesRow, owner_id)
        return Leaving(
            facts=_count(session, ProfileFactRow, owner_id),
            certificates=_count(session, CertificateRow, owner_id),
            pictures=len(loose_pictures(session, self._repository, owner_id)),
            conversations=self._talk.of(session, owner_id).count,
            reminders=told,
            stays=self._stays(session, owner_id),
        )

    def erase(self, actor: Actor) -> Erased:
        """All of it at once. The files go before the rows do, as when a draft is deleted: a crash between
        leaves rows that can be deleted again, and no file that nobody knows of."""
        owner_id = actor.account_id
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            leaving = self.leaving(session, owner_id)
            pictures = loose_pictures(session, self._repository, owner_id)
            gone = self._drop(session, pictures)
            for table in (ProfileFactRow, CertificateRow, DisputeRow, ReminderRow, WishesRow):
                session.execute(delete(table).where(table.owner_id == owner_id))
            self._talk.remove(session, owner_id)
            audit.append(
                session,
                at=self._repository.now,
                actor=owner_id,
                action="profile.erase",
                subject=owner_id,
                detail={"facts": leaving.facts, "certificates": leaving.certificates, "pictures": len(gone)},
            )
        return Erased(leaving, tuple(gone))

    def remove_picture(self, actor: Actor, document_id: str) -> bool:
        """One that belongs to no case; False for any other."""
        with self._database.transaction() as session:
            loose = loose_pictures(session, self._repository, actor.account_id)
            return bool(self._drop(session, [row for row in loose if row.id == document_id]))

    def expire(self) -> int:
        """Deletes what is past its time, of everybody; gives how much. Run again it finds nothing."""
        kept, now = Retention.shipped(), self._repository.now
        with self._database.transaction() as session:
            gone = _expired_facts(session, now.date() - timedelta(kept.own_fact))
            ended = CertificateRow.valid_until < now.date() - timedelta(kept.certificate)
            gone += _deleted(session, CertificateRow, ended)
            gone += self._talk.remove_before(
                session, now - timedelta(kept.conversation), now - timedelta(kept.visitor)
            )
        return gone + self._expired_pictures(now - timedelta(kept.picture))

    def _expired_pictures(self, before: datetime) -> int:
        old = DocumentRow.kept_at < before
        with self._database.reading() as session:
            owners = list(session.scalars(select(DocumentRow.owner_id).where(old).distinct()))
        gone = 0
        for owner_id in owners:
            with self._database.transaction() as session:
                loose = loose_pictures(session, self._repository, owner_id)
                gone += len(self._drop(session, [row for row in loose if row.kept_at < before]))
        return gone

    def _drop(self, session: Session, rows: Sequence[DocumentRow]) -> list[str]:
        ids = [row.id for row in rows]
        for row in rows:
            self._files.delete(row.file_ref)
        session.execute(delete(DocumentRow).where(DocumentRow.id.in_(ids)))
        return ids

    def _stays(self, session: Session, owner_id: str) -> tuple[Stay, ...]:
        cases = self._repository.of_owner(session, owner_id)
        sent = _sent(session, cases)
        granted = of_person(session, owner_id)
        found = (
            Stay("drafts", len(cases) - len(sent), say("archive.stays.drafts")),
            Stay("cases", len(sent), say("archive.stays.cases")),
            Stay("delegations", len(granted), say("archive.stays.delegations")),
        )
        account = Stay("account", 0, say("archive.stays.account"))
        audited = Stay("audit", 0, say("archive.stays.audit"))
        return (*(one for one in found if one.count), account, audited)


def _sent(session: Session, cases: Sequence[Kept]) -> set[str]:
    """Those that were ever handed in."""
    ids = [one.application_id for one in cases]
    asked = select(SubmissionRow.application_id).where(SubmissionRow.application_id.in_(ids))
    return set(session.scalars(asked))


def _expired_facts(session: Session, before: date) -> int:
    """The person's own words only: a register's are as old as the register says."""
    own = ProfileFactRow.source.in_(Vocabulary.shipped().own_sources)
    return _deleted(session, ProfileFactRow, own & (ProfileFactRow.on < before))


def _deleted(
    session: Session, table: type[ProfileFactRow | CertificateRow], where: ColumnElement[bool]
) -> int:
    ids = list(session.scalars(select(table.id).where(where)))
    session.execute(delete(table).where(table.id.in_(ids)))
    return len(ids)


def _count(session: Session, table: type[Owned], owner_id: str) -> int:
    return session.scalar(select(func.count()).select_from(table).where(table.owner_id == owner_id)) or 0
