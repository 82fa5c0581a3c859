"""What is said of a submission, of progress, of a withdrawal, and to a person who takes over."""

from applications.types import Application, Receipt
from assistant import decisions as d
from assistant.answer.course import ask_which_case, offer_cases, tell_course
from assistant.answer.events import tell_bundle_progress, tell_sent
from assistant.answer.handling import item_name
from assistant.answer.speech import Speech
from assistant.reply import Option
from assistant.rooms import Rooms
from assistant.turn import Turn
from prefill.masking import masked_in

_SUMMARY_LENGTH = 120


def tell_submission(turn: Turn, rooms: Rooms, speech: Speech) -> bool:
    """The receipt, or that it is on its way; False when nothing was sent."""
    if tell_sent(turn, rooms, speech):
        return True
    say, receipt = rooms.sentences.say, turn.outcome.receipt
    if receipt is not None:
        speech.status = "submitted"
        speech.line(say("submitted.receipt", number=receipt.acceptance_number, code=receipt.query_code))
        _say_until_when(receipt, say("submitted.deadline", deadline=receipt.deadline.isoformat()), speech)
        speech.line(say("submitted.judge"))
        speech.offer(say("options.progress"))
        return True
    if turn.outcome.pending:
        speech.status = "submitted"
        speech.line(say("submitted.pending"))
        speech.offer(say("options.progress"))
        return True
    return False


def tell_consent(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """Nothing was begun for somebody who granted nothing: how they can; one's own goes at once."""
    speech.status = "clarify"
    speech.line(turn.outcome.needs_consent)
    item_id = next((one.item_id for one in turn.decisions if isinstance(one, d.Start)), "")
    item = rooms.library.item(item_id)
    if item is not None:
        name = item.plain_name or item.official_name
        say = rooms.sentences.say
        speech.options.append(
            Option(say("options.own_matter.label"), say("options.own_matter.send", name=name))
        )


def _say_until_when(receipt: Receipt, promise: str, speech: Speech) -> None:
    """The promise only where a rule gives one; and what the receipt notes about its day."""
    if receipt.deadline_binds:
        speech.line(promise)
    if receipt.note:
        speech.line(receipt.note)


def tell_progress(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    say, view, found = rooms.sentences.say, turn.application, turn.outcome.meant
    if found.case is None and found.others:
        ask_which_case(rooms, speech, found)
        return
    if not tell_bundle_progress(turn, rooms, speech):
        if view is None:
            speech.status = "progress"
            speech.line(say("progress.none"))
            return
        tell_course(turn, rooms, speech, view, item_name(turn, rooms, view))
    if found.others:
        speech.line(say("progress.others", count=len(found.others)))
        offer_cases(rooms, speech, found.others)


def ask_withdraw(turn: Turn, rooms: Rooms, speech: Speech, view: Application) -> None:
    say = rooms.sentences.say
    speech.line(say("withdraw.ask", name=item_name(turn, rooms, view)))
    speech.options += [
        Option(say("options.withdraw"), say("options.withdraw")),
        Option(say("options.keep"), say("options.resume")),
    ]


def tell_withdrawal(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    view, say = turn.application, rooms.sentences.say
    if turn.outcome.withdrawn and view is not None:
        speech.line(say("withdraw.done", name=item_name(turn, rooms, view)))
    elif turn.outcome.refused:
        speech.line(say("handling.refused", message=turn.outcome.refused))


def hand_over(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """Where a person answers, and what to show there, so that nothing has to be told twice."""
    say, view, state = rooms.sentences.say, turn.application, turn.state
    speech.status = "handoff"
    speech.line(say("handoff.text"))
    speech.spoken = say("handoff.spoken")
    item = rooms.library.item(view.item_id if view else state.item_id or "")
    if item is not None:
        speech.items.append((item.item_id, item.official_name))
        speech.line(say("handoff.summary_item", name=item.official_name))
    if view is not None:
        progress = say(f"progress.states.{view.state}")
        speech.line(say("handoff.summary_application", application_id=view.application_id, state=progress))
    told = "；".join(part for part in (*state.story.split("\n"), turn.text) if part)
    told = told if len(told) <= _SUMMARY_LENGTH else told[-_SUMMARY_LENGTH:]
    speech.line(say("handoff.summary_said", text=masked_in(told)) if told else say("handoff.summary_none"))


def _say_in_short(turn: Turn, rooms: Rooms, speech: Speech, item_id: str) -> None:
    """What the item is about, before an identity is asked for: 我想离婚 deserves more than a sign-in."""
    published = rooms.library.guide(item_id)
    told = turn.state.item_id == item_id and turn.state.status == "answered"
    if published is not None and not told:
        summary = [one for one in rooms.published.sections(published) if one.id == "summary"]
        speech.said += rooms.composer.compose(turn, turn.text, published, summary)


def sign_in(turn: Turn, rooms: Rooms, speech: Speech, decision: d.SignIn) -> None:
    say = rooms.sentences.say
    item = rooms.library.item(decision.item_id) if decision.item_id else None
    if item is None:
        speech.line(say("handling.sign_in_any"))
    else:
        speech.items.append((item.item_id, item.official_name))
        _say_in_short(turn, rooms, speech, item.item_id)
        # No step of an application yet: what was told of the item is the answer.
        speech.status = "answered" if speech.said else "handling"
        speech.line(say("handling.sign_in", name=item.official_name))
    speech.sign_in = True
    speech.options.append(Option(say("options.resume"), say("options.resume")))
