"""A reply of the assistant as it is said: its kind decides what is waited for then."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.phone.conversing import Conversing
from assistant.phone.gathering import Gathering
from assistant.phone.modes import Move, asking, say
from assistant.phone.readback import kind_named, number_kinds
from assistant.phone.shortening import breaths, sentences, unsaid
from assistant.phone.steps import Checking, picture, submitting
from assistant.phone.types import Answered, Turn
from assistant.reply import Option
from storage.sentences import Sentences

MOST_BREATHS = {"answered": 2, "clarify": 2, "not_covered": 2}
"""pieces of a reply that are said before the caller is asked whether to go on; 3 for what is not named"""
MOST_CHOICES = 6
"""options beyond which the question is put without reading them"""
_ASKED = ("situation", "field", "precheck", "confirm")


@dataclass(slots=True)
class PassingOn:
    """What a call remembers of its application: links sent, and values not yet read out."""

    texts: Sentences
    today: date
    linked: set[str] = field(default_factory=set[str])
    checking: Checking = field(init=False)

    def __post_init__(self) -> None:
        self.checking = Checking(self.texts, self.today)

    def listening(self, question: str) -> Conversing:
        """Where nothing is being handled."""
        return Conversing(self.texts, self.today, question)

    def say(self, reply: Answered) -> Move:
        told = sentences(reply.spoken) or sentences(reply.text) or [self.texts.say("phone.what")]
        handling = reply.status == "handling"
        if handling and reply.asks == "confirm" and (move := self.checking.begin(reply, told)):
            return move
        if handling and reply.asks == "submit":
            return submitting(self.texts, self.today, reply, breaths(told))
        if handling and reply.asks == "document":
            return picture(self.texts, self.today, reply, told, self.linked)
        if handling and (kind := self._number_asked(reply, told[-1])):
            return self._number(reply, told, kind)
        return self._conversation(reply, told)

    def _number_asked(self, reply: Answered, question: str) -> str:
        """The kind of number a field takes, also of one that is to be changed; "" for another question."""
        if reply.asks == "field":
            return reply.asks_type if reply.asks_type in number_kinds() else ""
        changes = reply.asks == "confirm" and not reply.options and question.endswith("？")
        return kind_named(question) if changes else ""

    def _number(self, reply: Answered, told: Sequence[str], kind: str) -> Move:
        """A number said digit by digit; what is said instead is for the assistant."""
        aside = self.listening(told[-1])
        aside.reply = reply

        def given_up() -> Move:
            return Move(say(self.texts.say("phone.number.gives_up"), self.texts.say("phone.go_on")), aside)

        mode = Gathering(
            self.texts,
            kind,
            told[-1],
            lambda number: Move((Turn(number),), aside),
            aside.heard,
            given_up,
        )
        return asking(mode, *breaths(told[:-1]))

    def _conversation(self, reply: Answered, told: Sequence[str]) -> Move:
        asked = reply.status in ("handling", "clarify")
        ends_asked = asked and (reply.asks in _ASKED or told[-1].endswith("？"))
        question = told[-1] if ends_asked else self._closing(reply)
        pieces = breaths(told[:-1] if ends_asked else told)
        most = MOST_BREATHS.get(reply.status, 3)
        more = unsaid(reply.text, reply.spoken) if reply.status == "answered" else []
        mode = Conversing(
            self.texts,
            self.today,
            question,
            reply,
            self._options(reply.options),
            [*pieces[most:], *breaths(more)],
        )
        offered = mode.read_options() if self._reads_options(reply, mode.options) else ""
        hints = self._hints(reply, mode)
        mode.question = "".join([question, offered])
        return Move(say(*pieces[:most], hints, question, offered), mode)

    def _options(self, options: Sequence[Option]) -> list[Option]:
        """Without the person who takes over: that is said in words and has a key of its own."""
        return [one for one in options if one.send != self.texts.say("options.human")]

    def _reads_options(self, reply: Answered, options: Sequence[Option]) -> bool:
        if reply.status == "progress":
            return len(options) > 1
        return reply.status in ("handling", "clarify") and 0 < len(options) <= MOST_CHOICES

    def _hints(self, reply: Answered, mode: Conversing) -> str:
        """What else the caller may say, as far as it is worth knowing now."""
        say_ = self.texts.say
        sends = {one.send for one in reply.options}
        hints = [
            say_("phone.more") if mode.rest else "",
            say_("phone.start") if say_("options.start") in sends else "",
            say_("phone.go_on") if sends & {say_("options.resume"), say_("options.confirm")} else "",
            say_("phone.human_hint") if say_("options.human") in sends else "",
        ]
        return "".join(hints)

    def _closing(self, reply: Answered) -> str:
        return self.texts.say("phone.what" if reply.status == "out_of_scope" else "phone.what_else")
