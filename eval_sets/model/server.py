"""A local OpenAI-compatible service over any script, with the faults that real ones have.

with running(script) as server:
    ...  # server.url is what MODEL_URL is set to; server.fault = "stall" changes it while it runs

python -m eval_sets.model.server --script eval_sets.model.helpful:model --port 8101
"""

import asyncio
import json
import logging
import socket
import threading
import time
from collections.abc import AsyncGenerator, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import typer
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from eval_sets.errors import EvalError, ServerError
from eval_sets.model.served import chosen
from eval_sets.model.wire import Script, ToolCall, chunks, completion, structured

Fault = Literal[
    "ok",
    "stream",  # in pieces, asked for or not
    "stall",  # takes the request and never answers
    "drip",  # headers at once, then a byte a second
    "error_500",
    "error_429",
    "error_400",  # as content filters answer
    "malformed",  # no JSON
    "wrong_body",  # JSON, but no chat completion
    "wrong_shape",  # the structured answer fits another schema
    "half_utf8",  # ends within a character
    "cut",  # the connection ends half-way
    "empty_choices",
    "unknown_tool",  # calls a function that nobody offered
    "bad_arguments",  # the function's arguments are no JSON
]
START_SECONDS = 10.0
POLL = 0.02
SCRIPTS = 64
"""requests that are thought about at once"""


class _CutError(Exception):
    """Makes uvicorn drop the connection."""


def _unmeant(record: logging.LogRecord) -> bool:
    """What is cut on purpose needs no line in a log."""
    return not (record.exc_info and isinstance(record.exc_info[1], _CutError))


@dataclass
class Server:
    """What a test sees of the running service; attributes may be changed while it runs."""

    script: Script
    fault: Fault = "ok"
    url: str = ""
    """with /v1, as MODEL_URL"""
    usage: bool = True
    """whether answers say how many tokens they took"""
    drip_seconds: float = 1.0
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """bodies as they came, for looking at what left the process"""
    keys: list[str] = field(default_factory=list[str])
    """the `authorization` headers that came with them"""
    left: int = 0
    """callers that went away before they had their answer"""
    stopping: bool = False
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(SCRIPTS), repr=False)

    def received(self) -> str:
        """Everything that was ever sent here, in one string: for leak tests."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def complete(self, http: Request) -> Response:
        """`POST /v1/chat/completions`."""
        request = json.loads(await http.body())
        self.requests.append(request)
        self.keys.append(http.headers.get("authorization", ""))
        fault = self.fault
        if fault == "stall":
            return await self._stall(http)
        if fault.startswith("error_"):
            status = int(fault.removeprefix("error_"))
            return JSONResponse({"error": {"message": "no", "type": "test", "code": None}}, status)
        in_pieces = fault == "stream" or bool(request.get("stream"))
        loop = asyncio.get_running_loop()
        pieces = await loop.run_in_executor(self._threads, self._pieces, request, fault, in_pieces)
        media = "text/event-stream" if in_pieces else "application/json"
        return StreamingResponse(self._sent(pieces, fault), media_type=media)

    def _pieces(self, request: Mapping[str, Any], fault: Fault, in_pieces: bool) -> list[bytes]:
        """The body; without a fault in the bytes themselves it is what a sound service sends."""
        if fault == "malformed":
            return [b"<html>Bad gateway</html>"]
        if fault == "wrong_body":
            return [b'{"result": "ok"}']
        if fault == "wrong_shape":
            answer = structured(request, {"nothing_of_this": [1, 2]})
        elif fault == "unknown_tool":
            answer = ToolCall("no_such_tool", {"x": 1})
        elif fault == "bad_arguments":
            answer = ToolCall(_first_tool(request), '{"half": ')
        else:
            answer = self.script(request)
        if in_pieces:
            pieces = chunks(request, answer, self.usage)
        else:
            body = completion(request, answer, self.usage)
            if fault == "empty_choices":
                body["choices"] = []
            pieces = [json.dumps(body, ensure_ascii=False).encode()]
        return [_half_a_character(b"".join(pieces))] if fault == "half_utf8" else pieces

    async def _sent(self, pieces: list[bytes], fault: Fault) -> AsyncGenerator[bytes]:
        whole = b"".join(pieces)
        try:
            if fault == "cut":
                yield whole[: len(whole) // 2]
                raise _CutError
            if fault == "drip":
                for at in range(len(whole)):
                    yield whole[at : at + 1]
                    await self._pause()
                return
            for piece in pieces:
                yield piece
        except asyncio.CancelledError:
            self.left += 1
            raise

    async def _pause(self) -> None:
        until = time.monotonic() + self.drip_seconds
        while time.monotonic() < until and not self.stopping:
            await asyncio.sleep(POLL)
        if self.stopping:
            raise _CutError

    async def _stall(self, http: Request) -> Response:
        while not self.stopping:
            if await http.is_disconnected():
                self.left += 1
                break
            await asyncio.sleep(POLL)
        return Response(status_code=503)

    async def models(self, _: Request) -> Response:
        """`GET /v1/models`."""
        return JSONResponse({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v1/chat/completions", self.complete, methods=["POST"]),
                Route("/v1/models", self.models),
            ]
        )


@contextmanager
def running(script: Script, fault: Fault = "ok", port: int = 0) -> Generator[Server]:
    """The service in a thread of its own, on a free port unless one is given, until the block ends."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        server = Server(script, fault, address)
        config = uvicorn.Config(server.app(), log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        inside = uvicorn.Server(config)
        thread = threading.Thread(target=inside.run, kwargs={"sockets": [listener]}, daemon=True)
        log = logging.getLogger("uvicorn.error")
        log.addFilter(_unmeant)
        thread.start()
        try:
            _wait_for(inside)
            yield server
        finally:
            server.stopping = inside.should_exit = True
            thread.join(START_SECONDS)
            log.removeFilter(_unmeant)


def _wait_for(inside: uvicorn.Server) -> None:
    until = time.monotonic() + START_SECONDS
    while not inside.started:
        if time.monotonic() > until:
            raise ServerError("the local model service did not start")
        time.sleep(POLL)


def _half_a_character(body: bytes) -> bytes:
    """Up to the middle of the last character of several bytes; of a plain body its first half."""
    for at in range(len(body) - 1, 0, -1):
        if body[at] & 0xC0 == 0x80:
            return body[:at]
    return body[: len(body) // 2]


def _first_tool(request: Mapping[str, Any]) -> str:
    tools = request.get("tools") or ({"function": {"name": "none"}},)
    return str(tools[0]["function"]["name"])


def main(
    script: Annotated[str, typer.Option(help="package.module:factory of a chat model")],
    port: Annotated[int, typer.Option()] = 8101,
    fault: Annotated[Fault, typer.Option()] = "ok",
) -> None:
    """Serves a scripted chat model until Ctrl+C, as a stand-in for trying the product."""
    try:
        asked = chosen(script)
    except EvalError as error:
        raise typer.BadParameter(str(error)) from error
    with running(asked, fault, port) as server:
        typer.echo(f"MODEL=scripted MODEL_KEY=none MODEL_URL={server.url}")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    typer.run(main)
