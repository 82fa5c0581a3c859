"""A line, a talk and ears by program, for calls without a network, a voice or a recogniser."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from api.calls.call import Call
from api.calls.ear import Ear
from api.calls.line import HungUp, Incoming, Keys, LineLostError, Reason, Sound
from api.calls.manners import Manners
from api.calls.mouth import Mouth
from api.calls.tape import Tape
from api.calls.watch import Watch
from api.metrics import Metrics
from assistant.phone.talk import PhoneTalk
from assistant.phone.types import Act, Answered, Heard, Say, Turn
from speech.hearing import Began, Utterance
from speech.pcm import Samples
from speech.recogniser import Segment, Transcript

HERTZ = 8_000
FRAME = 320
"""bytes: 20 ms"""
QUIET, VOICE = b"\0" * FRAME, b"\1" * FRAME
Event = tuple[str, dict[str, Any]]


class FakeLine:
    name, hertz, frame = "fake", HERTZ, 0.02

    def __init__(self) -> None:
        self.coming: asyncio.Queue[Incoming] = asyncio.Queue()
        self.played: list[bytes] = []
        self.told: list[Event] = []
        self.changed = asyncio.Event()
        self.broken = False

    async def hear(self) -> Incoming:
        return await self.coming.get()

    async def play(self, pcm: bytes) -> None:
        if self.broken:
            raise LineLostError
        self.played.append(pcm)
        await asyncio.sleep(0)

    async def tell(self, event: str, **data: object) -> None:
        self.told.append((event, data))
        self.changed.set()

    async def complain(self, code: str) -> None:
        await self.tell("problem", code=code)

    async def close(self, reason: Reason) -> None:
        await self.tell("ended", reason=reason)

    # what the test does

    def send(self, *incoming: Incoming) -> None:
        for one in incoming:
            self.coming.put_nowait(one)

    def speak(self, seconds: float = 0.5, pause: float = 1.0) -> None:
        self.send(*[Sound(VOICE)] * round(seconds / 0.02), *[Sound(QUIET)] * round(pause / 0.02))

    def press(self, keys: str) -> None:
        self.send(Keys(keys))

    def hang_up(self) -> None:
        self.send(HungUp("caller"))

    async def until(self, event: str, count: int = 1) -> dict[str, Any]:
        """The data of the `count`th such event, waited for."""
        async with asyncio.timeout(10):
            while len(found := [data for name, data in self.told if name == event]) < count:
                self.changed.clear()
                await self.changed.wait()
        return found[count - 1]

    @property
    def says(self) -> list[str]:
        return [data["text"] for name, data in self.told if name == "says"]


class FakeListener:
    """Takes what is not zero for speech; patience and the first quarter of a second as the real one."""

    def __init__(self) -> None:
        self.patience, self._at, self._voiced, self._silent = 0.7, 0.0, 0.0, 0.0

    def feed(self, pcm16: bytes) -> list[Began | Utterance]:
        seconds = len(pcm16) / 2 / HERTZ
        self._at += seconds
        if any(pcm16):
            was, self._voiced, self._silent = self._voiced, self._voiced + seconds, 0.0
            return [Began(self._at)] if was < 0.25 <= self._voiced else []
        self._silent += seconds
        if not self._voiced or self._silent < self.patience:
            return []
        end, short = self._at - self._silent, self._voiced < 0.25
        self._voiced = self._silent = 0.0
        utterance = Utterance(np.zeros(160, np.float32), 0.0, end)
        return [Began(end), utterance] if short else [utterance]


class FakeTalk:
    """Hands on what it hears, and says what comes back; a test may put its own answers in."""

    def __init__(self, **own: Callable[..., list[Act]]) -> None:
        self.happened: list[tuple[str, Any]] = []
        self.expects: Any = "speech"
        self._own = own

    def _came(self, name: str, what: Any, otherwise: list[Act]) -> list[Act]:
        self.happened.append((name, what))
        return self._own[name](what) if name in self._own else otherwise

    def begin(self) -> list[Act]:
        return [Say("hello")]

    def heard(self, heard: Heard) -> list[Act]:
        return self._came("heard", heard.text, [Turn(heard.text)])

    def pressed(self, key: str) -> list[Act]:
        return self._came("pressed", key, [])

    def counts(self, key: str) -> bool:
        return key != "*"

    def unsaid(self) -> None:
        self._came("unsaid", None, [])

    def replied(self, answered: Answered) -> list[Act]:
        return self._came("replied", answered.text, [Say(answered.text)])

    def code_sent(self, sent: bool) -> list[Act]:
        return self._came("code_sent", sent, [])

    def identified(self, name: str | None) -> list[Act]:
        return self._came("identified", name, [])

    def link_sent(self, sent: bool) -> list[Act]:
        return self._came("link_sent", sent, [])

    def silent(self) -> list[Act]:
        return self._came("silent", None, [Say("still there?")])

    def unheard(self) -> list[Act]:
        return self._came("unheard", None, [Say("pardon?")])


class Shape:
    def model_dump(self, mode: str) -> dict[str, Any]:
        return {"status": "answered"}


class FakeClerk:
    def __init__(self) -> None:
        self.turns: list[str] = []
        self.actor: Any = None
        self.reply: Callable[[str], tuple[Answered, Any]] = lambda text: (
            Answered("answered", f"re {text}", f"re {text}"),
            Shape(),
        )

    def turn(self, text: str) -> tuple[Answered, Any]:
        self.turns.append(text)
        return self.reply(text)

    def send_code(self, number: str) -> bool:
        return number != ""

    def send_link(self, application_id: str) -> bool:
        return True


class FakeThreads:
    """`words`: what is recognised, one after the other; an exception is raised."""

    def __init__(self, *words: str | Exception, slowly: float = 0.0, hearing: float = 0.0) -> None:
        self._words, self._slowly, self._hearing = list(words), slowly, hearing

    async def hear(self, samples: Samples) -> Transcript:
        await asyncio.sleep(self._hearing)
        said = self._words.pop(0)
        if isinstance(said, Exception):
            raise said
        return Transcript.of((Segment(0, 1, said, 0.9),) if said else (), "zh")

    async def act(self, work: Callable[..., Any], *arguments: Any) -> Any:
        await asyncio.sleep(self._slowly)
        return work(*arguments)


class FakeRecordings:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    asks = True

    def begin(self, *what: Any, **about: Any) -> None:
        self.calls.append(("begin", *what, *about.values()))

    def identified(self, *what: Any) -> None:
        self.calls.append(("identified", *what))

    def keep(self, *what: Any) -> None:
        self.calls.append(("keep", *what))

    def end(self, *what: Any) -> None:
        self.calls.append(("end", *what))


class OneCall:
    """A call with fakes all round: `async with OneCall(…) as one`."""

    def __init__(
        self,
        *words: str | Exception,
        talk: FakeTalk | PhoneTalk | None = None,
        slowly: float = 0.0,
        hearing: float = 0.0,
        seconds: float = 0.1,
        **manners: Any,
    ) -> None:
        """`seconds`: how long each sentence of ours lasts."""
        self.line, self.clerk = FakeLine(), FakeClerk()
        self.talk: Any = talk or FakeTalk()
        self.metrics, self.recordings = Metrics(), FakeRecordings()
        self._words, self._seconds = words, seconds
        self._delays = {"slowly": slowly, "hearing": hearing}
        self._manners = Manners(**{"paced": False, **manners})

    def spoken(self, text: str, hertz: int, slow: bool) -> Iterator[bytes]:
        yield VOICE * round(self._seconds / 0.02)

    async def __aenter__(self) -> "OneCall":
        watch, manners = Watch(self.metrics), self._manners
        self.tape = Tape(self.recordings, "call_1", "conv_1", None, HERTZ, words="may we?")

        def sent(pcm: bytes) -> None:
            watch.sounded()
            self.tape.said(pcm)

        async def aloud(work: Callable[[], bytes | None]) -> bytes | None:
            return work()

        listener: Any = FakeListener()
        clerk: Any = self.clerk
        ear = Ear(listener, HERTZ, silence=manners.silence, barge_in=manners.barge_in)
        self.mouth = mouth = Mouth(self.line, self.spoken, aloud, sent, paced=manners.paced)
        threads = FakeThreads(*self._words, **self._delays)
        self.call = Call(
            self.line, self.talk, clerk, ear, mouth, self.tape, watch, threads, manners, lambda key: key
        )
        self.running = asyncio.create_task(self.call.run(self.talk.begin()))
        await self.line.until("speech_begin")
        return self

    async def __aexit__(self, *_: object) -> None:
        self.call.end("closing")
        await self.running

    async def ended(self) -> Reason:
        async with asyncio.timeout(10):
            return await self.running
