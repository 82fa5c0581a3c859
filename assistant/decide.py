"""Step 3: what this turn does and says. Pure: only state, view and commands decide."""

from collections.abc import Mapping, Sequence

from applications.types import Application
from assistant import commands as c
from assistant import decisions as d
from assistant.choose import NoItem, Sure, choose
from assistant.rooms import Rooms
from assistant.state import State
from assistant.topics import named_topics
from assistant.turn import Known, Turn
from knowledge_base.districts import varying

_EDITABLE = frozenset({"draft", "ready", "returned"})


def decide(turn: Turn, rooms: Rooms) -> None:
    """Leaves the decisions of the turn, at least one."""
    turn.decisions = decisions(
        turn.state,
        turn.application,
        turn.commands,
        turn.known,
        signed_in=turn.actor is not None,
        which=rooms.sentences.say("clarify.which"),
        district=turn.district,
    )


def decisions(
    state: State,
    view: Application | None,
    commands: Sequence[c.Command],
    known: Mapping[str, Known],
    *,
    signed_in: bool,
    which: str,
    district: str | None = None,
) -> list[d.Decision]:
    """`which` is the fixed question for items that no guide tells apart; `district` the person's, if any."""
    if not commands:
        return [_unclear(view)]
    editable = view is not None and view.state in _EDITABLE
    filled = _fill(commands) if editable else None
    made: list[d.Decision] = [filled] if filled else []
    rest = [one for one in commands if not isinstance(one, c.SetField | c.AnswerSituation)]
    if any(isinstance(one, c.StartApplication) for one in rest):
        return made + _start(state, rest, known, signed_in, which)
    for command in rest:
        made += (
            _event(command, signed_in)
            or _about(state, command, known, which, district)
            or _handling(state, view, command, known, signed_in=signed_in)
            or _other(command)
        )
    return made or [_unclear(view)]


def _unclear(view: Application | None) -> d.Decision:
    """A message that fits nowhere: the draft's next thing again; what has been sent can only be told of."""
    if view is None or (view.state not in _EDITABLE and view.next is None):
        return d.AskForDescription()
    return d.GoOn(understood=False)


def _fill(commands: Sequence[c.Command]) -> d.Fill | None:
    situation = {one.question: one.option for one in commands if isinstance(one, c.AnswerSituation)}
    fields = {one.name: one.text for one in commands if isinstance(one, c.SetField)}
    fields |= {one.name: one.text for one in commands if isinstance(one, c.Correct) and one.name and one.text}
    return d.Fill(situation, fields) if situation or fields else None


def _event(command: c.Command, signed_in: bool) -> list[d.Decision]:
    """The wish to handle a life event as one."""
    if not isinstance(command, c.AskEvent) or not command.start:
        return []
    begun = d.StartBundle(command.event_id, command.situation, command.fields)
    return [begun if signed_in else d.SignIn(None)]


def _about(
    state: State, command: c.Command, known: Mapping[str, Known], which: str, district: str | None
) -> list[d.Decision]:
    if not isinstance(command, c.AskAbout):
        return []
    if command.item_id is not None:
        return [_explain(state, command.item_id, command.question, known, district)]
    chosen = choose(command.question, command.candidates, known, state.asked, "ask", which)
    if isinstance(chosen, Sure):
        return [_explain(state, chosen.item_id, command.question, known, district)]
    return [d.NothingFound(command.question) if isinstance(chosen, NoItem) else chosen]


def _explain(
    state: State, item_id: str, question: str, known: Mapping[str, Known], district: str | None
) -> d.Decision:
    """The region is asked for only when what was asked differs by it, and once an item."""
    one = known.get(item_id)
    if one is None:
        return d.NothingFound(question)
    if one.guide is None:
        return d.NameOnly(item_id)
    key = f"district:{item_id}"
    if district is None and key not in state.asked and varying(one.guide.guide) & set(named_topics(question)):
        return d.AskDistrict(item_id, question, key)
    return d.Explain(item_id, question)


def _start(
    state: State, commands: Sequence[c.Command], known: Mapping[str, Known], signed_in: bool, which: str
) -> list[d.Decision]:
    """Named items start; unnamed ones are looked for in the question that came along."""
    item_id = next((one.item_id for one in commands if isinstance(one, c.StartApplication)), None)
    about = next((one for one in commands if isinstance(one, c.AskAbout)), None)
    if item_id is None and about is not None:
        chosen = choose(about.question, about.candidates, known, state.asked, "start", which)
        if isinstance(chosen, NoItem):
            return [d.NothingFound(about.question)]
        if not isinstance(chosen, Sure):
            return [chosen]
        item_id = chosen.item_id
    if item_id is None:
        return [d.AskForDescription()]
    one = known.get(item_id)
    if one is None or one.guide is None:
        return [d.NameOnly(item_id)] if one else [d.AskForDescription()]
    if not signed_in:
        return [d.SignIn(item_id)]
    return [d.Start(item_id, one.situation, one.fields)]


def _handling(
    state: State,
    view: Application | None,
    command: c.Command,
    known: Mapping[str, Known],
    *,
    signed_in: bool,
) -> list[d.Decision]:
    """Steps of an application; empty for commands that are none."""
    if not isinstance(command, _STEPS):
        return []
    if isinstance(command, c.AskProgress):
        return [d.TellProgress(command.about) if signed_in else d.SignIn(None)]
    if isinstance(command, c.AddDocument):
        editable = view is not None and view.state in _EDITABLE
        return [d.Attach(command.document_id) if editable else d.KeepDocument(command.document_id)]
    if not signed_in:
        return [d.SignIn(state.item_id if state.awaiting == "sign_in" else None)]
    if isinstance(command, c.Resume) and state.awaiting == "sign_in" and state.item_id in known:
        return _start(state, [c.StartApplication(state.item_id)], known, signed_in, "")
    if isinstance(command, c.Resume) and state.awaiting == "sign_in" and state.event_id and view is None:
        return [d.StartBundle(state.event_id, {}, {})]
    if view is None:
        return [d.GoOn()] if isinstance(command, c.Resume) else [d.AskForDescription()]
    if isinstance(command, c.Withdraw):
        return [d.TakeBack() if state.awaiting == "withdraw" else d.AskWithdraw()]
    if isinstance(command, c.Resume):
        return [d.GoOn()]
    if view.state not in _EDITABLE:
        sent = isinstance(command, c.Submit) and view.state == "submitted"
        return [d.Send() if sent else d.TellProgress()]
    return _editing(view, command)


def _editing(view: Application, command: c.Command) -> list[d.Decision]:
    if isinstance(command, c.Correct):
        return _correct(command)
    if isinstance(command, c.Commit):
        return [d.Commit(command.accepted)]
    if isinstance(command, c.SayWhose):
        return [d.SettleWhose(command.material_id, command.answer)]
    if isinstance(command, c.Confirm):
        done: list[d.Decision] = [d.ConfirmValues(command.names)]
        return [*done, d.RunPrecheck()] if _only_confirmation_lacks(view) else done
    return [d.RunPrecheck()] if isinstance(command, c.Precheck) else _send(view)


def _correct(command: c.Correct) -> list[d.Decision]:
    """The new value itself is part of `Fill`; what is left is to ask."""
    if command.name and command.text:
        return []
    return [d.AskValue(command.name) if command.name else d.AskWhichField()]


def _only_confirmation_lacks(view: Application) -> bool:
    """The precheck follows at once when the values were all that was missing."""
    return view.next is not None and view.next.kind == "confirm"


def _send(view: Application) -> list[d.Decision]:
    """Nothing is sent that the person has not been shown: a draft with gaps goes on to its next step."""
    kind = view.next.kind if view.next else None
    if kind == "precheck":
        return [d.RunPrecheck()]
    return [d.Send()] if kind == "submit" else [d.GoOn()]


def _other(command: c.Command) -> list[d.Decision]:
    match command:
        case c.AskHuman():
            return [d.HandOver()]
        case c.Greet(kind):
            return [d.Courtesy(kind)]
        case c.SwitchItem():
            return [d.AskForDescription(anew=True)]
        case c.Skip(names, optional):
            return [d.LeaveOut(names)] if optional else [d.GoOn(declined=True, about="".join(names[:1]))]
        case c.AskEvent(question, event_id, whole):
            return [d.ExplainEvent(event_id, question, whole)]
        case c.AskRelated(question, relation, certificate):
            return [d.TellRelated(certificate, relation, question)]
        case c.TellCase(item_id, situation):
            return [d.Note(item_id, situation)]
        case c.OutOfScope():
            return [d.Decline()]
        case _:
            return []


_STEPS = (
    c.AskProgress,
    c.AddDocument,
    c.Withdraw,
    c.Resume,
    c.Correct,
    c.Commit,
    c.SayWhose,
    c.Confirm,
    c.Precheck,
    c.Submit,
)
