"""Step 7: what the conversation remembers of the turn, kept in one transaction."""

from dataclasses import replace

from applications.bundles.types import Bundle
from assistant import decisions as d
from assistant.rooms import Rooms
from assistant.state import (
    ASKED_LIMIT,
    SENT_LIMIT,
    STORY_LIMIT,
    SUGGESTED_LIMIT,
    TALKED_LIMIT,
    Clarifying,
    State,
)
from assistant.turn import Turn


def record(turn: Turn, rooms: Rooms) -> None:
    """Hands the finished turn to the repository."""
    assert turn.reply is not None
    turn.reply = replace(
        turn.reply,
        message_id=turn.message_id,
        application=turn.application,
        model=next((_model(turn) for one in turn.said if one.worded), ""),
    )
    turn.state = next_state(turn)
    rooms.remember(turn)


def _model(turn: Turn) -> str:
    """Which one worded it: the last that answered."""
    return next((call.answer.model for call in reversed(turn.calls) if call.ask.task != "understand"), "")


def next_state(turn: Turn) -> State:
    """Pure: the state after the turn. What the guard answered changes nothing but the status."""
    status = turn.reply.status if turn.reply else None
    if not turn.decisions:
        return replace(turn.state, status=status)
    state = replace(
        turn.state,
        clarifying=None,
        correcting=_still_correcting(turn),
        awaiting=None,
        doubted=turn.outcome.doubted,
        application_id=_application_id(turn),
        status=status,
        missed=turn.state.missed + 1 if missed(turn) else 0,
        district=turn.named_district or turn.state.district,
        suggested=(*turn.state.suggested, *turn.suggested)[-SUGGESTED_LIMIT:],
        sent=tuple(sent for sent in turn.state.sent if sent not in turn.outcome.taken_along),
    )
    for decision in turn.decisions:
        state = _after(state, decision, turn)
    return replace(state, talked=_talked(state))


def _talked(state: State) -> tuple[str, ...]:
    if state.item_id is None:
        return state.talked
    earlier = tuple(one for one in state.talked if one != state.item_id)
    return (*earlier, state.item_id)[-TALKED_LIMIT:]


def missed(turn: Turn) -> bool:
    """Whether the message fitted nowhere; beside an open draft also when it is declined."""
    unclear = [d.GoOn(understood=False), d.AskForDescription()]
    unclear += [d.Decline()] if turn.application is not None else []
    return any(decision in unclear for decision in turn.decisions) and turn.document_id is None


def _after(state: State, decision: d.Decision, turn: Turn) -> State:
    match decision:
        case d.AskWhich(_, ways, about, intent, key):
            asked = (*state.asked, key)[-ASKED_LIMIT:]
            told = replace(state, clarifying=Clarifying(about, intent, ways), asked=asked)
            return _with_story(told, turn, keep=True)
        case d.AskDistrict(item_id, about, key):
            asked = (*state.asked, key)[-ASKED_LIMIT:]
            told = replace(state, clarifying=Clarifying(about, "ask", (), item_id), asked=asked)
            return replace(_with_story(told, turn, keep=_same(state, item_id, turn)), item_id=item_id)
        case d.NameOnly() if turn.application is not None:
            return state
        case d.Explain(item_id) | d.NameOnly(item_id):
            told = _with_story(state, turn, keep=_same(state, item_id, turn))
            return replace(told, item_id=item_id, event_id=None)
        case d.ExplainEvent(event_id):
            return replace(_with_story(state, turn, keep=False), item_id=None, event_id=event_id)
        case d.SignIn(item_id):
            told = _with_story(state, turn, keep=_same(state, item_id, turn))
            event_id = turn.event.event_id if turn.event else state.event_id
            return replace(told, item_id=item_id or state.item_id, event_id=event_id, awaiting="sign_in")
        case d.StartBundle(event_id):
            return replace(state, item_id=None, event_id=event_id, story="")
        case d.Start(item_id):
            return replace(state, item_id=item_id, event_id=None, story="")
        case d.AskValue(name):
            return replace(state, correcting=name)
        case d.AskWithdraw():
            return replace(state, awaiting="withdraw")
        case d.KeepDocument(document_id):
            return replace(state, sent=(*state.sent, document_id)[-SENT_LIMIT:])
        case _:
            return _about_the_matter(state, decision, turn)


def _about_the_matter(state: State, decision: d.Decision, turn: Turn) -> State:
    """Decisions that change which item or draft is talked of."""
    match decision:
        case d.TakeBack():
            return replace(state, application_id=None, story="")
        case d.AskForDescription(anew) if anew:
            return replace(state, item_id=None, story="")
        case d.AskWhichField():
            return replace(state, awaiting="which_field")
        case d.Note(item_id):
            return replace(_with_story(state, turn, keep=True), item_id=item_id)
        case d.GoOn() | d.Fill() | d.ConfirmValues() | d.Attach() | d.RunPrecheck() | d.Send():
            return replace(state, item_id=_item(turn, state))
        case _:
            return state


def _item(turn: Turn, state: State) -> str | None:
    """The item of the open draft; a bundle is of an event and of no single item."""
    if isinstance(turn.application, Bundle):
        return None
    return turn.application.item_id if turn.application else state.item_id


def _application_id(turn: Turn) -> str | None:
    if turn.application is not None:
        return turn.application.application_id
    return turn.state.application_id if turn.actor is None else None


def _still_correcting(turn: Turn) -> str | None:
    """A corrected value that was refused is still asked for."""
    name = turn.state.correcting
    refused = turn.application is not None and name in turn.application.problems
    return name if refused else None


def _same(state: State, item_id: str | None, turn: Turn) -> bool:
    """Whether the person goes on with the matter they spoke of before."""
    return state.item_id in (None, item_id) or turn.state.clarifying is not None


def _with_story(state: State, turn: Turn, *, keep: bool) -> State:
    parts = [state.story, turn.text] if keep else [turn.text]
    return replace(state, story="\n".join(part for part in parts if part)[-STORY_LIMIT:])
