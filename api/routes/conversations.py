"""Conversations: open one, talk, send pictures, come back to it."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Header, Path, Response
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse

from api.identity.caller import WEEK, conversation_cookie, keep_cookie
from api.problems import ProblemError
from api.routes.base import House, Who, limit, problems
from api.routes.uploads import Upload, taken
from api.streaming import EVENTS, MEDIA_TYPE, stream
from api.wire.conversations import (
    ConversationShape,
    NewConversation,
    NewMessage,
    OpenedShape,
    ReplyShape,
)

router = APIRouter(prefix="/conversations", tags=["conversations"])
uploads = APIRouter(prefix="/conversations", tags=["conversations"])

Accept = Annotated[str, Header(description=f"`{MEDIA_TYPE}` for progress")]
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
    response_model=ReplyShape,
    responses={**EVENTS, **problems({**OWN, 422: "too long (`message_too_long`)", 429: "too often"})},
)
def say(
    conversation_id: ConversationId, body: NewMessage, house: House, who: Who, accept: Accept = ""
) -> ReplyShape | EventSourceResponse:
    """One turn. It ends in exactly one `status`; the same `client_message_id` again gives the same reply.

    Stages of a stream: understand, decide, act, answer, check.
    """
    limit(house.limits.messages, who)
    speaker = house.turns.speaker(who, conversation_id)
    if len(body.text) > house.settings.message_characters:
        raise ProblemError(422, "message_too_long", limit=house.settings.message_characters)
    turn = partial(house.turns.say, speaker, body.text, body.client_message_id)
    if MEDIA_TYPE not in accept:
        return turn()
    return stream(lambda tell: run_in_threadpool(turn, tell))


@uploads.post(
    "/{conversation_id}/documents",
    summary="Send a picture",
    response_model=ReplyShape,
    responses={
        **EVENTS,
        **problems({**OWN, 413: "too large", 422: "no picture, or one we do not open", 429: "too often"}),
    },
)
async def send_picture(
    conversation_id: ConversationId,
    file: Upload,
    house: House,
    who: Who,
    client_message_id: Annotated[str | None, Form(min_length=1, max_length=100)] = None,
    accept: Accept = "",
) -> ReplyShape | EventSourceResponse:
    """The picture is kept before anything is tried with it; if nobody can read it now, the reply says so.

    Stages of a stream: received, reading (with `pages_read`), comparing; beside them the events `kept`,
    `queued`, `reading` and `fields` with what is known by then.
    """
    data = await taken(file, house, who)
    speaker = await run_in_threadpool(house.turns.speaker, who, conversation_id)
    name = file.filename or ""
    picture = partial(house.turns.picture, speaker, data, name, client_message_id)
    return stream(picture) if MEDIA_TYPE in accept else await picture(_nobody)


@router.get("/{conversation_id}", summary="What has been said", responses=problems(OWN))
def conversation(conversation_id: ConversationId, house: House, who: Who) -> ConversationShape:
    return house.turns.history(house.turns.speaker(who, conversation_id))


def _nobody(_name: str, _data: object) -> None:
    """Hears nothing."""
