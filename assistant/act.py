"""Step 4: carries the decisions out on `applications`, in order, as the person who speaks."""

from collections.abc import Callable
from typing import cast

from applications.bundles.types import Bundle, Sent
from applications.set_aside import FAMILY, MISTAKE
from applications.types import (
    Actor,
    Application,
    Conflict,
    Document,
    NotAllowed,
    NotReady,
    Pending,
    Receipt,
    SomebodyElses,
    Unknown,
)
from assistant import decisions as d
from assistant import for_others
from assistant.cases import meant
from assistant.handed_in import doubted, only_lacking, recognised, untyped_material
from assistant.rooms import Rooms
from assistant.turn import Outcome, Turn
from knowledge_base.model.base import DISTRICT
from knowledge_base.model.guide import Guide
from prefill.values import label_of

OPEN = frozenset({"draft", "ready", "returned"})


def act(turn: Turn, rooms: Rooms) -> None:
    """Leaves the new view of the application and what was achieved. Without an actor nothing is done."""
    turn.before = turn.application
    if turn.actor is None:
        return
    for decision in turn.decisions:
        deed = _DEEDS.get(type(decision))
        if deed is not None:
            deed(turn, rooms, turn.actor, decision)
    _take_along(turn, rooms, turn.actor)


def find_open(turn: Turn, rooms: Rooms, actor: Actor, item_id: str | None = None) -> Application | None:
    """The person's newest unfinished application, of one item if named: another device goes on with it."""
    mine = rooms.mine(actor)
    return next((a for a in mine if a.state in OPEN and item_id in (None, a.item_id)), None)


def submit_key(application: Application) -> str:
    """The same for every repeat of this submission, from whichever conversation."""
    return f"chat:{application.application_id}:{application.round}"


def _start(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.Start)
    if for_others.begun(turn, rooms, actor, decision.item_id, decision.situation):
        return
    open_ = None if for_others.others(turn, actor) else turn.application
    if open_ is None or open_.item_id != decision.item_id or open_.state not in OPEN:
        open_ = find_open(turn, rooms, actor, decision.item_id)
    if open_ is not None:
        turn.outcome.resumed = True
        _see(turn, open_, rooms)
        return
    alone = _of_bundle(turn, rooms, actor, decision.item_id)
    if alone is not None:
        turn.outcome.started = True
        _see(turn, alone, rooms)
        return
    made = rooms.applications.start(actor, decision.item_id, decision.situation)
    if isinstance(made, Unknown):
        turn.outcome.unknown = True
        return
    turn.outcome.started = True
    turn.outcome.settled = dict(made.situation)
    turn.outcome.prefilled = len(made.fields)
    _see(turn, made, rooms)
    told = {n: v for n, v in decision.fields.items() if not _contradicts(turn.guide, made, n, v)}
    if told:
        _set_fields(turn, rooms, actor, told)


def _start_bundle(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    """Goes on with the event's bundle that is open, or begins one, with what the message tells."""
    assert isinstance(decision, d.StartBundle)
    bundles = rooms.applications.bundles
    open_ = next((b for b in bundles.mine(actor) if b.item_id == decision.event_id and b.state in OPEN), None)
    here = {DISTRICT: turn.district} if turn.district else {}
    if open_ is not None:
        turn.outcome.resumed = True
        _see(turn, open_, rooms)
    elif not _see(turn, bundles.start(actor, decision.event_id, here), rooms):
        return
    else:
        turn.outcome.started = True
    _fill(turn, rooms, actor, d.Fill(decision.situation, decision.fields))


def _of_bundle(turn: Turn, rooms: Rooms, actor: Actor, item_id: str) -> Application | None:
    """The part of the open bundle that the item is, taken alone where the whole does not fit."""
    whole = turn.application
    if not isinstance(whole, Bundle):
        return None
    single = {part for one in whole.singles for part in one.parts}
    part = next((p for p in whole.parts if p.item_id == item_id and p.part_id in single), None)
    done = rooms.applications.bundles.take_alone(actor, whole.application_id, part.part_id) if part else None
    return done if isinstance(done, Application) else None


def _contradicts(guide: Guide | None, made: Application, name: str, text: str) -> bool:
    """Whether a choice picked out of a story is not what the profile says; then the person is asked."""
    field = next((f for f in guide.form.fields if f.name == name), None) if guide else None
    kept = made.fields.get(name)
    if field is None or not field.choices or kept is None or kept.source != "profile":
        return False
    return text not in (kept.value, label_of(field, kept.value))


def _fill(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.Fill)
    view = turn.application
    if view is None:
        return
    if decision.situation:
        answered = rooms.of(view).answer_situation(actor, view.application_id, decision.situation)
        if _see(turn, answered, rooms):
            now = turn.application.situation if turn.application else {}
            turn.outcome.settled = {
                q: o for q, o in now.items() if q in decision.situation or view.situation.get(q) != o
            }
    if decision.fields:
        _set_fields(turn, rooms, actor, dict(decision.fields))


def _set_fields(turn: Turn, rooms: Rooms, actor: Actor, texts: dict[str, str]) -> None:
    """Values that a changed situation no longer asks for are left out by the application room itself."""
    view = turn.application
    if view is None:
        return
    said = rooms.of(view).set_fields(
        actor, view.application_id, texts, "said", source_ref=f"message {turn.message_id}"
    )
    if _see(turn, said, rooms) and turn.application is not None:
        fields, problems = turn.application.fields, turn.application.problems
        turn.outcome.filled |= {n: fields[n].value for n in texts if n in fields and n not in problems}


def _confirm(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.ConfirmValues)
    if turn.application is not None:
        view = turn.application
        done = rooms.of(view).confirm(actor, view.application_id, decision.names)
        turn.outcome.confirmed = _see(turn, done, rooms)


def _commit(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    """All commitments still open at once; those declined before, where the person now accepts."""
    assert isinstance(decision, d.Commit)
    view = turn.application
    for material in view.materials if view is not None else ():
        declined = material.commitment is not None and material.commitment.accepted is False
        if view is not None and (material.promised or (decision.accepted and declined)):
            done = rooms.applications.commit(
                actor, view.application_id, material.material_id, decision.accepted
            )
            _see(turn, done, rooms)


def _attach(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.Attach)
    _look_at(turn, rooms, actor, decision.document_id)
    view = turn.application
    if view is not None:
        before = len(view.fields)
        only = only_lacking(turn)
        done = rooms.of(view).attach(actor, view.application_id, decision.document_id, only)
        asked_for = untyped_material(turn)
        if isinstance(done, NotAllowed) and asked_for is not None:
            turn.outcome.doubted = doubted(turn, asked_for)
        if isinstance(done, NotAllowed) and asked_for is not None and turn.outcome.doubted is None:
            done = rooms.of(view).attach(actor, view.application_id, decision.document_id, asked_for)
        if _see(turn, done, rooms) and turn.application is not None:
            turn.outcome.anothers = _is_set_aside(turn, decision.document_id)
            turn.outcome.attached = not turn.outcome.anothers
            turn.outcome.prefilled = len(turn.application.fields) - before


def _is_set_aside(turn: Turn, document_id: str) -> bool:
    view = turn.application
    return view is not None and any(one.document_id == document_id for one in view.somebody_elses)


def _leave_out(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.LeaveOut)
    for name in decision.names:
        view = turn.application
        if view is not None and _see(turn, rooms.of(view).clear(actor, view.application_id, name), rooms):
            turn.outcome.left_out.append(name)


def _settle_whose(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.SettleWhose)
    view = turn.application
    waiting = view.somebody_elses if view is not None else ()
    asked = next((one for one in waiting if one.material_id == decision.material_id), None)
    if view is None or asked is None:
        return
    done = rooms.of(view).whose(actor, view.application_id, decision.material_id, decision.answer)
    if _see(turn, done, rooms) and turn.application is not None:
        turn.outcome.prefilled = len(turn.application.fields) - len(view.fields)
        turn.outcome.attached = decision.answer not in (MISTAKE, FAMILY)
        if decision.answer == FAMILY:
            _for_family(turn, rooms, actor, asked)


def _for_family(turn: Turn, rooms: Rooms, actor: Actor, asked: SomebodyElses) -> None:
    """The relative's own matter, where they granted it: the document goes along. Else how they could."""
    assert turn.application is not None
    item_id = turn.application.item_id
    found = rooms.applications.delegations.towards(actor, asked.name, item_id) if asked.name else Unknown()
    turn.outcome.for_family = rooms.sentences.say("picture.for_family")
    if isinstance(found, Unknown):
        return
    turn.outcome.for_family = found.message
    if found.delegation and for_others.under(turn, rooms, actor, item_id, {}, found.delegation):
        turn.outcome.for_other, turn.outcome.for_family = found.message, ""
        theirs = rooms.applications.attach(actor, turn.application.application_id, asked.document_id)
        turn.outcome.attached = _see(turn, theirs, rooms)


def _keep(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.KeepDocument)
    _look_at(turn, rooms, actor, decision.document_id)


def _look_at(turn: Turn, rooms: Rooms, actor: Actor, document_id: str) -> None:
    document = rooms.applications.document(actor, document_id)
    turn.outcome.document = document if isinstance(document, Document) else None


def _take_along(turn: Turn, rooms: Rooms, actor: Actor) -> None:
    """Documents sent before there was a draft go into it as soon as its situation asks for them."""
    for document_id in turn.state.sent:
        view = turn.application
        if view is None or view.state not in OPEN:
            return
        document = rooms.applications.document(actor, document_id)
        if not isinstance(document, Document) or not recognised(document):
            continue  # nobody said what it is; sent before anything was asked for, it can't be the answer
        done = rooms.of(view).attach(actor, view.application_id, document_id)
        if isinstance(done, Application):
            turn.outcome.taken_along.add(document_id)
            turn.outcome.attached = True
            if not turn.outcome.started:
                turn.outcome.prefilled += len(done.fields) - len(view.fields)
            turn.application = done


def _precheck(turn: Turn, rooms: Rooms, actor: Actor, _decision: d.Decision) -> None:
    """Prechecks once nothing is missing; before that, the next question says more than a list of gaps."""
    view = turn.application
    if view is None:
        return
    result = rooms.of(view).precheck(actor, view.application_id)
    if isinstance(result, Unknown):
        turn.outcome.unknown = True
        return
    turn.outcome.checked, turn.outcome.findings = True, result.findings
    _see(turn, rooms.find(actor, view.application_id), rooms)


def _send(turn: Turn, rooms: Rooms, actor: Actor, _decision: d.Decision) -> None:
    view = turn.application
    if view is None:
        return
    result = rooms.of(view).submit(actor, view.application_id, submit_key(view))
    match result:
        case Receipt():
            turn.outcome.receipt = result
            _see(turn, rooms.find(actor, view.application_id), rooms)
        case Pending():
            turn.outcome.pending = True
            _see(turn, result.current, rooms)
        case Sent():
            turn.outcome.sent = result
            _see(turn, result.current, rooms)
        case NotReady():
            turn.outcome.checked, turn.outcome.findings = True, result.findings
            _see(turn, result.current, rooms)
        case NotAllowed() | Unknown():
            _see(turn, result, rooms)


def _take_back(turn: Turn, rooms: Rooms, actor: Actor, _decision: d.Decision) -> None:
    if turn.application is not None:
        view = turn.application
        done = rooms.of(view).withdraw(actor, view.application_id)
        turn.outcome.withdrawn = _see(turn, done, rooms)


def _find(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    """继续 and 进度 without an application in this conversation: the person's newest one."""
    closed = turn.application is not None and turn.application.state not in OPEN
    if turn.application is not None and not (closed and isinstance(decision, d.GoOn)):
        return
    mine = rooms.mine(actor)
    if isinstance(decision, d.GoOn):
        mine = [a for a in mine if a.state in OPEN]
    if mine:
        turn.outcome.resumed = True
        _see(turn, mine[0], rooms)


def _find_case(turn: Turn, rooms: Rooms, actor: Actor, decision: d.Decision) -> None:
    assert isinstance(decision, d.TellProgress)

    def names(view: Application) -> list[str]:
        item = rooms.library.item(view.item_id)
        return (
            [item.official_name, item.plain_name] if item else [view.name if isinstance(view, Bundle) else ""]
        )

    found = meant(rooms.mine(actor), turn.application, decision.about, names)
    turn.outcome.meant = found
    if found.case is not None and found.case is not turn.application:
        turn.outcome.resumed = True
        _see(turn, found.case, rooms)


def _see(turn: Turn, result: Application | Unknown | Conflict | NotAllowed, rooms: Rooms) -> bool:
    """Takes the newest view out of whatever an act returned; whether the act was done."""
    match result:
        case Unknown():
            turn.outcome.unknown, turn.application = True, None
            return False
        case Conflict():
            turn.application = result.current
            return False
        case NotAllowed():
            turn.outcome.refused, turn.application = result.message, result.current
            return False
        case Application():
            turn.application = result
            turn.guide = rooms.guide_of(result)
    return True


Deed = Callable[[Turn, Rooms, Actor, d.Decision], None]
_DEEDS = cast(
    "dict[type, Deed]",
    {
        d.Start: _start,
        d.StartBundle: _start_bundle,
        d.Fill: _fill,
        d.Commit: _commit,
        d.ConfirmValues: _confirm,
        d.Attach: _attach,
        d.SettleWhose: _settle_whose,
        d.KeepDocument: _keep,
        d.RunPrecheck: _precheck,
        d.Send: _send,
        d.TakeBack: _take_back,
        d.TellProgress: _find_case,
        d.GoOn: _find,
        d.LeaveOut: _leave_out,
    },
)
__all__ = ["Outcome", "act", "find_open", "submit_key"]
