"""Submits one application and dies at one named step. A process of its own, started by test_crash.

The patches are here, not in the product.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from applications.intake_embedded import EmbeddedIntake
from applications.types import Receipt
from storage.database import Database
from storage.encryption import use_keys
from storage.files import FileStore
from storage.keys import KeyRing
from tests.applications.desk import CITIZEN, Desk, wire
from tests.conftest import FixedClock

DIED = 86
TRANSACTIONS = ("submission", "sent", "received", "receipt")
"""What the transactions of one submission keep, in order."""

STEPS = [
    *(f"{when} {name}" for name in TRANSACTIONS for when in ("before", "after")),
    "calling the intake",
    "answered by the intake",
]


def die(*_: object) -> None:
    os._exit(DIED)


def die_at_commit(number: int, when: str) -> None:
    """Dies just before or just after the commit of the `number`th writing transaction from now on."""
    seen = [0]

    def committing(session: Session) -> None:
        if session.info.get("writes") or session.new or session.dirty:
            seen[0] += 1
            if seen[0] == number:
                die()

    def flushed(session: Session, _context: object) -> None:
        session.info["writes"] = True

    event.listen(Session, "after_flush", flushed)
    event.listen(Session, "before_commit" if when == "before" else "after_commit", committing)


def patch(step: str) -> None:
    words = step.split()
    if step == "calling the intake":
        _wrap(EmbeddedIntake, "receive", before=True)
    elif step == "answered by the intake":
        _wrap(EmbeddedIntake, "receive", before=False)
    else:
        die_at_commit(TRANSACTIONS.index(words[1]) + 1, words[0])


def _wrap(owner: type, name: str, *, before: bool) -> None:
    original = getattr(owner, name)

    def wrapped(*arguments: Any) -> None:
        if not before:
            original(*arguments)
        die()

    setattr(owner, name, wrapped)


def open_desk(url: str, keys: str, files: str) -> Desk:
    ring = KeyRing.open(Path(keys))
    use_keys(ring)
    return wire(Database(url), FixedClock(), FileStore(Path(files), ring))


def submit(url: str, keys: str, files: str, application_id: str, step: str | None) -> None:
    """Ends with `DIED` at the step; without one, or when it is never reached, with 0 and a receipt kept."""
    desk = open_desk(url, keys, files)
    if step:
        patch(step)
    assert isinstance(desk.service.submit(CITIZEN, application_id, "k1"), Receipt)
