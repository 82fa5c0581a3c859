"""Personal data in columns: unreadable in the database, readable through the ring, and moved to a new key."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import LargeBinary, select, text, type_coerce
from sqlalchemy.exc import StatementError

from applications.tables import DocumentRow, ProfileFactRow
from storage.base import Base
from storage.database import Database
from storage.encryption import _Active  # pyright: ignore[reportPrivateUsage]
from storage.errors import CorruptedError, KeyMissingError
from storage.keys import KeyRing
from storage.reencryption import BATCH, reencrypt

MOMENT = datetime(2026, 11, 22, 2, tzinfo=UTC)
PAGES = [{"document_type": "id_card_front", "fields": {"name": "阿依古丽·买买提"}, "confidence": 0.98}]


def document(number: int = 1, pages: list[object] | None = None) -> DocumentRow:
    return DocumentRow(
        id=f"doc_{number}",
        owner_id="acct_1",
        file_ref="file_x",
        filename="我的身份证.jpg",
        media_type="image/jpeg",
        state="read",
        pages=pages,
        kept_at=MOMENT,
    )


def raw_filenames(database: Database) -> list[bytes]:
    with database.reading() as session:
        return list(session.scalars(select(type_coerce(DocumentRow.filename, LargeBinary))))


def test_values_come_back_and_the_database_never_sees_them(database: Database) -> None:
    with database.transaction() as session:
        session.add(document(pages=PAGES))
    with database.reading() as session:
        kept = session.get_one(DocumentRow, "doc_1")
        columns = session.execute(text("SELECT filename, pages FROM documents")).one()
    assert (kept.filename, kept.pages) == ("我的身份证.jpg", PAGES)
    assert not any("身份证".encode() in bytes(column) or b"name" in bytes(column) for column in columns)


def test_nothing_is_kept_as_null(database: Database) -> None:
    with database.transaction() as session:
        session.add(document(pages=None))
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM documents WHERE pages IS NULL")) == 1
        assert session.get_one(DocumentRow, "doc_1").pages is None


def test_a_value_changed_in_the_database_is_not_believed(database: Database) -> None:
    with database.transaction() as session:
        session.add(document())
        session.flush()
        session.execute(text("UPDATE documents SET filename = :other"), {"other": b"\x01" + b"x" * 60})
    with database.reading() as session, pytest.raises(KeyMissingError):
        session.get(DocumentRow, "doc_1")


def test_without_a_ring_nothing_is_written_and_the_error_keeps_the_secret(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Active, "ring", None)
    with pytest.raises(StatementError, match="use_keys") as raised, database.transaction() as session:
        session.add(document())
    assert "身份证" not in str(raised.value)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM documents")) == 0


def test_reencryption_moves_every_value_to_the_current_key(database: Database, keys: KeyRing) -> None:
    fact = ProfileFactRow(
        owner_id="acct_1", name="mobile", value="13800138000", source="typed", on=MOMENT.date()
    )
    with database.transaction() as session:
        session.add_all([fact, *(document(number, PAGES) for number in range(BATCH + 5)), document(999)])
    keys.rotate()
    assert reencrypt(database, Base.metadata, keys) == 2 * (BATCH + 5) + 2
    assert {KeyRing.key_id_of(bytes(value)) for value in raw_filenames(database)} == {keys.current_id}
    with database.reading() as session:
        assert session.get_one(DocumentRow, "doc_204").pages == PAGES
        assert session.scalars(select(ProfileFactRow.value)).all() == ["13800138000"]
    assert reencrypt(database, Base.metadata, keys) == 0


def test_reencryption_stops_at_a_value_it_cannot_read(database: Database, keys: KeyRing) -> None:
    with database.transaction() as session:
        session.add(document())
        session.flush()
        value = bytearray(session.scalars(select(type_coerce(DocumentRow.filename, LargeBinary))).one())
        value[-1] ^= 1
        session.execute(text("UPDATE documents SET filename = :changed"), {"changed": bytes(value)})
    keys.rotate()
    with pytest.raises(CorruptedError):
        reencrypt(database, Base.metadata, keys)
    assert raw_filenames(database) == [bytes(value)]
