"""The facade of one's archive. Everything is the actor's own: no delegation reaches into it."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.archive.export import exported
from applications.archive.forgetting import Forgetting
from applications.archive.keeping import Keeping, fact_rows
from applications.archive.looking import Look, certificate_label
from applications.archive.pictures import Pictures, pictures_of, shown_types
from applications.archive.tables import DisputeRow
from applications.archive.types import (
    Archive,
    Consents,
    Dispute,
    Erased,
    HeldCertificate,
    Keepable,
    KeptFact,
    KeptPicture,
    Talk,
    Use,
)
from applications.archive.uses import kept_from, name_of, promises, uses
from applications.archive.vocabulary import Retention, Vocabulary
from applications.delegations.keeping import of_person
from applications.reminders.types import Wishes
from applications.repository import Kept, Repository
from applications.tables import CertificateRow
from applications.texts import say
from applications.types import Actor, Unknown
from prefill.types import Problem
from storage.clock import CHONGQING
from storage.database import Database
from storage.files import FileStore

NEVER_SENT = frozenset({"draft", "ready"})


class Archives:
    def __init__(
        self,
        database: Database,
        repository: Repository,
        files: FileStore,
        talk: Talk,
        wishes: Callable[[str], Wishes],
    ) -> None:
        """`wishes`: what a person wants to be reminded of."""
        self._database, self._repository = database, repository
        self._talk, self._wishes = talk, wishes
        self._keeping = Keeping(database, repository)
        self._forgetting = Forgetting(database, repository, files, talk)

    @property
    def word(self) -> str:
        """What a person says to delete everything, so that no slip does."""
        return say("archive.word")

    def archive(self, actor: Actor) -> Archive:
        wishes = self._wishes(actor.account_id)
        with self._database.reading() as session:
            return self._archive(session, actor, wishes)

    def fact(self, actor: Actor, name: str) -> KeptFact | Unknown:
        """One with its whole value."""
        with self._database.reading() as session:
            return next((one for one in self._facts(session, actor) if one.name == name), Unknown())

    def certificate(self, actor: Actor, certificate_id: str) -> HeldCertificate | Unknown:
        with self._database.reading() as session:
            held = self._certificates(session, actor)
        return next((one for one in held if one.certificate_id == certificate_id), Unknown())

    def uses(self, actor: Actor) -> tuple[Use, ...]:
        with self._database.reading() as session:
            return uses(self._touched(session, actor), actor, self._repository.now)

    def export(self, actor: Actor) -> dict[str, Any]:
        """Everything, as JSON. Deterministic within a day, as long as nothing is done."""
        wishes = self._wishes(actor.account_id)
        with self._database.reading() as session:
            cases = self._repository.of_owner(session, actor.account_id)
            return exported(
                session,
                {"account": actor.account_id, "name": actor.name},
                self._archive(session, actor, wishes),
                uses(self._touched(session, actor), actor, self._repository.now),
                cases,
                pictures_of(session, actor.account_id, cases),
                self._talk.export(session, actor.account_id),
                self._repository.today,
            )

    def correct(self, actor: Actor, name: str, text: str) -> KeptFact | Problem | Unknown:
        """The fact as it is now: changed, or with what the person says against a register's word."""
        refused = self._keeping.correct(actor, name, text)
        return refused if refused is not None else self.fact(actor, name)

    def keepable(self, actor: Actor, application_id: str) -> list[Keepable] | Unknown:
        return self._keeping.keepable(actor, application_id)

    def keep(self, actor: Actor, application_id: str, names: Iterable[str]) -> list[Keepable] | Unknown:
        """Keeps confirmed values of a case for next time; gives what could still be kept."""
        return self._keeping.keep(actor, application_id, names)

    def remove_fact(self, actor: Actor, name: str) -> bool:
        return self._keeping.remove_fact(actor, name)

    def remove_certificate(self, actor: Actor, certificate_id: str) -> bool:
        return self._keeping.remove_certificate(actor, certificate_id)

    def remove_picture(self, actor: Actor, document_id: str) -> bool:
        """One that belongs to no case."""
        return self._forgetting.remove_picture(actor, document_id)

    def erase(self, actor: Actor) -> Erased:
        """Everything that may go."""
        return self._forgetting.erase(actor)

    def expire(self) -> int:
        """What is past its time, of everybody; gives how much."""
        return self._forgetting.expire()

    def _archive(self, session: Session, actor: Actor, wishes: Wishes) -> Archive:
        owner_id = actor.account_id
        cases = self._repository.of_owner(session, owner_id)
        rows = fact_rows(session, owner_id)
        return Archive(
            facts=self._facts(session, actor),
            certificates=self._certificates(session, actor),
            pictures=self._pictures(pictures_of(session, owner_id, cases), cases),
            talks=self._talk.of(session, owner_id),
            drafts=sum(one.state in NEVER_SENT for one in cases),
            cases=sum(one.state not in NEVER_SENT for one in cases),
            consents=Consents(
                kept_from(list(rows.values()), cases),
                wishes,
                tuple(promises(cases)),
                tuple(one.seen(self._repository.now) for one in of_person(session, owner_id)),
            ),
            leaving=self._forgetting.leaving(session, owner_id),
        )

    def _facts(self, session: Session, actor: Actor) -> tuple[KeptFact, ...]:
        mine = select(DisputeRow).where(DisputeRow.owner_id == actor.account_id)
        words = Vocabulary.shipped()
        disputes = {
            row.name: Dispute(row.said, words.kind(row.name).shown(row.said), row.made_at)
            for row in session.scalars(mine)
        }
        rows = sorted(
            fact_rows(session, actor.account_id).values(),
            key=lambda row: words.order(row.name),
        )
        return tuple(self._look.fact(row, disputes.get(row.name)) for row in rows)

    def _certificates(self, session: Session, actor: Actor) -> tuple[HeldCertificate, ...]:
        mine = select(CertificateRow).where(CertificateRow.owner_id == actor.account_id)
        return tuple(self._look.certificate(row) for row in session.scalars(mine.order_by(CertificateRow.id)))

    def _pictures(self, pictures: Pictures, cases: Iterable[Kept]) -> tuple[KeptPicture, ...]:
        names = {one.application_id: name_of(one) for one in cases}
        kept = timedelta(Retention.shipped().picture)
        return tuple(
            KeptPicture(
                document_id=row.id,
                label="、".join(dict.fromkeys(certificate_label(one) for one in shown_types(row))),
                filename=row.filename,
                kept_at=row.kept_at,
                kept_until=None
                if row.id in pictures.tied
                else (row.kept_at + kept).astimezone(CHONGQING).date(),
                application_id=(holding := pictures.tied.get(row.id)),
                item_name=names.get(holding or "", ""),
            )
            for row in pictures.rows
        )

    def _touched(self, session: Session, actor: Actor) -> list[Kept]:
        """One's own applications, and those one handled for others: one's own data may be in both."""
        own = self._repository.of_owner(session, actor.account_id)
        return [*own, *self._repository.of_agent(session, actor.account_id)]

    @property
    def _look(self) -> Look:
        return Look(self._repository.today, self._name)

    def _name(self, item_id: str) -> str | None:
        published = self._repository.guides.guide(item_id)
        return published.guide.item.plain_name or published.guide.item.official_name if published else None
