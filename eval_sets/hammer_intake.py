"""Exactly one case: `python -m eval_sets.hammer_intake --runs 10000 [--database URL] [--results FILE]`.

Each run is one application that is sent twice and at once, whose questions and answers get lost, whose
process dies between any two steps (raised at that moment, now and then a real `kill -9`) and starts again,
whose intake is down, decides, and calls back twice, late and in any order, and whose citizen withdraws
meanwhile. At rest the intake must hold exactly one case for each submission, we its receipt, and both the
same state.

Runs go in batches, each with a seed and an empty database: SQLite in a temporary folder, or one of its own on
the PostgreSQL server of `--database`. `--results` keeps a line for each batch and goes on where it stopped;
`--summary FILE` adds the lines up. With `--wire` both sides are processes on real ports, and either is killed
with `kill -9`. Exit status 1: something is wrong.
"""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from applications.tables import SubmissionRow
from eval_sets.hammer.batches import read, run_batches, seeds, summed
from eval_sets.hammer.faults import Crashes
from eval_sets.hammer.runs import Run
from eval_sets.hammer.sides import Office, Platform, Time
from eval_sets.hammer.wire import hammer_wire
from storage import audit, migrate
from storage.database import Database
from storage.encryption import use_keys
from storage.files import FileStore
from storage.keys import KeyRing


def hammer(runs: int, seed: int, folder: Path, database_url: str = "") -> dict[str, Any]:
    """The report: what happened, and how often a case, a receipt or a state was wrong (0 each)."""
    ring = KeyRing.open(folder / "keys.json")
    use_keys(ring)
    url = database_url or f"sqlite:///{folder / 'ours.db'}"
    rng, clock, crashes = Random(seed), Time(), Crashes()
    office_database = Database(f"sqlite:///{folder / 'office.db'}")
    for database in (office_database, Database(url)):
        migrate.upgrade(database)
        database.dispose()
    office = Office(office_database, clock)
    platform = Platform(url, FileStore(folder / "files", ring), office, clock, crashes, rng)
    started, happened, done = time.monotonic(), Counter[str](), list[Run]()
    for number in range(runs):
        run = Run(platform, office, clock, crashes, rng, number)
        run.go()
        happened += run.happened
        done.append(run)
    happened["question or answer lost"] = platform.wire.lost
    crashes.close()
    report = {
        "runs": runs,
        "seed": seed,
        "database": platform.database.dialect,
        **_wrong(platform, office, done),
        "happened": dict(sorted(happened.items())),
        "seconds": round(time.monotonic() - started, 1),
    }
    platform.database.dispose()
    office_database.dispose()
    return report


def _wrong(platform: Platform, office: Office, done: list[Run]) -> dict[str, Any]:
    held = office.held()
    found = Counter(fault for run in done for fault in run.faults(held))
    with platform.database.reading() as session:
        submissions = session.scalar(select(func.count()).select_from(SubmissionRow)) or 0
        chain = audit.verify(session)
    return {
        "submissions": submissions,
        "cases_held": len(held),
        "cases_wrong": found["cases"] + abs(len(held) - submissions),
        "receipts_lost": found["receipts"],
        "states_wrong": found["states"],
        "audit_entries": chain.entries,
        "audit_ok": chain.ok,
    }


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=250, help="runs with one seed and one database")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch")
    parser.add_argument("--database", default="", help="any database of a PostgreSQL server")
    parser.add_argument("--folder", type=Path, default=None, help="for keys and SQLite files")
    parser.add_argument("--results", type=Path, default=None, help="one JSON line a batch")
    parser.add_argument("--mark", default="", help="noted with each batch, e.g. the commit")
    parser.add_argument("--wire", action="store_true", help="both servers as processes, over HTTP")
    parser.add_argument("--summary", type=Path, nargs="+", help="only adds up such files")
    return parser.parse_args()


def main() -> int:
    asked = _arguments()
    if asked.summary:
        report = summed([line for file in asked.summary for line in read(file)])
    else:
        wanted = seeds(asked.runs, asked.batch, asked.seed)
        one, over = (hammer_wire, ", wire") if asked.wire else (hammer, "")
        report = run_batches(one, wanted, asked.database, asked.results, asked.folder, asked.mark, over)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return 0 if report["right"] else 1


if __name__ == "__main__":
    sys.exit(main())
