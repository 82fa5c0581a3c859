"""The hammer over HTTP: both servers as processes on real ports, and `kill -9` of either while cases pass."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from applications.tables import ApplicationRow, SubmissionRow
from eval_sets.hammer.citizens import Caller, Run
from eval_sets.hammer.servers import TOKEN, Wire, lay_wire
from eval_sets.hammer.sides import OURS
from storage import audit
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing

CITIZENS = 6
"""As many act at once."""
LIVES = (0.5, 8.0)
"""Seconds for which both are up between two kills."""
REST = 600
"""Seconds within which both sides must be at rest: longer than either waits before it tries again."""


def hammer_wire(runs: int, seed: int, folder: Path, database_url: str = "") -> dict[str, Any]:
    """The report, as the hammer on the ports gives it."""
    started, wire, rng = time.monotonic(), lay_wire(folder, database_url), Random(seed)
    wire.start()
    done = [Run(wire, Random(rng.random()), f"{seed}-{number}") for number in range(runs)]
    killer = _Killer(wire, Random(rng.random()))
    killer.start()
    try:
        with ThreadPoolExecutor(CITIZENS) as pool:
            list(pool.map(Run.go, done))
        killer.finish()
        found = _at_rest(wire, done)
    finally:
        killer.finish()
        wire.kill()
    happened = Counter(killer.happened)
    for run in done:
        happened.update(run.happened)
    return {
        "runs": runs,
        "seed": seed,
        **found,
        "server_faults": wire.platform.faults() + wire.intake.faults(),
        "happened": dict(sorted(happened.items())),
        "seconds": round(time.monotonic() - started, 1),
    }


class _Killer(threading.Thread):
    """Kills one server or the other at any moment, starts it again, and waits until both are up."""

    def __init__(self, wire: Wire, rng: Random) -> None:
        super().__init__(daemon=True)
        self._wire, self._rng, self._over = wire, rng, threading.Event()
        self.happened: Counter[str] = Counter()

    def run(self) -> None:
        while not self._over.wait(self._rng.uniform(*LIVES)):
            mortal = self._rng.choice((self._wire.platform, self._wire.intake))
            mortal.kill()
            self.happened["platform killed" if mortal is self._wire.platform else "intake killed"] += 1
            mortal.start()
            mortal.wait_until_ready()

    def finish(self) -> None:
        """Returns when both are up."""
        self._over.set()
        if self.is_alive():
            self.join()


def _at_rest(wire: Wire, done: list[Run]) -> dict[str, Any]:
    """What both sides hold once nothing is wrong any more, or when time is up."""
    use_keys(KeyRing.open(wire.folder / "data" / "keys.json"))
    ours, until = Database(wire.database), time.monotonic() + REST
    citizen, clerk = Caller(f"{wire.platform.url}/api/v1"), Caller(wire.intake.url, TOKEN)
    citizen.sign_in()
    while True:
        found = _compared(ours, clerk.ask("GET", "/admin/cases").json())
        if not found["states_wrong"] + found["cases_wrong"] or time.monotonic() > until:
            break
        time.sleep(2)
    found["receipts_lost"] += sum(_lost(citizen, run) for run in done)
    with ours.reading() as session:
        chain = audit.verify(session)
    found |= {"audit_entries": chain.entries, "audit_ok": chain.ok}
    ours.dispose()
    citizen.close()
    clerk.close()
    return found


def _compared(ours: Database, theirs: list[dict[str, str]]) -> dict[str, Any]:
    """`theirs`: the cases as the intake lists them."""
    held = {one["submission_id"]: (one["acceptance_number"], one["state"]) for one in theirs}
    with ours.reading() as session:
        sent = session.execute(
            select(SubmissionRow.id, SubmissionRow.acceptance_number, ApplicationRow.state, ApplicationRow.id)
            .join(ApplicationRow, ApplicationRow.id == SubmissionRow.application_id)
            .order_by(SubmissionRow.round)
        ).all()
    latest = {application: (submission, state) for submission, _, state, application in sent}
    return {
        "database": f"{ours.dialect}, wire",
        "submissions": len(sent),
        "cases_held": len(theirs),
        "cases_wrong": len({one[0] for one in sent} ^ held.keys()) + len(theirs) - len(held),
        "receipts_lost": sum(number != held.get(one, ("none",))[0] for one, number, _, _ in sent),
        "states_wrong": sum(
            OURS[held[one][1]] != ("returned" if state == "ready" else state)
            for one, state in latest.values()
            if one in held
        ),
    }


def _lost(citizen: Caller, run: Run) -> int:
    """Keys whose receipts, as they were told, are not one and the same that is found by the key now."""
    wrong = 0
    for key, numbers in run.told.items():
        found = citizen.read("GET", "/receipts", params={"key": key})
        wrong += numbers != {found["acceptance_number"]}
    return wrong
