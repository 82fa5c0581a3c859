"""一人一档: facts and certificates a person agreed to keep. What they see of it and may do is `archive`'s."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.tables import CertificateRow, ProfileBegunRow, ProfileFactRow
from prefill.types import Certificate, Fact, Profile
from storage.database import Database

LOCK = 60_015
"""of a profile: two that would add the same fact go one after the other"""


class ProfileStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def profile(self, owner_id: str) -> Profile:
        """What is kept of the person; an empty profile when nothing is."""
        with self._database.reading() as session:
            return load_profile(session, owner_id)

    def begin(self, profiles: Iterable[Profile], now: datetime) -> None:
        """Fills each person's profile once with what their identity brings. What they delete or correct
        afterwards stays deleted and corrected, however often this is said again."""
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            begun = set(session.scalars(select(ProfileBegunRow.owner_id)))
            for profile in profiles:
                if profile.owner_id not in begun:
                    _add_facts(session, profile.owner_id, profile.facts.values())
                    _add_certificates(session, profile.owner_id, profile.certificates)
                    session.add(ProfileBegunRow(owner_id=profile.owner_id, begun_at=now))

    def keep_facts(self, owner_id: str, facts: Iterable[Fact]) -> None:
        """Adds facts; one of the same name is replaced unless the kept one is of a later day."""
        with self._database.transaction() as session:
            _add_facts(session, owner_id, facts)

    def keep_certificates(self, owner_id: str, certificates: Iterable[Certificate]) -> None:
        """Adds certificates that are not held yet; the same one again changes nothing."""
        with self._database.transaction() as session:
            _add_certificates(session, owner_id, certificates)


def _add_facts(session: Session, owner_id: str, facts: Iterable[Fact]) -> None:
    rows = session.scalars(select(ProfileFactRow).where(ProfileFactRow.owner_id == owner_id))
    kept = {row.name: row for row in rows}
    for fact in facts:
        row = kept.get(fact.name)
        if row is None:
            row = ProfileFactRow(owner_id=owner_id, name=fact.name)
            session.add(row)
        elif row.on > fact.on:
            continue
        row.value, row.source, row.on = fact.value, fact.source, fact.on
        row.application_id = None


def _add_certificates(session: Session, owner_id: str, certificates: Iterable[Certificate]) -> None:
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
        yield certificate_of(row)


def certificate_of(row: CertificateRow) -> Certificate:
    return Certificate(row.document_type, dict(row.fields), row.valid_from, row.valid_until)
