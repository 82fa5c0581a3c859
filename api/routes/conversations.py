"""Conversations: open one, talk, send pictures, come back to it."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import APIRouter, Form, Header, Path, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.encoders import jsonable_encoder
from sse_starlette import EventSourceResponse, JSONServerSentEvent

from api.identity.caller import WEEK, conversation_cookie, keep_cookie
from api.problems import ProblemError, document, from_picture
from api.routes.base import House, Who, limit, problems
from api.routes.uploads import Upload, taken
from api.turns import Speaker
from api.wire.conversations import (
    ConversationShape,
    NewConversation,
    NewMessage,
    OpenedShape,
    ReplyShape,
)
from ocr.errors import RefusedPictureError

router = APIRouter(prefix="/conversations", tags=["conversations"])
uploads = APIRouter(prefix="/conversations", tags=["conversations"])

ConversationId = Annotated[str, Path(max_length=80)]
OWN = {
    401: "the sign-in has ended (`token_expired`)",
    404: "no such conversation, or another person's (`conversation_unknown`)",
}


@router.post("", status_code=201, summary="Open a conversation", responses=problems({429: "too often"}))
def open_conversation(body: NewConversation, house: House, who: Who, response: Response) -> OpenedShape:
    """A visitor gets a token, the only key to it; signing in later and going on makes it the account's."""
    limit(house.limits.messages, who)
    opened = house.assistant.open(body.channel, body.district, who.actor)
    response.headers["Location"] = f"/api/v1/conversations/{opened.conversation_id}"
    if opened.token and who.proof.same_origin:
        name, secure = conversation_cookie(opened.conversation_id), house.settings.secure_cookies
        keep_cookie(response, name, opened.token, seconds=WEEK, secure=secure)
    return OpenedShape(conversation_id=opened.conversation_id, token=opened.token)


@router.post(
    "/{conversation_id}/messages",
    summary="Say something",
    responses=problems({**OWN, 422: "too long (`message_too_long`)", 429: "too often"}),
)
def say(conversation_id: ConversationId, body: NewMessage, house: House, who: Who) -> ReplyShape:
    """One turn. It ends in exactly one `status`; the same `client_message_id` again gives the same reply."""
    limit(house.limits.messages, who)
    speaker = house.turns.speaker(who, conversation_id)
    if len(body.text) > house.settings.message_characters:
        raise ProblemError(422, "message_too_long", limit=house.settings.message_characters)
    return house.turns.say(speaker, body.text, body.client_message_id)


@uploads.post(
    "/{conversation_id}/documents",
    summary="Send a picture",
    response_model=ReplyShape,
    responses={
        200: {
            "content": {"text/event-stream": {}},
            "description": "the reply; as a stream `kept`, `queued`, `reading`, `fields`, then `reply` "
            "or `problem`",
        },
        **problems({**OWN, 413: "too large", 422: "no picture, or one we do not open", 429: "too often"}),
    },
)
async def send_picture(
    conversation_id: ConversationId,
    file: Upload,
    house: House,
    who: Who,
    client_message_id: Annotated[str | None, Form(min_length=1, max_length=100)] = None,
    accept: Annotated[str, Header(description="`text/event-stream` for progress")] = "",
) -> ReplyShape | EventSourceResponse:
    """The picture is kept before anything is tried with it; if nobody can read it now, the reply says so."""
    data = await taken(file, house, who)
    speaker = await run_in_threadpool(house.turns.speaker, who, conversation_id)
    name = file.filename or ""
    if "text/event-stream" in accept:
        return EventSourceResponse(_stages(house, speaker, data, name, client_message_id), ping=15)
    return await house.turns.picture(speaker, data, name, client_message_id, lambda _stage, _data: None)


@router.get("/{conversation_id}", summary="What has been said", responses=problems(OWN))
def conversation(conversation_id: ConversationId, house: House, who: Who) -> ConversationShape:
    return house.turns.history(house.turns.speaker(who, conversation_id))


async def _stages(
    house: House, speaker: Speaker, data: bytes, name: str, client_message_id: str | None
) -> AsyncGenerator[JSONServerSentEvent]:
    """Stage by stage what happens to the picture. Errors come as an event: the status line is long gone."""
    heard: asyncio.Queue[tuple[str, object] | None] = asyncio.Queue()

    async def work() -> tuple[str, object]:
        try:
            reply = await house.turns.picture(
                speaker, data, name, client_message_id, lambda stage, told: heard.put_nowait((stage, told))
            )
        except RefusedPictureError as refused:
            return "problem", document(from_picture(refused))
        finally:
            heard.put_nowait(None)
        return "reply", reply

    working = asyncio.create_task(work())
    while (event := await heard.get()) is not None:
        yield _event(*event)
    yield _event(*await working)


def _event(name: str, data: object) -> JSONServerSentEvent:
    return JSONServerSentEvent(jsonable_encoder(data), event=name)
