"""Listening after a reply: an option, a value, or words for the assistant. What is unsure is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.phone.keypad import AGAIN, END
from assistant.phone.modes import SURE, Expects, Move, YesNo, asking, say
from assistant.phone.shortening import MOST_OPTIONS
from assistant.phone.types import Answered, Heard, Turn
from assistant.phone.values import Value, numbers_in, value_of, without_wrong
from assistant.phone.wants import agreed, picked
from assistant.reply import Option
from assistant.understand.control import load_words
from storage.sentences import Sentences

LIKELY = 0.45
"""confidence from which a question is passed on without asking whether it was meant"""
MOST_KEYS = 9
MOST_REFUSED = 2
"""times the caller says no to what was heard before a person is offered"""
_BRACKETS = str.maketrans({"（": "，", "(": "，", "）": None, ")": None})
_STEPS = ("situation", "field")


@dataclass(slots=True)
class Conversing:
    """`reply` is what was answered last, None before the first; `question` what it ended with; `rest` what
    was too long to be said with it."""

    sentences: Sentences
    today: date
    question: str
    reply: Answered | None = None
    options: Sequence[Option] = ()
    rest: list[str] = field(default_factory=list[str])
    read: int = 0
    """options read out so far"""
    refused: int = 0
    expects: Expects = "speech"

    @property
    def choices(self) -> str:
        return self._options(0, self.read) + self._say("options.pick") if self.read else self._say("help")

    def read_options(self) -> str:
        """The next few options, each with its number; "" when there are no more."""
        first = self.read
        self.read = min(first + MOST_OPTIONS, len(self.options), MOST_KEYS)
        return self._options(first, self.read)

    def more(self) -> Move:
        """还有呢: what was left unsaid, then the options not read yet."""
        if self.rest:
            told, self.rest = self.rest[0], self.rest[1:]
            return Move(say(told, self._say("more") if self.rest else self.question))
        return Move(say(self.read_options() or self._say("no_more"), "" if self.read else self.question))

    @property
    def finished(self) -> bool:
        """Whether nothing is open that 没有了 could answer."""
        status = self.reply.status if self.reply else ""
        return status != "clarify" and not (status == "handling" and self._asks)

    def heard(self, heard: Heard) -> Move:
        text = without_wrong(heard.text) if self.refused else heard.text
        at = picked(text, self.read)
        if at is not None:
            label = self.options[at].label
            return self._turn(self.options[at].send) if heard.confidence >= SURE else self._sure(label, at)
        value = self._value(heard, text)
        if value is not None:
            return self._certain(self._say("certain.value", text=value.read), value.text, SURE)
        numbers = numbers_in(text)
        if numbers is not None:
            question = self._say("certain.number", number=numbers)
            return (
                self._certain(question, text, SURE)
                if numbers
                else Move(say(self._say("certain.too_many")), self)
            )
        if heard.confidence < (SURE if self._asks in _STEPS else LIKELY):
            return self._certain(self._say("certain.ask", text=text.strip(" 。，？！")), text)
        return self._turn(text)

    def pressed(self, key: str, asked: bool = True) -> Move:
        if key in (AGAIN, END) or (self.read and not asked):
            return Move(say(self.question))
        if self.read:
            at = int(key) - 1
            return self._turn(self.options[at].send) if at < self.read else Move(say(self.choices))
        return Move(say(self._say("keys_unused"), self.question))

    def _sure(self, label: str, at: int) -> Move:
        return self._certain(self._say("certain.ask", text=label), self.options[at].send)

    def _value(self, heard: Heard, text: str) -> Value | None:
        """Names are nobody's to put right: 任敏 is no 人民."""
        if self._asks != "field":
            return None
        if self._type != "name" or not heard.raw:
            return value_of(self._type, text, self.today)
        return value_of("name", without_wrong(heard.raw) if self.refused else heard.raw, self.today)

    def _certain(self, question: str, text: str, sure: float = 0.0) -> Move:
        """Asks first; a no leads back here, other words are taken instead."""
        hint = self._say("certain.hint")
        return asking(YesNo(question, hint, lambda: self._turn(text), self._no, self._instead, sure=sure))

    def _no(self) -> Move:
        self.refused += 1
        key = "spell" if self.refused >= MOST_REFUSED else "no"
        return Move(say(self._say(f"certain.{key}")), self)

    def _instead(self, heard: Heard) -> Move:
        self.refused += 1
        return self.heard(heard)

    def _turn(self, text: str) -> Move:
        """What would hand in or confirm goes on only where that was read out just before: here it leads back
        to the place where it is. Before any reply of this call a yes answers nothing."""
        said = load_words().steering(text)
        yes = bool(agreed(text)) or bool(said & {"confirm", "yes", "promise"})
        if yes and self.reply is None:
            return Move(say(self.question), self)
        if "submit" in said or (self._asks in ("confirm", "submit") and yes):
            return Move((Turn(self.sentences.say("options.resume")),), self)
        return Move((Turn(text),), self)

    @property
    def _asks(self) -> str:
        return self.reply.asks if self.reply else ""

    @property
    def _type(self) -> str:
        return self.reply.asks_type if self.reply else ""

    def _options(self, first: int, end: int) -> str:
        names = self._say("options.numbers")
        lines = [
            self._say("options.one", number=names[at], label=self.options[at].label.translate(_BRACKETS))
            for at in range(first, end)
        ]
        more = end < min(len(self.options), MOST_KEYS)
        return "".join([*lines, self._say("options.more") if more else ""])

    def _say(self, key: str, **values: object) -> str:
        return self.sentences.say(f"phone.{key}", **values)
