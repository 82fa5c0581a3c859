"""The reference intake on a wire of this process, so that tests can lose and forge what passes over it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import func, select

from api.intake_service.app import create_intake_app
from api.intake_service.assembling import IntakeHouse, assemble
from api.intake_service.tables import CaseRow
from api.settings import IntakeServiceSettings
from applications.documents import DocumentService
from applications.intake import IntakeGateway
from applications.intake_http.callbacks import Callbacks
from applications.intake_http.gateway import HttpIntake
from applications.intake_http.keys import IntakeKeys, introduce
from applications.intake_http.messages import EventMessage
from applications.intake_http.signing import SignedRequest, verify
from applications.intake_http.transport import Transport
from storage.clock import Clock
from storage.files import FileStore
from storage.keys import KeyRing

Altered = Callable[[httpx.Response], httpx.Response]


@dataclass
class AppTransport(httpx.BaseTransport):
    """A wire to an ASGI app in this process. `lost` drops the next question or answer; `alter` forges."""

    app: FastAPI
    lost: list[str] = field(default_factory=list)
    """`question` or `answer`, one for each of the next requests; empty: nothing is lost"""
    alter: Altered | None = None
    seen: list[tuple[str, str]] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        self.seen.append((request.method, request.url.path))
        loss = self.lost.pop(0) if self.lost else ""
        if loss == "question":
            raise httpx.ConnectTimeout("lost", request=request)
        answer = asyncio.run(self._asked(request, body))
        if loss == "answer":
            raise httpx.ReadTimeout("lost", request=request)
        return travelling(self.alter(answer) if self.alter else answer)

    async def _asked(self, request: httpx.Request, body: bytes) -> httpx.Response:
        inner = httpx.ASGITransport(self.app)
        again = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        answer = await inner.handle_async_request(again)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


@dataclass
class CallbackTransport(httpx.BaseTransport):
    """Where the reference calls back: the same checks as our route, without the rest of the house."""

    callbacks: Callbacks
    keys: IntakeKeys
    clock: Clock
    down: bool = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down", request=request)
        body = request.read()
        verify(
            SignedRequest(request.method, str(request.url), request.headers, body), self.keys, self.clock()
        )
        if request.method == "PUT":
            kept = self.callbacks.keep_file(
                request.url.path.rsplit("/", 1)[1], body, request.headers["content-type"]
            )
            return travelling(httpx.Response(204 if kept == "kept" else 422))
        taken = self.callbacks.take(EventMessage.model_validate_json(body), body)
        return travelling(httpx.Response(200 if taken == "kept" else 409))


def travelling(answer: httpx.Response) -> httpx.Response:
    """As it comes from a socket: not read yet."""
    stream = httpx.ByteStream(answer.content)
    return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)


@dataclass
class City:
    """The reference intake with everything between it and us."""

    house: IntakeHouse
    wire: AppTransport
    gateway: IntakeGateway
    ours: IntakeKeys
    folder: Path

    def held(self) -> int:
        with self.house.database.reading() as session:
            return session.scalar(select(func.count()).select_from(CaseRow)) or 0

    def state(self, submission_id: str) -> str:
        with self.house.database.reading() as session:
            return session.get_one(CaseRow, submission_id).state

    def connect(self, callbacks: Callbacks) -> CallbackTransport:
        """Call-backs arrive there from now on."""
        there = CallbackTransport(callbacks, self.ours, self.house.clock)
        transport = Transport(
            "http://us/api/v1/intake", self.house.keys, self.house.clock, httpx.Client(transport=there)
        )
        self.house.calling._platform = transport  # type: ignore[attr-defined]
        return there


def city(folder: Path, documents: DocumentService, clock: Clock, ring: KeyRing, files: FileStore) -> City:
    ours, theirs = folder / "ours.json", folder / "theirs.json"
    introduce(ours, theirs, "ed25519")
    introduce(theirs, ours, "hmac-sha256")
    settings = IntakeServiceSettings(data_dir=folder / "city", keys=theirs, _env_file=None)
    house = assemble(settings, clock, ring=ring)
    wire, keys = AppTransport(create_intake_app(house)), IntakeKeys(ours)
    transport = Transport("http://city/v1", keys, clock, httpx.Client(transport=wire))
    return City(house, wire, HttpIntake(transport, documents), keys, folder)
