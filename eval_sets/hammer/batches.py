"""Many runs as batches with a seed each, a JSON line a batch, so that totals can be added up and repeated."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from eval_sets.errors import EvalError

WRONG = ("cases_wrong", "receipts_lost", "states_wrong")
Report = dict[str, Any]
Hammer = Callable[[int, int, Path, str], Report]
"""Runs, seed, an empty folder and the URL of an empty database (none: SQLite in the folder)."""


def is_right(report: Report) -> bool:
    wrong = any(report[name] for name in WRONG) or report.get("server_faults", 0)
    return not wrong and bool(report["audit_ok"])


def seeds(runs: int, size: int, first: int) -> Iterator[tuple[int, int]]:
    """Seed and number of runs of each batch."""
    for number, start in enumerate(range(0, runs, size)):
        yield first + number, min(size, runs - start)


def run_batches(
    hammer: Hammer,
    wanted: Iterable[tuple[int, int]],
    server: str,
    results: Path | None,
    folder: Path | None = None,
    mark: str = "",
    over: str = "",
) -> Report:
    """Runs what `results` does not have yet and adds a line for each batch; gives the sum of all its lines.

    `server`: any database of a PostgreSQL server, where each batch makes and drops its own; empty: SQLite.
    `mark` is noted with each batch, e.g. the commit; `over` is what reports add to the database's name.
    """
    lines = read(results) if results else []
    kind = ("postgresql" if server else "sqlite") + over
    have = {line["seed"] for line in lines if line["database"] == kind}
    for seed, runs in wanted:
        if seed in have:
            continue
        with (
            tempfile.TemporaryDirectory(prefix="yuxiaozhi-hammer-", dir=folder) as own,
            _empty_database(server, seed) as url,
        ):
            line = {**hammer(runs, seed, Path(own), url), "mark": mark}
        lines.append(line)
        if results:
            with results.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return summed(lines)


def read(results: Path) -> list[Report]:
    """The lines of a results file; none when there is no such file. Raises `EvalError` for another file."""
    if not results.exists():
        return []
    try:
        return [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    except ValueError as error:
        raise EvalError(f"{results} has a line that is no JSON object") from error


def summed(lines: list[Report]) -> Report:
    """What all batches together did and got wrong, by database. A seed that comes twice counts once."""
    by_database: dict[str, dict[int, Report]] = {}
    for line in lines:
        by_database.setdefault(line["database"], {})[line["seed"]] = line
    return {
        "right": all(is_right(line) for line in lines),
        **{kind: _sum(list(batches.values())) for kind, batches in by_database.items()},
    }


def _sum(batches: list[Report]) -> Report:
    happened: Counter[str] = Counter()
    for batch in batches:
        happened.update(batch["happened"])
    names = ("runs", "submissions", "cases_held", *WRONG, "audit_entries", "seconds")
    found = sorted(batch["seed"] for batch in batches)
    return {
        "batches": len(batches),
        "seeds": [found[0], found[-1]],
        **{name: round(sum(batch[name] for batch in batches), 1) for name in names},
        "audit_ok": all(batch["audit_ok"] for batch in batches),
        "happened": dict(sorted(happened.items())),
        "marks": sorted({batch.get("mark", "") for batch in batches}),
    }


@contextmanager
def _empty_database(server: str, seed: int) -> Generator[str]:
    if not server:
        yield ""
        return
    name = f"hammer_{seed}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    engine.dispose()
