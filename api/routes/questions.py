"""Questions asked in vain, by meaning: for curators, who answer what many asked once for all."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.base import House, Who, problems
from api.routes.corrections import ACT, CURATOR, refused
from api.wire.questions import (
    DismissalOfAll,
    Dismissed,
    PairForAll,
    ProposalForAll,
    QuestionClusters,
    WordingsForAll,
    clusters_shape,
)
from knowledge_base.corrections.questions import ProposedForAll
from knowledge_base.corrections.types import TicketState
from knowledge_base.curation.types import NotAllowed, Unknown

router = APIRouter(prefix="/curation/questions", tags=["corrections"])


@router.get("", summary="Questions asked in vain, by meaning", responses=problems(CURATOR))
def questions(
    house: House,
    who: Who,
    days: Annotated[
        int | None, Query(ge=1, le=3660, description="only what was asked in the last days")
    ] = None,
    state: TicketState = "open",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> QuestionClusters:
    """What got no answer, was not understood or rated low; most asked first. Personal data is masked."""
    who.curator()
    return clusters_shape(house.questions.clusters(days, state, limit, offset))


@router.post("/propose-qa", summary="Draft one QA pair for all of them", responses=problems(ACT))
def propose_pair(body: PairForAll, house: House, who: Who) -> ProposalForAll:
    """One draft; published, it resolves all the tickets. All are taken, or none."""
    by = who.curator().account_id
    return _proposal(
        house.questions.propose_pair(
            body.ticket_ids, by, body.item_id, body.question, body.answer, body.basis, body.variants
        )
    )


@router.post("/propose-wordings", summary="Draft more wordings of a pair", responses=problems(ACT))
def propose_wordings(body: WordingsForAll, house: House, who: Who) -> ProposalForAll:
    """The answer stands in the guide already, under another wording."""
    by = who.curator().account_id
    return _proposal(
        house.questions.propose_wordings(body.ticket_ids, by, body.item_id, body.pair_id, body.variants)
    )


@router.post("/dismiss", summary="Nothing is to be answered", responses=problems(ACT))
def dismiss(body: DismissalOfAll, house: House, who: Who) -> Dismissed:
    outcome = house.questions.dismiss(body.ticket_ids, who.curator().account_id, body.why)
    if not isinstance(outcome, list):
        raise refused(outcome)
    return Dismissed(ticket_ids=[one.ticket_id for one in outcome])


def _proposal(outcome: ProposedForAll | Unknown | NotAllowed) -> ProposalForAll:
    if not isinstance(outcome, ProposedForAll):
        raise refused(outcome)
    ids = [one.ticket_id for one in outcome.tickets]
    return ProposalForAll(draft_id=outcome.draft.draft_id, item_id=outcome.draft.item_id, ticket_ids=ids)
