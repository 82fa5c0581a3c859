"""Recordings that are kept: their caller lists, plays and deletes them; nobody else can. Each ends by itself.

Staff have no way to listen: a complaint about a call is answered from the conversation's text.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import Session

from api.calls.tables import CallRecordingPieceRow, CallRecordingRow
from api.calls.tracks import SIDES
from speech import mulaw
from speech.pcm import TELEPHONE_HERTZ
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

WIDTH = 2
"""bytes a sample, when it is played"""


@dataclass(frozen=True, slots=True)
class Recording:
    recording_id: str
    conversation_id: str | None
    begun_at: datetime
    ended_at: datetime | None
    seconds: float
    words: str
    wording: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Played:
    """A WAV of both sides, piece by piece, and how many bytes it has."""

    pieces: Iterator[bytes]
    size: int


class Recorded:
    def __init__(self, database: Database, files: FileStore, clock: Clock, days: int) -> None:
        self._database, self._files, self._clock = database, files, clock
        self.days = days

    def of(self, account_id: str) -> list[Recording]:
        """Newest first."""
        frames = func.coalesce(func.sum(CallRecordingPieceRow.frames), 0)
        asked = (
            select(CallRecordingRow, frames)
            .outerjoin(CallRecordingPieceRow, CallRecordingPieceRow.recording_id == CallRecordingRow.id)
            .where(_own(account_id, self._clock()))
            .group_by(CallRecordingRow.id)
            .order_by(CallRecordingRow.begun_at.desc(), CallRecordingRow.id)
        )
        with self._database.reading() as session:
            return [_recording(row, int(count)) for row, count in session.execute(asked)]

    def export(self, account_id: str) -> list[dict[str, Any]]:
        """For the file of one's archive: what there is and where it is fetched."""
        return [
            {
                "recording_id": one.recording_id,
                "conversation_id": one.conversation_id,
                "begun_at": one.begun_at.isoformat(),
                "seconds": round(one.seconds, 1),
                "agreed_to": one.words,
                "wording": one.wording,
                "expires_at": one.expires_at.isoformat(),
                "file": f"/api/v1/me/recordings/{one.recording_id}",
            }
            for one in self.of(account_id)
        ]

    def play(self, account_id: str, recording_id: str) -> Played | None:
        """None: no such recording, or another's. That it was listened to is noted."""
        with self._database.transaction() as session:
            row = _find(session, account_id, recording_id, self._clock())
            if row is None:
                return None
            pieces = list(session.scalars(_pieces(recording_id)))
            self._note(session, account_id, "call.listen", recording_id)
        frames = sum(piece.frames for piece in pieces)
        size = frames * len(SIDES) * WIDTH
        return Played(self._sound([piece.file_ref for piece in pieces], size), len(_header(size)) + size)

    def remove(self, account_id: str, recording_id: str) -> bool:
        """False: no such recording, or another's."""
        with self._database.transaction() as session:
            row = _find(session, account_id, recording_id, self._clock())
            if row is None:
                return False
            remove_rows(session, self._files, [row])
            self._note(session, account_id, "call.delete", recording_id)
        return True

    def erase(self, account_id: str) -> int:
        """All of a person's."""
        with self._database.transaction() as session:
            mine = select(CallRecordingRow).where(CallRecordingRow.account_id == account_id)
            rows = session.scalars(mine.with_for_update()).all()
            remove_rows(session, self._files, rows)
            for row in rows:
                self._note(session, account_id, "call.delete", row.id)
        return len(rows)

    def expire(self) -> int:
        """Those whose days are over, of everybody; gives how many."""
        with self._database.transaction() as session:
            over = select(CallRecordingRow).where(CallRecordingRow.expires_at <= self._clock())
            rows = session.scalars(over.with_for_update()).all()
            remove_rows(session, self._files, rows)
        return len(rows)

    def _sound(self, file_refs: Sequence[str], size: int) -> Iterator[bytes]:
        yield _header(size)
        for file_ref in file_refs:
            yield mulaw.decode(self._files.get(file_ref)).astype("<i2").tobytes()

    def _note(self, session: Session, account_id: str, action: str, recording_id: str) -> None:
        audit.append(
            session, at=self._clock(), actor=account_id, action=action, subject=recording_id, detail={}
        )


def adopt_recordings(session: Session, conversation_id: str, account_id: str) -> None:
    """What was recorded of a visitor's call is theirs once they have shown who they are."""
    of_it = update(CallRecordingRow).where(CallRecordingRow.conversation_id == conversation_id)
    session.execute(of_it.values(account_id=account_id))


def remove_rows(session: Session, files: FileStore, rows: Sequence[CallRecordingRow]) -> None:
    """Rows of the caller's, locked. The files go first: a crash between leaves rows to be deleted again."""
    for row in rows:
        for piece in session.scalars(_pieces(row.id)):
            files.delete(piece.file_ref)
        mine = CallRecordingPieceRow.recording_id == row.id
        session.execute(delete(CallRecordingPieceRow).where(mine))
        session.delete(row)


def _own(account_id: str, now: datetime) -> ColumnElement[bool]:
    return (CallRecordingRow.account_id == account_id) & (CallRecordingRow.expires_at > now)


def _find(session: Session, account_id: str, recording_id: str, now: datetime) -> CallRecordingRow | None:
    wanted = select(CallRecordingRow).where(CallRecordingRow.id == recording_id, _own(account_id, now))
    return session.scalar(wanted.with_for_update())


def _pieces(recording_id: str) -> Select[CallRecordingPieceRow]:
    mine = select(CallRecordingPieceRow).where(CallRecordingPieceRow.recording_id == recording_id)
    return mine.order_by(CallRecordingPieceRow.seq)


def _recording(row: CallRecordingRow, frames: int) -> Recording:
    seconds = frames / TELEPHONE_HERTZ
    ended = row.ended_at or row.begun_at + timedelta(seconds=seconds)
    return Recording(
        row.id, row.conversation_id, row.begun_at, ended, seconds, row.words, row.wording, row.expires_at
    )


def _header(size: int) -> bytes:
    """Of a WAV with `size` bytes of 16-bit sound."""
    block = len(SIDES) * WIDTH
    form = struct.pack(
        "<IHHIIHH", 16, 1, len(SIDES), TELEPHONE_HERTZ, TELEPHONE_HERTZ * block, block, 8 * WIDTH
    )
    return b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + form + b"data" + struct.pack("<I", size)
