"""Keeping for next time, correcting and deleting single things: acts on one's own rows, each on the record.

The record says which fact by its name, never what it says.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from applications.archive.tables import DisputeRow
from applications.archive.types import Keepable
from applications.archive.vocabulary import FactKind, Vocabulary
from applications.profiles import LOCK
from applications.repository import Kept, Repository
from applications.tables import CertificateRow, ProfileFactRow
from applications.texts import say
from applications.types import Actor, Unknown
from knowledge_base.model.form import FormField
from prefill.types import FieldValue, Problem
from prefill.values import label_of
from storage import audit
from storage.database import Database

SENT = frozenset({"submitted", "accepted", "returned", "done"})


class Keeping:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def keepable(self, actor: Actor, application_id: str) -> list[Keepable] | Unknown:
        """What of a case handed in could be kept for next time: confirmed, the person's own word, and new."""
        with self._database.reading() as session:
            kept = self._case(session, actor, application_id)
            return list(_keepable(kept, fact_rows(session, actor.account_id))) if kept else Unknown()

    def keep(self, actor: Actor, application_id: str, names: Iterable[str]) -> list[Keepable] | Unknown:
        """Keeps those named, and gives what could still be kept. What could not is left out."""
        wanted = set(names)
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            kept = self._case(session, actor, application_id)
            if kept is None:
                return Unknown()
            rows = fact_rows(session, actor.account_id)
            offered = list(_keepable(kept, rows))
            chosen = [one for one in offered if one.name in wanted]
            for one in chosen:
                row = rows.get(one.name) or ProfileFactRow(owner_id=actor.account_id, name=one.name)
                row.value, row.source, row.on = one.value, one.source, self._repository.today
                row.application_id = application_id
                session.add(row)
            if chosen:
                detail = {"names": sorted(one.name for one in chosen), "application": application_id}
                self._note(session, actor, "keep", detail)
            return [one for one in offered if one not in chosen]

    def correct(self, actor: Actor, name: str, text: str) -> Problem | Unknown | None:
        """One's own word is changed at once; against a register's word is noted what the person says.

        None: done. `Unknown`: nothing of that name is kept, and it is not the person's to add.
        """
        kind = Vocabulary.shipped().kinds.get(name)
        if kind is None:
            return Unknown()
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            row = fact_rows(session, actor.account_id).get(name)
            if row is None and not kind.own:
                return Unknown()
            value = kind.parsed(text)
            if isinstance(value, Problem):
                return value
            if row is None or Vocabulary.shipped().is_own(row.source):
                row = row or ProfileFactRow(owner_id=actor.account_id, name=name)
                row.value, row.source, row.on = value, say("archive.source.typed"), self._repository.today
                row.application_id = None
                session.add(row)
                self._note(session, actor, "correct", {"name": name})
            else:
                dispute = _dispute(session, actor.account_id, name)
                dispute.said, dispute.made_at = value, self._repository.now
                self._note(session, actor, "dispute", {"name": name})
        return None

    def remove_fact(self, actor: Actor, name: str) -> bool:
        """False when there is none. What stands in applications already stays there."""
        with self._database.transaction() as session:
            row = fact_rows(session, actor.account_id).get(name)
            if row is None:
                return False
            session.delete(row)
            mine = DisputeRow.owner_id == actor.account_id
            session.execute(delete(DisputeRow).where(mine, DisputeRow.name == name))
            self._note(session, actor, "delete_fact", {"name": name})
        return True

    def remove_certificate(self, actor: Actor, certificate_id: str) -> bool:
        with self._database.transaction() as session:
            row = session.scalar(
                select(CertificateRow).where(
                    CertificateRow.certificate_id == certificate_id,
                    CertificateRow.owner_id == actor.account_id,
                )
            )
            if row is None:
                return False
            session.delete(row)
            self._note(session, actor, "delete_certificate", {"document_type": row.document_type})
        return True

    def _case(self, session: Session, actor: Actor, application_id: str) -> Kept | None:
        kept = self._repository.find(session, application_id)
        return kept if kept and kept.owner_id == actor.account_id else None

    def _note(self, session: Session, actor: Actor, action: str, detail: Mapping[str, object]) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"profile.{action}",
            subject=actor.account_id,
            detail=detail,
        )


def fact_rows(session: Session, owner_id: str) -> dict[str, ProfileFactRow]:
    rows = session.scalars(select(ProfileFactRow).where(ProfileFactRow.owner_id == owner_id))
    return {row.name: row for row in rows}


def _dispute(session: Session, owner_id: str, name: str) -> DisputeRow:
    asked = select(DisputeRow).where(DisputeRow.owner_id == owner_id, DisputeRow.name == name)
    row = session.scalar(asked) or DisputeRow(owner_id=owner_id, name=name)
    session.add(row)
    return row


def _keepable(kept: Kept, rows: dict[str, ProfileFactRow]) -> Iterator[Keepable]:
    """Nothing before it is handed in, nor of what an agent handled: their word is not the person's."""
    if kept.state not in SENT or kept.delegation is not None:
        return
    words, seen = Vocabulary.shipped(), set[str]()
    for field in kept.published.guide.form.fields:
        value = kept.draft.fields.get(field.name)
        kind = next((words.kinds[f] for f in _facts(field) if f in words.kinds and words.kinds[f].own), None)
        if value is None or kind is None or kind.name in seen or not _own_word(value):
            continue
        row, text = rows.get(kind.name), _as_kept(kind, field, value)
        if text is None or (row and (row.value == text or not words.is_own(row.source))):
            continue
        seen.add(kind.name)
        source = say(f"archive.source.{'document' if value.source == 'document' else 'typed'}")
        yield Keepable(kind.name, kind.label, text, kind.shown(text), source, replaces=row is not None)


def _facts(field: FormField) -> list[str]:
    return [one.removeprefix("profile.") for one in field.sources if one.startswith("profile.")]


def _own_word(value: FieldValue) -> bool:
    return value.confirmed and value.source != "profile"


def _as_kept(kind: FactKind, field: FormField, value: FieldValue) -> str | None:
    """None where the form's value is none of the fact's type."""
    found = kind.parsed(label_of(field, value.value))
    return found if isinstance(found, str) else None
