"""What somebody says, written down while they say it: PCM up, JSON events down (docs/speech.md).

Nothing of the sound is kept: what is under way lives in memory, and ends with the connection.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy.exc import OperationalError

from api.problems import ProblemError
from api.routes.base import House, Who, limit
from speech.errors import HearingBusyError
from speech.hearing import Hearing, Utterance
from speech.pcm import HERTZ, Samples
from speech.recogniser import Transcript

router = APIRouter(prefix="/speech", tags=["speech"])

LONGEST_S = 60.0
"""what comes after is not listened to; what was said until then is written down"""
SILENT_S = 10.0
"""without a message for that long the client counts as gone"""
MESSAGE_BYTES = 64 * 1024
EVERY_S = 0.7
"""between two looks at an utterance under way; more where recognising takes longer:"""
REST = 2.0
"""times as long as a look took, nobody is looked at: callers and final words come first"""
SHORTEST = int(0.5 * HERTZ)
"""samples below which such a look tells nothing"""
PATIENCE_S = 1.2
"""of silence before an utterance counts as ended: whoever speaks into a box stops to think"""
AT_ONCE = 20
"""people who speak here at the same time; a recognition at a time serves no more"""
FOREIGN = 1008


class Start(BaseModel):
    type: Literal["start"]
    hertz: Annotated[int, Field(ge=8_000, le=48_000)] = HERTZ


class Stop(BaseModel):
    type: Literal["stop"]


_CONTROL = TypeAdapter[Start | Stop](Annotated[Start | Stop, Field(discriminator="type")])
_speaking: set[WebSocket] = set()


@router.websocket("/live")
async def live(socket: WebSocket, house: House, who: Who) -> None:
    """One recording: `start`, sound, `stop` up; `partial` … and `final` or `problem` down."""
    if "origin" in socket.headers and not who.proof.same_origin:
        await socket.close(FOREIGN)
        return
    await socket.accept()
    _speaking.add(socket)
    with suppress(WebSocketDisconnect):
        try:
            await _recording(socket, house, who)
        except ProblemError as problem:
            await _tell(socket, problem)
        except HearingBusyError:
            await _tell(socket, ProblemError(503, "hearing_busy"))
        except OperationalError:
            await _tell(socket, ProblemError(503, "storage_unavailable"))
        finally:
            _speaking.discard(socket)
        await socket.close()


async def _tell(socket: WebSocket, problem: ProblemError) -> None:
    told = {"code": problem.code, "title": problem.title, "detail": problem.detail, "status": problem.status}
    await socket.send_json({"type": "problem", **told})


async def _recording(socket: WebSocket, house: House, who: Who) -> None:
    start = await _next(socket)
    if start is None:
        return
    if not isinstance(start, Start):
        raise ProblemError(422, "recording_unreadable")
    hearing = house.voices.hearing
    if hearing is None:
        raise ProblemError(404, "hearing_missing")
    limit(house.limits.uploads, who)
    if len(_speaking) > AT_ONCE:
        raise ProblemError(503, "hearing_busy")

    async def partial(text: str) -> None:
        await socket.send_json({"type": "partial", "text": text})

    dictation = Dictation(hearing, start.hertz)
    writing = asyncio.create_task(dictation.write(partial))
    try:
        while not (dictation.full or writing.done()) and isinstance(pcm := await _next(socket), bytes):
            dictation.feed(pcm)
        dictation.end()
        heard = await writing
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    await socket.send_json({"type": "final", "text": heard.text, "confidence": round(heard.confidence, 3)})


async def _next(socket: WebSocket) -> Start | Stop | bytes | None:
    """The next message; None when there was none for too long. Raises `WebSocketDisconnect`."""
    try:
        message = await asyncio.wait_for(socket.receive(), SILENT_S)
    except TimeoutError:
        return None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text, pcm = message.get("text"), message.get("bytes")
    if len(text or pcm or b"") > MESSAGE_BYTES:
        raise ProblemError(413, "recording_too_long")
    if text is None:
        return pcm or b""
    try:
        return _CONTROL.validate_json(text)
    except ValidationError as error:
        raise ProblemError(422, "recording_unreadable") from error


class Dictation:
    """One recording under way: utterances that have ended are written down in order; the one that has not is
    looked at now and then, when nobody else is being listened to."""

    def __init__(self, hearing: Hearing, hertz: int) -> None:
        self._hearing, self._listener = hearing, hearing.listen(hertz)
        self._listener.patience = PATIENCE_S
        self._left = int(LONGEST_S * hertz) * 2
        self._ended, self._heard = deque[Samples](), list[Transcript]()
        self._news, self._over, self._told = asyncio.Event(), False, ""

    @property
    def full(self) -> bool:
        return self._left <= 0

    def feed(self, pcm: bytes) -> None:
        """16-bit little-endian samples."""
        self._take(self._listener.feed(pcm[: self._left]))
        self._left -= len(pcm)

    def end(self) -> None:
        self._over = True
        self._take(self._listener.flush())

    def _take(self, events: Sequence[object]) -> None:
        self._ended += [event.samples for event in events if isinstance(event, Utterance)]
        self._news.set()

    async def write(self, partial: Callable[[str], Awaitable[None]]) -> Transcript:
        """All that was said, when it has ended; until then `partial` hears what is known so far.

        Raises `HearingBusyError` when something said could not be listened to.
        """
        while True:
            if self._ended:
                self._heard.append(await self._understood(self._ended.popleft()))
                await self._tell(partial)
            elif self._over:
                return self._all()
            else:
                await self._glance(partial)

    async def _glance(self, partial: Callable[[str], Awaitable[None]]) -> None:
        await self._news.wait()
        self._news.clear()
        samples = self._listener.so_far()
        if self._ended or self._over or len(samples) < SHORTEST or self._hearing.busy:
            return
        clock = asyncio.get_running_loop().time
        began = clock()
        with suppress(HearingBusyError):
            await self._tell(partial, (await self._understood(samples)).text)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ends(), max(EVERY_S, REST * (clock() - began)))

    async def _ends(self) -> None:
        """Returns as soon as an utterance has ended, or all."""
        while not (self._ended or self._over):
            self._news.clear()
            await self._news.wait()

    async def _understood(self, samples: Samples) -> Transcript:
        return await run_in_threadpool(self._hearing.understood, samples)

    async def _tell(self, partial: Callable[[str], Awaitable[None]], more: str = "") -> None:
        text = self._all().text + more
        if text != self._told:
            self._told = text
            await partial(text)

    def _all(self) -> Transcript:
        """The least sure utterance says how sure the whole is."""
        said = [one for one in self._heard if one.text]
        segments = tuple(segment for one in said for segment in one.segments)
        confidence = min((one.confidence for one in said), default=0.0)
        return Transcript("".join(one.text for one in said), segments, "zh", confidence)
