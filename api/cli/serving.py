"""`serve`: page and API on one address."""

import json
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.errors import ApiError
from api.settings import Settings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

WEBSOCKET_BYTES = 256 * 1024
"""of one message; what is beyond 64 KB is refused in words, beyond this by the protocol"""
WORKER_SILENCE = 60
"""seconds until a worker counts as dead; on a busy machine its start alone takes more than uvicorn's 5"""


def add(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
) -> None:
    """Serves page and API; builds the knowledge base first when it has to."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from api import logs
    from api.app import create_app
    from api.bootstrap import build

    settings = Settings()
    logs.configure(settings.log_level)
    listener = _listen(host or settings.host, settings.port if port is None else port)
    container = build(settings)
    container.underway.release_all()
    address = f"http://{listener.getsockname()[0]}:{listener.getsockname()[1]}"
    typer.echo(json.dumps({"address": address}) if as_json else f"渝小智 {address}")
    if workers == 1:
        uvicorn.Server(_config(create_app(container))).run(sockets=[listener])
        return
    # Each process builds its own house; what must be made once has been made by now.
    container.release()
    several = _config("api.app:from_environment", workers)
    Multiprocess(several, sockets=[listener]).run()


def serve_app(app: "FastAPI", host: str, port: int, name: str, as_json: bool) -> None:
    """Serves another app of ours in this process until it is stopped."""
    import uvicorn

    listener = _listen(host, port)
    address = f"http://{listener.getsockname()[0]}:{listener.getsockname()[1]}"
    typer.echo(json.dumps({"address": address}) if as_json else f"{name} {address}")
    uvicorn.Server(_config(app)).run(sockets=[listener])


def _config(app: "FastAPI | str", workers: int = 1) -> "uvicorn.Config":
    import uvicorn

    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        # sound does not get smaller by it
        ws_per_message_deflate=False,
        ws_max_size=WEBSOCKET_BYTES,
        timeout_worker_healthcheck=WORKER_SILENCE,
    )


def _listen(host: str, port: int) -> socket.socket:
    """Bound before anything slow, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ApiError(
            f"port {port} on {host} can't be used ({error.strerror}): choose another --port"
        ) from error
    listener.set_inheritable(True)
    return listener
