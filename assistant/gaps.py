"""What a turn left open: a question that nothing published answers, or a choice that failed. Pure."""

from assistant import decisions as d
from assistant.state import Clarifying, State
from assistant.turn import Gap, Turn


def gap(before: State, turn: Turn) -> Gap | None:
    """`before` is the state that the turn began with. None for a turn that ended well, for one that is no
    service matter, and for what the guard answered: none of those leaves a question to be answered."""
    if turn.reply is None or not turn.decisions:
        return None
    if turn.reply.status == "not_covered":
        return _unanswered(turn)
    open_ = before.clarifying
    if open_ is not None and _undecided(open_, turn):
        return Gap("clarify_failed", turn.message_id, open_.about, None)
    return None


def _unanswered(turn: Turn) -> Gap:
    found = Gap("unanswered", turn.message_id, turn.text, None)
    for decision in turn.decisions:
        match decision:
            case d.NothingFound(question):
                found = Gap("unanswered", turn.message_id, question, None)
            case d.Explain(item_id, question):
                found = Gap("unanswered", turn.message_id, question, item_id)
            case d.NameOnly(item_id):
                found = Gap("unanswered", turn.message_id, turn.text, item_id)
            case _:
                pass
    return found


def _undecided(open_: Clarifying, turn: Turn) -> bool:
    """The next message was not understood, said 都不是, asked for a person, or led back to the same items."""
    offered = {way.item_id for way in open_.ways}
    for decision in turn.decisions:
        match decision:
            case d.AskForDescription() | d.HandOver():
                return True
            case d.AskWhich(_, ways) if offered & {way.item_id for way in ways}:
                return True
            case _:
                pass
    return False
