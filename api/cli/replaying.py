"""`model replay`: recorded questions asked again of another model or with another prompt, as a report."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.base import AsJson, fail, house, tell
from api.settings import Settings

if TYPE_CHECKING:
    from assistant.model.replaying import Replay, Summary
    from assistant.model.specs import ModelSpec
    from assistant.prompts import Prompt

FORMS = {".md": "replay.md", ".html": "replay.html"}


def replay(
    since: Annotated[str, typer.Option(help="The first day, YYYY-MM-DD.")],
    out: Annotated[Path, typer.Option(help="The report: a file that ends in .md or .html.")],
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Questions at most, oldest first.")] = 100,
    with_: Annotated[
        Path | None, typer.Option("--with", help="A models file as MODELS_FILE; else the models set.")
    ] = None,
    prompt: Annotated[list[str], typer.Option(help="NAME=FILE.md: another text for that prompt.")] = [],  # noqa: B006 - Typer copies it
    seconds: Annotated[float, typer.Option(min=0.1, max=120, help="For each question.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Asks again what was recorded (masked texts, while they are kept) and lays both answers side by side.

    It costs what so many questions cost; ceilings and switch do not count here.
    """
    from assistant.model.replaying import summaries

    first, wanted, prompts = _day(since), _specs(with_), _prompts(prompt)
    if out.suffix not in FORMS:
        fail(f"{out} ends in neither .md nor .html", status=2)
    done = _replayed(first, limit, wanted, prompts, seconds)
    found = summaries(done.pairs)
    out.write_text(report(done, FORMS[out.suffix]), encoding="utf-8")
    value = {"out": str(out), "left_out": len(done.left_out), "tasks": [asdict(one) for one in found]}
    lines = [*map(_line, found), f"{len(done.pairs)} asked again, see {out}"]
    tell(as_json, value, "\n".join(lines))


def report(done: "Replay", form: str) -> str:
    """As Markdown or HTML; every text in it is escaped."""
    from api.pages.templates import filled
    from assistant.model.replaying import summaries

    days = [pair.at.date() for pair in done.pairs]
    return filled(
        files("api.cli").joinpath(form).read_text(encoding="utf-8"),
        {
            "pairs": done.pairs,
            "summaries": summaries(done.pairs),
            "left_out": done.left_out,
            "since": min(days, default="-"),
            "until": max(days, default="-"),
        },
    )


def _line(one: "Summary") -> str:
    before, after = one.before, one.after
    return (
        f"{one.task:10}  {one.same} of {one.count} the same  answered {before.told} → {after.told}  "
        f"faults {before.faults} → {after.faults}  yuan {before.yuan:.4f} → {after.yuan:.4f}  "
        f"median ms {before.milliseconds} → {after.milliseconds}"
    )


def _replayed(
    first: date, limit: int, wanted: "Sequence[ModelSpec]", prompts: "dict[str, Prompt]", seconds: float
) -> "Replay":
    from assistant.model.chat import open_model
    from assistant.model.judging import judged
    from assistant.model.replaying import recorded, replay
    from assistant.model.serving import Service

    service = Service([open_model(spec) for spec in wanted])
    with house(publish=False) as container:
        kept = [recorded(row, judged) for row in container.modelling.ledger.since(first, limit)]
    try:
        return replay(kept, service, prompts, seconds, judged)
    finally:
        service.close()


def _specs(file: Path | None) -> "Sequence[ModelSpec]":
    from api.modelling import specs
    from assistant.model.specs import read_specs

    wanted = read_specs(file) if file else specs(Settings())
    if not wanted:
        fail("no language model is set: give --with FILE, or set MODEL (see .env.example)")
    return wanted


def _prompts(given: Sequence[str]) -> "dict[str, Prompt]":
    from assistant.prompts import parse

    found: dict[str, Prompt] = {}
    for one in given:
        name, _, file = one.partition("=")
        try:
            found[name] = parse(name, Path(file).read_text(encoding="utf-8"))
        except ValueError as error:
            fail(str(error), status=2)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{text} is no day: write YYYY-MM-DD", status=2)
