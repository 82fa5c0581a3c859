"""What a call says: sentence after sentence, in real time, until it is told to stop."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from api.calls.line import BYTES, Line
from speech.errors import VoiceFailedError

log = logging.getLogger(__name__)

Spoken = Callable[[str, int, bool], Iterator[bytes]]
"""text, hertz, slow → pieces of sound"""
Taken = Callable[[bytes], None]
Blocking = Callable[[Callable[[], bytes | None]], Awaitable[bytes | None]]
"""runs what may take long in a thread"""
LEAD = 0.1
"""seconds that sound is sent ahead of being heard: enough for a late timer, little enough that a caller who
interrupts is not talked over"""


class Mouth:
    """`run()` is a task of the call; the rest may be called from its other tasks."""

    def __init__(
        self, line: Line, spoken: Spoken, blocking: Blocking, taken: Taken, *, paced: bool = True
    ) -> None:
        """`taken` hears every frame that goes out."""
        self._line, self._spoken, self._blocking, self._taken = line, spoken, blocking, taken
        self._paced = paced
        self._waiting: deque[tuple[str, bool, int]] = deque()
        self._count = 0
        """sentences of the talk so far, the last of which holds what it asks"""
        self._begun, self._begun_at = 0, 0.0
        """the last of them that has begun, and when"""
        self._work = asyncio.Event()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._stopped = False
        self.when_quiet: Callable[[], Awaitable[None]] = _nothing
        """done each time all has been said"""
        self._heard_until = 0.0
        """the loop's time at which what was sent has been heard"""

    @property
    def speaking(self) -> bool:
        return not self._quiet.is_set()

    def say(self, text: str, slow: bool = False) -> None:
        self._count += 1
        self._add(text, slow, self._count)

    def fill(self, text: str) -> None:
        """Something to bridge a wait; what was asked before stays asked."""
        self._add(text, False, 0)

    def begun(self, ago: float = 0.0) -> int:
        """The last sentence that had begun so many seconds ago, by its number; 0 for none as late."""
        late = self._paced and self._begun_at > asyncio.get_running_loop().time() - ago
        return 0 if late else self._begun

    def asked(self, begun: int) -> bool:
        """Whether that is still the last sentence: nothing else was asked since."""
        return begun == self._count

    def stop(self) -> bool:
        """Says no more of what is waiting or under way; whether there was any."""
        was = self.speaking
        self._waiting.clear()
        self._stopped = was
        return was

    async def quiet(self) -> None:
        """Returns when all has been said and heard."""
        await self._quiet.wait()

    async def run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            await self._line.tell("speech_begin")
            while self._waiting:
                self._stopped = False
                text, slow, number = self._waiting.popleft()
                await self._line.tell("says", text=text)
                await self._speak(text, slow, number)
            await self._listened()
            if self._waiting:
                self._work.set()
                continue
            self._stopped = False
            self._quiet.set()
            await self._line.tell("speech_end")
            await self.when_quiet()

    def _add(self, text: str, slow: bool, number: int) -> None:
        self._waiting.append((text, slow, number))
        self._quiet.clear()
        self._work.set()

    def _begin(self, number: int) -> None:
        if number > self._begun:
            self._begun, self._begun_at = number, asyncio.get_running_loop().time()

    async def _speak(self, text: str, slow: bool, number: int) -> None:
        pieces = self._spoken(text, self._line.hertz, slow)
        size = round(self._line.hertz * self._line.frame) * BYTES
        while not self._stopped:
            try:
                piece = await self._blocking(lambda: next(pieces, None))
            except VoiceFailedError as error:
                log.warning("a sentence could not be spoken: %s", error)
                return
            if piece is None:
                # without a voice callers read what is said
                return self._begin(number)
            for start in range(0, len(piece), size):
                if self._stopped:
                    return
                self._begin(number)
                await self._send(piece[start : start + size])

    async def _send(self, pcm: bytes) -> None:
        now = asyncio.get_running_loop().time()
        self._heard_until = max(self._heard_until, now) + len(pcm) / BYTES / self._line.hertz
        self._taken(pcm)
        await self._line.play(pcm)
        if self._paced:
            await asyncio.sleep(max(0.0, self._heard_until - LEAD - now))

    async def _listened(self) -> None:
        """Until the caller has heard what was sent, or doesn't want to."""
        left = self._heard_until - asyncio.get_running_loop().time()
        if self._paced and not self._stopped and left > 0:
            await asyncio.sleep(left)
        self._heard_until = 0.0


async def _nothing() -> None:
    """Whoever only says something has nothing to do then."""
