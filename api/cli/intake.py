"""`outbox`, `intake-serve`, `intake-keys` and `intake-case`: the hand-off, on our side and on the other."""

import mimetypes
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from pydantic import ValidationError

from api.cli.base import AsJson, fail, house, tell
from api.cli.serving import serve_app
from api.settings import IntakeServiceSettings

if TYPE_CHECKING:
    from api.intake_service.assembling import IntakeHouse

outbox = typer.Typer(help="What is to be told to the intake.", no_args_is_help=True)
case = typer.Typer(help="Cases of the reference intake.", no_args_is_help=True)


def add(app: typer.Typer) -> None:
    app.add_typer(outbox, name="outbox")
    app.add_typer(case, name="intake-case")
    app.command()(intake_serve)
    app.command()(intake_keys)


@outbox.command("list")
def list_letters(
    waiting: Annotated[bool, typer.Option(help="Also what is tried again by itself.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lists dead letters, oldest first; exit status 1 when there are any."""
    with house(publish=False) as container:
        letters = container.outbox.dead(waiting)
    lines = [
        f"{one.outbox_id}  {one.state:7} {one.kind:8} {one.attempts:3} attempts  {one.why or '-':24} "
        f"{one.since:%Y-%m-%d %H:%M}  {one.application_id}"
        for one in letters
    ]
    dead = sum(one.state == "dead" for one in letters)
    tell(as_json, {"letters": letters, "dead": dead}, "\n".join([*lines, f"{dead} dead letters"]))
    if dead:
        raise typer.Exit(1)


@outbox.command()
def resend(outbox_id: Annotated[str, typer.Argument(help="As listed.")], as_json: AsJson = False) -> None:
    """Tries a dead letter again, now."""
    from applications.types import Unknown

    with house(publish=False) as container:
        state = container.outbox.resend(outbox_id)
    if isinstance(state, Unknown):
        fail(f"there is no message {outbox_id}: see `yuxiaozhi outbox list`")
    tell(as_json, {"outbox_id": outbox_id, "state": state}, f"{outbox_id} is {state}")
    if state != "done":
        raise typer.Exit(1)


def intake_serve(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    as_json: AsJson = False,
) -> None:
    """Serves the reference intake (统一收件), with a database of its own (INTAKE_SERVICE_…)."""
    from api import logs
    from api.intake_service.app import create_intake_app

    settings = IntakeServiceSettings()
    logs.configure("info")
    with _intake() as there:
        there.keys.signing()
        address = (host or settings.host, settings.port if port is None else port)
        serve_app(create_intake_app(there), *address, "统一收件", as_json)


def intake_keys(
    ours: Annotated[Path, typer.Argument(help="Key file of the platform.")],
    theirs: Annotated[Path, typer.Argument(help="Key file of the intake.")],
    algorithm: Annotated[Literal["ed25519", "hmac-sha256"], typer.Option()] = "ed25519",
    as_json: AsJson = False,
) -> None:
    """Makes key files for both sides, or rotates: new keys sign from now on, older ones stay trusted."""
    from applications.intake_http.keys import introduce

    made = {"ours": introduce(ours, theirs, algorithm), "theirs": introduce(theirs, ours, algorithm)}
    tell(as_json, made, f"{ours} signs with {made['ours']}, {theirs} with {made['theirs']}")


@case.command("list")
def list_cases(as_json: AsJson = False) -> None:
    """Lists what the reference intake holds, newest first."""
    with _intake() as there:
        found = there.cases.cases()
    lines = [f"{one['submission_id']}  {one['acceptance_number']}  {one['state']}" for one in found]
    tell(as_json, {"cases": found}, "\n".join([*lines, f"{len(found)} cases"]))


@case.command()
def decide(
    submission_id: str,
    kind: Annotated[Literal["accepted", "returned", "done", "overdue"], typer.Argument()],
    note: Annotated[str, typer.Option(help="What the person reads.")] = "",
    title: Annotated[str, typer.Option(help="done: what the result is.")] = "",
    file: Annotated[Path | None, typer.Option(help="done: the file of the result.", exists=True)] = None,
    carrier: Annotated[str, typer.Option(help="done, by post: who carries it.")] = "",
    tracking_number: Annotated[str, typer.Option(help="done, by post: its number.")] = "",
    as_json: AsJson = False,
) -> None:
    """Accepts, returns or finishes a case; the running service calls the platform back."""
    from applications.intake_http.messages import FileNote, ResultMessage

    with _intake() as there:
        note_of_file = None
        if file is not None:
            data, kind_of_file = file.read_bytes(), mimetypes.guess_type(file.name)[0] or ""
            digest = sha256(data).hexdigest()
            there.cases.keep_file(digest, data, kind_of_file)
            note_of_file = FileNote(
                digest=digest, filename=file.name, media_type=kind_of_file, size=len(data)
            )
        by = "download" if file else "post" if tracking_number else "collect"
        try:
            result = (
                ResultMessage(title=title, by=by, note=note, carrier=carrier,
                              tracking_number=tracking_number, file=note_of_file)
                if kind == "done" else None
            )  # fmt: skip
            event_id = there.cases.tell(submission_id, kind, note, (), result)
        except ValidationError:
            fail("say what to mend with --note, and what the result is with --title")
    if event_id is None:
        fail(f"{submission_id} is not known, or not in a state for that: see `yuxiaozhi intake-case list`")
    tell(as_json, {"event_id": event_id}, f"{event_id} will be called back")


@contextmanager
def _intake() -> "Generator[IntakeHouse]":
    from api.intake_service.assembling import assemble

    there = assemble(IntakeServiceSettings())
    try:
        yield there
    finally:
        there.release()
