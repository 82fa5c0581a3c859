"""`eval`: how good is it. Evaluations plug in by entry point, so neither door imports the other.

It names `run(name, cases, url, *, part, jobs, read) -> dict`, and `fault`, the exception whose text is a
sentence.
"""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer
from httpx import TransportError

from api.cli.base import AsJson, fail, tell
from api.errors import NotConfiguredError

GROUP = "yuxiaozhi.evals"


def add(app: typer.Typer) -> None:
    app.command("eval")(evaluate)


def evaluate(
    name: Annotated[str, typer.Argument(metavar="SET", help="navigation, boundaries, answers, …, or all")],
    cases: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Your own cases, JSON lines.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="A running service instead of one started for it.")] = None,
    part: Annotated[
        str, typer.Option(help="train, dev, test or all of a set that is split; the test part if not said.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Conversations at once.")] = 4,
    read: Annotated[
        bool,
        typer.Option("--read", help="Read the pictures of our packs (precheck) anew: about half an hour."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Prints one JSON object: figures, counts, seconds, and the failing ids."""
    found = entry_points(group=GROUP, name="run")
    if not found:
        raise NotConfiguredError("no evaluation is installed: reinstall the package (pip install -e .)")
    run = next(iter(found)).load()
    faults = tuple(each.load() for each in entry_points(group=GROUP, name="fault"))
    try:
        report = run(name, cases, url, part=part, jobs=jobs, read=read)
    except faults as error:
        if getattr(error, "usage", False):
            raise typer.BadParameter(str(error)) from error
        fail(str(error))
        return
    except TransportError:
        fail(f"the service at {url or 'the address'} does not answer: start it, or leave --url out")
        return
    tell(True, report, "")
    if report.get("failing"):
        raise typer.Exit(1)
