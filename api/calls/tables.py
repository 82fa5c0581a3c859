"""What stands around calls: one-time codes, and recordings that callers agreed to.

No telephone number is kept: a seal of it finds what was sent to it, and only with the key file.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedText


class CallCodeRow(Base):
    """A code that was asked for, for a number that an account has or none. Kept an hour, to count them."""

    __tablename__ = "call_codes"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    number_seal: Mapped[str] = mapped_column(String(100), index=True)
    account_id: Mapped[str | None] = mapped_column(String(80))
    """None: nobody has this number. The row looks the same, and so does the time it takes to write."""
    code_seal: Mapped[str | None] = mapped_column(String(100))
    """of number and code; None once it was used, replaced or tried too often"""
    tries: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)
    until: Mapped[datetime] = mapped_column(Instant)


class CallRecordingRow(Base):
    """There is a row only where the caller said yes."""

    __tablename__ = "call_recordings"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    call_id: Mapped[str] = mapped_column(String(80), unique=True)
    conversation_id: Mapped[str | None] = mapped_column(String(40))
    account_id: Mapped[str | None] = mapped_column(String(80), index=True)
    """None while the caller has not shown who they are: then nobody can list or play it"""
    words: Mapped[str] = mapped_column(EncryptedText)
    """what the caller was asked and said yes to"""
    wording: Mapped[str] = mapped_column(String(16))
    """version of those words: the beginning of their SHA-256"""
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """None while it goes on, and where the server was ended before the call"""
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class CallRecordingPieceRow(Base):
    """A few seconds of both sides, in a file of the encrypted file store."""

    __tablename__ = "call_recording_pieces"

    recording_id: Mapped[str] = mapped_column(
        ForeignKey("call_recordings.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    """0, 1, 2 …"""
    file_ref: Mapped[str] = mapped_column(String(100))
    frames: Mapped[int] = mapped_column(Integer)
    """samples a side, at 8000 a second"""
