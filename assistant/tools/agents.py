"""The agent as a service: talks of accounts, what they cost, and acts that wait for their person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from applications.service import ApplicationService
from applications.types import Actor
from assistant.consulted import Ask, Call, Failed, Line, Spent, Told, Why, Wording
from assistant.kept_calls import keep_calls
from assistant.model.chat import ServedModel
from assistant.pipeline import Assistant
from assistant.prompts import prompt
from assistant.tools import threads
from assistant.tools.agent import PROMPT, Answered, agent
from assistant.tools.approvals import Approvals, Waiting
from assistant.tools.threads import Thread
from assistant.tools.watch import Ceilings
from knowledge_base.library import Library
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

CHANNEL = "agent"
OUTCOMES: dict[str, Why] = {"timeout": "timeout", "spent": "spent", "failed": "unreachable"}
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Replied:
    """`model` is empty where the published wording was told."""

    thread_id: str
    answered: Answered
    waiting: tuple[Waiting, ...]
    model: str = ""


class Agents:
    """`may(conversation_id)`: whether switch and ceilings of the service let a model be asked now."""

    def __init__(
        self,
        database: Database,
        assistant: Assistant,
        library: Library,
        applications: ApplicationService,
        approvals: Approvals,
        models: Sequence[ServedModel],
        may: Callable[[str], bool],
        clock: Clock,
        ceilings: Ceilings | None = None,
    ) -> None:
        self._database, self._assistant, self._library = database, assistant, library
        self._applications, self._approvals = applications, approvals
        self._models, self._may = models, may
        self._clock, self._ceilings = clock, ceilings or Ceilings()

    def say(self, actor: Actor, text: str, thread_id: str | None = None) -> Replied | None:
        """One run. None for a thread that does not exist, or is another account's."""
        thread = self._thread(actor, thread_id)
        if thread is None:
            return None
        may = self._may(thread.conversation_id)
        one = agent(
            [served.model for served in self._models],
            self._assistant,
            self._library,
            self._applications,
            actor,
            conversation_id=thread.conversation_id,
            ceilings=self._ceilings,
        )
        answered = one.run(text, thread.said) if may else one.published(text)
        going_on = replace(thread, conversation_id=one.asking.conversation_id)
        return self._kept(actor, going_on, text, answered)

    def _thread(self, actor: Actor, thread_id: str | None) -> Thread | None:
        if thread_id is None:
            return Thread(new_id("thr"), self._assistant.open(CHANNEL).conversation_id)
        with self._database.reading() as session:
            return threads.find(session, actor.account_id, thread_id)

    def _kept(self, actor: Actor, thread: Thread, text: str, answered: Answered) -> Replied:
        said = [Line("person", text), Line("assistant", answered.text)]
        model = "" if answered.why else self._models[0].name
        with self._database.transaction() as session:
            threads.keep(session, actor.account_id, thread, said, self._clock())
            waiting = self._approvals.keep(session, actor, thread.thread_id, answered.approvals)
            keep_calls(
                session.connection(), thread.conversation_id, answered.message_id, self._calls(answered),
                _wording(answered), self._clock(), texts=False,
            )  # fmt: skip
        return Replied(thread.thread_id, answered, waiting, model)

    def _calls(self, answered: Answered) -> list[Call]:
        """A run counts as one call of the first model; none where no model was asked."""
        if not answered.asked:
            return []
        served = self._models[0]
        yuan = answered.tokens_in * served.price_in + answered.tokens_out * served.price_out
        spent = Spent(answered.tokens_in, answered.tokens_out, 0.0, yuan / MILLION)
        ask = Ask("agent", prompt(PROMPT).version, "", ())
        failed = OUTCOMES.get(answered.why)
        answer = Failed(served.name, failed, spent=spent) if failed else Told(served.name, "", None, spent)
        return [Call(ask, answer)]


def _wording(answered: Answered) -> Wording:
    if not answered.asked or answered.why in OUTCOMES:
        return Wording()
    return Wording(1, [answered.why] if answered.why else None)
