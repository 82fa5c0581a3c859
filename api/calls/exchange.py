"""The exchange: takes calls from every kind of line and gives each what it needs."""

import logging
from asyncio import FIRST_COMPLETED, create_task, gather, get_running_loop, wait
from collections import Counter
from collections.abc import Awaitable, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from api.calls.call import Call
from api.calls.clerk import Clerk
from api.calls.ear import Ear
from api.calls.line import Line, Reason
from api.calls.manners import Manners
from api.calls.mouth import Mouth
from api.calls.ports import Callers, Links, Recordings
from api.calls.tape import Tape
from api.calls.watch import Watch
from api.claims import Claims
from api.metrics import Metrics
from api.problems import say
from api.turns import Turns
from api.voices import Voices
from applications.types import Actor
from assistant.phone.talk import PhoneTalk
from assistant.phone.types import Act, Say
from assistant.pipeline import Assistant
from knowledge_base.library import Library
from speech.pcm import Samples
from speech.recogniser import Transcript
from storage.clock import CHONGQING, Clock
from storage.ids import new_id
from storage.sentences import Sentences

log = logging.getLogger(__name__)
T = TypeVar("T")
HEARING, ACTING, SPEAKING = 2, 2, 2
"""threads; recognition is one at a time anyway, and more turns at once than cores only wait for each other"""


EXPLAINED: frozenset[Reason] = frozenset({"fault", "longest"})
"""endings that are no end of a talk: the caller hears why"""
LONGEST_REFUSAL = 15.0
"""seconds in which it is said why a call is not taken"""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who calls and where they go on; without a conversation a new one is opened."""

    call_id: str
    conversation_id: str
    token: str | None
    actor: Actor | None
    resumed: bool
    number: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What of the house calls use."""

    assistant: Assistant
    turns: Turns
    library: Library
    claims: Claims
    voices: Voices
    callers: Callers
    recordings: Recordings
    links: Links
    metrics: Metrics
    clock: Clock


class Exchange:
    """One a process."""

    def __init__(self, house: House, manners: Manners) -> None:
        self._house, self.manners = house, manners
        self._calls: set[Call] = set()
        self._taken = 0
        self._by_client = Counter[str]()
        self._sentences = Sentences.of("assistant")
        self._pools = {
            name: ThreadPoolExecutor(size, thread_name_prefix=f"calls-{name}")
            for name, size in (("hear", HEARING), ("act", ACTING), ("speak", SPEAKING))
        }

    @property
    def speaks(self) -> bool:
        """Whether callers can hear us."""
        return self._house.voices.speaks

    @property
    def open(self) -> int:
        """Places taken."""
        return self._taken

    @contextmanager
    def place(self, client: str | None = None) -> Generator[Reason | None]:
        """A place for one call while it lasts; gives why there is none. Without a `client` it is a telephone,
        which nobody can read from, and which no client may crowd out."""
        if self._house.voices.hearing is None or (client is None and not self._house.voices.speaks):
            yield "deaf"
            return
        crowding = client is not None and self._by_client[client] >= self.manners.by_one
        if crowding or self._taken >= self.manners.at_once:
            yield "busy"
            return
        self._taken += 1
        self._by_client[client or ""] += 1
        try:
            yield None
        finally:
            self._taken -= 1
            self._by_client[client or ""] -= 1
            self._by_client += Counter()  # clients without a call are forgotten

    async def begin(self, actor: Actor | None, number: str | None = None) -> Opening:
        """A call with a conversation of its own."""
        opened = await self.act(self._house.assistant.open, "phone", None, actor)
        return Opening(
            new_id("call"), opened.conversation_id, opened.token, actor, resumed=False, number=number
        )

    async def serve(self, line: Line, opening: Opening) -> Reason:
        """Conducts a call that has a `place` to its end; closing the line is the caller's step."""
        call, tape, first = self._call(line, opening)
        self._calls.add(call)
        self._house.metrics.calls_open.labels(line.name).inc()
        reason: Reason = "fault"
        try:
            reason = await call.run(await first())
        finally:
            self._calls.discard(call)
            await self.act(tape.end)
            self._house.metrics.calls_open.labels(line.name).dec()
            self._house.metrics.calls.labels(line.name, reason).inc()
            log.info("call", extra={"call": opening.call_id, "line": line.name, "reason": reason})
        if reason in EXPLAINED:
            await self._explain(line, reason)
        return reason

    async def refuse(self, line: Line, reason: Reason) -> None:
        """Says why there is no place."""
        self._house.metrics.calls.labels(line.name, reason).inc()
        await self._explain(line, reason)

    async def _explain(self, line: Line, reason: Reason) -> None:
        """As far as the line still carries it."""
        mouth = Mouth(line, self._spoken, self._aloud, _nobody, paced=self.manners.paced)
        mouth.say(say(f"calls.{reason}"))
        speaking, quiet = create_task(mouth.run()), create_task(mouth.quiet())
        try:
            await wait((speaking, quiet), timeout=LONGEST_REFUSAL, return_when=FIRST_COMPLETED)
        finally:
            speaking.cancel()
            quiet.cancel()
            await gather(speaking, quiet, return_exceptions=True)

    def close(self) -> None:
        """Ends all calls."""
        for call in tuple(self._calls):
            call.end("closing")

    def release(self) -> None:
        """Ends the threads; what one is at is finished."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    # threads

    async def hear(self, samples: Samples) -> Transcript:
        hearing = self._house.voices.hearing
        assert hearing is not None, "refused before"
        return await get_running_loop().run_in_executor(self._pools["hear"], hearing.understood, samples)

    async def act(self, work: Callable[..., T], *arguments: Any) -> T:
        return await get_running_loop().run_in_executor(self._pools["act"], partial(work, *arguments))

    async def _aloud(self, work: Callable[[], bytes | None]) -> bytes | None:
        return await get_running_loop().run_in_executor(self._pools["speak"], work)

    # parts

    def _call(self, line: Line, opening: Opening) -> tuple[Call, Tape, Callable[[], Awaitable[list[Act]]]]:
        house, manners = self._house, self.manners
        assert house.voices.hearing is not None, "refused before"
        actor, now = opening.actor, house.clock().astimezone(CHONGQING)
        clerk = Clerk(
            house.assistant, house.turns, house.library, house.claims, house.callers, house.links,
            opening.call_id, opening.conversation_id, actor,
        )  # fmt: skip
        tape = Tape(
            house.recordings,
            opening.call_id,
            opening.conversation_id,
            actor.account_id if actor else None,
            line.hertz,
            words=self._sentences.say("phone.consent.ask"),
        )
        watch = Watch(house.metrics)

        def sent(pcm: bytes) -> None:
            watch.sounded()
            tape.said(pcm)

        ear = Ear(
            house.voices.hearing.listen(line.hertz), line.hertz,
            silence=manners.silence, barge_in=manners.barge_in,
        )  # fmt: skip
        mouth = Mouth(line, self._spoken, self._aloud, sent, paced=manners.paced)
        talk = PhoneTalk(
            self._sentences,
            today=now.date(),
            recording=house.recordings.asks and not opening.resumed,
            signed_in=actor is not None,
            number=opening.number,
            hour=now.hour,
        )
        call = Call(line, talk, clerk, ear, mouth, tape, watch, self, manners, say)
        return call, tape, partial(self._first, talk, clerk, opening.resumed)

    async def _first(self, talk: PhoneTalk, clerk: Clerk, resumed: bool) -> list[Act]:
        """Somebody who comes back hears what was said last, not the greeting."""
        last = await self.act(clerk.last) if resumed else None
        return talk.begin() if last is None else [Say(say("calls.back")), *talk.replied(last)]

    def _spoken(self, text: str, hertz: int, slow: bool) -> Iterator[bytes]:
        """Nothing where there is no voice: callers then read what is said."""
        return iter(self._house.voices.spoken(text, hertz, slow)) if self._house.voices.speaks else iter(())


def _nobody(_pcm: bytes) -> None:
    """Keeps nothing."""
