"""Steering words (submit, go on, withdraw, 不是这个), and yes or no to the step just shown."""

from applications.types import Application
from assistant.commands import (
    AskEvent,
    AskHuman,
    AskProgress,
    Command,
    Commit,
    Confirm,
    Correct,
    Greet,
    Precheck,
    Resume,
    StartApplication,
    Submit,
    SwitchItem,
    Withdraw,
)
from assistant.turn import Turn
from assistant.understand.control import Words
from assistant.understand.open_draft import editable

_ASIDE = frozenset({"answered", "not_covered", "out_of_scope", "clarify", "blocked", "handoff", "progress"})
"""after a turn that ended so, the draft's next thing is not before the person's eyes"""
_DIRECT: dict[str, Command] = {
    "human": AskHuman(),
    "submit": Submit(),
    "precheck": Precheck(),
    "progress": AskProgress(),
    "withdraw": Withdraw(),
    "resume": Resume(),
}
_YES: dict[str, Command] = {"confirm": Confirm(), "precheck": Precheck(), "submit": Submit()}


class Steering:
    """A message that is a control, and nothing but a control."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def steered(self, turn: Turn) -> list[Command]:
        """The control that the whole message is, as it is meant where the talk stands."""
        said = self._words.steering(turn.text)
        state, open_ = turn.state, turn.application
        if state.awaiting == "withdraw" and said & {"yes", "confirm", "withdraw"}:
            return [Withdraw()]
        if (state.awaiting == "withdraw" or state.correcting is not None) and "no" in said:
            return [Resume()]
        if state.correcting is not None and said & {"yes", "confirm"}:
            return [Resume()]
        if direct := self._direct(said, turn.text):
            return [direct]
        if "start" in said:
            return _start_focus(turn)
        stepping = _shown(turn, said)
        if stepping:
            return stepping
        if open_ is not None and "correct" in said:
            return [Correct("")]
        if said & {"switch", "correct"} and not _asking_choice(open_):
            return [SwitchItem()]
        if state.awaiting == "sign_in" and said & {"yes", "confirm"}:
            return [Resume()]
        greeting = self._words.greeting(turn.text)
        if greeting is None and said & {"yes", "no", "confirm"} and editable(turn)[0] is None:
            greeting = "ok"
        return [Greet(greeting)] if greeting else []

    def _direct(self, said: set[str], text: str) -> Command | None:
        for name, command in _DIRECT.items():
            if name in said:
                return command
        return AskProgress(self._words.named_case(text)) if "progress_of" in said else None


def _shown(turn: Turn, said: set[str]) -> list[Command]:
    """是 and 不 to the step just shown. What was not just shown is shown first, not agreed to."""
    open_, state = turn.application, turn.state
    if answer := said & {"promise", "unpromise"}:
        return [Commit("promise" in answer)] if editable(turn)[0] is not None else []
    kind = open_.next.kind if open_ is not None and open_.next is not None else None
    command = _YES.get(kind) if kind else None
    agreed = bool(said & {"yes", "confirm"}) and not (kind == "confirm" and "confirm" in said)
    if editable(turn)[0] is not None and agreed and state.status in _ASIDE:
        return [Resume()]
    if command is None:
        return []
    if said & {"yes", "confirm"}:
        return [command] if state.awaiting != "which_field" else [Resume()]
    if "no" in said:
        if state.awaiting == "which_field":
            return [Resume()]
        return [Correct("")] if kind == "confirm" else [Greet("wait")]
    return []


def _start_focus(turn: Turn) -> list[Command]:
    """帮我办理 without a name: the item talked about, the likeliest of those just offered, the open draft."""
    state = turn.state
    if state.item_id is None and turn.application is not None:
        return [Resume()]
    offered = [way.item_id for way in state.clarifying.ways if way.item_id] if state.clarifying else []
    if state.item_id is None and offered:
        return [StartApplication(offered[0])]
    if state.item_id is None and state.event_id is not None:
        return [AskEvent(turn.text, state.event_id, start=True)]
    return [StartApplication(state.item_id)]


def _asking_choice(view: Application | None) -> bool:
    return view is not None and view.next is not None and view.next.kind == "situation"
