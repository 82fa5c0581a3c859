"""Every published life event carries a lawful person to a receipt for each of its parts.

Each option of its questions is taken at least once. On the way one part is left out and taken up again, or
the process dies between two hand-ins. A part that is not for the person is named; the others go without it.
"""

import tempfile
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from applications.bundles.types import Bundle, Sent
from applications.errors import IntakeUnavailableError
from applications.intake import IntakeCase, IntakeReceipt
from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.results import ResultGiven, Results
from applications.service import ApplicationService
from applications.tables import IntakeCaseRow, SubmissionRow
from applications.types import Actor, Application, State
from eval_sets.prefill_share import paths
from knowledge_base.life_events.applying import apply, open_questions, planned
from knowledge_base.life_events.loading import load_life_events
from knowledge_base.life_events.model import LifeEvent, Misfit
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.loader import shipped_content
from knowledge_base.model.base import Situation, holds
from knowledge_base.types import PublishedGuide
from prefill.types import Fact
from storage import migrate
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing
from tests.applications.desk import Desk, wire
from tests.applications.families import Taken, family
from tests.applications.test_every_guide import GUIDES, NOT_ELIGIBLE, WARNED
from tests.conftest import FixedClock

EVENTS = {loaded.event_id: loaded.event for loaded in load_life_events(shipped_content())}
REVIEWER = Actor("zhou", "周审言", "reviewer")
SENT: frozenset[State] = frozenset({"submitted", "accepted", "done"})
_OFTEN = 12
"""A lawful person confirms and prechecks a few times, no more."""
_HALFWAY = 4
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk() -> Generator[Desk]:
    """One database for all, in memory where the machine has a file system for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        use_keys(KeyRing.open(Path(folder) / "keys.json"))
        database = Database(f"sqlite:///{folder}/yuxiaozhi.db")
        migrate.upgrade(database)
        no_files: Any = SimpleNamespace(put=lambda data: "nowhere")  # pyright: ignore[reportUnknownLambdaType]
        made = wire(database, FixedClock(), no_files)
        for item_id, guide in GUIDES.items():
            made.library.publish(PublishedGuide(item_id, 1, guide, date(2026, 1, 1), None, AT, "test"))
        for event_id, event in EVENTS.items():
            made.library.events[event_id] = PublishedLifeEvent(
                event_id, 1, event, AT.date(), None, AT, "test"
            )
        yield made
        database.dispose()


def ways(event: LifeEvent) -> list[Situation]:
    """Answers to the event's own questions that it serves as a whole: together they take every option."""
    every = [answers for answers in _answers(event, {}) if not _misfits(event, answers)]
    taken: set[tuple[str, str]] = set()
    found: list[Situation] = []
    while every:
        best = max(every, key=lambda answers: len(answers.items() - taken))
        if not best.items() - taken:
            break
        taken |= best.items()
        found.append(best)
    return found


def _answers(event: LifeEvent, answers: Situation) -> Iterator[Situation]:
    asked = open_questions(event, answers)
    if not asked:
        yield answers
        return
    for option in asked[0].options:
        yield from _answers(event, {**answers, asked[0].id: option.id})


def _misfits(event: LifeEvent, answers: Situation) -> list[Misfit]:
    return [misfit for misfit in event.misfits if holds(misfit.when, answers)]


@pytest.mark.parametrize(
    ("event_id", "number"),
    [(event_id, n) for event_id in sorted(EVENTS) for n in range(len(ways(EVENTS[event_id])))],
)
def test_a_lawful_person_gets_every_receipt(desk: Desk, event_id: str, number: int) -> None:
    Walk(desk, event_id, ways(EVENTS[event_id])[number], number).to_the_end()


@pytest.mark.parametrize("event_id", [event_id for event_id in sorted(EVENTS) if EVENTS[event_id].misfits])
def test_whom_it_does_not_fit_is_led_to_single_items(desk: Desk, event_id: str) -> None:
    event = EVENTS[event_id]
    every = list(_answers(event, {}))
    for number, misfit in enumerate(event.misfits):
        answers = next(a for a in every if _misfits(event, a) and _misfits(event, a)[0] is misfit)
        actor = Actor(f"{event_id}-misfit-{number}", "样本", "citizen")
        whole = desk.service.bundles.start(actor, event_id, answers)
        assert isinstance(whole, Bundle)
        assert (whole.next, desk.service.mine(actor)) == (None, [])
        assert misfit.text in [one.text for one in whole.singles]
        for part_id in dict.fromkeys(part for one in whole.singles for part in one.parts):
            alone = desk.service.bundles.take_alone(actor, whole.application_id, part_id)
            assert isinstance(alone, Application), (part_id, alone)
            assert alone.item_id == event.part(part_id).item_id


@dataclass
class Walk:
    """One person's way through one event."""

    desk: Desk
    event_id: str
    answers: Situation
    number: int
    _done: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _steps: list[str] = field(default_factory=list[str])
    _left_out: list[str] = field(default_factory=list[str])

    def to_the_end(self) -> None:
        self._actor = Actor(f"{self.event_id}-{self.number}", "样本", "citizen")
        self._taken = dict(self._lawful())
        today = self.desk.clock().date()
        fit = [one for one in self._taken.values() if one]
        self._who = family(fit, today, self.number)
        assert not self._who.impossible, self._who.impossible
        kept = {"name", "id_number"} if self.number % 2 else self._who.facts.keys()
        facts = [Fact(n, v, "样本", date(2026, 1, 1)) for n, v in self._who.facts.items() if n in kept]
        self.desk.profiles.keep_facts(self._actor.account_id, facts)
        whole = self._bundle(self.desk.service.bundles.start(self._actor, self.event_id, self.answers))
        for _ in range(5):
            whole = self._filled(whole)
            whole = self._sent(whole)
            if whole.next is None:
                break
        self._judge(whole)

    def _lawful(self) -> Iterator[tuple[str, Taken | None]]:
        """Part id → how the person answers its item's questions; None where nobody of these answers may."""
        event = EVENTS[self.event_id]
        for plan in apply(planned(event, GUIDES, self.answers)):
            if plan.guide is None or plan.part.item_id is None:
                continue
            declared = [*NOT_ELIGIBLE.get(plan.part.item_id, []), *WARNED.get(plan.part.item_id, [])]
            every = [
                situation
                for situation in paths(plan.guide, dict(plan.situation))
                if not any(holds(when, situation) for when in declared)
            ]
            taken = every[self.number % len(every)] if every else None
            yield plan.part.id, Taken(plan, plan.guide, taken) if taken is not None else None

    def _filled(self, whole: Bundle) -> Bundle:
        """Does what is next until nothing but sending is left."""
        while whole.next and whole.next.kind != "submit":
            self._leave_out_what_does_not_fit(whole)
            whole = self._now(whole)
            assert whole.next
            step = (whole.next.kind, whole.next.name)
            assert step not in self._done, f"asked twice: {step}, {self._told(whole)}"
            self._done += [step] if step[0] in ("situation", "field", "document") else []
            self._steps.append(step[0])
            whole = self._follow(whole, *step)
            assert not whole.problems, whole.problems
            if len(self._steps) == _HALFWAY and self.number % 3 == 1:
                whole = self._out_and_in_again(whole)
        return whole

    def _follow(self, whole: Bundle, kind: str, name: str) -> Bundle:
        bundles, key = self.desk.service.bundles, whole.application_id
        match kind:
            case "situation":
                part, _, question = name.partition(".")
                taken = self._taken[part]
                assert taken is not None
                answer = {name: taken.situation[question]}
                return self._bundle(bundles.answer_situation(self._actor, key, answer))
            case "field":
                said = {name: self._who.answers[name]}
                return self._bundle(bundles.set_fields(self._actor, key, said, "said"))
            case "document":
                kept = self.desk.documents.keep(self._actor.account_id, b"", "a.jpg", "image/jpeg")
                self.desk.documents.store_reading(kept.document_id, [self._who.papers[name]])
                return self._bundle(bundles.attach(self._actor, key, kept.document_id, name))
            case "confirm":
                assert self._steps.count("confirm") < _OFTEN, self._told(whole)
                return self._bundle(bundles.confirm(self._actor, key))
            case _:
                assert self._steps.count("precheck") < _OFTEN, self._told(whole)
                bundles.precheck(self._actor, key)
                return self._now(whole)

    def _leave_out_what_does_not_fit(self, whole: Bundle) -> None:
        """What the item itself says is not for this person stops nobody: the others go without it."""
        for part in whole.parts:
            if part.role == "handled" and part.misfit:
                assert self._taken.get(part.part_id) is None, f"{part.part_id}: {part.misfit}"
                bundles = self.desk.service.bundles
                assert isinstance(
                    bundles.take_alone(self._actor, whole.application_id, part.part_id), Application
                )
                self._left_out.append(part.part_id)

    def _out_and_in_again(self, whole: Bundle) -> Bundle:
        bundles, key = self.desk.service.bundles, whole.application_id
        open_ = [one for one in whole.parts if one.role == "handled" and one.application]
        out = self._bundle(bundles.drop(self._actor, key, open_[-1].part_id))
        assert out.part(open_[-1].part_id).role == "dropped"  # type: ignore[union-attr]
        known = dict(whole.fields)
        back = self._bundle(bundles.add(self._actor, key, open_[-1].part_id))
        left = {one.part_id for one in open_[:-1]}
        shared = {
            name
            for one in back.parts
            if one.part_id in left and one.application
            for name in one.application.fields
        }
        assert {n: v.value for n, v in back.fields.items() if n in shared & known.keys()} == {
            n: v.value for n, v in known.items() if n in shared & back.fields.keys()
        }
        self._done.clear()
        return back

    def _sent(self, whole: Bundle) -> Bundle:
        bundles, key = self.desk.service.bundles, f"{whole.application_id}-{len(self._done)}"
        if whole.next is None:
            done: object = bundles.submit(self._actor, whole.application_id, key)
        else:
            if self.number % 3 == 2:
                self._die_between_two(whole, key)
            done = bundles.submit(self._actor, whole.application_id, key)
        assert isinstance(done, Sent), done
        assert not done.pending
        self._results(done.current)
        bundles.follow_up()
        whole = self._now(whole)
        self._results(whole)
        bundles.follow_up()
        return self._now(whole)

    def _die_between_two(self, whole: Bundle, key: str) -> None:
        intake = _DyingIntake(self.desk)
        outbox = Outbox(self.desk.database, intake, self.desk.clock)
        dying = ApplicationService(self.desk.database, self.desk.library, outbox, self.desk.clock)
        try:
            dying.bundles.submit(self._actor, whole.application_id, key)
        except _Died:
            self.desk.outbox.recover()

    def _results(self, whole: Bundle) -> None:
        """The authority decides what it has, and gives its results."""
        files: Any = None
        results = Results(self.desk.database, self.desk.library, files, self.desk.clock)
        for part in whole.parts:
            if part.role == "handled" and part.application and part.application.state == "submitted":
                name = part.application.application_id
                self.desk.service.decide(REVIEWER, name, "accept", [])
                results.finish(REVIEWER, name, ResultGiven("证照", "collect"))

    def _judge(self, whole: Bundle) -> None:
        sent = [p for p in whole.parts if p.role == "handled"]
        assert sent or self._left_out
        assert all(p.application and p.application.state == "done" for p in sent), self._told(whole)
        assert {p.part_id for p in sent} | set(self._left_out) <= self._taken.keys()
        with self.desk.database.reading() as session:
            for part in sent:
                assert part.application
                of_part = SubmissionRow.application_id == part.application.application_id
                cases = session.query(IntakeCaseRow).join(
                    SubmissionRow, SubmissionRow.id == IntakeCaseRow.submission_key
                )
                assert cases.filter(of_part).count() == 1, part.part_id
        progress = self.desk.service.bundles.progress(self._actor, whole.application_id)
        assert (progress.done, progress.of) == (len(sent), len(sent))  # type: ignore[union-attr]

    def _now(self, whole: Bundle) -> Bundle:
        return self._bundle(self.desk.service.bundles.get(self._actor, whole.application_id))

    def _bundle(self, done: object) -> Bundle:
        assert isinstance(done, Bundle), done
        return done

    def _told(self, whole: Bundle) -> Mapping[str, object]:
        return {
            "answers": self.answers,
            "next": whole.next,
            "missing": whole.missing,
            "findings": [(f.field, f.material_id, f.message) for f in whole.findings],
            "parts": {p.part_id: (p.role, p.application and p.application.state) for p in whole.parts},
        }


class _Died(Exception):
    pass


class _DyingIntake:
    """Takes one case and then the process is gone."""

    def __init__(self, desk: Desk) -> None:
        self._intake, self._taken = EmbeddedIntake(desk.database, desk.clock), 0

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        if self._taken:
            raise _Died
        self._taken += 1
        return self._intake.receive(case)

    def withdraw(self, submission_id: str) -> None:
        raise IntakeUnavailableError
