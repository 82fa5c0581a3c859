"""A reply of the assistant as a telephone can pass it on."""

from api.wire.conversations import ReplyShape
from applications.bundles.types import Bundle
from applications.types import Application
from assistant.phone.types import Answered
from assistant.reply import Reply
from knowledge_base.library import Library


def answered(reply: Reply, shape: ReplyShape, library: Library) -> Answered:
    """`shape` is the reply as the contract shows it; its spoken text is already fit for the ear."""
    view = reply.application
    step = view.next if view else None
    field = step.name if step and step.kind == "field" else ""
    return Answered(
        status=reply.status,
        spoken=shape.spoken_text,
        text=reply.text,
        options=reply.options,
        sign_in=reply.sign_in,
        asks=step.kind if step else "",
        asks_name=step.name if step else "",
        asks_type=_type(library, view, field) if view and field else "",
        application_id=view.application_id if view else None,
    )


def _type(library: Library, view: Application, field: str) -> str:
    """A life event has one form for all its parts."""
    guide = view.guide if isinstance(view, Bundle) else None
    if guide is None:
        published = library.version(view.item_id, view.guide_version)
        guide = published.guide if published else None
    return next((one.type for one in guide.form.fields if one.name == field), "") if guide else ""
