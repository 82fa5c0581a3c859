"""A citizen who answers whatever is asked next, as the page would show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from applications.documents import DocumentService
from applications.types import Actor, Application
from assistant.pipeline import Assistant
from assistant.reply import Reply
from ocr.types import QualityProblem, ReadDocument, ReadField

MOST_TURNS = 40


@dataclass
class Talk:
    """One conversation as a person holds it."""

    assistant: Assistant
    conversation_id: str
    actor: Actor | None
    replies: list[Reply] = field(default_factory=list[Reply])

    def say(self, text: str, client_message_id: str | None = None) -> Reply:
        self.replies.append(self.assistant.say(self.conversation_id, self.actor, text, client_message_id))
        return self.replies[-1]


@dataclass
class Citizen:
    """`answers`: question or field name → what is said; `papers`: material id → (document type, fields)."""

    talk: Talk
    documents: DocumentService
    answers: Mapping[str, str]
    papers: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def go_on(self, until: str | None = None) -> Reply:
        """Answers until a step of that kind is next, or until the application has been sent."""
        reply = self.talk.replies[-1]
        for _ in range(MOST_TURNS):
            view = reply.application
            if view is None or view.next is None or view.next.kind == until:
                return reply
            reply = self._answer(view)
        raise AssertionError(f"no end after {MOST_TURNS} turns: {reply.text}")

    def hand_in(self, document_type: str, values: Mapping[str, str], *problems: tuple[str, str]) -> Reply:
        """Uploads a picture that has been read already; `problems` are codes with their sentences."""
        talk = self.talk
        assert talk.actor is not None
        kept = self.documents.keep(
            talk.actor.account_id, b"picture", "a.jpg", "image/jpeg", talk.conversation_id
        )
        read = tuple(ReadField(name, value, 0.99, (0.0, 0.0, 1.0, 1.0)) for name, value in values.items())
        faults = tuple(QualityProblem(code, message) for code, message in problems)
        page = ReadDocument(document_type, 0.99, read, problems=faults)
        self.documents.store_reading(kept.document_id, [page])
        talk.replies.append(talk.assistant.add_document(talk.conversation_id, talk.actor, kept.document_id))
        return talk.replies[-1]

    def answer(self, reply: Reply) -> Reply:
        """Answers what is asked next."""
        assert reply.application is not None
        return self._answer(reply.application)

    def _answer(self, view: Application) -> Reply:
        assert view.next is not None
        kind, name = view.next.kind, view.next.name
        if kind == "document":
            assert name in self.papers, f"asked for material {name}: {view.next.prompt}"
            return self.hand_in(*self.papers[name])
        if kind in ("situation", "field"):
            assert name in self.answers, f"asked for {kind} {name}: {view.next.prompt}"
            return self.talk.say(self.answers[name])
        return self.talk.say({"confirm": "确认无误", "precheck": "预审", "submit": "提交"}[kind])
