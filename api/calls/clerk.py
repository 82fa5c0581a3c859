"""What the house does for one call: turns, codes, links. Blocking; the call runs each in a thread."""

from api.calls.passing import answered
from api.calls.ports import Callers, Links
from api.claims import Claims
from api.turns import Turns
from api.wire.conversations import ReplyShape
from applications.types import Actor
from assistant.errors import BusyConversationError
from assistant.phone.types import Answered
from assistant.pipeline import Assistant
from knowledge_base.library import Library

CODES = 5
"""one-time codes that one call may have sent; each also counts against its number"""
ATTEMPTS = 3
"""at a turn whose conversation is in use elsewhere"""


class Clerk:
    def __init__(
        self,
        assistant: Assistant,
        turns: Turns,
        library: Library,
        claims: Claims,
        callers: Callers,
        links: Links,
        call_id: str,
        conversation_id: str,
        actor: Actor | None,
    ) -> None:
        self._assistant, self._turns, self._library = assistant, turns, library
        self._claims, self._callers, self._links = claims, callers, links
        self.call_id, self.conversation_id, self.actor = call_id, conversation_id, actor
        self._count = self._codes = 0

    def turn(self, text: str) -> tuple[Answered, ReplyShape]:
        """One message of the conversation; its id is the call's and a number, so that none is done twice."""
        self._count += 1
        mark = f"{self.call_id}:{self._count}"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                reply = self._assistant.say(self.conversation_id, self.actor, text, mark)
            except BusyConversationError:
                if attempt == ATTEMPTS:
                    raise
            else:
                shape = self._turns.shape(reply)
                return answered(reply, shape, self._library), shape
        raise AssertionError("the last attempt returns or raises")

    def last(self) -> Answered | None:
        """What the conversation had come to; None before its first turn."""
        messages = self._assistant.history(self.conversation_id, self.actor).messages
        if not messages:
            return None
        reply = messages[-1].reply
        return answered(reply, self._turns.shape(reply), self._library)

    def send_code(self, number: str) -> bool:
        self._codes += 1
        return self._codes <= CODES and self._callers.send_code(number)

    def check(self, number: str, code: str) -> str | None:
        """The name of who it is. The conversation is theirs from here on."""
        actor = self._callers.check(number, code)
        if actor is None or not self._claims.claim(self.conversation_id, actor):
            return None
        self.actor = actor
        return actor.name

    def send_link(self, application_id: str) -> bool:
        return self.actor is not None and self._links.send(self.actor, application_id)
