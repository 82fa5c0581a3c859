"""What a call waits for. A mode takes what is said or pressed and answers with what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.phone.keypad import AGAIN, NO, YES
from assistant.phone.types import Act, Heard, Say
from assistant.phone.wants import agreed

Expects = Literal["digits", "speech"]
SURE = 0.65
"""confidence from which a value or a yes that counts is taken without asking; recognisers without a measure
of their own tell 0.7 or 0.35"""


class Mode(Protocol):
    """`question` is said when silence or 再说一遍 asks for it; `choices` when that was not enough.

    Who has not been asked yet agrees to nothing: the question is put again.
    """

    @property
    def expects(self) -> Expects: ...
    @property
    def question(self) -> str: ...
    @property
    def choices(self) -> str: ...
    def heard(self, heard: Heard) -> "Move": ...
    def pressed(self, key: str, asked: bool = True) -> "Move": ...


@dataclass(frozen=True, slots=True)
class Move:
    """What to do now, and what is waited for then; None: what was waited for before."""

    acts: tuple[Act, ...] = ()
    mode: Mode | None = None


def say(*texts: str) -> tuple[Say, ...]:
    return tuple(Say(text) for text in texts if text)


def asking(mode: Mode, *before: str) -> Move:
    """Goes on to a mode by putting its question."""
    return Move(say(*before, mode.question), mode)


Follow = Callable[[], Move]
OnHeard = Callable[[Heard], Move]


@dataclass(slots=True)
class YesNo:
    """One question that is answered by yes or no, or by 1 or 2. What is said besides goes to `other`.

    `sure`: confidence below which a yes is asked for once more, and taken then unless it must be
    `plain`; `hint`: how to say it, and the key.
    """

    question: str
    hint: str
    yes: Follow
    no: Follow
    other: OnHeard
    means_yes: Callable[[str], bool] = lambda text: False
    sure: float = 0.0
    plain: bool = False
    """only what `means_yes`, heard for sure, is a yes; 嗯 and 要得 are not, however often"""
    asked_again: bool = False
    expects: Expects = "speech"

    @property
    def choices(self) -> str:
        return self.hint

    def heard(self, heard: Heard) -> Move:
        answer = True if self.means_yes(heard.text) else agreed(heard.text)
        if answer is None:
            return self.other(heard)
        if answer and not heard.asked:
            return Move(say(self.question))
        unsure = heard.confidence < self.sure and not self.asked_again
        if answer and (self._doubtful(heard) if self.plain else unsure):
            self.asked_again = True
            return Move(say(self.hint))
        return self.yes() if answer else self.no()

    def _doubtful(self, heard: Heard) -> bool:
        return heard.confidence < self.sure or not self.means_yes(heard.text)

    def pressed(self, key: str, asked: bool = True) -> Move:
        if key == YES and asked:
            return self.yes()
        if key == NO:
            return self.no()
        return Move(say(self.question if key in (AGAIN, YES) else self.hint))
