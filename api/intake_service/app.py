"""The reference intake over HTTP: for the platform signed both ways, for its own staff with a token."""

import hmac
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import APIRouter, FastAPI, Header, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import StreamingResponse

from api.intake_service.assembling import IntakeHouse
from api.signed import is_trusted, signed_request
from applications.intake_http.messages import (
    CaseMessage,
    EventKind,
    FilesMissing,
    FindingMessage,
    ResultMessage,
)
from applications.intake_http.signing import SignedAnswer, sign
from storage.clock import CHONGQING

CALLING_SECONDS, OVERDUE_SECONDS = 2, 600
LARGEST_BODY = 21 * 1024 * 1024

platform = APIRouter(prefix="/v1")
staff = APIRouter(prefix="/admin")


class Told(BaseModel):
    """What its staff say of a case."""

    note: str = ""
    findings: list[FindingMessage] = Field(default_factory=list[FindingMessage])
    result: ResultMessage | None = None


def create_intake_app(house: IntakeHouse) -> FastAPI:
    """Every answer to the platform is signed, refusals too; what is not signed by it is not read."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        scheduler = AsyncIOScheduler(timezone=CHONGQING)
        for job, seconds in (
            (house.calling.send_due, CALLING_SECONDS),
            (house.cases.mark_overdue, OVERDUE_SECONDS),
        ):
            now = datetime.now(CHONGQING)
            scheduler.add_job(job, "interval", seconds=seconds, next_run_time=now, coalesce=True)
        scheduler.start()
        yield
        scheduler.shutdown(wait=False)

    app = FastAPI(title="统一收件 reference intake", lifespan=lifespan, max_body_size=LARGEST_BODY)
    app.state.house = house
    app.include_router(platform)
    app.include_router(staff)

    @app.middleware("http")
    async def _signing(request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
        if not request.url.path.startswith("/v1/"):
            return await handle(request)
        asked = await signed_request(request)
        if await run_in_threadpool(is_trusted, asked, house.keys, house.clock):
            answer = await handle(request)
        else:
            answer = _json(401, {"code": "signature_invalid"})
        body = await _body(answer)
        headers = {"content-type": answer.headers.get("content-type", "application/json")}
        sign(SignedAnswer(answer.status_code, headers, body, asked), house.keys, house.clock())
        return Response(body, answer.status_code, headers)

    return app


async def _body(answer: Response) -> bytes:
    if not isinstance(answer, StreamingResponse) and not hasattr(answer, "body_iterator"):
        return bytes(answer.body)
    parts: Any = getattr(answer, "body_iterator")  # noqa: B009 - Starlette's wrapped answer has no public type
    return b"".join([bytes(part) async for part in parts])


def _json(status: int, content: BaseModel | dict[str, str]) -> Response:
    text = content.model_dump_json() if isinstance(content, BaseModel) else json.dumps(content)
    return Response(text, status, media_type="application/json")


@platform.post("/cases")
async def receive(request: Request) -> Response:
    house: IntakeHouse = request.app.state.house
    try:
        case = CaseMessage.model_validate_json(await request.body())
    except ValidationError:
        return _json(422, {"code": "case_invalid"})
    if request.headers.get("idempotency-key") != case.submission_id:
        return _json(422, {"code": "idempotency_key_invalid"})
    answer = await run_in_threadpool(house.cases.receive, case)
    return _json(409 if isinstance(answer, FilesMissing) else 200, answer)


@platform.put("/files/{digest}")
async def keep_file(digest: str, request: Request) -> Response:
    house: IntakeHouse = request.app.state.house
    data, media_type = await request.body(), request.headers.get("content-type", "")
    if not await run_in_threadpool(house.cases.keep_file, digest, data, media_type):
        return _json(422, {"code": "digest_wrong"})
    return _json(200, {"digest": digest})


@platform.post("/cases/{submission_id}/withdrawal")
def withdraw(submission_id: str, request: Request) -> Response:
    house: IntakeHouse = request.app.state.house
    return _json(200, house.cases.withdraw(submission_id))


@staff.get("/cases")
def cases(request: Request, authorization: Annotated[str, Header()] = "") -> list[dict[str, Any]]:
    return _admitted(request, authorization).cases.cases()


@staff.post("/cases/{submission_id}/{kind}")
def tell(
    submission_id: str,
    kind: EventKind,
    told: Told,
    request: Request,
    authorization: Annotated[str, Header()] = "",
) -> dict[str, str]:
    """Decides the case; the platform hears of it by call-back."""
    house = _admitted(request, authorization)
    try:
        event_id = house.cases.tell(submission_id, kind, told.note, told.findings, told.result)
    except ValidationError as error:
        raise HTTPException(422, "a return says what to mend, a done case has a result") from error
    if event_id is None:
        raise HTTPException(409, "the case is not known, or not in a state for that")
    return {"event_id": event_id}


def _admitted(request: Request, authorization: str) -> IntakeHouse:
    house: IntakeHouse = request.app.state.house
    token = house.settings.admin_token
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise HTTPException(401, "no admin token", headers={"WWW-Authenticate": "Bearer"})
    return house
