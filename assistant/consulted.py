"""What a language model is asked, and what came of it: plain values that turns, records and reports share."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

Task = Literal["understand", "word", "repair", "agent"]
"""what for: commands from a message, sentences from published text, those sentences again, an agent's step"""
Why = Literal["timeout", "unreachable", "refused", "malformed", "paused", "spent", "off"]
"""why there is no answer: too slow, no connection, the service said no (4xx, 5xx), not what was asked for,
the breaker is open, a ceiling is reached, the mode is switched off"""


@dataclass(frozen=True, slots=True)
class PromptVersion:
    name: str
    version: int
    checksum: str
    """first 12 hex digits of the sha256 of its text"""


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the talk as the model sees it: personal data are placeholders already."""

    by: Literal["person", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """`shape` is what the answer has to be an instance of; None asks for plain text."""

    task: Task
    prompt: PromptVersion
    system: str
    lines: tuple[Line, ...]
    shape: type[BaseModel] | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    yuan: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """What the model answered: `value` is set when a shape was asked for, and valid."""

    model: str
    text: str
    value: BaseModel | None = None
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True)
class Failed:
    """No usable answer; the turn goes on by rules."""

    model: str
    why: Why
    text: str = ""
    """what was answered, where something was (`malformed`)"""
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a model in a turn, for the record."""

    ask: Ask
    answer: Told | Failed


@dataclass(slots=True)
class Wording:
    """What became of the sentences a model wrote in a turn: how many, and why the rejected ones were."""

    written: int = 0
    rejected: list[str] | None = None

    def reject(self, reason: str) -> None:
        self.rejected = [*(self.rejected or []), reason]
