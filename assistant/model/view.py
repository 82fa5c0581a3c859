"""What came of asking, as plain values that can be compared and printed: for replays. Pure."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from assistant.commands import Command
from assistant.consulted import Failed, Told
from assistant.model.shape import read

Plain = dict[str, Any]


def seen(value: BaseModel | None) -> list[Plain]:
    """What an answer says, as its parts that are filled; empty for one that is none."""
    return [{name: part for name, part in asdict(one).items() if part} for one in read(value)]


def commands_seen(commands: Iterable[Command]) -> list[Plain]:
    """`{"command": "AskAbout", …its parts}`, as the turn went on with them."""
    return [{"command": type(one).__name__, **asdict(one)} for one in commands]


def outcome_seen(answer: Told | Failed) -> Plain:
    """`{"failed": why}`, `{"commands": […]}`, or `{"text": …}` where no shape was asked for."""
    if isinstance(answer, Failed):
        return {"failed": answer.why}
    return {"text": answer.text} if answer.value is None else {"commands": seen(answer.value)}
