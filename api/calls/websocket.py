"""A call's line over a WebSocket; the protocol is described in docs/calls.md."""

import asyncio
import json
import logging
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from api.calls.line import BYTES, HungUp, Incoming, Keys, LineLostError, MisusedError, Reason, Sound
from api.calls.messages import HangingUp, Pressed, Start, read
from api.limits import RateLimit
from api.problems import ProblemError, document

log = logging.getLogger(__name__)

LONGEST_FRAME = 64 * 1024
"""bytes of sound at once: two seconds at 16 kHz"""
TO_START = 10.0
"""seconds until `start` must have come"""
STALLED = 20.0
"""seconds after which somebody who takes nothing has gone"""
MESSAGES_A_MINUTE = 600
"""JSON messages of one call"""
REFUSED: dict[str, Reason] = {"calls_busy": "busy", "calls_deaf": "deaf"}
"""problem → why there is no call; else it was misused"""
FRAME = 0.04
CLOSING: dict[Reason, int] = {"busy": 1013, "deaf": 1013, "closing": 1012, "refused": 1008, "fault": 1011}
"""else 1000; codes of RFC 6455 and its registry"""


class WebSocketLine:
    """`api.calls.line.Line` over one WebSocket."""

    name = "websocket"
    frame = FRAME

    def __init__(self, websocket: WebSocket) -> None:
        self._socket, self.hertz = websocket, 16_000
        self._messages = RateLimit(MESSAGES_A_MINUTE)

    async def started(self) -> Start:
        """The first message. Raises `MisusedError`, `LineLostError`."""
        try:
            async with asyncio.timeout(TO_START):
                received = await self._received()
        except TimeoutError as error:
            raise MisusedError("call_order") from error
        if received is None:
            raise LineLostError
        message = read(received) if isinstance(received, str) else None
        if not isinstance(message, Start):
            raise MisusedError("call_order")
        self.hertz = message.hertz
        return message

    async def hear(self) -> Incoming:
        received = await self._received()
        if received is None:
            return HungUp("lost")
        if isinstance(received, bytes):
            if len(received) > LONGEST_FRAME:
                raise MisusedError("call_too_large")
            if len(received) % BYTES:
                raise MisusedError("call_sound_odd")
            return Sound(received)
        if self._messages.take("") is not None:
            raise MisusedError("call_too_fast")
        message = read(received)
        if isinstance(message, HangingUp):
            return HungUp("caller")
        if isinstance(message, Pressed):
            return Keys(message.keys)
        raise MisusedError("call_order")

    async def play(self, pcm: bytes) -> None:
        await self._send({"type": "websocket.send", "bytes": pcm})

    async def tell(self, event: str, **data: object) -> None:
        await self._send_json({"type": event, **data})

    async def complain(self, code: str) -> None:
        await self.problem(ProblemError(400, code))

    async def problem(self, problem: ProblemError) -> None:
        """Tells it if anybody is there to read it."""
        told = document(problem)
        try:
            await self.tell("problem", **{key: told[key] for key in ("code", "title", "detail")})
        except LineLostError:
            log.debug("nobody reads the problem")

    async def refuse(self, problem: ProblemError) -> None:
        """Before there is a call."""
        await self.problem(problem)
        await self.close(REFUSED.get(problem.code, "refused"))

    async def close(self, reason: Reason) -> None:
        if self._gone():
            return
        try:
            await self.tell("ended", reason=reason)
            async with asyncio.timeout(STALLED):
                await self._socket.close(CLOSING.get(reason, 1000))
        except (LineLostError, WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
            log.debug("gone before it was closed")

    def _gone(self) -> bool:
        states = (self._socket.client_state, self._socket.application_state)
        return WebSocketState.DISCONNECTED in states

    async def _received(self) -> str | bytes | None:
        """Text, bytes, or None at the end."""
        if self._gone():
            return None
        message = await self._socket.receive()
        if message["type"] != "websocket.receive":
            return None
        data: bytes | None = message.get("bytes")
        return data if data is not None else str(message.get("text") or "")

    async def _send_json(self, event: dict[str, Any]) -> None:
        await self._send(
            {"type": "websocket.send", "text": json.dumps(event, ensure_ascii=False, separators=(",", ":"))}
        )

    async def _send(self, message: dict[str, Any]) -> None:
        if self._gone():
            raise LineLostError
        try:
            async with asyncio.timeout(STALLED):
                await self._socket.send(message)
        except (WebSocketDisconnect, RuntimeError, OSError, TimeoutError) as error:
            raise LineLostError from error
