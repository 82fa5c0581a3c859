"""One turn as a visible list of steps, and the facade that everybody above uses."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from applications.errors import ApplicationsError
from applications.service import ApplicationService
from applications.types import Actor, Application
from assistant.act import act
from assistant.answer import QuotingComposer, answer
from assistant.check import check
from assistant.consulted import Call
from assistant.conversations import Conversations, Finished, Kept, OvertakenError
from assistant.decide import decide
from assistant.errors import BusyConversationError
from assistant.gaps import gap
from assistant.guard import guard
from assistant.published import PublishedVersions
from assistant.queueing import OneAtATime
from assistant.record import record
from assistant.reply import History, Opened, Reply
from assistant.rooms import Composer, Proposer, Rooms, Step
from assistant.turn import Turn, TurnReport
from assistant.understand import understand
from assistant.understand.rules import RuleProposer
from knowledge_base.errors import KnowledgeBaseError
from knowledge_base.library import Library
from storage.clock import Clock, system_clock
from storage.database import Database
from storage.ids import new_id
from storage.sentences import Sentences

TURN: list[Step] = [guard, understand, decide, act, answer, check, record]
CLOSING = (check, record)
"""steps that run also when an earlier one, such as the guard, has already replied"""
ATTEMPTS = 5

OnTurn = Callable[[TurnReport], None]
OnStep = Callable[[str], None]
"""Hears which step begins; called from the thread of the turn."""


class Assistant:
    """Conversations: open, say, add a document, read again. Safe to use from many threads."""

    def __init__(
        self,
        database: Database,
        library: Library,
        applications: ApplicationService,
        clock: Clock = system_clock,
        on_turn: OnTurn | None = None,
        proposer: Proposer | None = None,
        composer: Composer | None = None,
        keep_texts: bool = True,
    ) -> None:
        """`keep_texts`: whether those of a model's calls are kept beside their counts."""
        self._conversations = Conversations(database, clock, texts=keep_texts)
        self._clock, self._on_turn = clock, on_turn
        self._rooms = Rooms(
            library=library,
            applications=applications,
            sentences=Sentences.of("assistant"),
            proposer=proposer or RuleProposer(library),
            composer=composer or QuotingComposer(),
            published=PublishedVersions(library),
            remember=lambda turn: None,
        )
        self._by_phone = self._rooms.sentences.instead("by_phone")
        self._queue = OneAtATime()

    def open(self, channel: str, district: str | None = None, actor: Actor | None = None) -> Opened:
        return self._conversations.open(channel, district, actor.account_id if actor else None)

    def admits(self, conversation_id: str, actor: Actor | None, token: str | None) -> bool:
        """Whether this person may use the conversation; False also for one that does not exist."""
        return self._conversations.admits(conversation_id, actor.account_id if actor else None, token)

    def say(
        self,
        conversation_id: str,
        actor: Actor | None,
        text: str,
        client_message_id: str | None = None,
        on_step: OnStep | None = None,
    ) -> Reply:
        """One turn. The same `client_message_id` again gives the same reply and does nothing."""
        return self._turn(conversation_id, actor, text, None, client_message_id, on_step=on_step)

    def add_document(
        self,
        conversation_id: str,
        actor: Actor | None,
        document_id: str,
        client_message_id: str | None = None,
    ) -> Reply:
        """A document that is kept and read already; it goes into the open application."""
        return self._turn(conversation_id, actor, "", document_id, client_message_id)

    def tell(
        self,
        conversation_id: str,
        actor: Actor | None,
        document_id: str,
        text: str,
        client_message_id: str | None = None,
    ) -> Reply:
        """A turn that only says what became of a document, e.g. that it is kept but not read yet."""
        return self._turn(conversation_id, actor, "", document_id, client_message_id, Reply("handling", text))

    def history(self, conversation_id: str, actor: Actor | None) -> History:
        kept, messages = self._conversations.messages(conversation_id, actor.account_id if actor else None)
        view = self._application(kept, actor)
        return History(conversation_id, kept.channel, kept.district, messages, kept.state.item_id, view)

    def _turn(
        self,
        conversation_id: str,
        actor: Actor | None,
        text: str,
        document_id: str | None,
        client_message_id: str | None,
        reply: Reply | None = None,
        on_step: OnStep | None = None,
    ) -> Reply:
        """Turns of one conversation queue here; those of other processes are noticed when recording.

        What a model was asked in a turn that was overtaken goes on with the next try: it was paid for.
        """
        account_id = actor.account_id if actor else None
        calls: list[Call] = []
        with self._queue.held(conversation_id):
            for _ in range(ATTEMPTS):
                kept = self._conversations.read(conversation_id, account_id, client_message_id)
                if kept.replied is not None:
                    return kept.replied
                turn = self._begin(kept, actor, text, document_id)
                turn.reply, turn.calls = reply, calls
                try:
                    return self._run(turn, kept, client_message_id, on_step or _unheard)
                except OvertakenError:
                    continue
        raise BusyConversationError

    def _begin(self, kept: Kept, actor: Actor | None, text: str, document_id: str | None) -> Turn:
        turn = Turn(
            message_id=new_id("msg"),
            conversation_id=kept.conversation_id,
            channel=kept.channel,
            district=kept.district,
            actor=actor,
            raw=text,
            document_id=document_id,
            at=self._clock(),
            state=kept.state,
        )
        turn.recent = partial(self._conversations.recent, kept.conversation_id)
        turn.application = self._application(kept, actor)
        if turn.application is not None:
            view = turn.application
            turn.guide = self._rooms.guide_of(view)
            turn.left = view.item_id
        return turn

    def _application(self, kept: Kept, actor: Actor | None) -> Application | None:
        application_id = kept.state.application_id
        if actor is None or application_id is None:
            return None
        found = self._rooms.find(actor, application_id)
        return found if isinstance(found, Application) else None

    def _run(self, turn: Turn, kept: Kept, client_message_id: str | None, on_step: OnStep) -> Reply:
        rooms = replace(
            self._rooms,
            sentences=self._by_phone if kept.channel == "phone" else self._rooms.sentences,
            remember=partial(self._remember, kept=kept, client_message_id=client_message_id),
        )
        seconds: dict[str, float] = {}
        try:
            for step in TURN:
                if turn.reply is None or step in CLOSING:
                    on_step(step.__name__)
                    _timed(step, turn, rooms, seconds)
        except (KnowledgeBaseError, ApplicationsError):
            turn.decisions = []
            turn.reply = Reply("error", rooms.sentences.say("error.fault"))
            _timed(record, turn, rooms, seconds)
        assert turn.reply is not None
        if self._on_turn is not None:
            self._on_turn(
                TurnReport(turn.reply.status, seconds, gap(kept.state, turn), turn.calls, turn.wording)
            )
        return turn.reply

    def _remember(self, turn: Turn, *, kept: Kept, client_message_id: str | None) -> None:
        assert turn.reply is not None
        turn.reply = self._conversations.record(
            Finished(
                conversation_id=turn.conversation_id,
                channel=turn.channel,
                version=kept.version,
                owner_id=turn.actor.account_id if turn.actor else None,
                state=turn.state,
                client_message_id=client_message_id,
                text=turn.raw,
                document_id=turn.document_id,
                reply=turn.reply,
                calls=turn.calls,
                wording=turn.wording,
            )
        )


def _unheard(_step: str) -> None:
    """For whoever does not want to hear of the steps."""


def _timed(step: Step, turn: Turn, rooms: Rooms, seconds: dict[str, float]) -> None:
    begun = time.perf_counter()
    step(turn, rooms)
    seconds[step.__name__] = time.perf_counter() - begun
