"""One call: what is heard goes to the talk, what the talk wants is done, one thing at a time."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from api.calls.clerk import Clerk
from api.calls.ear import Ear, Interruption, Silence
from api.calls.line import HungUp, Keys, Line, LineLostError, MisusedError, Reason, Sound
from api.calls.manners import Manners
from api.calls.mouth import Mouth
from api.calls.ports import Talk
from api.calls.tape import Tape
from api.calls.watch import Watch
from assistant.phone import types as acts
from assistant.phone.types import Act, Heard
from speech.errors import HearingBusyError
from speech.hearing import Utterance
from speech.pcm import Samples
from speech.recogniser import NOTHING, Transcript

log = logging.getLogger(__name__)
T = TypeVar("T")
Key = str
QUEUED = 16
"""utterances and presses that wait; beyond them the line itself waits"""


@dataclass(frozen=True, slots=True)
class Said:
    """What came from the caller, and which sentence of ours they had heard then."""

    what: Utterance | Key | Silence
    begun: int


class Threads(Protocol):
    """Where what blocks is done."""

    async def hear(self, samples: Samples) -> Transcript: ...
    async def act(self, work: Callable[..., T], *arguments: Any) -> T: ...


class Call:
    """`await Call(…).run()` gives why it ended. Its tasks: one listens, one answers, one speaks."""

    def __init__(
        self,
        line: Line,
        talk: Talk,
        clerk: Clerk,
        ear: Ear,
        mouth: Mouth,
        tape: Tape,
        watch: Watch,
        threads: Threads,
        manners: Manners,
        say: Callable[[str], str],
    ) -> None:
        """`say` gives a sentence of the door's own."""
        self._line, self._talk, self._clerk = line, talk, clerk
        self._ear, self._mouth, self._tape, self._watch = ear, mouth, tape, watch
        self._threads, self._manners, self._sentence = threads, manners, say
        self._inputs: asyncio.Queue[Said] = asyncio.Queue(QUEUED)
        self._busy = True
        """something of the caller's is being dealt with"""
        self._filler: asyncio.TimerHandle | None = None
        mouth.when_quiet = self._listening
        self._over: asyncio.Future[Reason] = asyncio.get_running_loop().create_future()

    async def run(self, opening: Iterable[Act]) -> Reason:
        """`opening`: what the talk begins with."""
        tasks = [
            asyncio.create_task(work) for work in (self._listen(), self._answer(opening), self._mouth.run())
        ]
        try:
            await asyncio.wait(
                (*tasks, self._over), timeout=self._manners.longest, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in tasks:
                task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        faults = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        for misused in (fault for fault in faults if isinstance(fault, MisusedError)):
            await self._line.complain(str(misused))
        if self._over.done():
            return self._over.result()
        return _reason(faults[0]) if faults else "longest"

    def end(self, reason: Reason) -> None:
        """Ends the call from outside or inside; the first reason stands."""
        if not self._over.done():
            self._over.set_result(reason)

    # hearing

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while True:
            try:
                async with asyncio.timeout(self._manners.idle):
                    heard = await self._line.hear()
            except TimeoutError:
                return self.end("idle")
            if isinstance(heard, HungUp):
                return self.end(heard.reason)
            if isinstance(heard, Keys):
                await self._pressed(heard)
                continue
            await self._sounded(heard)
            if self._manners.paced and self._ear.heard > loop.time() - began + self._manners.ahead:
                raise MisusedError("call_too_fast")

    async def _pressed(self, keys: Keys) -> None:
        """One at a time: what the first leads to is known to the talk when it gets the next."""
        self._ear.touched()
        begun = self._mouth.begun()
        if any(map(self._talk.counts, keys.keys)):
            await self._interrupt()
        for key in keys.keys:
            await self._inputs.put(Said(key, begun))

    async def _sounded(self, sound: Sound) -> None:
        self._tape.heard(sound.pcm)
        for piece in self._ear.slices(sound.pcm):
            busy = self._busy or not self._inputs.empty()
            for found in self._ear.feed(piece, speaking=self._mouth.speaking, busy=busy):
                if isinstance(found, Interruption):
                    await self._interrupt()
                    continue
                pause = 0.0
                if isinstance(found, Utterance):
                    pause = self._ear.pause(found)
                    self._watch.ended(pause)
                await self._inputs.put(Said(found, self._mouth.begun(pause)))

    async def _interrupt(self) -> None:
        """The caller comes first: what we were saying is dropped, here and at the other end of the line."""
        if self._mouth.stop():
            self._watch.interrupted()
            await self._line.tell("interrupted")

    # answering

    async def _answer(self, opening: Iterable[Act]) -> None:
        self._wait_patiently()
        await self._perform(opening)
        while True:
            self._waited()
            self._ear.expect(self._talk.expects)
            self._busy = False
            await self._listening()
            said = await self._inputs.get()
            self._busy = True
            self._wait_patiently()
            await self._perform(await self._wanted(said))

    async def _wanted(self, said: Said) -> list[Act]:
        """What the talk makes of it. Who came before our question was put has not answered it."""
        if isinstance(said.what, Silence):
            return self._talk.silent()
        heard = None if isinstance(said.what, Key) else await self._understood(said.what)
        if not self._mouth.asked(said.begun):
            self._talk.unsaid()
        if isinstance(said.what, Key):
            return self._talk.pressed(said.what)
        return self._talk.heard(heard) if heard else self._talk.unheard()

    async def _listening(self) -> None:
        """Tells that it is the caller's turn, once nothing more is coming from us."""
        if not self._busy and self._inputs.empty() and not self._mouth.speaking:
            await self._line.tell("listening", expects=self._talk.expects)

    async def _understood(self, utterance: Utterance) -> Heard | None:
        try:
            with self._watch.hearing():
                heard = await self._threads.hear(utterance.samples)
        except HearingBusyError:
            heard = NOTHING
        if not heard.text:
            self._watch.nothing()
            return None
        await self._line.tell("heard", text=heard.text, confidence=round(heard.confidence, 3))
        raw = "".join(segment.text for segment in heard.segments)
        return Heard(heard.text, heard.confidence, raw=raw)

    async def _perform(self, wanted: Iterable[Act]) -> None:
        """In order; what comes of one act is done before the next."""
        left = deque(wanted)
        while left:
            left.extendleft(reversed(await self._done(left.popleft())))

    async def _done(self, act: Act) -> list[Act]:
        """Carries out one act and tells the talk; gives what the talk wants then."""
        match act:
            case acts.Say(text, slow):
                self._mouth.say(text, slow)
            case acts.Turn(text):
                return await self._turn(text)
            case acts.SendCode(number):
                return self._talk.code_sent(
                    await self._meanwhile(self._threads.act(self._clerk.send_code, number))
                )
            case acts.CheckCode(number, code):
                return await self._identified(number, code)
            case acts.SendLink(application_id):
                sent = await self._meanwhile(self._threads.act(self._clerk.send_link, application_id))
                await self._line.tell("link", application_id=application_id, sent=sent)
                return self._talk.link_sent(sent)
            case acts.KeepRecording(agreed):
                await self._threads.act(self._tape.agreed, agreed)
            case acts.HandOff(reason):
                await self._line.tell("handoff", reason=reason)
                await self._finish("handoff")
            case acts.HangUp():
                await self._finish("done")
        return []

    async def _turn(self, text: str) -> list[Act]:
        self._watch.turned()
        answered, shape = await self._meanwhile(self._threads.act(self._clerk.turn, text))
        await self._line.tell("reply", **shape.model_dump(mode="json"))
        return self._talk.replied(answered)

    async def _identified(self, number: str, code: str) -> list[Act]:
        name = await self._meanwhile(self._threads.act(self._clerk.check, number, code))
        if self._clerk.actor and name is not None:
            await self._threads.act(self._tape.belongs, self._clerk.actor.account_id)
            await self._line.tell("identified", name=name)
        return self._talk.identified(name)

    async def _meanwhile(self, work: Awaitable[T]) -> T:
        """Its result. What comes until then goes to the talk at once, which knows that it waits; work in a
        thread is finished there even if the call is over before."""
        under_way = asyncio.ensure_future(work)
        try:
            while not under_way.done():
                said = await self._until(under_way)
                if said and (wanted := await self._wanted(said)):
                    self._waited()
                    await self._perform(wanted)
            return under_way.result()
        finally:
            under_way.cancel()

    async def _until(self, under_way: asyncio.Future[Any]) -> Said | None:
        """What comes from the caller; None where something else is done first."""
        coming = asyncio.ensure_future(self._inputs.get())
        try:
            await asyncio.wait((under_way, coming), return_when=asyncio.FIRST_COMPLETED)
            return coming.result() if coming.done() else None
        finally:
            coming.cancel()

    def _wait_patiently(self) -> None:
        """Somebody who waits for long hears once that we are still there."""
        loop, text = asyncio.get_running_loop(), self._sentence("calls.wait")
        self._filler = loop.call_later(self._manners.filler, self._mouth.fill, text)

    def _waited(self) -> None:
        if self._filler:
            self._filler.cancel()

    async def _finish(self, reason: Reason) -> None:
        """After the last word; waits to be ended."""
        self._waited()
        await self._mouth.quiet()
        self.end(reason)
        await asyncio.Event().wait()


def _reason(fault: Exception) -> Reason:
    if isinstance(fault, LineLostError):
        return "lost"
    if isinstance(fault, MisusedError):
        return "refused"
    log.error("a call failed", exc_info=fault)
    return "fault"
