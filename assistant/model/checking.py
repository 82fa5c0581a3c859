"""Whether a model works as set: one plain and one structured question that are about nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from assistant.consulted import Ask, Failed, Line, Told
from assistant.model.consulting import Service
from assistant.prompts import prompt

NUMBER = 23


class Received(BaseModel):
    """What a structured answer to the check looks like."""

    number: int = Field(ge=0, le=999)
    word: str = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Checked:
    """`ok`: an answer came, and of a structured one the number that was asked for."""

    kind: str
    ok: bool
    answer: Told | Failed

    @property
    def outcome(self) -> str:
        if isinstance(self.answer, Failed):
            return self.answer.why
        return "told" if self.ok else "wrong"


def check(service: Service, within: float) -> Sequence[Checked]:
    """Two questions, one after the other, each within so many seconds."""
    version, line = prompt("check"), (Line("person", str(NUMBER)),)
    plain = service.ask(Ask("understand", version.version, version.text, line), within)
    shaped = service.ask(Ask("understand", version.version, version.text, line, Received), within)
    fits = isinstance(shaped, Told) and isinstance(shaped.value, Received) and shaped.value.number == NUMBER
    return (
        Checked("plain", isinstance(plain, Told), plain),
        Checked("structured", fits, shaped),
    )
