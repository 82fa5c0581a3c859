"""What integrators say to the agent and hear from it."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from api.labels import Label
from api.wire.applications import ApplicationShape, ReceiptShape
from api.wire.base import Shape
from api.wire.conversations import AiShape, CitationShape, ai_shape
from assistant.tools.approvals import Waiting

if TYPE_CHECKING:
    from assistant.tools.agents import Replied


class NewAgentMessage(Shape):
    text: Annotated[str, Field(min_length=1, description="what is to be found out or prepared, in Chinese")]
    thread_id: Annotated[str | None, Field(max_length=80, description="to go on with an earlier talk")] = None


class StepShape(Shape):
    tool: str
    outcome: Annotated[str, Field(description="`done`, or what was wrong")]


class WaitingShape(Shape):
    """Show that version of the application with its values; on the person's press send the approval."""

    approval_id: str
    act: Literal["confirm", "submit"]
    application_id: str
    version: int


class AgentReplyShape(Shape):
    thread_id: str
    text: str
    citations: list[CitationShape]
    steps: list[StepShape]
    approvals: list[WaitingShape]
    published: Annotated[
        str, Field(description="why the published wording stands here; empty: the model's checked sentences")
    ]
    ai: AiShape


class ApprovalAnswer(Shape):
    approved: Annotated[bool, Field(description="whether the person pressed yes, having seen the values")]


class DecidedShape(Shape):
    approval_id: str
    outcome: Literal["done", "pending", "declined"]
    receipt: ReceiptShape | None = None
    application: ApplicationShape | None = None


def agent_reply(replied: "Replied", label: Label) -> AgentReplyShape:
    said = replied.answered
    return AgentReplyShape(
        thread_id=replied.thread_id,
        text=said.text,
        citations=[
            CitationShape(
                item_id=one.item_id,
                guide_version=one.guide_version,
                section=one.section,
                quote=one.quote,
                kind=one.kind,
            )
            for one in said.citations
        ],
        steps=[StepShape(tool=one.tool, outcome=one.outcome) for one in said.steps],
        approvals=[_waiting(one) for one in replied.waiting],
        published=said.why,
        ai=ai_shape(label),
    )


def _waiting(one: Waiting) -> WaitingShape:
    return WaitingShape(
        approval_id=one.approval_id,
        act="submit" if one.act == "submit" else "confirm",
        application_id=one.application_id,
        version=one.version,
    )
