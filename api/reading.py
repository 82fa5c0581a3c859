"""Uploads: kept first, then queued, read and handed on. A picture that can't be read now is read later."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal, Protocol

from fastapi.concurrency import run_in_threadpool

from api.metrics import Metrics
from api.setbacks import Setbacks
from api.underway import UnderWay
from applications.documents import DocumentService, note_use
from applications.types import Document
from ocr.errors import BusyError, EngineError, RefusedPictureError
from ocr.hygiene import media_type_of
from ocr.service import OnProgress
from ocr.types import ReadDocument
from storage.database import Database

Waiting = Literal["busy", "unavailable"]


class Reader(Protocol):
    """What `ocr.service.OcrService` offers; tests have a quicker one."""

    def start(self) -> None: ...
    def close(self) -> None: ...
    async def read(self, data: bytes, on_progress: OnProgress | None = None) -> list[ReadDocument]: ...


class NoReader:
    """OCR_ENGINE=none: pictures are kept, and people type."""

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""

    async def read(self, data: bytes, on_progress: OnProgress | None = None) -> list[ReadDocument]:
        raise EngineError("OCR_ENGINE=none: pictures are kept but not read")


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture after the attempt to read it. `waiting` says why it is not read yet; it will be, later."""

    document: Document
    waiting: Waiting | None = None


class DocumentReading:
    """Keeps and reads pictures. Whoever keeps one sees to it that it arrives where it was sent."""

    def __init__(
        self,
        database: Database,
        documents: DocumentService,
        underway: UnderWay,
        reader: Reader,
        metrics: Metrics,
    ) -> None:
        self._database, self._documents, self._underway = database, documents, underway
        self._reader, self._metrics = reader, metrics
        self._setbacks = Setbacks()

    def start(self) -> None:
        self._reader.start()

    def close(self) -> None:
        self._reader.close()

    async def keep(
        self, owner_id: str, data: bytes, filename: str, conversation_id: str | None = None
    ) -> Document:
        """Writes the picture durably; its media type is read from its content, whatever its name says."""
        media_type = media_type_of(data) or "application/octet-stream"
        document = await run_in_threadpool(
            self._documents.keep, owner_id, data, filename, media_type, conversation_id
        )
        await run_in_threadpool(self._underway.claim, document.document_id)
        return document

    def meant_for(self, document: Document, application_id: str, material_id: str) -> None:
        """Notes what it was handed in for, so that a later reading knows where it goes."""
        with self._database.transaction() as session:
            note_use(session, document.document_id, application_id, material_id)

    async def read_only(self, data: bytes) -> list[ReadDocument]:
        """Reads without keeping anything. Raises `BusyError`, `RefusedPictureError`, `EngineError`."""
        return await self._timed(data, None)

    async def read(self, document: Document, data: bytes, on_progress: OnProgress | None = None) -> Kept:
        """Reads a kept picture and stores what it shows. Raises `RefusedPictureError` for no picture."""
        try:
            pages = await self._timed(data, on_progress)
        except BusyError:
            return Kept(document, "busy")
        except EngineError:
            return Kept(document, "unavailable")
        except RefusedPictureError:
            await run_in_threadpool(self._documents.refuse, document.document_id)
            raise
        await run_in_threadpool(self._documents.store_reading, document.document_id, pages)
        return Kept(replace(document, state="read", pages=tuple(pages)))

    def settle(self, kept: Kept) -> None:
        """The caller has done what it could: the picture has arrived, or waits for the next attempt."""
        document_id = kept.document.document_id
        if kept.waiting == "unavailable":
            self._setbacks.note(document_id)
        if kept.waiting:
            self._underway.release(document_id)
        else:
            self._setbacks.forget(document_id)
            self._underway.arrived(document_id)

    async def take_waiting(self) -> AsyncGenerator[Document]:
        """Pictures nobody is at, claimed for the caller: oldest first, last what the engine failed at."""
        waiting = await run_in_threadpool(self._underway.waiting)
        self._metrics.unread.set(len(waiting))
        for document_id in self._setbacks.next_round(waiting):
            document = await run_in_threadpool(self._underway.claim, document_id)
            if document:
                yield document

    async def read_again(self, document: Document) -> Kept:
        """What an earlier attempt left unread, from the file that was kept."""
        if document.state != "kept":
            return Kept(document)
        data = await run_in_threadpool(self._documents.data, document)
        return await self.read(document, data)

    async def _timed(self, data: bytes, on_progress: OnProgress | None) -> list[ReadDocument]:
        started, outcome = perf_counter(), "fault"
        try:
            with self._metrics.reading_queue.track_inprogress():
                pages = await self._reader.read(data, on_progress)
            outcome = "read"
        except BusyError:
            outcome = "busy"
            raise
        except RefusedPictureError:
            outcome = "refused"
            raise
        finally:
            self._metrics.readings.labels(outcome).observe(perf_counter() - started)
        return pages
