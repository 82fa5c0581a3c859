"""The correction loop over HTTP: people say what is wrong, curators turn tickets into drafts."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.curating import called
from api.problems import ProblemError, say
from api.routes.base import SIGN_IN, House, Who, limit, problems
from api.routes.conversations import OWN, ConversationId
from api.wire.corrections import (
    Dismissal,
    Feedback,
    FeedbackTaken,
    Proposal,
    ProposedEdit,
    ProposedPair,
    Tickets,
    TicketShape,
    ticket_shape,
)
from knowledge_base.corrections.service import Proposed
from knowledge_base.corrections.types import Kind, Order, Ticket, TicketState
from knowledge_base.curation.types import NotAllowed, Unknown

router = APIRouter(prefix="/curation/corrections", tags=["corrections"])
feedback = APIRouter(prefix="/conversations", tags=["conversations"])

Id = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
CURATOR = {**SIGN_IN, 403: "neither curator nor admin (`curator_only`)"}
TICKET = {**CURATOR, 404: "no such ticket (`ticket_unknown`)"}
ACT = {
    **TICKET,
    409: "another curator is at it (`ticket_taken`), it is closed (`ticket_closed`), its draft is still open "
    "(`draft_open`), or there is no guide (`no_guide`, `no_item`)",
}


@feedback.post(
    "/{conversation_id}/messages/{message_id}/feedback",
    summary="Say that an answer is wrong, or rate it",
    responses=problems(
        {**OWN, 404: "no such conversation (`conversation_unknown`) or answer (`message_unknown`)"}
        | {422: "neither wrong nor a level (`feedback_empty`)", 429: "too often"}
    ),
)
def give_feedback(
    conversation_id: ConversationId, message_id: Id, body: Feedback, house: House, who: Who
) -> FeedbackTaken:
    """Voluntary, and idempotent: once more for the same answer replaces what was said before."""
    limit(house.limits.messages, who)
    speaker = house.turns.speaker(who, conversation_id)
    if body.wrong is None and body.level is None:
        raise ProblemError(422, "feedback_empty")
    wrong = body.wrong is True
    ticket_id = house.correcting.feedback(
        speaker, message_id, wrong=wrong, level=body.level, comment=body.comment
    )
    told = "wrong" if wrong else "low" if ticket_id else "rated"
    return FeedbackTaken(message=say(f"feedback.{told}"))


@router.get("", summary="Correction tickets", responses=problems(CURATOR))
def tickets(
    house: House,
    who: Who,
    state: TicketState | None = None,
    item_id: Annotated[str | None, Query(max_length=80, pattern=r"^[\x21-\x7e]+$")] = None,
    kind: Kind | None = None,
    order: Order = "newest",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Tickets:
    """`newest`: seen last first; `frequent`: most reports first; `overdue`: unresolved, oldest first."""
    who.curator()
    found = house.corrections.tickets(state, item_id, kind, order, limit, offset)
    total = house.corrections.count(state, item_id, kind)
    return Tickets(tickets=[_shape(house, one) for one in found], total=total)


@router.get("/{ticket_id}", summary="One ticket with its reports", responses=problems(TICKET))
def ticket(ticket_id: Id, house: House, who: Who) -> TicketShape:
    who.curator()
    found = house.corrections.ticket(ticket_id)
    return _ticket(house, found)


@router.post("/{ticket_id}/take", summary="Be the one who is at it", responses=problems(ACT))
def take(ticket_id: Id, house: House, who: Who) -> TicketShape:
    return _ticket(house, house.corrections.take(ticket_id, who.curator().account_id))


@router.post("/{ticket_id}/dismiss", summary="Nothing is to be corrected", responses=problems(ACT))
def dismiss(ticket_id: Id, body: Dismissal, house: House, who: Who) -> TicketShape:
    return _ticket(house, house.corrections.dismiss(ticket_id, who.curator().account_id, body.why))


@router.post("/{ticket_id}/propose-qa", summary="Draft a QA pair", responses=problems(ACT))
def propose_qa(ticket_id: Id, body: ProposedPair, house: House, who: Who) -> Proposal:
    """A draft of the item's current guide with the pair; it goes through the gates like any other."""
    by = who.curator().account_id
    done = house.corrections.propose_qa(
        ticket_id, by, body.item_id, body.question, body.answer, body.basis, body.variants
    )
    return _proposal(house, done)


@router.post("/{ticket_id}/propose-edit", summary="Draft a changed guide", responses=problems(ACT))
def propose_edit(ticket_id: Id, body: ProposedEdit, house: House, who: Who) -> Proposal:
    by = who.curator().account_id
    return _proposal(house, house.corrections.propose_edit(ticket_id, by, body.content))


def _shape(house: House, ticket: Ticket) -> TicketShape:
    item = house.library.item(ticket.item_id) if ticket.item_id else None
    at_it = called(house, ticket.assigned_to) if ticket.assigned_to else ""
    return ticket_shape(ticket, at_it, (item.plain_name or item.official_name) if item else "")


def _ticket(house: House, outcome: Ticket | Unknown | NotAllowed) -> TicketShape:
    if isinstance(outcome, Ticket):
        return _shape(house, outcome)
    raise refused(outcome)


def _proposal(house: House, outcome: Proposed | Unknown | NotAllowed) -> Proposal:
    if isinstance(outcome, Proposed):
        draft = outcome.draft
        return Proposal(ticket=_shape(house, outcome.ticket), draft_id=draft.draft_id, item_id=draft.item_id)
    raise refused(outcome)


def refused(refusal: Unknown | NotAllowed) -> ProblemError:
    """The knowledge base's sentence under this room's title."""
    if isinstance(refusal, Unknown):
        return ProblemError(404, "ticket_unknown", detail=refusal.message)
    title = say("problems.ticket_refused.title")
    return ProblemError(409, refusal.code, title=title, detail=refusal.message)
