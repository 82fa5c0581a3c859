"""What is said while an application is handled: what was understood and done, then the single next thing."""

from collections.abc import Iterable

from applications.set_aside import answers
from applications.types import Application, Finding
from assistant import decisions as d
from assistant.answer.pictures import tell_picture
from assistant.answer.speech import Speech
from assistant.rooms import Rooms
from assistant.shown import differs
from assistant.turn import Turn
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.masking import shown, told_apart
from prefill.types import FieldValue


def tell_done(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """What this turn achieved, in one line each."""
    say, outcome, view = rooms.sentences.say, turn.outcome, turn.application
    if outcome.unknown and view is None:
        speech.line(say("handling.lost"))
        return
    if view is None:
        return
    _tell_opened(turn, rooms, speech, view)
    if turn.document_id is not None:
        tell_picture(turn, rooms, speech)
    elif outcome.refused:
        speech.line(say("handling.refused", message=outcome.refused))
    elif outcome.taken_along:
        speech.line(say("picture.taken_along"))
    if outcome.prefilled > 0 and turn.document_id is None:
        from_document = outcome.attached and not outcome.started
        key = "handling.from_document" if from_document else "handling.prefilled"
        speech.line(say(key, count=outcome.prefilled))
    if turn.guide is not None:
        _tell_said(turn, rooms, speech, view, turn.guide)
    if outcome.confirmed:
        speech.line(say("handling.confirmed"))
    if outcome.left_out and turn.guide is not None:
        speech.line(say("handling.left_out", labels=_labels(turn.guide, outcome.left_out)))
    if outcome.for_family:
        speech.line(outcome.for_family)


def _tell_opened(turn: Turn, rooms: Rooms, speech: Speech, view: Application) -> None:
    """What was begun or taken up again, and for whom, when that is not the speaker."""
    say, name, principal = rooms.sentences.say, item_name(turn, rooms, view), _principal(turn, view)
    if turn.outcome.started:
        speech.line(say("handling.started", name=name))
        _tell_kept(turn, rooms, speech, view)
    elif turn.outcome.resumed:
        speech.line(say("handling.resumed", name=name))
    if turn.outcome.for_other:
        speech.line(turn.outcome.for_other)
    elif turn.outcome.resumed and principal:
        speech.line(say("handling.for_other", name=principal))


def _principal(turn: Turn, view: Application) -> str:
    """Whose it is, where that is not the speaker; a guardian's forms are filled from their own profile."""
    if turn.actor is None or view.acting is None or view.owner_id == turn.actor.account_id:
        return ""
    return view.acting.principal_name if view.acting.kind != "guardian" else ""


def tell_next(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """The one next thing of the open application, with its quick replies."""
    view, guide, say = turn.application, turn.guide, rooms.sentences.say
    if view is None or guide is None:
        return
    if turn.outcome.checked:
        tell_findings(turn.outcome.findings, rooms, speech)
    if view.next is None:
        if view.state not in ("submitted", "accepted", "withdrawn", "done"):
            speech.line(say("handling.no_next"))
        return
    match view.next.kind:
        case "confirm":
            _tell_values(turn, view, guide, rooms, speech)
            speech.offer(say("options.confirm"), say("options.correct"))
            if any(material.promised for material in view.materials):
                speech.offer(say("options.unpromise"))
        case "submit":
            speech.line(say("handling.submit_ask"))
            speech.offer(say("options.submit"), say("options.correct"))
        case "precheck":
            speech.line(view.next.prompt)
            speech.offer(say("options.precheck"), say("options.correct"))
        case _:
            speech.line(_question_put(view, guide, rooms))
            if _asks_again(turn) and (more := _help(view, guide)):
                speech.line(more)
            speech.offer(*(_whose(view) or _choices(view, guide)))
            if differs(view, view.next.name):
                speech.offer(say("options.insist"))
    speech.spoken = speech.spoken or view.next.prompt


def _question_put(view: Application, guide: Guide, rooms: Rooms) -> str:
    """What is asked next; a picture can't be asked for in the same words everywhere."""
    assert view.next is not None
    name = next((m.name for m in guide.materials if m.id == view.next.name), "")
    if view.next.kind != "document" or not name:
        return view.next.prompt
    return rooms.sentences.say("handling.ask_document", prompt=view.next.prompt, name=name)


def tell_findings(findings: Iterable[Finding], rooms: Rooms, speech: Speech) -> None:
    """All of them at once (一次性告知): what must be mended first, then the hints."""
    say = rooms.sentences.say
    must = [f for f in findings if f.severity == "must_fix"]
    hints = [f for f in findings if f.severity == "warning"]
    if must:
        speech.line(say("handling.findings_head", count=len(must)))
        for number, one in enumerate(must, start=1):
            speech.line(say("handling.finding", number=number, message=one.message, clause=one.clause))
    else:
        speech.line(say("handling.passed"))
    if hints:
        speech.line(say("handling.hints_head"))
        for one in hints:
            speech.line(say("handling.hint", message=one.message))


def item_name(turn: Turn, rooms: Rooms, view: Application) -> str:
    if turn.guide is not None:
        return turn.guide.item.official_name
    item = rooms.library.item(view.item_id)
    return item.official_name if item else view.item_id


def _tell_kept(turn: Turn, rooms: Rooms, speech: Speech, view: Application) -> None:
    """Another draft that was open stays; saying so costs one short sentence and saves a worry."""
    before = turn.state.application_id
    if before is not None and before != view.application_id and turn.left is not None:
        item = rooms.library.item(turn.left)
        if item is not None:
            speech.line(rooms.sentences.say("handling.other_kept", name=item.official_name))


def _tell_said(turn: Turn, rooms: Rooms, speech: Speech, view: Application, guide: Guide) -> None:
    """What was taken from the message, so that a misunderstanding shows at once."""
    say, outcome = rooms.sentences.say, turn.outcome
    labels = {q.id: {o.id: o.label for o in q.options} for q in guide.situations}
    settled = [labels[q].get(o, o) for q, o in outcome.settled.items() if q in labels]
    if settled:
        speech.line(say("handling.settled", answers="、".join(settled)))
        for text in _ruled_out(turn, view, guide):
            speech.line(say("handling.ruled_out", text=text))
    fields = {f.name: f for f in guide.form.fields}
    pairs = [
        say("handling.pair", label=fields[n].label, value=shown(fields[n], v))
        for n, v in outcome.filled.items()
        if n in fields
    ]
    if pairs:
        speech.line(say("handling.filled", values="；".join(pairs)))
    for name, problem in view.problems.items():
        label = fields[name].label if name in fields else _question(guide, name)
        speech.line(say("handling.problem", label=label, message=problem.message))


def _ruled_out(turn: Turn, view: Application, guide: Guide) -> list[str]:
    """Conditions that forbid what the answers of this turn say: told at once, not after the last question."""
    before = turn.before.situation if turn.before is not None and not turn.outcome.started else {}
    return [
        one.text
        for one in guide.conditions
        if one.forbids and one.when and holds(one.when, view.situation) and not holds(one.when, before)
    ]


def _question(guide: Guide, name: str) -> str:
    return next((q.ask.rstrip("？?") for q in guide.situations if q.id == name), name)


def _tell_values(turn: Turn, view: Application, guide: Guide, rooms: Rooms, speech: Speech) -> None:
    """Every value not yet confirmed, with where it comes from; once listed, only those that changed."""
    say, before = rooms.sentences.say, turn.before
    listed = before is not None and _is_listed(before, view) and not _asks_again(turn)
    speech.line("" if listed else say("handling.confirm_head"))
    for field in guide.form.fields:
        value = view.fields.get(field.name)
        seen = listed and before is not None and before.fields.get(field.name) == value
        if value is not None and not value.confirmed and not seen:
            speech.line(_value_line(field, value, rooms, _principal(turn, view)))
    promised = [m for m in view.materials if m.promised and m.commitment]
    for one in () if listed else promised:
        assert one.commitment is not None
        text, consequences, clause = one.commitment.text, one.commitment.consequences, one.commitment.clause
        speech.line(say("handling.promise", text=text, consequences=consequences, clause=clause))
    if view.optional and not listed:
        speech.line(say("handling.optional", labels=_labels(guide, view.optional)))
    speech.line(say("handling.confirm_short" if listed else "handling.confirm_ask"))
    if promised:
        speech.line(say("handling.promise_ask"))


def _labels(guide: Guide, names: Iterable[str]) -> str:
    labels = {field.name: field.label for field in guide.form.fields}
    return "、".join(f"「{labels[name]}」" for name in names if name in labels)


def _is_listed(before: Application, view: Application) -> bool:
    same = before.application_id == view.application_id
    return same and before.next is not None and before.next.kind == "confirm"


def _asks_again(turn: Turn) -> bool:
    """继续 and coming back show the whole list anew."""
    return turn.outcome.resumed or d.GoOn() in turn.decisions


def _value_line(field: FormField, value: FieldValue, rooms: Rooms, principal: str) -> str:
    """`principal`: whose profile it is, where it is not the speaker's."""
    say = rooms.sentences.say
    theirs = bool(principal) and value.source_ref.startswith(("profile.", "register."))
    source = say("handling.theirs", name=principal) if theirs else say(f"handling.sources.{value.source}")
    differing = [
        say("handling.differs", value=shown(field, o.value), source=say(f"handling.sources.{o.source}"))
        for o in value.others
    ]
    origin = "；".join([source, *differing])
    return say(
        "handling.confirm_line",
        label=field.label,
        value=shown(field, value.value),
        source=origin,
        others="".join(differing),
    )


def _whose(view: Application) -> list[str]:
    """What may be answered to the question whose document it is; empty when something else is asked."""
    step = view.next
    asked = next((a for a in view.somebody_elses if step and a.question == step.prompt), None)
    return [label for _, label in answers(asked)] if asked else []


def _help(view: Application, guide: Guide) -> str:
    """What the guide adds to the question or field that is asked; said when it is asked once more."""
    asked = view.next.name if view.next else ""
    helps = {q.id: q.help for q in guide.situations} | {f.name: f.help for f in guide.form.fields}
    return helps.get(asked, "")


def _choices(view: Application, guide: Guide) -> list[str]:
    """Labels of the options of what is asked; empty when it is asked in free words."""
    asked = view.next.name if view.next else ""
    question = next((q for q in guide.situations if q.id == asked), None)
    if question is not None:
        return [option.label for option in question.options]
    field = next((f for f in guide.form.fields if f.name == asked), None)
    value = view.fields.get(asked)
    if field is not None and value is not None and value.others:
        return told_apart(field, [value.value, *(one.value for one in value.others)])
    return [choice.label for choice in field.choices] if field else []
