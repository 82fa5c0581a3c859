"""`mcp`: our tools for an assistant on this machine, over standard input and output."""

from typing import Annotated

import typer

from api.cli.base import fail, house, tell

TOKEN = "MCP_PERSON_TOKEN"  # noqa: S105 - the name of a setting
MISSING = "the package mcp is not installed: pip install 'yuxiaozhi[mcp]'"


def add(app: typer.Typer) -> None:
    app.command()(mcp)


def mcp(
    handle: Annotated[
        bool,
        typer.Option(
            "--handle", help=f"Also tools that fill drafts for the person whose access token {TOKEN} holds."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the tools as JSON, serve nothing.")] = False,
) -> None:
    """Serve the knowledge base to another assistant (docs/agent.md). Nothing here confirms or submits."""
    import anyio

    try:
        from api.mcp.server import Protocol, serve_stdio
    except ModuleNotFoundError as missing:
        if missing.name not in ("mcp", "mcp_types"):
            raise
        fail(MISSING)
    from api.identity.caller import Caller, Credentials
    from api.mcp.tools import Reading, Writing
    from applications.types import Actor

    with house() as container:
        shown = Credentials(bearer=container.settings.mcp_person_token)

        def person() -> Actor | None:
            return Caller(shown, container.tokens, container.identity).actor

        tools = [*Reading(container.assistant, container.library, own_talk=True).tools()]
        if handle:
            if person() is None:
                fail(f"--handle needs the access token of a signed-in person in {TOKEN}")
            tools += Writing(container.applications, container.library, person).tools()
        if as_json:
            tell(as_json, {"tools": [{"name": one.name, "reads_only": one.reads_only} for one in tools]}, "")
            return
        anyio.run(serve_stdio, Protocol(tools, container.library))
