"""The facade of bundles: the same acts as on an application, on all parts of a life event at once.

Every act returns a value; another person's bundle is `Unknown`, like one that does not exist.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from applications.bundles.choosing import Choosing
from applications.bundles.handling import Handling
from applications.bundles.informing import Informing
from applications.bundles.progressing import BundleProgress, Progressing
from applications.bundles.sending import Sending
from applications.bundles.settling import Settling
from applications.bundles.types import Bundle, BundlePrecheck, Sent
from applications.registers.consulting import Consulting
from applications.submission import Submissions
from applications.types import Actor, Application, Conflict, NotAllowed, NotReady, Unknown
from knowledge_base.model.guide import Guide
from storage.database import Database

Acted = Bundle | Unknown | Conflict | NotAllowed


class BundleService:
    """一件事 from its first question to its last receipt."""

    def __init__(
        self, database: Database, settling: Settling, submissions: Submissions, consulting: Consulting
    ) -> None:
        self._database, self._settling = database, settling
        self._choosing = Choosing(database, settling)
        self._informing = Informing(database, settling, consulting)
        self._handling = Handling(database, settling, self._choosing, self._informing)
        self._sending = Sending(database, settling, self._handling, submissions)
        self._progressing = Progressing(database, settling, self._handling)

    def start(
        self, actor: Actor, event_id: str, answers: Mapping[str, str] | None = None
    ) -> Bundle | Unknown:
        """Opens the event; its applications begin when its own questions are answered."""
        return self._handling.start(actor, event_id, answers or {})

    def outline(self, event_id: str) -> Guide | None:
        """Questions and form of an event before anything is answered; None when there is no such event."""
        return self._handling.outline(event_id)

    def get(self, actor: Actor, bundle_id: str) -> Bundle | Unknown:
        return self._handling.get(actor, bundle_id)

    def mine(self, actor: Actor) -> list[Bundle]:
        """The actor's bundles, last changed first."""
        return self._handling.mine(actor)

    def progress(self, actor: Actor, bundle_id: str) -> BundleProgress | Unknown:
        """How far each part is, what is late, what came back."""
        return self._progressing.progress(actor, bundle_id)

    def answer_situation(
        self, actor: Actor, bundle_id: str, answers: Mapping[str, str], expected_version: int | None = None
    ) -> Acted:
        """Question → option id, label or phrase. A corrected answer may begin parts and end others."""
        return self._handling.answer_situation(actor, bundle_id, answers, expected_version)

    def set_fields(
        self,
        actor: Actor,
        bundle_id: str,
        texts: Mapping[str, str],
        source: Literal["typed", "said"],
        expected_version: int | None = None,
        source_ref: str = "form",
    ) -> Acted:
        """Merged name → text, into every part that asks for it."""
        return self._handling.set_fields(actor, bundle_id, texts, source, expected_version, source_ref)

    def confirm(
        self,
        actor: Actor,
        bundle_id: str,
        names: Sequence[str] = (),
        expected_version: int | None = None,
    ) -> Acted:
        return self._handling.confirm(actor, bundle_id, names, expected_version)

    def attach(self, actor: Actor, bundle_id: str, document_id: str, material_id: str | None = None) -> Acted:
        """Hands in a document for every part that asks for it."""
        return self._handling.attach(actor, bundle_id, document_id, material_id)

    def detach(self, actor: Actor, bundle_id: str, material_id: str) -> Acted:
        return self._handling.detach(actor, bundle_id, material_id)

    def commit(
        self,
        actor: Actor,
        bundle_id: str,
        material_id: str,
        accepted: bool,
        expected_version: int | None = None,
    ) -> Acted:
        """The person's answer to a commitment, for every part that offers it."""
        return self._handling.commit(actor, bundle_id, material_id, accepted, expected_version)

    def whose(
        self,
        actor: Actor,
        bundle_id: str,
        material_id: str,
        answer: str,
        expected_version: int | None = None,
    ) -> Acted:
        """The person's word on a document of somebody else, as for a single application."""
        return self._handling.whose(actor, bundle_id, material_id, answer, expected_version)

    def clear(self, actor: Actor, bundle_id: str, name: str, expected_version: int | None = None) -> Acted:
        """Empties a field in every part that has it."""
        return self._handling.clear(actor, bundle_id, name, expected_version)

    def precheck(self, actor: Actor, bundle_id: str) -> BundlePrecheck | Unknown:
        """All findings of all parts at once."""
        return self._handling.precheck(actor, bundle_id)

    def submit(
        self, actor: Actor, bundle_id: str, key: str, *, leave_unready: bool = False
    ) -> Sent | NotReady | NotAllowed | Unknown:
        """Sends each part exactly once, however often it is called; parts that wait for others follow."""
        return self._sending.submit(actor, bundle_id, key, leave_unready=leave_unready)

    def follow_up(self) -> int:
        """Sends the parts whose turn has come; gives how many. For a job, and after a restart."""
        return self._sending.follow_up()

    def withdraw(
        self, actor: Actor, bundle_id: str, part_id: str | None = None
    ) -> Bundle | NotAllowed | Unknown:
        """Takes back all parts that can be, or the one named; the others go on."""
        return self._sending.withdraw(actor, bundle_id, part_id)

    def drop(self, actor: Actor, bundle_id: str, part_id: str) -> Acted:
        """The person does not want this part."""
        return self._choose(actor, bundle_id, part_id, "drop")

    def add(self, actor: Actor, bundle_id: str, part_id: str) -> Acted:
        """The person wants this part after all, or together with the others again."""
        return self._choose(actor, bundle_id, part_id, "add")

    def take_alone(self, actor: Actor, bundle_id: str, part_id: str) -> Application | Unknown | NotAllowed:
        """The part as a single application with what was said; also for whom the event does not fit."""
        settling, handling = self._settling, self._handling
        answers = self._informing.for_part(actor, bundle_id, part_id)
        with self._database.transaction() as session:
            looked = handling.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            done = self._choosing.alone(session, looked.bundle, part_id, answers)
            if isinstance(done, str):
                return NotAllowed(done, handling.view(looked.bundle))
            bundle, kept = done
            settling.bundles.save(session, bundle)
        return settling.repository.view(kept)

    def _choose(self, actor: Actor, bundle_id: str, part_id: str, how: Literal["drop", "add"]) -> Acted:
        settling, handling = self._settling, self._handling
        with self._database.transaction() as session:
            looked = handling.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            if how == "drop":
                bundle = self._choosing.dropped(session, looked.bundle, part_id)
            else:
                bundle = self._choosing.added(looked.bundle, part_id)
            if isinstance(bundle, str):
                return NotAllowed(bundle, handling.view(looked.bundle))
            was = {m.part_id: m.kept.draft for m in bundle.members if m.kept}
            bundle = settling.settle(session, bundle, was)
        return handling.view(self._informing.informed(bundle))
