"""Steps of an application that need more than an answer: reading back, handing in, a picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.phone.conversing import Conversing
from assistant.phone.modes import SURE, Move, YesNo, asking, say
from assistant.phone.shortening import grouped
from assistant.phone.types import Answered, SendLink, Turn
from assistant.phone.wants import agreeing, plainly_agreed
from assistant.understand.control import load_words
from storage.sentences import Sentences

_VALUE = re.compile(r"[^，。「」：]{1,20}：.+")
"""a label and its value"""


@dataclass(slots=True)
class Checking:
    """Reads the values of an application, a few at a time, each with a yes, and what must be promised last.

    What was not reached when something was corrected is read after it: nothing is confirmed unheard.
    """

    sentences: Sentences
    today: date
    application_id: str | None = None
    unread: list[str] = field(default_factory=list[str])
    promise: str = ""

    def begin(self, reply: Answered, told: Sequence[str]) -> Move | None:
        """None where the reply has nothing to read."""
        lines = [one for one in told if _VALUE.fullmatch(one)]
        if reply.application_id != self.application_id:
            self.application_id, self.unread, self.promise = reply.application_id, [], ""
        if not lines:
            left = self.unread or self.promise
            may_confirm = self.sentences.say("options.confirm") in {one.send for one in reply.options}
            return _after(told, self._next(reply)) if left and may_confirm else None
        last = told.index(lines[-1])
        new = {_label(one) for one in lines}
        self.unread = [*lines, *(one for one in self.unread if _label(one) not in new)]
        self.promise = "".join(told[last + 1 :]) or self.promise
        before = [one for one in told[:last] if not _VALUE.fullmatch(one)]
        return _after([*before, self._say("intro")], self._next(reply))

    def _next(self, reply: Answered) -> Move:
        if not self.unread:
            return self._last(reply)
        home, group = self._home(reply), grouped(self.unread)[0]

        def right() -> Move:
            del self.unread[: len(group)]
            return self._next(reply)

        question = self._say("ask", lines="".join(group))
        wrong = asking(home)
        return asking(YesNo(question, self._say("hint"), right, lambda: wrong, home.heard, sure=SURE))

    def _last(self, reply: Answered) -> Move:
        """The promise, where one is to be given, and what the assistant is told."""
        home, promise = self._home(reply), self.promise

        def tell(option: str) -> Move:
            self.promise = ""
            return Move((Turn(self.sentences.say(f"options.{option}")),), home)

        if not promise:
            return tell("confirm")
        question, hint = self._say("promise", text=promise), self._say("hint")
        yes, no = (lambda: tell("confirm")), (lambda: tell("unpromise"))
        return asking(YesNo(question, hint, yes, no, home.heard, sure=SURE))

    def _home(self, reply: Answered) -> Conversing:
        return Conversing(self.sentences, self.today, self._say("wrong"), reply)

    def _say(self, key: str, **values: object) -> str:
        return self.sentences.say(f"phone.check.{key}", **values)


def submitting(sentences: Sentences, today: date, reply: Answered, told: Sequence[str]) -> Move:
    """Nothing is handed in without a plain yes after it was said who decides and that all must be true."""
    question, hint = sentences.say("phone.submit.ask"), sentences.say("phone.submit.hint")
    home = Conversing(sentences, today, sentences.say("phone.submit.not_yet"), reply)

    def hand_in() -> Move:
        return Move((Turn(sentences.say("options.submit")),), home)

    def means_yes(text: str) -> bool:
        words = load_words()
        return not words.has("question", text) and ("submit" in words.steering(text) or plainly_agreed(text))

    mode = YesNo(question, hint, hand_in, lambda: asking(home), home.heard, means_yes, SURE, plain=True)
    return asking(mode, *told)


def picture(
    sentences: Sentences, today: date, reply: Answered, told: Sequence[str], linked: set[str]
) -> Move:
    """A call carries no picture: the link for it is offered once, then the call goes on with other things.

    `told`: sentences, the last of them what picture is wanted.
    """
    rest = sentences.say("phone.picture.rest")
    home = Conversing(sentences, today, rest, replace(reply, asks="", asks_type=""))
    application_id = reply.application_id
    if application_id is None or application_id in linked:
        # what is wanted was said when the link was offered
        known = application_id in linked
        waiting = sentences.say("phone.picture.waiting" if known else "phone.picture.no")
        return asking(home, *(told[:-1] if known else told), waiting)
    question, hint = sentences.say("phone.picture.ask"), sentences.say("phone.picture.hint")

    mode = YesNo(
        question,
        hint,
        lambda: Move((SendLink(application_id),), home),
        lambda: asking(home, sentences.say("phone.picture.no")),
        home.heard,
        agreeing("to_be_sent"),
    )
    return asking(mode, *told)


def _after(told: Sequence[str], move: Move) -> Move:
    return Move((*say(*told), *move.acts), move.mode)


def _label(line: str) -> str:
    return line.partition("：")[0]
