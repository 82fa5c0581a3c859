"""The one door to a language model in a turn: asks within what switch, ceilings, time and places leave."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from threading import BoundedSemaphore
from typing import Protocol

from assistant.consulted import Ask, Call, Failed, Task, Told, Why
from assistant.kept_calls import asked
from assistant.model.ledger import Standing, Sum, total
from assistant.turn import Turn

TOO_SHORT = 0.05
"""seconds; with less left nothing is begun"""
ITS_SETTING: dict[Task, str] = {
    "understand": "understand",
    "word": "word",
    "repair": "word",
    "agent": "agent",
}


class Service(Protocol):
    """`assistant.model.serving.Service`. Never raises, and ends `within` so many seconds."""

    def ask(self, ask: Ask, within: float) -> Told | Failed: ...


class Spending(Protocol):
    """`assistant.model.ledger.Ledger`."""

    def standing(self, conversation_id: str) -> Standing: ...


class Switchable(Protocol):
    """`assistant.model.switch.Switch`."""

    def on(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Ceilings:
    """0: none. `seconds` are of all calls in a turn together; `tasks` what the mode may be used for."""

    seconds: float = 4.0
    seconds_by_phone: float = 1.5
    tasks: Collection[str] = ("understand", "word")
    tokens_a_conversation: int = 0
    tokens_a_day: int = 0
    yuan_a_conversation: float = 0.0
    yuan_a_day: float = 0.0
    at_once: int = 16
    """calls of this process; those beyond are not waited for, so that threads stay free for other people"""


class Consultant:
    """A `Consult`. No database transaction is open while a model is asked."""

    def __init__(
        self,
        service: Service,
        ledger: Spending,
        switch: Switchable,
        limits: Ceilings,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._service, self._ledger, self._switch = service, ledger, switch
        self._limits, self._timer = limits, timer
        self._places = BoundedSemaphore(limits.at_once)

    def __call__(self, turn: Turn, ask: Ask) -> Told | Failed:
        """The answer, noted in the turn. What a turn that was overtaken asked alike is not asked again."""
        if not self._meant(turn, ask) or not self._switch.on():
            return Failed("", "off")
        if earlier := next((call.answer for call in turn.calls if _same(call, ask)), None):
            return earlier
        why, left = self._barred(turn), self._seconds_left(turn)
        answer = Failed("", why) if why else self._asked(ask, left)
        turn.calls.append(Call(ask, answer))
        return answer

    def _asked(self, ask: Ask, within: float) -> Told | Failed:
        if within < TOO_SHORT or not self._places.acquire(blocking=False):
            return Failed("", "spent")
        begun = self._timer()
        try:
            answer = self._service.ask(ask, within)
        finally:
            self._places.release()
        return replace(answer, spent=replace(answer.spent, seconds=self._timer() - begun))

    def _meant(self, turn: Turn, ask: Ask) -> bool:
        """On the telephone nobody waits for finer words."""
        purpose = ITS_SETTING[ask.task]
        return purpose in self._limits.tasks and not (turn.channel == "phone" and purpose == "word")

    def _seconds_left(self, turn: Turn) -> float:
        limits = self._limits
        whole = limits.seconds
        if turn.channel == "phone":
            whole = min(limits.seconds, limits.seconds_by_phone)
        return whole - sum(call.answer.spent.seconds for call in turn.calls)

    def _barred(self, turn: Turn) -> Why | None:
        limits, now = self._limits, total(turn.calls)
        standing = self._ledger.standing(turn.conversation_id)
        beyond = _beyond(
            standing.conversation + now, limits.tokens_a_conversation, limits.yuan_a_conversation
        )
        beyond = beyond or _beyond(standing.day + now, limits.tokens_a_day, limits.yuan_a_day)
        return "spent" if beyond else None


def _beyond(spent: Sum, tokens: int, yuan: float) -> bool:
    return 0 < tokens <= spent.tokens or 0 < yuan <= spent.yuan


def _same(call: Call, ask: Ask) -> bool:
    """Shapes are made anew for each turn, so they are compared by their schema."""
    if not isinstance(call.answer, Told) or (call.ask.system, call.ask.lines) != (ask.system, ask.lines):
        return False
    return call.ask.task == ask.task and asked(call.ask) == asked(ask)
