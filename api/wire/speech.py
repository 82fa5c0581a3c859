"""Sound and text, as JSON."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Shape

LONGEST_TEXT = 600


class SpeechShape(Shape):
    transcribe: Annotated[bool, Field(description="recordings can be written down here")]
    voice: Annotated[bool, Field(description="texts can be spoken here")]


class Spoken(Shape):
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class TranscriptShape(Shape):
    """`text` is empty when nobody spoke."""

    text: str
    confidence: Annotated[float, Field(ge=0, le=1)]
