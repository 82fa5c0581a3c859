"""A simulated caller: speaks with espeak-ng over a WebSocket or AudioSocket, and notes what comes back.

Sound goes out as fast as the line takes it; what a call hears is counted in samples, not in seconds.
"""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Self
from uuid import UUID, uuid4

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from eval_sets.speech.parrot import said
from speech.audio import resampled
from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, to_pcm16

Event = dict[str, Any]
FRAME = 0.02
"""seconds"""
PAUSE = 1.6
"""seconds of quiet after a sentence: more than the longest patience of a call"""
PATIENCE = 60.0
"""seconds until an answer that does not come is a fault"""


@cache
def _voice() -> EspeakVoice:
    return EspeakVoice()


@cache
def sound(text: str, hertz: int) -> bytes:
    """`text` spoken, as 16-bit samples."""
    return to_pcm16(resampled(said(text, _voice()), HERTZ, hertz))


class Silent(Exception):  # noqa: N818
    """What was waited for did not come; the text has what did."""


class WebSocketCaller:
    """`async with WebSocketCaller(url) as caller: await caller.start(…); await caller.say("…")`."""

    def __init__(
        self,
        url: str,
        *,
        hertz: int = HERTZ,
        lost: float = 0.0,
        seed: int = 0,
        token: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`lost`: share of frames that arrive as silence, as gateways fill what the network dropped."""
        self._url = url.replace("http", "ws", 1) + "/api/v1/calls"
        self._headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        self.hertz, self._lost, self._dice = hertz, lost, random.Random(seed)
        self.events: list[Event] = []
        self.heard = 0
        """bytes of sound that came back"""
        self.sounded = 0.0
        """the clock when sound last came after `listen_from`"""
        self.first_sound: float | None = None
        self.code: int | None = None
        """with which the server closed"""
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._socket: ClientConnection = await connect(
            self._url, additional_headers=self._headers, compression=None, max_size=None
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drop()

    async def start(self, **more: Any) -> Event:
        """Begins and hears the greeting out; gives `started`."""
        await self.send(type="start", hertz=self.hertz, **more)
        await self.spoken(0)
        return self.event("started")

    async def say(self, text: str, pause: float = PAUSE) -> list[Event]:
        """Speaks, and hears the answer out; gives the events since."""
        since = len(self.events)
        await self.sound(sound(text, self.hertz) + self.quiet(pause))
        return await self.spoken(since)

    async def press(self, keys: str) -> list[Event]:
        since = len(self.events)
        await self.send(type="keys", keys=keys)
        return await self.spoken(since)

    async def spoken(self, since: int) -> list[Event]:
        """What happened from the `since`th event until we were answered to the end."""
        await self.until(lambda: any(one["type"] in ("listening", "ended") for one in self.events[since:]))
        return self.events[since:]

    async def until(self, true: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not true():
                    if self._reading.done():
                        raise Silent(f"the line ended: {self.events[-8:]}")
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise Silent(f"nothing came: {self.events[-8:]}") from error

    def event(self, kind: str) -> Event:
        """The last of its kind."""
        return next(one for one in reversed(self.events) if one["type"] == kind)

    @property
    def says(self) -> list[str]:
        return [one["text"] for one in self.events if one["type"] == "says"]

    async def sound(self, pcm: bytes) -> None:
        for frame in frames(pcm, self.hertz):
            lost = self._lost and self._dice.random() < self._lost
            await self._socket.send(bytes(len(frame)) if lost else frame)

    def quiet(self, seconds: float) -> bytes:
        return quiet(seconds, self.hertz)

    async def send(self, **message: Any) -> None:
        await self._socket.send(json.dumps(message))

    async def raw(self, message: str | bytes) -> None:
        await self._socket.send(message)

    async def hang_up(self) -> None:
        await self.send(type="hangup")
        await self.gone()

    async def gone(self) -> None:
        """Waits for the server to close."""
        async with asyncio.timeout(PATIENCE):
            await self._reading

    async def drop(self) -> None:
        """As when the network is gone: no farewell."""
        self._socket.transport.abort()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        try:
            async for message in self._socket:
                if isinstance(message, bytes):
                    self.heard += len(message)
                    self.first_sound = self.first_sound or time.perf_counter()
                else:
                    self.events.append(json.loads(message))
                self._news.set()
        except ConnectionClosed:
            pass
        finally:
            self.code = self._socket.close_code
            self._news.set()


class AudioSocketCaller:
    """As an Asterisk would: `async with AudioSocketCaller("127.0.0.1:9092") as caller`. It gets no events."""

    def __init__(self, address: str, *, call: UUID | None = None, lost: float = 0.0, seed: int = 0) -> None:
        self._host, _, port = address.rpartition(":")
        self._port, self.call, self.hertz = int(port), call or uuid4(), 8_000
        self._lost, self._dice = lost, random.Random(seed)
        self.heard = bytearray()
        """sound that came back"""
        self.hung_up = False
        """by the other side, as it should"""

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.transport.abort()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def start(self) -> None:
        await self.frame(0x01, self.call.bytes)
        await self.sound(quiet(FRAME, self.hertz))

    async def say(self, text: str, pause: float = PAUSE) -> None:
        await self.sound(sound(text, self.hertz) + quiet(pause, self.hertz))

    async def press(self, keys: str) -> None:
        for key in keys:
            await self.frame(0x03, key.encode())

    async def sound(self, pcm: bytes) -> None:
        for piece in frames(pcm, self.hertz):
            lost = self._lost and self._dice.random() < self._lost
            await self.frame(0x10, bytes(len(piece)) if lost else piece)

    async def frame(self, kind: int, payload: bytes = b"") -> None:
        self._writer.write(bytes((kind,)) + len(payload).to_bytes(2, "big") + payload)
        await self._writer.drain()

    async def raw(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def hang_up(self) -> None:
        await self.frame(0x00)
        await self.gone()

    async def gone(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self._reading

    async def _read(self) -> None:
        try:
            while True:
                kind, *length = await self._reader.readexactly(3)
                payload = await self._reader.readexactly(int.from_bytes(bytes(length), "big"))
                self.hung_up = self.hung_up or kind == 0x00
                self.heard += payload if kind == 0x10 else b""
        except (asyncio.IncompleteReadError, OSError):
            return


def frames(pcm: bytes, hertz: int) -> Iterator[bytes]:
    size = round(hertz * FRAME) * 2
    return (pcm[start : start + size] for start in range(0, len(pcm), size))


def quiet(seconds: float, hertz: int) -> bytes:
    """Not quite silence: a line hums."""
    count = round(seconds * hertz)
    return np.random.default_rng(0).integers(-8, 9, count).astype("<i2").tobytes()
