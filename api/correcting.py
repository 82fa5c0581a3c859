"""Between conversations and corrections: what people say of an answer, and what turns left unanswered."""

import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from api.problems import ProblemError
from api.turns import Speaker
from assistant.pipeline import Assistant
from assistant.reply import Message, Reply
from assistant.turn import Gap
from knowledge_base.corrections.service import Corrections
from knowledge_base.corrections.types import About
from knowledge_base.errors import KnowledgeBaseError
from storage.errors import StorageError

UNKEPT = frozenset({"emergency", "blocked"})
"""after these what the person said is not passed on, even when they complain of the answer"""
log = logging.getLogger(__name__)


def keep_gap(corrections: Corrections, gap: Gap) -> None:
    """The turn is over and recorded: whatever goes wrong here must not spoil its reply."""
    about = About(gap.message_id, gap.question, gap.item_id)
    try:
        corrections.report(about, gap.kind, "turn")
    except (SQLAlchemyError, StorageError, KnowledgeBaseError) as fault:
        log.error("gap not kept", exc_info=fault)


class Correcting:
    """Feedback on one answer, by whoever may read the conversation."""

    def __init__(self, assistant: Assistant, corrections: Corrections) -> None:
        self._assistant, self._corrections = assistant, corrections

    def feedback(
        self, speaker: Speaker, message_id: str, *, wrong: bool, level: int | None, comment: str
    ) -> str | None:
        """Gives the ticket's id, if there is one. Said again of the same message, it replaces what was."""
        messages = self._assistant.history(speaker.conversation_id, speaker.actor).messages
        at = next((i for i, one in enumerate(messages) if one.reply.message_id == message_id), None)
        if at is None:
            raise ProblemError(404, "message_unknown")
        about = _about(messages, at)
        return self._corrections.feedback(about, wrong=wrong, level=level, comment=comment)


def _about(messages: Sequence[Message], at: int) -> About:
    """The answer's published text and its place; the person's question with the choices that led to it."""
    reply = messages[at].reply
    begun = at
    while begun > 0 and messages[begun - 1].reply.status == "clarify":
        begun -= 1
    said = [message.text for message in messages[begun : at + 1] if message.text]
    item_id = _item(reply)
    cited = [one for one in reply.citations if one.item_id == item_id]
    return About(
        message_id=reply.message_id,
        question="" if reply.status in UNKEPT else "，".join(said),
        item_id=item_id,
        answer="\n".join(dict.fromkeys(one.quote for one in cited)),
        guide_version=cited[0].guide_version if cited else None,
        sections=tuple(dict.fromkeys(one.section for one in cited)),
    )


def _item(reply: Reply) -> str | None:
    """The item that the answer is about; None where it offers several."""
    if reply.citations:
        return reply.citations[0].item_id
    return reply.items[0][0] if len(reply.items) == 1 else None
