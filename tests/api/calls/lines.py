"""The server that simulated callers call, and an exchange whose test also hears what its line was told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from eval_sets.speech.calling import AudioSocketCaller, Event

Json = dict[str, Any]


@dataclass
class Server:
    """`overheard`: what the AudioSocket lines were told, for whose words the protocol has no place."""

    url: str
    audiosocket: str
    keys: Any
    overheard: list[Event] = field(default_factory=list)

    def token(self, account: str) -> str:
        answer = httpx.post(f"{self.url}/api/v1/auth/demo-login", json={"account": account})
        return answer.raise_for_status().json()["token"]

    def get(self, account: str, path: str) -> Json:
        mine = {"Authorization": f"Bearer {self.token(account)}"}
        return httpx.get(f"{self.url}/api/v1{path}", headers=mine).raise_for_status().json()


class Overheard(AudioSocketCaller):
    """An exchange whose test also hears what we would tell a program."""

    def __init__(self, server: Server, **more: Any) -> None:
        super().__init__(server.audiosocket, **more)
        server.overheard.clear()
        self.events = server.overheard

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not true():
                await asyncio.sleep(0.005)

    async def heard_out(self, since: int) -> None:
        await self.until(lambda: any(e["type"] in ("listening", "ended") for e in self.events[since:]))

    async def answered(self, text: str) -> None:
        since = len(self.events)
        await self.say(text)
        await self.heard_out(since)

    async def keyed(self, keys: str) -> None:
        """And heard out what is said to the last of them."""
        since = len(self.events)

        def answered() -> bool:
            kinds = [event["type"] for event in self.events[since:]]
            return "says" in kinds and "listening" in kinds[kinds.index("says") :]

        await self.press(keys)
        await self.until(answered)

    def status(self) -> str:
        return [e["status"] for e in self.events if e["type"] == "reply"][-1]

    @property
    def says(self) -> list[str]:
        return [e["text"] for e in self.events if e["type"] == "says"]


def standing(server: Server) -> str:
    return httpx.get(f"{server.url}/readyz").json()["dependencies"]["calls"]["detail"]


async def free(server: Server) -> None:
    """Waits until calls that were broken off have been noticed."""
    async with asyncio.timeout(30):
        while not standing(server).startswith("0 open"):
            await asyncio.sleep(0.02)
