"""Puts the reply together from the decisions and what came of them."""

from assistant import decisions as d
from assistant.answer import events as ev
from assistant.answer import explain as e
from assistant.answer import next_items as n
from assistant.answer import outcomes as o
from assistant.answer.handling import item_name, tell_done, tell_next
from assistant.answer.needed import tell_needed
from assistant.answer.pictures import kinds, tell_quality
from assistant.answer.related import tell_related
from assistant.answer.speech import Speech
from assistant.reply import Reply
from assistant.rooms import Rooms
from assistant.turn import Turn, spell

SPOKEN_LENGTH = 80
PATIENCE = 1
"""turns in a row that fitted nowhere before a person is offered with the next one"""
_CLOSED = ("submitted", "accepted", "withdrawn", "done")
_IN_FULL = ("handling", "submitted", "progress")
_HANDLING = (
    d.Start,
    d.StartBundle,
    d.Fill,
    d.AskValue,
    d.AskWhichField,
    d.ConfirmValues,
    d.Attach,
    d.SettleWhose,
    d.RunPrecheck,
    d.Send,
    d.GoOn,
    d.LeaveOut,
)


def answer(turn: Turn, rooms: Rooms) -> None:
    """Leaves the sentences and the reply."""
    speech = Speech()
    if any(isinstance(one, _HANDLING) for one in turn.decisions):
        _handle(turn, rooms, speech)
    for decision in turn.decisions:
        _tell(turn, rooms, speech, decision)
    turn.said = speech.said
    text = spell(speech.said)
    turn.reply = Reply(
        status=speech.status,
        text=text,
        spoken=_spoken(turn, speech, text),
        items=tuple(dict.fromkeys(speech.items)),
        citations=tuple(dict.fromkeys(c for one in speech.said for c in one.citations)),
        options=tuple(speech.options),
        application=turn.application,
        sign_in=speech.sign_in,
        message_id=turn.message_id,
    )


def _handle(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """Done first, next last; a question asked in the same message is answered in between by `_tell`."""
    last = turn.decisions[-1]
    say = rooms.sentences.say
    if isinstance(last, d.GoOn) and not (last.understood and not last.declined):
        _tell_why_not(turn, rooms, speech, last)
    if turn.outcome.needs_consent:
        o.tell_consent(turn, rooms, speech)
        _remind(turn, rooms, speech)
        return
    tell_done(turn, rooms, speech)
    ev.tell_bundle(turn, rooms, speech)
    if o.tell_submission(turn, rooms, speech):
        n.tell_next_items(turn, rooms, speech)
        return
    match last:
        case d.AskValue(name):
            speech.line(say("handling.ask_value", label=_label(turn, name)))
        case d.AskWhichField():
            speech.line(say("handling.ask_which_field"))
            speech.offer(*_labels(turn))
        case _ if isinstance(last, _HANDLING):
            _next(turn, rooms, speech)
            if last == d.GoOn(understood=False) and turn.state.missed >= PATIENCE:
                speech.offer(say("options.human"))
        case _:
            pass


def _tell_why_not(turn: Turn, rooms: Rooms, speech: Speech, decision: d.GoOn) -> None:
    """For a message that did not lead on, by what was asked for; for what is refused, why it is needed."""
    step, say = turn.application.next if turn.application else None, rooms.sentences.say
    if decision.declined:
        tell_needed(turn, rooms, speech, decision.about)
    elif step is not None and step.kind in ("situation", "document"):
        speech.line(say(f"handling.not_understood_{step.kind}"))
    else:
        speech.line(say("handling.not_understood"))


def _next(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    if turn.application is not None and turn.application.next is None and turn.application.state in _CLOSED:
        if not speech.said:
            o.tell_progress(turn, rooms, speech)
        return
    if ev.tell_misfit(turn, rooms, speech):
        return
    if turn.application is not None:
        tell_next(turn, rooms, speech)
    elif not turn.outcome.unknown:
        speech.status = "clarify"
        speech.line(rooms.sentences.say("handling.no_application"))
        _examples(rooms, speech)


def _tell(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Decision) -> None:
    say = rooms.sentences.say
    match decision:
        case d.Explain():
            e.explain(turn, rooms, speech, decision)
            ev.offer_event(turn, rooms, speech, decision)
            n.offer_next(turn, rooms, speech, decision)
        case d.ExplainEvent():
            ev.explain_event(turn, rooms, speech, decision)
        case d.TellRelated():
            tell_related(turn, rooms, speech, decision)
        case d.NameOnly(item_id):
            e.name_only(turn, rooms, speech, item_id)
        case d.AskWhich():
            e.ask_which(rooms, speech, decision, turn)
        case d.AskDistrict():
            e.ask_district(turn, rooms, speech, decision)
        case d.NothingFound():
            speech.status = "not_covered"
            speech.line(say("answer.nothing"))
            speech.offer(say("options.human"))
        case d.Decline():
            speech.status = "out_of_scope"
            speech.line(say("answer.decline"))
        case d.Courtesy(kind):
            speech.status = "answered"
            speech.line(say(f"greet.{kind}"))
            if kind in ("hello", "who"):
                _examples(rooms, speech)
        case _:
            _tell_more(turn, rooms, speech, decision)
            return
    _remind(turn, rooms, speech)
    if decision == d.Decline() and turn.application is not None and turn.state.missed >= PATIENCE:
        speech.offer(say("options.human"))


def _tell_more(turn: Turn, rooms: Rooms, speech: Speech, decision: d.Decision) -> None:
    say = rooms.sentences.say
    match decision:
        case d.AskForDescription(anew):
            speech.status = "clarify"
            speech.line(say("clarify.describe" if anew or not turn.text else "clarify.unclear"))
            _examples(rooms, speech)
            if turn.state.missed >= PATIENCE:
                speech.offer(say("options.human"))
        case d.Note():
            e.note(turn, rooms, speech, decision)
        case d.SignIn():
            o.sign_in(turn, rooms, speech, decision)
        case d.TellProgress():
            o.tell_progress(turn, rooms, speech)
        case d.AskWithdraw() if turn.application is not None:
            o.ask_withdraw(turn, rooms, speech, turn.application)
        case d.TakeBack():
            o.tell_withdrawal(turn, rooms, speech)
        case d.HandOver():
            o.hand_over(turn, rooms, speech)
        case d.KeepDocument():
            kind = kinds(turn.outcome.document)
            key = "picture.kept_kind" if kind else "picture.kept"
            speech.status = "clarify"
            item = rooms.library.item(turn.state.item_id or "")
            name = item.official_name if item else ""
            speech.line(say(key, kind=kind) + say("picture.use_for" if name else "picture.use", name=name))
            tell_quality(turn.outcome.document, speech)
            if name:
                speech.offer(say("options.start"))
            else:
                _examples(rooms, speech)
        case _:
            pass


def _remind(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """One short line: what was open stays open."""
    view, say = turn.application, rooms.sentences.say
    if view is not None and view.next is not None:
        speech.line(say("answer.remind", name=item_name(turn, rooms, view)))
        speech.offer(say("options.resume"))


def _examples(rooms: Rooms, speech: Speech) -> None:
    speech.offer(*(rooms.sentences.say(f"options.examples.{key}") for key in ("lost", "permit", "child")))


def _labels(turn: Turn) -> list[str]:
    """Fields with a value, as quick replies to 哪一项要改."""
    if turn.guide is None or turn.application is None:
        return []
    return [f.label for f in turn.guide.form.fields if f.name in turn.application.fields]


def _label(turn: Turn, name: str) -> str:
    fields = turn.guide.form.fields if turn.guide else []
    return next((f.label for f in fields if f.name == name), name)


def _spoken(turn: Turn, speech: Speech, text: str) -> str:
    """A caller sees nothing: what was done, and the values to be confirmed, are heard in full."""
    whole = turn.channel == "phone" and speech.status in _IN_FULL
    return text if whole else speech.spoken or _short(text)


def _short(text: str) -> str:
    """The first sentences that can be said in one breath."""
    spoken = ""
    for line in text.split("\n"):
        for sentence in line.replace("！", "。").split("。"):
            if sentence and spoken and len(spoken) + len(sentence) > SPOKEN_LENGTH:
                return spoken
            spoken += f"{sentence}。" if sentence else ""
    return spoken
