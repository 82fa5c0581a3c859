"""Recording a call: only after a yes, both sides, encrypted, in pieces of a few seconds as it goes.

Without a yes nothing of the sound is written, nor kept in memory. Who says no later loses what was written.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from time import monotonic

import numpy as np
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.calls.recorded import remove_rows
from api.calls.tables import CallRecordingPieceRow, CallRecordingRow
from api.calls.tracks import Side, Tracks
from speech import mulaw
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.errors import StorageError
from storage.files import FileStore
from storage.ids import new_id

log = logging.getLogger(__name__)
LONGEST = 2 * 3600.0
"""seconds; what comes after is not recorded"""


@dataclass(slots=True)
class _Live:
    recording_id: str
    begun: float
    tracks: Tracks = field(default_factory=Tracks)
    written: int = 0
    stopped: bool = False


class Recordings:
    """Of the calls of this process. `keep` costs next to nothing: a thread of its own writes."""

    def __init__(
        self,
        database: Database,
        files: FileStore,
        clock: Clock,
        *,
        asks: bool,
        days: int,
        now: Callable[[], float] = monotonic,
    ) -> None:
        """`asks`: whether callers are asked at all; `days`: how long what they agreed to is kept."""
        self._database, self._files, self._clock = database, files, clock
        self._asks, self._days, self._now = asks, timedelta(days), now
        self._live: dict[str, _Live] = {}
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="recordings")

    @property
    def asks(self) -> bool:
        return self._asks

    def begin(
        self,
        call_id: str,
        account_id: str | None,
        agreed: bool,
        *,
        words: str = "",
        conversation_id: str | None = None,
    ) -> None:
        """What the caller answered to `words`. A no, also one after a yes, deletes what there is."""
        if not self._asks:
            return
        live = self._live.pop(call_id, None)
        if not agreed:
            if live:
                live.stopped = True
                self._writer.submit(self._refused, call_id, live.recording_id).result()
            return
        recording_id = live.recording_id if live else self._open(call_id, account_id, words, conversation_id)
        self._live[call_id] = live or _Live(recording_id, self._now())

    def identified(self, call_id: str, account_id: str) -> None:
        """Whose call it is, once they have shown it: from then on they can list, play and delete it."""
        if call_id not in self._live:
            return
        with self._database.transaction() as session:
            row = session.scalar(select(CallRecordingRow).where(CallRecordingRow.call_id == call_id))
            if row is not None:
                row.account_id = account_id

    def keep(self, call_id: str, side: Side, pcm: bytes, hertz: int) -> None:
        """16-bit samples that were heard just now. Without a yes they are left."""
        live = self._live.get(call_id)
        if live is None or live.stopped:
            return
        elapsed = self._now() - live.begun
        if elapsed > LONGEST:
            return
        live.tracks.lay(side, pcm, hertz, elapsed)
        for piece in live.tracks.pieces(elapsed):
            self._writer.submit(self._write, live, piece)

    def end(self, call_id: str) -> None:
        """Returns when all of it is written."""
        live = self._live.pop(call_id, None)
        if live is None:
            return
        if rest := live.tracks.rest():
            self._writer.submit(self._write, live, rest)
        self._writer.submit(self._close, live).result()

    def close(self) -> None:
        """Ends what goes on; for the end of the process."""
        for call_id in list(self._live):
            self.end(call_id)
        self._writer.shutdown()

    def _open(self, call_id: str, account_id: str | None, words: str, conversation_id: str | None) -> str:
        now, recording_id = self._clock(), new_id("rcd")
        wording = sha256(words.encode()).hexdigest()[:12]
        with self._database.transaction() as session:
            session.add(
                CallRecordingRow(
                    id=recording_id,
                    call_id=call_id,
                    conversation_id=conversation_id,
                    account_id=account_id,
                    words=words,
                    wording=wording,
                    begun_at=now,
                    expires_at=now + self._days,
                )
            )
            session.flush()
            self._note(session, account_id or call_id, "call.record", recording_id, wording)
        return recording_id

    def _refused(self, call_id: str, recording_id: str) -> None:
        with self._database.transaction() as session:
            row = session.get(CallRecordingRow, recording_id)
            if row is None:
                return
            who, wording = row.account_id or call_id, row.wording
            remove_rows(session, self._files, [row])
            self._note(session, who, "call.record_no_more", recording_id, wording)

    def _write(self, live: _Live, piece: bytes) -> None:
        """Stops at a fault: a call goes on without being recorded. One deleted meanwhile gets no more."""
        if live.stopped:
            return
        sound, file_ref = mulaw.encode(np.frombuffer(piece, dtype="<i2")), None
        try:
            file_ref = self._files.put(sound)
            with self._database.transaction() as session:
                kept = session.get(CallRecordingRow, live.recording_id, with_for_update=True)
                if kept is not None:
                    session.add(_piece(live, file_ref, len(sound)))
            if kept is None:
                self._files.delete(file_ref)
                live.stopped = True
        except (OSError, SQLAlchemyError, StorageError):
            live.stopped = True
            if file_ref is not None:
                self._files.delete(file_ref)  # no row names it: erasing would not find it
            log.exception("recording stopped", extra={"recording_id": live.recording_id})
        live.written += 1

    def _close(self, live: _Live) -> None:
        with self._database.transaction() as session:
            row = session.get(CallRecordingRow, live.recording_id)
            if row is not None:
                row.ended_at = self._clock()

    def _note(self, session: Session, who: str, action: str, recording_id: str, wording: str) -> None:
        audit.append(
            session,
            at=self._clock(),
            actor=who,
            action=action,
            subject=recording_id,
            detail={"wording": wording},
        )


def _piece(live: _Live, file_ref: str, size: int) -> CallRecordingPieceRow:
    """A byte a sample, two sides."""
    return CallRecordingPieceRow(
        recording_id=live.recording_id, seq=live.written, file_ref=file_ref, frames=size // 2
    )
