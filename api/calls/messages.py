"""The JSON messages that a caller's program sends over the WebSocket (docs/calls.md)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from api.calls.line import MisusedError

LONGEST_TEXT = 8_192
"""characters of one message"""


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class Start(_Message):
    """Comes first. Whoever resumes names the conversation, and as a visitor its token."""

    type: Literal["start"]
    token: Annotated[str, Field(max_length=500)] = ""
    conversation_id: Annotated[str, Field(max_length=80)] = ""
    conversation_token: Annotated[str, Field(max_length=500)] = ""
    hertz: Literal[8000, 16000] = 16000
    number: Annotated[str | None, Field(pattern=r"^\+?\d{3,20}$")] = None


class Pressed(_Message):
    type: Literal["keys"]
    keys: Annotated[str, Field(pattern=r"^[0-9*#]{1,32}$")]


class HangingUp(_Message):
    type: Literal["hangup"]


Message = Start | Pressed | HangingUp
_MESSAGE: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="type")])


def read(text: str) -> Message:
    """Raises `MisusedError` with the problem's code."""
    if len(text) > LONGEST_TEXT:
        raise MisusedError("call_too_large")
    try:
        return _MESSAGE.validate_json(text)
    except ValidationError as error:
        raise MisusedError("call_message_invalid") from error
