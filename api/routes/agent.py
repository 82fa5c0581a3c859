"""The agent: looks up and prepares for the signed-in person; what binds waits for their press."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.problems import ProblemError
from api.routes.base import OWN, SIGN_IN, House, Who, limit, problems
from api.wire.agent import AgentReplyShape, ApprovalAnswer, DecidedShape, NewAgentMessage, agent_reply
from api.wire.applications import receipt_shape
from applications.types import Application, Pending, Receipt
from assistant.reply import Reply
from assistant.tools.approvals import Closed, Declined, UnknownApproval
from storage.ids import new_id

router = APIRouter(prefix="/agent", tags=["agent"])

ApprovalId = Annotated[str, Path(max_length=80)]


@router.post(
    "",
    summary="Let the agent look up or prepare something",
    responses=problems(
        {
            **SIGN_IN,
            404: "no such talk, or another person's (`thread_unknown`); no model is set (`model_missing`)",
            422: "too long (`message_too_long`)",
            429: "too often",
        }
    ),
)
def say(body: NewAgentMessage, house: House, who: Who) -> AgentReplyShape:
    """Each sentence of the answer is checked against what the tools published in this run; else the chat's
    own words are told. The agent never confirms and never submits: `approvals` wait for the person."""
    actor = who.signed_in()
    limit(house.limits.messages, who)
    if house.agents is None:
        raise ProblemError(404, "model_missing")
    if len(body.text) > house.settings.message_characters:
        raise ProblemError(422, "message_too_long", limit=house.settings.message_characters)
    replied = house.agents.say(actor, body.text, body.thread_id)
    if replied is None:
        raise ProblemError(404, "thread_unknown")
    told = Reply("answered", replied.answered.text, message_id=new_id("msg"), model=replied.model)
    return agent_reply(replied, house.labels.of(told))


@router.post(
    "/approvals/{approval_id}",
    summary="The person's press on what the agent has prepared",
    responses=problems(
        {
            **OWN,
            404: "no such approval, or another person's (`approval_unknown`)",
            409: "changed meanwhile (`version_conflict`), not ready, not permitted, or decided the other way "
            "(`approval_closed`); `current` carries the application as it is",
        }
    ),
)
def decide(
    approval_id: ApprovalId, body: ApprovalAnswer, house: House, who: Who, response: Response
) -> DecidedShape:
    """Sends or confirms exactly once, and only the version that was shown."""
    done = house.approvals.decide(who.signed_in(), approval_id, body.approved)
    match done:
        case UnknownApproval():
            raise ProblemError(404, "approval_unknown")
        case Closed():
            raise ProblemError(409, "approval_closed")
        case Declined():
            return DecidedShape(approval_id=approval_id, outcome="declined")
        case Receipt():
            return DecidedShape(approval_id=approval_id, outcome="done", receipt=receipt_shape(done))
        case Pending(current):
            response.status_code = 202
            shown = house.showing.application(current)
            return DecidedShape(approval_id=approval_id, outcome="pending", application=shown)
        case Application():
            shown = house.showing.application(done)
            return DecidedShape(approval_id=approval_id, outcome="done", application=shown)
        case refused:
            raise house.showing.refusal(refused)
