"""Conversations: replies, and what has been said."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.labels import Label
from api.wire.applications import NextShape, next_shape
from api.wire.base import Shape, local
from applications.bundles.types import Bundle
from applications.types import Application, State
from assistant.reply import History, Reply, Status
from knowledge_base.model.guide import Guide
from speech.speakable import speakable


class ItemName(Shape):
    item_id: str
    name: str


class CitationShape(Shape):
    """`quote` stands word for word in that section of that version of a guide or life event."""

    item_id: Annotated[str, Field(description="of the guide; the event's id where `kind` is life_event")]
    guide_version: int
    section: str
    quote: str
    kind: Literal["guide", "life_event"] = "guide"


class OptionShape(Shape):
    label: str
    send: Annotated[str, Field(description="what tapping it says")]


class OpenApplication(Shape):
    """The application a turn is about, in short; `GET /applications/{id}` has all of it."""

    application_id: str
    state: State
    missing: Annotated[list[str], Field(description="names of fields and ids of materials")]
    next: NextShape | None


class OpenBundle(OpenApplication):
    """The life event a turn is about; `GET /bundles/{bundle_id}` has all of it."""

    bundle_id: str
    name: str


class AiShape(Shape):
    """How the words of a reply came about; to be shown with them (docs/adr/0059-ai-label.md)."""

    generated: Annotated[bool, Field(description="a language model put some of it into words")]
    label: Annotated[str, Field(description="the sentence to show")]
    model: Annotated[str, Field(description="its public name; empty without one")]
    provider: Annotated[str, Field(description="who provides this service")]
    content_id: str
    metadata: Annotated[
        dict[str, str] | None,
        Field(description="of generated words: the fields of GB 45438-2025, for files they go into"),
    ]


class ReplyShape(Shape):
    """What a turn says. Every turn ends in exactly one status."""

    message_id: str
    status: Status
    text: str
    spoken_text: str
    items: list[ItemName]
    citations: list[CitationShape]
    options: list[OptionShape]
    application: Annotated[
        OpenApplication | None, Field(description="of a life event: the part that comes next")
    ]
    bundle: OpenBundle | None = None
    ai_generated: Annotated[
        Literal[True], Field(description="a machine answers; `ai` tells how these words came about")
    ] = True
    ai: AiShape | None = None
    sign_in: Annotated[bool, Field(description="the next step needs an identity")]
    document_id: Annotated[str | None, Field(description="of the picture this turn is about")] = None


class PersonMessage(Shape):
    """What the person said or sent; the reply that follows has its own `message_id`."""

    role: Literal["person"] = "person"
    text: str
    document_id: str | None
    at: datetime | None


class AssistantMessage(ReplyShape):
    """A reply in the history."""

    role: Literal["assistant"] = "assistant"
    at: datetime | None


class NewConversation(Shape):
    channel: Literal["web", "miniprogram", "phone"] = "web"
    district: Annotated[str | None, Field(max_length=12, description="division code")] = None


class OpenedShape(Shape):
    """`token` lets a visitor come back: send it as `X-Conversation-Token` or bearer token."""

    conversation_id: str
    token: str | None = None


class NewMessage(Shape):
    text: Annotated[str, Field(description="what the person says")]
    client_message_id: Annotated[
        str | None, Field(min_length=1, max_length=100, description="the same again gives the same reply")
    ] = None


class ConversationShape(Shape):
    conversation_id: str
    channel: str
    district: str | None
    messages: Annotated[list[PersonMessage | AssistantMessage], Field(description="in order")]
    state: Annotated[Status | None, Field(description="how the last turn ended; null before the first")]
    application: OpenApplication | None


def open_application(application: Application, guide: Guide) -> OpenApplication:
    return OpenApplication(
        application_id=application.application_id,
        state=application.state,
        missing=list(application.missing),
        next=application.next and next_shape(application.next, guide, application.fields),
    )


def open_bundle(view: Application, name: str) -> OpenBundle:
    """Of an earlier turn only what was next is kept, and not the options that answered it."""
    whole = view.guide if isinstance(view, Bundle) else None
    step = view.next
    shown = step and (
        next_shape(step, whole, view.fields)
        if whole
        else NextShape(kind=step.kind, name=step.name, prompt=step.prompt, options=[])
    )
    return OpenBundle(
        application_id=view.application_id,
        bundle_id=view.application_id,
        name=name,
        state=view.state,
        missing=list(view.missing),
        next=shown,
    )


def ai_shape(label: Label) -> AiShape:
    return AiShape(
        generated=label.generated,
        label=label.text,
        model=label.model,
        provider=label.provider,
        content_id=label.content_id,
        metadata=label.metadata,
    )


def reply_shape(
    reply: Reply,
    label: Label,
    application: OpenApplication | None,
    document_id: str | None = None,
    bundle: OpenBundle | None = None,
) -> ReplyShape:
    return ReplyShape(
        message_id=reply.message_id,
        status=reply.status,
        text=reply.text,
        spoken_text=speakable(reply.spoken or reply.text),
        items=[ItemName(item_id=item_id, name=name) for item_id, name in reply.items],
        citations=[
            CitationShape(
                item_id=c.item_id,
                guide_version=c.guide_version,
                section=c.section,
                quote=c.quote,
                kind=c.kind,
            )
            for c in reply.citations
        ],
        options=[OptionShape(label=o.label, send=o.send) for o in reply.options],
        application=application,
        bundle=bundle,
        ai=ai_shape(label),
        sign_in=reply.sign_in,
        document_id=document_id,
    )


def conversation_shape(
    history: History, shape: Callable[[Reply], ReplyShape], application: OpenApplication | None
) -> ConversationShape:
    """`shape` shows a reply; each turn becomes what the person said and what came back.

    A picture that was read later has two turns: what is said in the second follows on its own.
    """
    messages: list[PersonMessage | AssistantMessage] = []
    seen: set[str] = set()
    for turn in history.messages:
        at = local(turn.at)
        if turn.document_id is None or turn.document_id not in seen:
            messages.append(PersonMessage(text=turn.text, document_id=turn.document_id, at=at))
        seen |= {turn.document_id} if turn.document_id else set()
        messages.append(AssistantMessage(**dict(shape(turn.reply)), at=at))
    return ConversationShape(
        conversation_id=history.conversation_id,
        channel=history.channel,
        district=history.district,
        messages=messages,
        state=history.messages[-1].reply.status if history.messages else None,
        application=application,
    )
