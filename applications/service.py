"""The facade everybody above uses: chat, form, HTTP, reviewer's desk and command line do the same acts here.

Every act returns a value of `applications.types`; another person's application is `Unknown`, like one that
does not exist.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, overload

from applications.bundles.repository import BundleRepository
from applications.bundles.service import BundleService
from applications.bundles.settling import BundleSiblings, Settling
from applications.delegations.service import Delegations
from applications.desk.decisions import Decisions
from applications.desk.queue import Queue
from applications.desk.types import Wanted
from applications.drafting import Drafting
from applications.guides import Guides
from applications.outbox import Outbox
from applications.progress import Course, Progress
from applications.registers.consulting import Consulting
from applications.registers.types import Registers
from applications.repository import Repository
from applications.starting import Starting
from applications.submission import Submissions
from applications.taking_back import Acts
from applications.types import (
    Actor,
    Application,
    Conflict,
    Document,
    Finding,
    NotAllowed,
    NotGranted,
    NotReady,
    Pending,
    Precheck,
    Receipt,
    State,
    Unknown,
)
from storage.clock import Clock
from storage.database import Database


class ApplicationService:
    """One person's handling of one item, from draft to decision."""

    def __init__(
        self,
        database: Database,
        guides: Guides,
        outbox: Outbox,
        clock: Clock,
        registers: Registers | None = None,
    ) -> None:
        """Without `registers` nobody is asked: exemptions by shared data stand as the guide says."""
        repository = Repository(guides, clock)
        settling = Settling(repository, BundleRepository(repository))
        consulting = Consulting(registers, clock)
        self._starting = Starting(database, repository, consulting)
        self._drafting = Drafting(database, repository, BundleSiblings(settling), consulting)
        self._submissions = Submissions(database, repository, outbox)
        self.bundles = BundleService(database, settling, self._submissions, consulting)
        self.delegations = Delegations(database, guides, clock)
        self._queue, self._decisions = Queue(database, repository), Decisions(database, repository)
        self._course = Course(database, repository)

    @overload
    def start(
        self,
        actor: Actor,
        item_id: str,
        situation: Mapping[str, str] | None = None,
        on_behalf_of: None = None,
    ) -> Application | Unknown: ...

    @overload
    def start(
        self,
        actor: Actor,
        item_id: str,
        situation: Mapping[str, str] | None = None,
        on_behalf_of: str | None = None,
    ) -> Application | Unknown | NotGranted: ...

    def start(
        self,
        actor: Actor,
        item_id: str,
        situation: Mapping[str, str] | None = None,
        on_behalf_of: str | None = None,
    ) -> Application | Unknown | NotGranted:
        """Opens a draft, prefilled from the profile, on the guide citable today; without one: `Unknown`.

        `on_behalf_of` is the delegation under which the actor begins it: it is then the principal's, and
        prefilled from their profile as far as granted. `NotGranted` only with a delegation.
        """
        return self._starting.start(actor, item_id, situation or {}, on_behalf_of)

    def get(self, actor: Actor, application_id: str) -> Application | Unknown:
        """One SELECT and pure computing; a reviewer also sees what has been submitted."""
        return self._drafting.get(actor, application_id)

    def document(self, actor: Actor, document_id: str) -> Document | Unknown:
        """The actor's own document with what was read from it, or one of a case they handle for another."""
        return self._drafting.document(actor, document_id)

    def mine(self, actor: Actor) -> list[Application]:
        """The actor's applications and those they handle for others now (`acting`), last changed first."""
        return self._drafting.mine(actor)

    def own(self, actor: Actor) -> list[Application]:
        """The actor's own applications only, last changed first: what "mine" means when people talk."""
        return [one for one in self.mine(actor) if one.owner_id == actor.account_id]

    def answer_situation(
        self,
        actor: Actor,
        application_id: str,
        answers: Mapping[str, str],
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """Question id → option id, label or phrase. What fits no option is told in `problems`."""
        return self._drafting.answer_situation(actor, application_id, answers, expected_version)

    def set_fields(
        self,
        actor: Actor,
        application_id: str,
        texts: Mapping[str, str],
        source: Literal["typed", "said"],
        expected_version: int | None = None,
        source_ref: str = "form",
    ) -> Application | Unknown | Conflict | NotAllowed:
        """Field name → text as typed or said; good values count as confirmed, others are in `problems`."""
        return self._drafting.set_fields(actor, application_id, texts, source, expected_version, source_ref)

    def propose(
        self,
        actor: Actor,
        application_id: str,
        texts: Mapping[str, str],
        expected_version: int | None = None,
        source_ref: str = "tool",
    ) -> Application | Unknown | Conflict | NotAllowed:
        """Field name → what a machine took the person to have said. Fills empty fields, confirms none."""
        return self._drafting.propose(actor, application_id, texts, expected_version, source_ref)

    def confirm(
        self,
        actor: Actor,
        application_id: str,
        names: Sequence[str] = (),
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """The person has seen these values and commitments and says they are right. Without names: all that
        are open, but no field whose sources differ."""
        return self._drafting.confirm(actor, application_id, names, expected_version)

    def take_back(
        self, actor: Actor, application_id: str, acts: Acts, expected_version: int | None = None
    ) -> Application | Unknown | Conflict | NotAllowed:
        """What the person answered, gave or confirmed is as if they had not; sources fill what they gave."""
        return self._drafting.take_back(actor, application_id, acts, expected_version)

    def commit(
        self,
        actor: Actor,
        application_id: str,
        material_id: str,
        accepted: bool,
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """告知承诺: the person promises instead of handing the material in, or would rather hand it in."""
        return self._drafting.commit(actor, application_id, material_id, accepted, expected_version)

    def whose(
        self,
        actor: Actor,
        application_id: str,
        material_id: str,
        answer: str,
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """The person's word on a document of somebody else: `mistake`, `family` or another material's id."""
        return self._drafting.whose(actor, application_id, material_id, answer, expected_version)

    def clear(
        self, actor: Actor, application_id: str, name: str, expected_version: int | None = None
    ) -> Application | Unknown | Conflict | NotAllowed:
        """Leaves a field empty on purpose; no source fills it again until the person does."""
        return self._drafting.clear(actor, application_id, name, expected_version)

    def attach(
        self, actor: Actor, application_id: str, document_id: str, material_id: str | None = None
    ) -> Application | Unknown | NotAllowed:
        """Hands in a document for a material (found by its type when not named) and prefills from it."""
        return self._drafting.attach(actor, application_id, document_id, material_id)

    def detach(
        self, actor: Actor, application_id: str, material_id: str
    ) -> Application | Unknown | NotAllowed:
        """Takes back what was handed in for a material; values read from it stay until replaced."""
        return self._drafting.detach(actor, application_id, material_id)

    def precheck(self, actor: Actor, application_id: str) -> Precheck | Unknown:
        """All findings at once. Passed and everything confirmed → the application becomes `ready`."""
        return self._drafting.precheck(actor, application_id)

    @overload
    def submit(
        self, actor: Actor, application_id: str, key: str, expected_version: None = None
    ) -> Receipt | NotReady | NotAllowed | Pending | Unknown: ...

    @overload
    def submit(
        self, actor: Actor, application_id: str, key: str, expected_version: int | None
    ) -> Receipt | NotReady | NotAllowed | Pending | Conflict | Unknown: ...

    def submit(
        self, actor: Actor, application_id: str, key: str, expected_version: int | None = None
    ) -> Receipt | NotReady | NotAllowed | Pending | Conflict | Unknown:
        """Sends exactly one case, however often and from however many places it is called.

        `Conflict` only with an expected version, when the draft is another by now and nothing was sent.
        """
        return self._submissions.submit(actor, application_id, key, expected_version)

    def withdraw(self, actor: Actor, application_id: str) -> Application | Unknown | NotAllowed:
        """Takes a draft or an undecided submission back; the intake is told by the outbox."""
        return self._submissions.withdraw(actor, application_id)

    def receipt_by_key(self, actor: Actor, key: str) -> Receipt | Pending | Unknown:
        """The receipt of the submission that was sent with this Idempotency-Key."""
        return self._submissions.receipt_by_key(actor, key)

    def progress(self, actor: Actor, application_id: str) -> Progress | Unknown:
        """What happened to it when, what is due, and whether it is late."""
        return self._course.progress(actor, application_id)

    def for_review(
        self, actor: Actor, state: State = "submitted", limit: int = 200, offset: int = 0
    ) -> list[Application]:
        """What lies at the desk, most urgent first; empty for anybody but a reviewer."""
        return self._queue.applications(actor, Wanted(state=state, limit=limit, offset=offset))

    def decide(
        self,
        actor: Actor,
        application_id: str,
        decision: Literal["accept", "return"],
        findings: Sequence[Finding] = (),
        note: str = "",
        seen_version: int | None = None,
        ask_second: bool = False,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """A reviewer accepts, or returns for correction with what must be mended.

        With `ask_second` it takes effect once another reviewer has agreed (`desk.service.DeskService`).
        """
        return self._decisions.decide(
            actor, application_id, decision, findings, note, seen_version, ask_second
        )
