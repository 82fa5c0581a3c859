"""Logs as JSON lines on standard output.

Personal data stays out: no bodies, no query strings, and of an exception only its type and places, because
its text may repeat what a person wrote. What callers say stays out at every level: libraries that would log
frames of a WebSocket, or what was recognised, are kept from it.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request being answered; empty outside one."""

_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "color_message", "taskName"}


NOISY = (
    "httpx", "httpx2", "httpcore", "chromadb", "alembic", "jieba", "bm25s", "apscheduler", "sse_starlette",
    "websockets", "faster_whisper", "httpcore2", "openai", "ollama", "langchain_core", "langchain_openai",
    "langsmith",
)  # fmt: skip
"""Only their warnings are written."""


def _no_websockets(record: logging.LogRecord) -> bool:
    return "WebSocket" not in record.msg


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, request id and whatever `extra` adds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[1]:
            line["exception"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(error: BaseException) -> list[str]:
    """The chain of causes, innermost last: type of each, then file:line of every frame."""
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        told.append(type(cause).__qualname__)
        told += [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return told


def configure(level: str, stream: TextIO | None = None) -> None:
    """All loggers write JSON lines; uvicorn's own access log is off, the edge writes a better one."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "fastapi"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"
    # At debug it writes out every frame: words, digits and names of callers. Its lines about WebSockets hold
    # the address with its query; the edge and the calls tell what is to be known.
    server = logging.getLogger("uvicorn.error")
    server.setLevel(max(logging.getLevelNamesMapping()[level.upper()], logging.INFO))
    server.filters = [_no_websockets]
    # A job that is still running when its time comes again is skipped, as meant.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It tells of every character of a paper that is drawn: names and addresses of people are made of them.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
