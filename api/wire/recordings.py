"""Recordings of calls as JSON; the sound is fetched by itself."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape


class RecordingShape(Shape):
    recording_id: str
    begun_at: datetime | None
    ended_at: datetime | None
    seconds: float
    words: Annotated[str, Field(description="what I was asked and said yes to")]
    wording: Annotated[str, Field(description="version of these words")]
    conversation_id: Annotated[str | None, Field(description="of the same call, in text")]
    kept_until: Annotated[datetime | None, Field(description="deleted then by itself")]


class Recordings(Shape):
    recordings: list[RecordingShape]
