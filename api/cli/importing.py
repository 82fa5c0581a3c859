"""`kb import` and `kb import-catalogue`: what a district hands over, as drafts or as names to be found."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.base import AsJson, fail, house, tell
from api.cli.curating import curator_of
from knowledge_base.catalogue import TooManyGone
from knowledge_base.progress import Progress, silent
from knowledge_base.registry.plan import ItemChange, Plan, Skipped
from knowledge_base.registry.service import Imported

Export = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON, CSV or XLSX.")]
Origin = Annotated[
    str | None, typer.Option(help="Where it is from; the file's name if not said. The same in every import.")
]
AllowWithdrawals = Annotated[
    bool, typer.Option("--allow-withdrawals", help="Also when more than 20 % of the origin's items are gone.")
]
LONGEST_ORIGIN = 30
SHOWN = 80
"""characters of a value in a diff for people"""


def add(app: typer.Typer) -> None:
    app.command("import")(import_registry)
    app.command()(import_catalogue)


def import_registry(
    file: Export,
    mapping: Annotated[str, typer.Option(help="A mapping file, or one that is shipped: gbt39554, ykb.")],
    by: Annotated[str, typer.Option(help="Account of the curator or administrator who does it.")],
    origin: Origin = None,
    district: Annotated[
        str | None, typer.Option(help="Division code of the windows in it, e.g. 500105.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    allow_withdrawals: AllowWithdrawals = False,
    as_json: AsJson = False,
) -> None:
    """Reads a registry's export into drafts: only what changed since the last import of its origin."""
    from knowledge_base.registry.mapping import find, load

    chosen = load(find(mapping))
    named = _origin(origin, file)
    with house() as container:
        account = curator_of(container, by).account_id
        plan = container.registry.plan(file, chosen, named, _district(district))
        done: Imported | None = None
        if not dry_run:
            with _progress(as_json) as progress:
                outcome = container.registry.carry_out(
                    plan, account, allow_withdrawals=allow_withdrawals, progress=progress
                )
            if isinstance(outcome, TooManyGone):
                _refuse(outcome, as_json)
            else:
                done = outcome
    tell(as_json, _report(plan, done), "\n".join(_lines(plan, done)))


def import_catalogue(
    file: Export,
    origin: Origin = None,
    link: Annotated[
        str,
        typer.Option(help="Link of each name, with its id for {row_guid}: 'https://…?rowGuid={row_guid}'."),
    ] = "",
    by: Annotated[str, typer.Option(help="Who does it; kept in the audit chain.")] = "operator",
    allow_withdrawals: AllowWithdrawals = False,
    as_json: AsJson = False,
) -> None:
    """Takes over service items that are known by name only: found, and marked as having no guide."""
    from knowledge_base.registry.name_list import LINK_KEY, read_names

    if link and (LINK_KEY not in link or not link.startswith(("https://", "http://"))):
        fail(f"--link is a web address with {LINK_KEY} in it", status=2)
    named = _origin(origin, file)
    names = read_names(file, link)
    with house() as container, _progress(as_json) as progress:
        done = container.publisher.import_catalogue(
            names.rows, named, by, allow_withdrawals=allow_withdrawals, progress=progress
        )
    if isinstance(done, TooManyGone):
        _refuse(done, as_json)
        return
    counts = {**asdict(done), "duplicates": names.duplicates}
    report: dict[str, Any] = {**counts, "skipped": [asdict(one) for one in names.skipped]}
    summary = ", ".join(f"{count} {what}" for what, count in counts.items())
    tell(as_json, report, "\n".join([*_skipped(names.skipped), f"{summary}, {len(names.skipped)} skipped"]))


def _origin(origin: str | None, file: Path) -> str:
    named = (origin or file.stem).strip()
    if not named or len(named) > LONGEST_ORIGIN or any(one in named for one in ":\n\t"):
        fail(f"--origin names the source in at most {LONGEST_ORIGIN} characters, without a colon", status=2)
    return named


def _district(code: str | None) -> str | None:
    from knowledge_base.divisions import Divisions

    if code is not None and code not in {one.code for one in Divisions.shipped().all}:
        fail(f"{code} is no division code of a district, such as 500105", status=2)
    return code


def _refuse(outcome: TooManyGone, as_json: bool) -> None:
    if as_json:
        tell(True, {"refused": "too_many_gone", **asdict(outcome)}, "")
    fail(
        f"{outcome.gone} of {outcome.live} items are not in this export, so nothing was done: "
        "get a complete one, or say --allow-withdrawals"
    )


def _report(plan: Plan, done: Imported | None) -> dict[str, Any]:
    drafts = done.drafts if done else {}
    return {
        "origin": plan.origin,
        "done": done is not None,
        "items": [_item(one) | {"draft_id": drafts.get(one.item_id)} for one in plan.items],
        "unchanged": plan.unchanged,
        "withdrawn": [asdict(one) for one in plan.gone],
        "skipped": [asdict(one) for one in plan.skipped],
    }


def _item(one: ItemChange) -> dict[str, Any]:
    return {
        "item_id": one.item_id,
        "name": one.facts.name,
        "change": one.change,
        "line": one.facts.line,
        "notes": one.notes,
        "differences": [asdict(change) for change in one.differences] if one.content is not None else [],
    }


def _lines(plan: Plan, done: Imported | None) -> Iterable[str]:
    for one in plan.items:
        yield f"{one.change:8} {one.item_id}  {one.facts.name}"
        for change in one.differences if one.content is not None else ():
            before, after = _short(change.before), _short(change.after)
            yield f"    {change.place}: {before} → {after}"
        yield from (f"    ! {note}" for note in one.notes)
    yield from (f"gone     {one.item_id}  {one.name}" for one in plan.gone)
    yield from _skipped(plan.skipped)
    drafts = len(done.drafts) if done else sum(one.content is not None for one in plan.items)
    would = "" if done else "would be "
    yield (
        f"{drafts} drafts {would}made, {plan.unchanged} items unchanged, "
        f"{len(plan.gone)} {would}withdrawn, {len(plan.skipped)} rows skipped"
    )


def _skipped(skipped: Iterable[Skipped]) -> list[str]:
    return [f"line {one.line}: {one.why}" for one in skipped]


def _short(text: str | None) -> str:
    if text is None:
        return "-"
    text = text.replace("\n", " ")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@contextmanager
def _progress(as_json: bool) -> Generator[Progress]:
    """Bars on standard error, one a stage; none where a program reads the result."""
    if as_json:
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=of)
            bars.update(tasks[stage], completed=done)

        yield progress
