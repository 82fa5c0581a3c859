"""A number said in parts or typed: gathered until it is complete, checked, and read back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.phone.digits import SaidDigits, said_digits
from assistant.phone.keypad import AGAIN, END, NO, PERSON, YES, Typed
from assistant.phone.modes import Expects, Move, OnHeard, say
from assistant.phone.readback import NumberKind, number_kinds, read_out, valid
from assistant.phone.types import Heard
from assistant.phone.wants import agreed
from assistant.understand.control import load_words
from storage.sentences import Sentences

TRIES = 3
"""times a number is asked for again before another way is offered"""

FEW = 3
"""digits below which 一点没错 and 两个都对 are no number"""


@dataclass(slots=True)
class Gathering:
    """`kind` is a field type or `code`; `done` gets the number the caller agreed to, `aside` what is no
    number, `gives_up` is called after too many numbers that were none. A code is not read back: it is
    checked at once and a wrong one does no harm."""

    sentences: Sentences
    kind: str
    ask: str
    done: Callable[[str], Move]
    aside: OnHeard
    gives_up: Callable[[], Move]
    digits: str = ""
    last: int = 0
    """digits that the last utterance added"""
    complete: bool = False
    """all there, and waiting for a yes to what was read back"""
    failed: int = 0
    full: bool = False
    """the last key was the last that fits: a # after it says nothing more"""
    typed: Typed = field(init=False)

    def __post_init__(self) -> None:
        self.typed = Typed(self.kind)

    @property
    def expects(self) -> Expects:
        return "speech" if self.complete else "digits"

    @property
    def question(self) -> str:
        if self.complete:
            return self._say("right", number=self._read())
        return self._say("so_far", number=self._read()) if self.digits else self.ask

    @property
    def choices(self) -> str:
        return self._say("yes_no" if self.complete else "how")

    def heard(self, heard: Heard) -> Move:
        said = said_digits(heard.text, cross=self.kind == "id_number")
        if said.anew and not said.digits:
            return self._again("anew")
        few = len(said.digits) < FEW and not (said.wrong or said.anew)
        if self.complete and few:
            answer = agreed(heard.text)
            if answer and heard.asked:
                return self.done(self.digits)
            return self._again("in_groups") if answer is False or said.wrong else Move(say(self.question))
        if said.wrong:
            return self._corrected(said)
        if few and load_words().has("question", heard.text):
            return self.aside(heard)
        if said.digits:
            return self._added(said)
        if said.finished and self.digits:
            return self._ended()
        return self.aside(heard)

    def pressed(self, key: str, asked: bool = True) -> Move:
        self.full = False
        if self.complete:
            return self._agreed_by_key(key, asked)
        if not self.digits and not self.typed.digits and key == AGAIN:
            return Move(say(self.question))
        if key == END:
            self.digits, self.typed = self.digits + self.typed.digits, Typed(self.kind)
            return self._ended() if self.digits else Move(say(self.question))
        if not self.typed.digits and self.digits:
            # keys go on where the voice has left off
            self.typed, self.digits = Typed(self.kind, self.digits), ""
        self.typed.press(key)
        if len(self.typed.digits) < self._form.longest:
            return Move()
        self.digits, self.typed = self.typed.digits, Typed(self.kind)
        self.full = True
        return self._ended()

    def _agreed_by_key(self, key: str, asked: bool) -> Move:
        """# ends a number and is no yes to it."""
        if key == YES and asked:
            return self.done(self.digits)
        if key == NO:
            return self._again("in_groups")
        return Move(say(self.question if key in (AGAIN, PERSON, YES) else self.choices))

    def _added(self, said: SaidDigits) -> Move:
        if self.complete or said.anew:
            # a number said instead of yes or no replaces what was read back
            self.digits = ""
            self.complete = False
        self._take_typed()
        self.digits += said.digits
        self.last = len(said.digits)
        if said.finished or len(self.digits) >= self._form.longest:
            return self._ended()
        start = len(self.digits) - self.last
        return Move(say(self._say("go_on", number=read_out(said.digits, self._form.groups, start))))

    def _corrected(self, said: SaidDigits) -> Move:
        """不对，是三: as many digits as are said now replace the end of what was said last."""
        self._take_typed()
        self.complete = False
        if not said.digits:
            kept = len(self.digits) - self.last
            self.digits, self.last = self.digits[:kept], 0
            return Move(say(self._say("taken_back") if self.digits else self._say("anew"), self.question))
        if said.anew or len(said.digits) >= min(self._form.lengths):
            self.digits, self.last = "", 0
        reach = min(len(said.digits), len(self.digits)) if len(said.digits) <= self.last else self.last
        self.digits = self.digits[: len(self.digits) - reach] + said.digits
        self.last = max(self.last, len(said.digits))
        if said.finished or len(self.digits) >= self._form.longest:
            return self._ended()
        return Move(say(self.question))

    def _ended(self) -> Move:
        count = len(self.digits)
        if count not in self._form.lengths:
            key = "too_long" if count > self._form.longest else "too_short"
            return self._again(key, count=count)
        if not valid(self.kind, self.digits):
            return self._again("unsound")
        if self.kind == "code":
            number, self.digits = self.digits, ""
            return self.done(number)
        self.complete = True
        return Move(say(self.question))

    def _again(self, why: str, **values: object) -> Move:
        """All of it once more, told why."""
        self.typed = Typed(self.kind)
        if why != "anew":
            self.failed += 1
        if self.failed >= TRIES:
            return self.gives_up()
        told = self._say(why, **values)
        self.digits, self.last, self.complete = "", 0, False
        return Move(say(told, self._say("keys") if self.failed > 1 else ""))

    def _take_typed(self) -> None:
        if self.typed.digits:
            self.digits, self.last, self.typed = self.typed.digits, 1, Typed(self.kind)

    def _read(self) -> str:
        return read_out(self.digits, self._form.groups)

    @property
    def _form(self) -> NumberKind:
        return number_kinds()[self.kind]

    def _say(self, key: str, **values: object) -> str:
        return self.sentences.say(f"phone.number.{key}", **values)
