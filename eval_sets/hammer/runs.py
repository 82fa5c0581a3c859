"""One run: a citizen, an intake and a process that dies, until both sides have come to rest."""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import cast

from sqlalchemy import select

from applications.intake_http.messages import EventKind
from applications.tables import ApplicationRow, SubmissionKeyRow, SubmissionRow
from applications.types import Application, Receipt
from eval_sets.errors import EvalError
from eval_sets.hammer.faults import Crashes, KilledError, die_for_real
from eval_sets.hammer.sides import CITIZEN, OURS, Office, Platform, Time

COURSES: tuple[tuple[EventKind, ...], ...] = (
    (), ("accepted",), ("accepted", "done"), ("returned",), ("done",), ("overdue", "accepted"),
    ("accepted", "overdue", "done"),
)  # fmt: skip
CRASH, REAL_KILL, TWICE, WITHDRAW, DOWN, TOLD_AGAIN = 0.5, 0.02, 0.3, 0.25, 0.3, 0.3
"""Shares of runs in which that happens."""
MOST_ROUNDS = 5
"""Of telling everything once more, until both sides are at rest; one is enough as a rule."""
MOMENTS = 14
"""A submission has about ten moments at which a process may die; beyond them it lives."""


class Run:
    """What happened is counted in `happened`; what is wrong at the end is told by `faults`."""

    def __init__(
        self, platform: Platform, office: Office, clock: Time, crashes: Crashes, rng: Random, number: int
    ) -> None:
        self._platform, self._office, self._clock = platform, office, clock
        self._crashes, self._rng, self._number = crashes, rng, number
        self.happened: Counter[str] = Counter()
        self._name, self._restless = "", False
        self._taken: set[bytes] = set()

    def go(self) -> None:
        rng, wire = self._rng, self._platform.wire
        self._name = self._platform.ready_draft()
        wire.loss, wire.down = rng.choice((0.0, 0.3, 0.8)), rng.random() < DOWN
        self.happened["intake down"] += wire.down
        self._try(self._submit, f"{self._number}-1")
        if rng.random() < WITHDRAW:
            self._try(self._withdraw, "early")
        wire.down = False
        self._decide()
        if rng.random() < WITHDRAW:
            self._try(self._withdraw, "late")
        if rng.random() < 0.5:
            self._try(self._correct, f"{self._number}-2")
            self._decide()
        self._settle()

    def faults(self, held: dict[str, str]) -> list[str]:
        """`held`: acceptance number by submission, of the intake's database."""
        found: list[str] = []
        with self._platform.database.reading() as session:
            state = session.get_one(ApplicationRow, self._name).state
            sent = session.scalars(
                select(SubmissionRow)
                .where(SubmissionRow.application_id == self._name)
                .order_by(SubmissionRow.round)
            ).all()
            named = select(SubmissionKeyRow).where(
                SubmissionKeyRow.submission_id.in_([one.id for one in sent])
            )
            keys = {one.key: one.submission_id for one in session.scalars(named)}
        found += ["cases" for one in sent if one.id not in held]
        found += ["receipts" for one in sent if one.acceptance_number != held.get(one.id)]
        found += ["receipts" for key, one in keys.items() if self._number_by(key) != held.get(one, "none")]
        found += ["states"] * self._restless
        found += ["cases"] * (len({one.round for one in sent}) != len(sent))
        # A correction that is written but not sent again is still the returned one.
        ours = "returned" if state == "ready" and sent else state
        if sent and OURS[self._office.states.get(sent[-1].id, "received")] != ours:
            found.append("states")
        return found

    def _number_by(self, key: str) -> str:
        receipt = self._platform.service.receipt_by_key(CITIZEN, key)
        return receipt.acceptance_number if isinstance(receipt, Receipt) else ""

    def _submit(self, key: str) -> None:
        keys = [key] * self._rng.choice((1, 2)) + [f"{key}-{n}" for n in range(self._rng.choice((0, 1, 2)))]
        if self._rng.random() < TWICE:
            self.happened["sent at once"] += 1
            with ThreadPoolExecutor(len(keys)) as pool:
                list(pool.map(self._send, keys))
            return
        self.happened["sent again"] += len(keys) > 1
        for one in keys:
            self._send(one)

    def _send(self, key: str) -> None:
        self._platform.service.submit(CITIZEN, self._name, key)

    def _withdraw(self, when: str) -> None:
        withdrawn = self._platform.service.withdraw(CITIZEN, self._name)
        self.happened[f"withdrawn {when}"] += isinstance(withdrawn, Application)

    def _correct(self, key: str) -> None:
        view = self._platform.service.get(CITIZEN, self._name)
        if not isinstance(view, Application) or view.state not in {"returned", "ready", "draft"}:
            return
        self.happened["sent after a return"] += view.round > 1
        self._platform.service.set_fields(CITIZEN, self._name, {"purpose": f"落户{key}"}, "typed")
        self._platform.service.precheck(CITIZEN, self._name)
        self._send(key)

    def _decide(self) -> None:
        """The office decides what it holds; its call-backs come twice, in any order, and meet crashes."""
        with self._platform.database.reading() as session:
            sent = select(SubmissionRow.id).where(SubmissionRow.application_id == self._name)
            submissions = [one for one in session.scalars(sent) if one in self._office.states]
        bodies: list[bytes] = []
        for submission_id in submissions:
            for kind in self._rng.choice(COURSES):
                self._office.tell(submission_id, kind)
            bodies += self._office.events[submission_id]
        bodies += [one for one in bodies if self._rng.random() < 0.5]
        self._rng.shuffle(bodies)
        self.happened["called back"] += len(bodies)
        for body in bodies:
            if self._rng.random() < 0.9:  # one in ten is lost on the way
                self._try(self._call_back, body)

    def _call_back(self, body: bytes) -> None:
        self._platform.call_back(body)
        self._taken.add(body)

    def _settle(self) -> None:
        """Nothing fails any more: the citizen sends again what was not kept, time passes, all is told."""
        wire, platform = self._platform.wire, self._platform
        wire.loss, wire.down = 0.0, False
        view = platform.service.get(CITIZEN, self._name)
        if isinstance(view, Application) and view.state in {"ready", "draft"} and view.round == 1:
            platform.service.precheck(CITIZEN, self._name)
            self._send(f"{self._number}-1")
        for _ in range(MOST_ROUNDS):
            self._clock.pass_by(hours=1, seconds=1)
            platform.outbox.deliver_due()
            with platform.database.reading() as session:
                sent = select(SubmissionRow.id).where(SubmissionRow.application_id == self._name)
                told = [b for one in session.scalars(sent) for b in self._office.events.get(one, [])]
            for body in told:
                # The office repeats until it has an answer, and now and then although it had one.
                if body not in self._taken or self._rng.random() < TOLD_AGAIN:
                    self._call_back(body)
            platform.callbacks.carry_out_waiting()
            if platform.at_rest():
                return
        self._restless = True

    def _try(self, act: Callable[[str], None] | Callable[[bytes], None], what: str | bytes) -> None:
        """The act, in a process that may die at any moment of it; then a new one begins."""
        act = cast("Callable[[str | bytes], None]", act)
        if self._rng.random() < REAL_KILL:
            self._in_a_child(act, what)
            return
        if self._rng.random() < CRASH:
            self._crashes.arm(self._rng.randrange(MOMENTS))
        try:
            act(what)
        except KilledError:
            self.happened["crashed"] += 1
            self._platform.restart()
        finally:
            self._crashes.disarm()

    def _in_a_child(self, act: Callable[[str | bytes], None], what: str | bytes) -> None:
        """A real process, and a real `kill -9` at a moment of its own. What only it saw is forgotten."""
        self._platform.database.dispose()
        self._office.database.dispose()
        child = os.fork()
        if child == 0:
            self._platform.begin()
            self._crashes.arm(self._rng.randrange(MOMENTS), die_for_real)
            failed = 1
            try:
                act(what)
                failed = 0
            finally:
                os._exit(failed)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise EvalError("a child ended with a fault of its own: run with the same --seed and look")
        self.happened["killed -9"] += os.WIFSIGNALED(status)
        self._office.relearn()
        self._platform.restart()
