"""The one translation of what went wrong to HTTP: RFC 9457 problem documents with a stable `code`."""

import logging
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.logs import request_id
from assistant.errors import BusyConversationError, UnknownConversationError
from knowledge_base.errors import NotBuiltError
from ocr.errors import BusyError, EngineError, RefusedPictureError
from speech.errors import (
    HearingBusyError,
    NothingToSayError,
    RecogniserMissingError,
    TooLongError,
    UnreadableAudioError,
    VoiceFailedError,
    VoiceMissingError,
)
from storage.ids import new_id
from storage.sentences import Sentences

MEDIA_TYPE = "application/problem+json"
BY_STATUS = {
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_type",
}
log = logging.getLogger(__name__)


@cache
def _sentences() -> Sentences:
    return Sentences.of("api")


def say(key: str, **values: object) -> str:
    """A sentence of this room."""
    return _sentences().say(key, **values)


class ProblemDocument(BaseModel):
    """RFC 9457. Some codes carry more: `current`, `findings`, `unconfirmed`, `errors`."""

    type: str
    title: str
    status: int
    detail: str = Field(description="one sentence that says what to do")
    code: str = Field(description="stable name of the problem")
    request_id: str


class ProblemError(Exception):
    """Ends a request with a problem document; `values` fill the sentence, `extra` adds members."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        title: str | None = None,
        detail: str | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        super().__init__(code)
        self.status, self.code = status, code
        self.title = title or say(f"problems.{code}.title")
        self.detail = detail or say(f"problems.{code}.detail", **values)
        self.headers, self.extra = headers, extra or {}


def document(problem: ProblemError) -> dict[str, Any]:
    """The problem as JSON."""
    return {
        "type": f"urn:yuxiaozhi:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": request_id.get(),
        **problem.extra,
    }


def response(problem: ProblemError) -> Response:
    return JSONResponse(
        document(problem), problem.status, headers=dict(problem.headers or {}), media_type=MEDIA_TYPE
    )


def from_picture(refused: RefusedPictureError) -> ProblemError:
    """The picture room's code and sentence are already for the person."""
    title = say("problems.picture_refused.title")
    status = 413 if refused.code == "too_large" else 422
    return ProblemError(status, refused.code, title=title, detail=str(refused))


def from_validation(error: RequestValidationError) -> ProblemError:
    """Sentences that say what to change; never what was typed."""
    mistakes = error.errors()
    if any(mistake["type"] == "json_invalid" for mistake in mistakes):
        return ProblemError(400, "not_json")
    errors = [{"at": _place(mistake), "message": mistake_sentence(mistake)} for mistake in mistakes]
    return ProblemError(
        422, "invalid_request", what="".join(e["message"] for e in errors), extra={"errors": errors}
    )


def _place(mistake: Mapping[str, Any]) -> str:
    """Where, without the part of the request it stands in (`body`, `query` …)."""
    return ".".join(str(part) for part in mistake["loc"][1:]) or str(mistake["loc"][0])


def mistake_sentence(mistake: Mapping[str, Any]) -> str:
    """What to change, by pydantic's account of it; its `loc` begins with the part of the request."""
    values = {"at": _place(mistake), **mistake.get("ctx", {})}
    try:
        return say(f"mistakes.{mistake['type']}", **values)
    except KeyError:
        return say("mistakes.other", **values)


def from_http(error: HTTPException, megabytes: int) -> ProblemError:
    """What the framework refused: unknown path, method, size, a body that can't be parsed."""
    code = BY_STATUS.get(error.status_code, "not_found" if error.status_code == 404 else "unsupported_type")
    if error.status_code == 400:
        code = "not_json"
    return ProblemError(error.status_code, code, headers=error.headers, megabytes=megabytes)


def too_large(megabytes: int) -> ASGIApp:
    """The answer to a body beyond its limit."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await response(ProblemError(413, "too_large", megabytes=megabytes))(scope, receive, send)

    return answer


def install(app: FastAPI, megabytes: int) -> None:
    """Makes every error of the app a problem document. `megabytes` is the upload limit, told with 413."""

    def problem(_request: Request, error: Exception) -> Response:
        return response(cast("ProblemError", error))

    def invalid(_request: Request, error: Exception) -> Response:
        return response(from_validation(cast("RequestValidationError", error)))

    def http(_request: Request, error: Exception) -> Response:
        return response(from_http(cast("HTTPException", error), megabytes))

    def refused(_request: Request, error: Exception) -> Response:
        return response(from_picture(cast("RefusedPictureError", error)))

    def later(code: str, seconds: int) -> Any:
        async def handler(_request: Request, _error: Exception) -> Response:
            return response(ProblemError(503, code, headers={"Retry-After": str(seconds)}))

        return handler

    def always(status: int, code: str) -> Any:
        def handler(_request: Request, _error: Exception) -> Response:
            return response(ProblemError(status, code))

        return handler

    def unknown(_request: Request, _error: Exception) -> Response:
        return response(ProblemError(404, "conversation_unknown"))

    def storage(_request: Request, error: Exception) -> Response:
        log.error("database does not answer", exc_info=error)
        return response(ProblemError(503, "storage_unavailable", headers={"Retry-After": "10"}))

    app.add_exception_handler(ProblemError, problem)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RefusedPictureError, refused)
    app.add_exception_handler(BusyError, later("busy", 10))
    app.add_exception_handler(EngineError, later("reading_unavailable", 30))
    app.add_exception_handler(NotBuiltError, later("not_built", 30))
    app.add_exception_handler(BusyConversationError, later("conversation_busy", 1))
    app.add_exception_handler(UnknownConversationError, unknown)
    app.add_exception_handler(VoiceMissingError, always(404, "voice_missing"))
    app.add_exception_handler(HearingBusyError, later("hearing_busy", 10))
    app.add_exception_handler(NothingToSayError, always(422, "voice_nothing"))
    app.add_exception_handler(VoiceFailedError, later("voice_failed", 5))
    app.add_exception_handler(RecogniserMissingError, always(404, "hearing_missing"))
    app.add_exception_handler(UnreadableAudioError, always(422, "recording_unreadable"))
    app.add_exception_handler(TooLongError, always(413, "recording_too_long"))
    app.add_exception_handler(OperationalError, storage)
    app.add_exception_handler(Exception, fault)


async def fault(_request: Request, error: Exception) -> Response:
    """A fault of ours: the person gets a reference, the log gets the place, nobody gets the values."""
    reference = new_id("fault")
    log.error("fault", extra={"reference": reference}, exc_info=error)
    return response(ProblemError(500, "fault", reference=reference, extra={"reference": reference}))
