"""What callers say is in no log: neither ours nor that of what carries or recognises it, at any level."""

import asyncio
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from assistant.phone.types import Act, Heard, Say
from tests.api.calls.parts import FakeTalk, OneCall

from .logged import logged

SECRETS = ("13800138001", "500112199203150026", "陈晓渝", "我的身份证丢了")
SAID = "，".join(SECRETS)


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json({"event": "heard", "text": await websocket.receive_text()})
    await websocket.close()


@contextmanager
def _served() -> Generator[int]:
    """As `yuxiaozhi serve` serves: with the logs left as they are set."""
    app = Starlette(routes=[WebSocketRoute("/calls", _echo)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def test_frames_and_addresses_of_a_websocket_are_in_no_log() -> None:
    asked = f"calls?token=geheim-{SECRETS[0]}"
    with logged() as lines, _served() as port, connect(f"ws://127.0.0.1:{port}/{asked}") as line:
        line.send(SAID)
        assert SAID in str(line.recv())
    told = lines.getvalue()
    assert "Started server process" in told or "Uvicorn running" in told, "the log is the server's"
    for secret in (*SECRETS, "geheim"):
        assert secret not in told
        assert secret.encode("unicode_escape").decode() not in told


def test_a_call_logs_nothing_that_was_said_or_answered() -> None:
    class Repeating(FakeTalk):
        """Says back what it heard, as a talk reads back numbers."""

        def heard(self, heard: Heard) -> list[Act]:
            return [Say(f"您说的是{heard.text}，对吗")]

    async def scene() -> None:
        async with OneCall(SAID, RuntimeError(SAID), talk=Repeating()) as one:
            await one.line.until("speech_end")
            one.line.speak()
            await one.line.until("says", 2)
            assert SAID in one.line.says[-1]
            one.line.speak()  # the recogniser fails and its error repeats what was said
            assert await one.ended() == "fault"

    with logged() as lines:
        asyncio.run(scene())
    assert "a call failed" in lines.getvalue()
    for secret in SECRETS:
        assert secret not in lines.getvalue()
