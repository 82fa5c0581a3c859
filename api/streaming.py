"""Slow work told as it goes: server-sent events `status` …, at the end `reply` or `problem`."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

from fastapi.encoders import jsonable_encoder
from sqlalchemy.exc import OperationalError
from sse_starlette import EventSourceResponse, JSONServerSentEvent

from api.problems import ProblemError, document, from_picture
from assistant.errors import BusyConversationError, UnknownConversationError
from ocr.errors import RefusedPictureError

MEDIA_TYPE = "text/event-stream"
PING_S = 15
EVENTS = {
    200: {
        "content": {MEDIA_TYPE: {}},
        "description": "the reply; as a stream `status` {stage} as the work goes, then `reply` or `problem`",
    }
}

Tell = Callable[[str, object], None]
"""Hears what happens: event name and data. Safe to call from any thread."""

_under_way: set[asyncio.Task[tuple[str, object]]] = set()


def stream(work: Callable[[Tell], Awaitable[object]]) -> EventSourceResponse:
    """Sends what `work` tells, then what it returns. The work goes on when the client goes away."""
    return EventSourceResponse(_events(work), ping=PING_S)


async def _events(work: Callable[[Tell], Awaitable[object]]) -> AsyncGenerator[JSONServerSentEvent]:
    loop, heard = asyncio.get_running_loop(), asyncio.Queue[tuple[str, object] | None]()

    def put(event: tuple[str, object] | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(heard.put_nowait, event)

    async def working() -> tuple[str, object]:
        try:
            return await _ended(work(lambda name, data: put((name, data))))
        finally:
            put(None)

    task = asyncio.create_task(working())
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    while (event := await heard.get()) is not None:
        yield _event(*event)
    yield _event(*await task)


async def _ended(work: Awaitable[object]) -> tuple[str, object]:
    """Expected troubles come as an event, the status line being long gone; a fault breaks the stream off."""
    try:
        return "reply", await work
    except ProblemError as error:
        problem = error
    except RefusedPictureError as refused:
        problem = from_picture(refused)
    except BusyConversationError:
        problem = ProblemError(503, "conversation_busy")
    except UnknownConversationError:
        problem = ProblemError(404, "conversation_unknown")
    except OperationalError:
        problem = ProblemError(503, "storage_unavailable")
    return "problem", document(problem)


def _event(name: str, data: object) -> JSONServerSentEvent:
    return JSONServerSentEvent(jsonable_encoder(data), event=name)
