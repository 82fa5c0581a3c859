"""Both sides of the hand-off: our rooms on one small guide, and an intake that keeps its own database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy import inspect, select

from applications.intake import IntakeCase, IntakeReceipt
from applications.intake_embedded import EmbeddedIntake
from applications.intake_http.callbacks import Callbacks
from applications.intake_http.messages import EventKind, EventMessage, ResultMessage
from applications.outbox import Outbox
from applications.service import ApplicationService
from applications.tables import ApplicationRow, IntakeCaseRow
from applications.types import Actor, Application
from eval_sets.hammer.faults import Crashes, Unreliable
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from storage.clock import CHONGQING
from storage.database import Database
from storage.files import FileStore
from storage.ids import new_id

CITIZEN = Actor("hammer", "陈晓渝", "citizen")
GUIDE = {
    "item": {"item_id": "note", "official_name": "证明开具", "plain_name": "开证明"},
    "summary": "开一份证明。",
    "spoken": "开一份证明。",
    "valid_from": "2026-01-01",
    "reviewed_on": "2026-01-01",
    "complaint_phone": "12345",
    "conditions": [],
    "steps": [],
    "places": [],
    "result": "证明",
    "situations": [],
    "materials": [],
    "time_limits": [{"kind": "promised", "unit": "working_day", "amount": 5}],
    "fee": {"charged": False},
    "legal_basis": [],
    "form": {"fields": [{"name": "purpose", "label": "用途", "type": "text", "ask": "做什么用？"}]},
    "review": [],
}
RESULT = ResultMessage(title="证明", by="post", carrier="中国邮政", tracking_number="115")
AFTER: dict[EventKind, str] = {"accepted": "accepted", "returned": "returned", "done": "done"}
OURS = {
    "received": "submitted", "accepted": "accepted", "returned": "returned", "done": "done",
    "withdrawn": "withdrawn",
}  # fmt: skip
"""Which state of ours belongs to a state of the intake's."""


@dataclass
class Time:
    now: datetime = datetime(2026, 11, 23, 9, tzinfo=CHONGQING)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class OneGuide:
    """`Guides` with the one guide of the runs."""

    def __init__(self) -> None:
        guide = Guide.model_validate(GUIDE)
        self._one = PublishedGuide(
            "note", 1, guide, date(2026, 1, 1), None, datetime(2026, 1, 1, tzinfo=UTC), "hammer"
        )

    def guide(self, item_id: str) -> PublishedGuide | None:
        return self._one if item_id == "note" else None

    def issued_documents(self) -> frozenset[str]:
        return frozenset()

    def version(self, item_id: str, version: int) -> PublishedGuide | None:
        return self.guide(item_id)

    def life_event(self, event_id: str) -> PublishedLifeEvent | None:
        return None

    def life_event_version(self, event_id: str, version: int) -> PublishedLifeEvent | None:
        return None


@dataclass
class Office:
    """The intake: an `IntakeGateway` with a database of its own, that decides and notes its call-backs."""

    database: Database
    clock: Time
    states: dict[str, str] = field(default_factory=dict[str, str])
    numbers: dict[str, str] = field(default_factory=dict[str, str])
    events: dict[str, list[bytes]] = field(default_factory=dict[str, list[bytes]])

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        receipt = EmbeddedIntake(self.database, self.clock).receive(case)
        self.states.setdefault(case.submission_id, "received")
        self.numbers[case.submission_id] = receipt.acceptance_number
        self.events.setdefault(case.submission_id, [])
        return receipt

    def withdraw(self, submission_id: str) -> None:
        EmbeddedIntake(self.database, self.clock).withdraw(submission_id)
        if submission_id in self.states and self.states[submission_id] != "done":
            self.states[submission_id] = "withdrawn"

    def tell(self, submission_id: str, kind: EventKind) -> None:
        """Decides the case as a clerk would; what its state does not allow is not done."""
        state = self.states[submission_id]
        if state not in {"received", "accepted"} or (state, kind) in (
            ("accepted", "accepted"),
            ("accepted", "returned"),
        ):
            return
        told = self.events[submission_id]
        message = EventMessage(
            event_id=new_id("evt"),
            submission_id=submission_id,
            acceptance_number=self.numbers[submission_id],
            sequence=len(told) + 1,
            kind=kind,
            at=self.clock(),
            note="请改一下用途" if kind == "returned" else "",
            result=RESULT if kind == "done" else None,
        )
        told.append(message.model_dump_json().encode())
        self.states[submission_id] = AFTER.get(kind, state)

    def relearn(self) -> None:
        """Another process spoke with us: what its clerk knows is what the database has."""
        with self.database.reading() as session:
            kept = select(
                IntakeCaseRow.submission_key, IntakeCaseRow.acceptance_number, IntakeCaseRow.withdrawn_at
            )
            for submission_id, number, withdrawn_at in session.execute(kept):
                self.states.setdefault(submission_id, "received")
                self.numbers[submission_id] = number
                self.events.setdefault(submission_id, [])
                if withdrawn_at and self.states[submission_id] != "done":
                    self.states[submission_id] = "withdrawn"

    def held(self) -> dict[str, str]:
        """Acceptance number by submission, as its database has it."""
        with self.database.reading() as session:
            rows = session.execute(select(IntakeCaseRow.submission_key, IntakeCaseRow.acceptance_number))
            return {submission: number for submission, number in rows}


class Platform:
    """Our side as one process has it; `restart` is what the next process does first."""

    def __init__(
        self, url: str, files: FileStore, office: Office, clock: Time, crashes: Crashes, rng: Random
    ) -> None:
        self._files, self._clock = files, clock
        self.wire = Unreliable(office, crashes, rng)
        self._guides = OneGuide()
        self.database = Database(url)
        self._model = ""
        self.begin()

    def begin(self) -> None:
        """What a process begins with. Engines stay for what they have compiled, and nothing else."""
        self.outbox = Outbox(self.database, self.wire, self._clock)
        self.service = ApplicationService(self.database, self._guides, self.outbox, self._clock)
        self.callbacks = Callbacks(self.database, self._guides, self._files, self._clock)

    def restart(self) -> None:
        """The process is gone, its connections with it; the next one begins."""
        self.database.dispose()
        self.begin()
        self.outbox.recover()
        self.callbacks.carry_out_waiting()

    def call_back(self, body: bytes) -> object:
        return self.callbacks.take(EventMessage.model_validate_json(body), body)

    def ready_draft(self) -> str:
        """The id of a new draft that may be sent. The first is made as a person does, the others copy it."""
        if not self._model:
            draft = self.service.start(CITIZEN, "note")
            assert isinstance(draft, Application)
            self.service.set_fields(CITIZEN, draft.application_id, {"purpose": "上学"}, "typed")
            self.service.precheck(CITIZEN, draft.application_id)
            self._model = draft.application_id
        with self.database.transaction() as session:
            model = session.get_one(ApplicationRow, self._model)
            values = {column.key: getattr(model, column.key) for column in inspect(ApplicationRow).columns}
            row = ApplicationRow(**values | {"id": new_id("app")})
            session.add(row)
        return row.id

    def at_rest(self) -> bool:
        """Nothing is left to be told or to be carried out."""
        return not self.outbox.dead(waiting=True) and not self.callbacks.waiting()
