"""What is told of a case's course: what happened when, what is due, and what the person can do now."""

from applications.bundles.types import Bundle
from applications.progress import Progress
from applications.types import Application, Unknown
from assistant.answer.speech import Speech
from assistant.cases import HANDED_IN, Meant
from assistant.reply import Option
from assistant.rooms import Rooms
from assistant.turn import Turn
from storage.clock import CHONGQING

MOST_CASES, MOST_STEPS, MOST_TO_MEND = 6, 6, 6


def name_of(rooms: Rooms, view: Application) -> str:
    if isinstance(view, Bundle):
        return view.name
    item = rooms.library.item(view.item_id)
    return item.official_name if item else view.item_id


def tell_course(turn: Turn, rooms: Rooms, speech: Speech, view: Application, name: str) -> None:
    """One case of a single item."""
    say = rooms.sentences.say
    speech.status = "progress"
    speech.line(say("progress.line", name=name, state=say(f"progress.states.{view.state}")))
    if view.receipt is not None:
        number, code = view.receipt.acceptance_number, view.receipt.query_code
        speech.line(say("progress.number", number=number, code=code))
    elif view.state == "submitted":
        speech.line(say("progress.waits"))
    course = rooms.applications.progress(turn.actor, view.application_id) if turn.actor else Unknown()
    if not isinstance(course, Unknown):
        _steps(course, rooms, speech)
        _due(course, rooms, speech, turn.guide.complaint_phone if turn.guide else "12345")
        _result(course, rooms, speech)
    if view.receipt is not None and view.receipt.note and view.state in ("submitted", "accepted"):
        speech.line(view.receipt.note)
    _what_now(view, rooms, speech)


def ask_which_case(rooms: Rooms, speech: Speech, found: Meant) -> None:
    """Several are on their way, or what was named is none of them: which is meant."""
    say = rooms.sentences.say
    speech.status = "clarify"
    if found.unknown:
        speech.line(say("progress.not_yours", name=found.unknown))
    speech.line(say("progress.which", count=len(found.others)))
    for one in found.others[:MOST_CASES]:
        state = say(f"progress.states.{one.state}")
        speech.line(say("progress.line", name=name_of(rooms, one), state=state))
    offer_cases(rooms, speech, found.others)


def offer_cases(rooms: Rooms, speech: Speech, cases: tuple[Application, ...]) -> None:
    """A quick reply for each; by number where it has one, for two may be of one item."""
    say = rooms.sentences.say
    for one in cases[:MOST_CASES]:
        label = name_of(rooms, one)
        named = one.receipt.acceptance_number if one.receipt else label
        speech.options.append(Option(label, say("progress.ask_one", name=named)))


def _steps(course: Progress, rooms: Rooms, speech: Speech) -> None:
    say = rooms.sentences.say
    steps = [
        say("progress.step", on=one.at.astimezone(CHONGQING).date().isoformat(), text=one.text.rstrip("。"))
        for one in course.landmarks[-MOST_STEPS:]
    ]
    if steps:
        speech.line(say("progress.course", steps="；".join(steps)))


def _due(course: Progress, rooms: Rooms, speech: Speech, phone: str) -> None:
    """Only what a rule promises; a guessed day is neither kept nor missed."""
    say = rooms.sentences.say
    if course.deadline is None or not course.deadline_binds or course.state == "done":
        return
    if course.overdue:
        speech.line(say("progress.overdue", days=course.days_over, phone=phone))
        return
    deadline = course.deadline.isoformat()
    key = "progress.last_day" if course.days_left == 0 else "progress.deadline"
    speech.line(say(key, deadline=deadline, days=course.days_left))


def _result(course: Progress, rooms: Rooms, speech: Speech) -> None:
    result, say = course.result, rooms.sentences.say
    if result is None:
        return
    speech.line(
        say(
            f"progress.result.{result.by}",
            title=result.title,
            carrier=result.carrier,
            number=result.tracking_number,
        )
    )
    speech.line(result.note)


def _what_now(view: Application, rooms: Rooms, speech: Speech) -> None:
    say = rooms.sentences.say
    if view.state == "returned":
        speech.line(view.note)
        to_mend = [one.message for one in view.findings if one.severity == "must_fix"][:MOST_TO_MEND]
        for number, message in enumerate(to_mend, start=1):
            speech.line(say("progress.mend", number=number, text=message))
        speech.line(say("progress.correct"))
    if view.state == "accepted":
        speech.line(say("progress.wait"))
    if view.state == "submitted":
        speech.line(say("progress.change"))
        speech.offer(say("options.ask_withdraw"))
    if view.state not in HANDED_IN - {"returned"} and view.next is not None:
        speech.offer(say("options.resume"))
