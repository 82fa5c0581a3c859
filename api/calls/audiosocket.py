"""Calls from a telephone exchange: an Asterisk AudioSocket server (docs/calls.md)."""

import asyncio
import logging
from collections import deque
from typing import cast
from uuid import UUID

from api.calls.audiosocket_frames import ERROR, HANG_UP, ID, KEY, KINDS, RATES, Frame, Frames
from api.calls.exchange import Exchange
from api.calls.line import BYTES, HungUp, Incoming, Keys, LineLostError, MisusedError, Reason, Sound
from api.calls.numbers import Numbers

log = logging.getLogger(__name__)

TO_START = 5.0
"""seconds until the call's id and its first sound must have come"""
TO_END = 2.0
"""seconds for lines to close when the service stops"""
STALLED = 20.0
READ = 16 * 1024
WAITING = 64 * 1024
"""bytes that wait to be sent: a slow exchange is not sent ahead"""
DIGITS = frozenset(b"0123456789*#")
GARBAGE = 50
"""frames of unknown kind in one call; a newer protocol may have a few, noise has many"""


class AudioSocketLine:
    """`api.calls.line.Line` over one connection of the exchange."""

    name = "audiosocket"
    frame = 0.02

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._frames, self._read = Frames(), deque[Frame]()
        self._garbage = 0
        self._kind = min(RATES)

    @property
    def hertz(self) -> int:
        """As the exchange sends, so it is sent to."""
        return RATES[self._kind]

    async def started(self) -> UUID:
        """The call's id; the first sound tells the rate. Raises `MisusedError`, `LineLostError`."""
        try:
            async with asyncio.timeout(TO_START):
                first = await self._next()
                if first.kind != ID or len(first.payload) != 16:
                    raise MisusedError("call_order")
                sound = await self._next()
                while sound.kind not in RATES and sound.kind not in (HANG_UP, ERROR):
                    sound = await self._next()
        except TimeoutError as error:
            raise MisusedError("call_order") from error
        self._kind = sound.kind if sound.kind in RATES else self._kind
        self._read.appendleft(sound)
        return UUID(bytes=first.payload)

    async def hear(self) -> Incoming:
        while True:
            try:
                frame = await self._next()
            except LineLostError:
                return HungUp("lost")
            heard = self._heard(frame)
            if heard is not None:
                return heard

    def _heard(self, frame: Frame) -> Incoming | None:
        if frame.kind == HANG_UP:
            return HungUp("caller")
        if frame.kind == ERROR:
            return HungUp("lost")
        if frame.kind == self._kind and not len(frame.payload) % BYTES:
            return Sound(frame.payload)
        if frame.kind == KEY and len(frame.payload) == 1:
            return Keys(frame.payload.decode()) if frame.payload[0] in DIGITS else None
        self._garbage += frame.kind not in KINDS or frame.kind == self._kind
        if self._garbage > GARBAGE:
            raise MisusedError("call_message_invalid")
        return None

    async def play(self, pcm: bytes) -> None:
        await self._send(Frame(self._kind, pcm))

    async def tell(self, event: str, **data: object) -> None:
        """The protocol has no words for it."""

    async def complain(self, code: str) -> None:
        """The same."""

    async def close(self, reason: Reason) -> None:
        """Tells the exchange that we hang up: its dialplan goes on with what follows."""
        try:
            if reason != "lost":
                await self._send(Frame(HANG_UP))
            self._writer.close()
            async with asyncio.timeout(STALLED):
                await self._writer.wait_closed()
        except (LineLostError, OSError, TimeoutError):
            self._writer.transport.abort()

    async def _next(self) -> Frame:
        while not self._read:
            try:
                data = await self._reader.read(READ)
            except OSError as error:
                raise LineLostError from error
            if not data:
                raise LineLostError
            self._read.extend(self._frames.feed(data))
        return self._read.popleft()

    async def _send(self, frame: Frame) -> None:
        if self._writer.is_closing():
            raise LineLostError
        try:
            self._writer.write(frame.dump())
            async with asyncio.timeout(STALLED):
                await self._writer.drain()
        except (OSError, TimeoutError) as error:
            raise LineLostError from error


class AudioSocketServer:
    """Listens at `host:port` from `start` to `close`."""

    def __init__(self, exchange: Exchange, numbers: Numbers, address: str) -> None:
        host, _, port = address.rpartition(":")
        self._exchange, self._numbers, self._host, self._port = exchange, numbers, host.strip("[]"), int(port)
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str | None:
        """Where it listens; None while it doesn't."""
        if self._server is None or not self._server.is_serving():
            return None
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    async def start(self) -> None:
        """Raises `OSError` for an address that is taken. Server processes of one service share it."""
        self._server = await asyncio.start_server(self._take, self._host, self._port, reuse_port=True)
        log.info("AudioSocket listens", extra={"address": self.address})

    async def close(self) -> None:
        if self._server is None:
            return
        self._server.close()
        if not self._lines:
            return
        _, left = await asyncio.wait(self._lines, timeout=TO_END)
        for line in left:
            line.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._lines.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._lines.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("a line failed", exc_info=fault)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.set_write_buffer_limits(high=WAITING)
        line = AudioSocketLine(reader, writer)
        call, reason = None, cast("Reason", "fault")
        try:
            call = await line.started()
            with self._exchange.place() as refusal:
                reason = refusal or await self._conduct(line, call)
                if refusal:
                    await self._exchange.refuse(line, refusal)
        except MisusedError:
            reason = "refused"
        except LineLostError:
            reason = "lost"
        except asyncio.CancelledError:
            reason = "closing"
            raise
        finally:
            if call is not None:
                self._numbers.ended(call, reason)  # known before the exchange asks
            await line.close(reason)

    async def _conduct(self, line: AudioSocketLine, call: UUID) -> Reason:
        opening = await self._exchange.begin(None, self._numbers.take(call))
        return await self._exchange.serve(line, opening)
