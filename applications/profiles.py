"""一人一档: facts and certificates a person agreed to keep."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.tables import CertificateRow, ProfileFactRow
from prefill.types import Certificate, Fact, Profile
from storage.database import Database


class ProfileStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def profile(self, owner_id: str) -> Profile:
        """What is kept of the person; an empty profile when nothing is."""
        with self._database.reading() as session:
            return load_profile(session, owner_id)

    def keep_facts(self, owner_id: str, facts: Iterable[Fact]) -> None:
        """Adds facts; one of the same name is replaced unless the kept one is of a later day."""
        with self._database.transaction() as session:
            kept = {
                row.name: row
                for row in session.scalars(select(ProfileFactRow).where(ProfileFactRow.owner_id == owner_id))
            }
            for fact in facts:
                row = kept.get(fact.name)
                if row is None:
                    row = ProfileFactRow(owner_id=owner_id, name=fact.name)
                    session.add(row)
                elif row.on > fact.on:
                    continue
                row.value, row.source, row.on = fact.value, fact.source, fact.on

    def keep_certificates(self, owner_id: str, certificates: Iterable[Certificate]) -> None:
        """Adds certificates that are not held yet; the same one again changes nothing."""
        with self._database.transaction() as session:
            held = list(_certificates(session, owner_id))
            session.add_all(
                CertificateRow(
                    owner_id=owner_id,
                    document_type=certificate.document_type,
                    fields=dict(certificate.fields),
                    valid_from=certificate.valid_from,
                    valid_until=certificate.valid_until,
                )
                for certificate in certificates
                if certificate not in held
            )


def load_profile(session: Session, owner_id: str) -> Profile:
    """For acts that need the profile in their own transaction."""
    rows = session.scalars(select(ProfileFactRow).where(ProfileFactRow.owner_id == owner_id))
    facts = {row.name: Fact(row.name, row.value, row.source, row.on) for row in rows}
    return Profile(owner_id, facts, tuple(_certificates(session, owner_id)))


def _certificates(session: Session, owner_id: str) -> Iterable[Certificate]:
    rows = session.scalars(
        select(CertificateRow).where(CertificateRow.owner_id == owner_id).order_by(CertificateRow.id)
    )
    for row in rows:
        yield Certificate(row.document_type, dict(row.fields), row.valid_from, row.valid_until)
