"""Who is calling: a code sent to their mobile number and read back to us. No name is said before it fits."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.phone.gathering import Gathering
from assistant.phone.modes import Mode, Move, YesNo, asking, say
from assistant.phone.readback import form_value, read_out
from assistant.phone.types import CheckCode, Heard, SendCode
from assistant.phone.words import mentions
from storage.sentences import Sentences

TRIES = 3
_TAIL = 4


@dataclass(slots=True)
class Identifying:
    """`number`: the one the call comes from, if it is a mobile one. It is only offered, never believed:
    numbers can be forged. `home` is where the call goes on when nobody was identified."""

    sentences: Sentences
    number: str | None
    home: Callable[[], Mode]
    sent_to: str = ""
    sendings: int = 0
    failed: int = 0
    asides: int = 0

    def begin(self) -> Move:
        own = form_value("mobile", self.number or "")
        if own is None:
            return asking(self._number("number"))
        question = self._say("this", tail=read_out(own[-_TAIL:]))
        hint = self._say("this_hint")
        other = self._aside_of(lambda: self.begin())
        send = Move((SendCode(own),))
        self.sent_to = own
        return asking(YesNo(question, hint, lambda: send, lambda: asking(self._number("other")), other))

    def code_sent(self, sent: bool) -> Move:
        """A number that nothing can be sent to is asked for again, a few times."""
        self.sendings += 1
        if not sent and self.sendings >= TRIES:
            return self.give_up()
        if not sent:
            return asking(self._number("not_sent"))
        return Move(say(self._say("sent" if self.sendings == 1 else "resent")), self._code())

    def refused(self) -> Move:
        """It was not the code that was sent."""
        self.failed += 1
        if self.failed >= TRIES:
            return self.give_up()
        return Move(say(self._say("wrong", left=TRIES - self.failed)), self._code())

    def give_up(self) -> Move:
        return Move(say(self._say("elsewhere")), self.home())

    def _number(self, ask: str) -> Gathering:
        def retry() -> Move:
            return asking(self._number(ask))

        return Gathering(
            self.sentences, "mobile", self._say(ask), self._send, self._aside_of(retry), self.give_up
        )

    def _code(self) -> Gathering:
        def check(code: str) -> Move:
            return Move((CheckCode(self.sent_to, code),))

        def retry() -> Move:
            return asking(self._code())

        aside = self._aside_of(retry)
        return Gathering(self.sentences, "code", self._say("ask_code"), check, aside, self.give_up)

    def _send(self, number: str) -> Move:
        if self.sendings >= TRIES:
            return self.give_up()
        self.sent_to = number
        return Move((SendCode(number),))

    def _aside_of(self, retry: Callable[[], Move]) -> Callable[[Heard], Move]:
        """What is said instead of a number: a reason is given, a code sent again, a refusal taken."""

        def aside(heard: Heard) -> Move:
            self.asides += 1
            text = heard.text
            if mentions(text, "wants", "not_received") and 0 < self.sendings < TRIES:
                return Move((SendCode(self.sent_to),))
            own = form_value("mobile", self.number or "")
            if own is not None and mentions(text, "wants", "this_number"):
                return self._send(own)
            if mentions(text, "wants", "gives_up"):
                return Move(say(self._say("not_now")), self.home())
            if self.asides > TRIES:
                return self.give_up()
            move = retry()
            told = self._say("why") if mentions(text, "wants", "why") else ""
            return Move((*say(told), *move.acts), move.mode)

        return aside

    def _say(self, key: str, **values: object) -> str:
        return self.sentences.say(f"phone.sign_in.{key}", **values)
