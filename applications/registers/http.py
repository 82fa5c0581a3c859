"""A city's data sharing platform over HTTP: `POST <url>/<register>` with name and number, JSON back.

The number goes in the body, never in the address. The platform answers 200 with
`{"found": true, "facts": {fact: text}, "on": "YYYY-MM-DD"}` or `{"found": false}`. Anything else is no
answer: a wrong address must not look like a person whom nobody knows.
"""

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from threading import Lock
from time import monotonic
from typing import Literal

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from applications.registers.types import Answer, Answers, Found, NotFound, Person, Unavailable

REST_SECONDS = 30.0
"""A register that failed is left in peace for so long: nobody else waits for it meanwhile."""
AT_ONCE = 16
"""look-ups under way in one process; one more is not waited for"""
MOST_BYTES = 100_000
"""of an answer; a register's entry about one person is far smaller"""


class _Entry(BaseModel):
    found: Literal[True]
    facts: dict[str, str]
    on: date


class _Nobody(BaseModel):
    found: Literal[False]


_ANSWER = TypeAdapter[_Entry | _Nobody](_Entry | _Nobody)


class HttpRegisters:
    """`Registers`. `timeout` in seconds bounds a whole look-up, whatever the network does."""

    def __init__(
        self,
        url: str,
        token: str,
        timeout: float,
        transport: httpx.BaseTransport | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.Client(
            base_url=url, headers=headers, timeout=timeout, transport=transport, follow_redirects=False
        )
        self._timeout, self._seconds = timeout, seconds
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="registers")
        self._failed: dict[str, float] = {}
        self._lock = Lock()
        self._underway = 0

    def look_up(self, registers: Collection[str], person: Person) -> Answers:
        asked = {name: future for name in registers if (future := self._begin(name, person))}
        done, _ = wait(asked.values(), self._timeout)
        answers: dict[str, Answer] = {name: Unavailable() for name in registers}
        answers |= {name: future.result() for name, future in asked.items() if future in done}
        with self._lock:
            for name in asked:
                if isinstance(answers[name], Unavailable):
                    self._failed[name] = self._seconds()
        return answers

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    def _begin(self, name: str, person: Person) -> "Future[Answer] | None":
        """The look-up under way; None for a register at rest and while too many hang."""
        with self._lock:
            failed = self._failed.get(name)
            resting = failed is not None and self._seconds() - failed < REST_SECONDS
            if resting or self._underway >= AT_ONCE:
                return None
            self._failed.pop(name, None)
            self._underway += 1
        future = self._pool.submit(self._ask, name, person)
        future.add_done_callback(self._ended)
        return future

    def _ended(self, _future: "Future[Answer]") -> None:
        with self._lock:
            self._underway -= 1

    def _ask(self, name: str, person: Person) -> Answer:
        body = {"name": person.name, "id_number": person.id_number}
        try:
            with self._client.stream("POST", f"/{name}", json=body) as response:
                if response.status_code != int(httpx.codes.OK):
                    return Unavailable()
                answer = _ANSWER.validate_json(self._text(response))
        except (httpx.HTTPError, ValidationError):
            return Unavailable()
        return Found(answer.facts, answer.on) if isinstance(answer, _Entry) else NotFound()

    def _text(self, response: httpx.Response) -> bytes:
        """The answer's body; empty, which is no answer, when it is too long or trickles on and on."""
        data, begun = b"", self._seconds()
        for piece in response.iter_bytes():
            data += piece
            if len(data) > MOST_BYTES or self._seconds() - begun > self._timeout:
                return b""
        return data
