"""`db`, `audit` and `keys`: what keeps the data whole."""

from typing import Annotated

import typer

from api.cli.base import AsJson, house, tell
from api.settings import Settings

db = typer.Typer(help="The database.", no_args_is_help=True)
audit = typer.Typer(help="The audit chain.", no_args_is_help=True)
keys = typer.Typer(help="Encryption keys.", no_args_is_help=True)


@db.callback()
@audit.callback()
@keys.callback()
def _group() -> None:
    """Keeps a group of one command a group."""


@db.command()
def upgrade(as_json: AsJson = False) -> None:
    """Brings the tables to the version of this code."""
    from storage import migrate
    from storage.database import Database

    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database)
    migrate.upgrade(database)
    database.dispose()
    version = migrate.head()
    tell(as_json, {"version": version}, f"The database is at {version}.")


@audit.command()
def verify(
    head: Annotated[
        str | None, typer.Option(help="A head noted at an earlier check; it must still be in the chain.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Checks that no entry was changed, left out or slipped in; note the head elsewhere for next time."""
    from storage.audit import verify as verify_chain

    with house() as container, container.database.reading() as session:
        report = verify_chain(session, head)
    problems = [f"  entry {problem.seq}: {problem.what}" for problem in report.problems]
    told = [f"{report.entries} entries, {len(problems)} problems, head {report.head or '-'}", *problems]
    tell(as_json, {"ok": report.ok, **vars(report)}, "\n".join(told))
    if not report.ok:
        raise typer.Exit(1)


@keys.command()
def rotate(as_json: AsJson = False) -> None:
    """Makes a new key and rewrites everything under it; can be stopped and repeated."""
    from storage.base import Base
    from storage.reencryption import reencrypt

    with house() as container:
        key_id = container.keys.rotate()
        rows = reencrypt(container.database, Base.metadata, container.keys)
        files = container.files.reencrypt()
    report = {"key_id": key_id, "values": rows, "files": files}
    tell(as_json, report, f"New key {key_id}; {rows} values and {files} files rewritten.")
