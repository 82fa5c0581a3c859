"""Turns the mode off and on while everything runs, by the database: each process sees it at its next call."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from assistant.tables import ModelSwitchRow
from storage import audit
from storage.clock import Clock
from storage.database import Database

ONLY = 1
LOCK = 60_019
"""of the first use: two at once would both add the row"""
_ACTIVE = select(ModelSwitchRow.active).where(ModelSwitchRow.id == ONLY)


@dataclass(frozen=True, slots=True)
class Position:
    """`at` and `by` are None as long as nobody has used the switch."""

    on: bool = True
    at: datetime | None = None
    by: str | None = None


class Switch:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def on(self) -> bool:
        found = self._database.look(_ACTIVE)
        return found is None or found[0]

    def position(self) -> Position:
        with self._database.reading() as session:
            row = session.get(ModelSwitchRow, ONLY)
            return Position(row.active, row.changed_at, row.changed_by) if row else Position()

    def turn(self, on: bool, by: str) -> Position:
        """`by` is an account's id or what else did it; the audit chain has it. As it is already: no entry."""
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            row = session.get(ModelSwitchRow, ONLY)
            if (row is None or row.active) == on:
                return Position(row.active, row.changed_at, row.changed_by) if row else Position()
            row = row or ModelSwitchRow(id=ONLY)
            row.active, row.changed_at, row.changed_by = on, self._clock(), by
            session.add(row)
            action = "model.on" if on else "model.off"
            audit.append(session, at=row.changed_at, actor=by, action=action, subject="model", detail={})
        return Position(row.active, row.changed_at, row.changed_by)
