"""What was committed survives kill -9; what was not is gone."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import select

from applications.tables import IntakeCounterRow
from storage.database import Database

WRITER = """
import datetime, os, signal, sys
from applications.tables import IntakeCounterRow
from storage.database import Database

database = Database(sys.argv[1])
with database.transaction() as session:
    session.add(IntakeCounterRow(day=datetime.date(2026, 11, 22), last=1))
with database.transaction() as session:
    session.add(IntakeCounterRow(day=datetime.date(2026, 11, 23), last=2))
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_a_killed_process_loses_only_what_it_had_not_committed(database: Database, database_url: str) -> None:
    died = subprocess.run([sys.executable, "-c", WRITER, database_url], check=False, timeout=60)
    assert died.returncode == -signal.SIGKILL
    with database.transaction() as session:
        assert session.scalars(select(IntakeCounterRow.last)).all() == [1]
