"""After `KeyRing.rotate()`: rewrites what older keys encrypted, so that a leaked key opens nothing kept."""

from collections.abc import Iterator

from sqlalchemy import Column, LargeBinary, MetaData, Table, and_, func, select, type_coerce, update

from storage.database import Database
from storage.encryption import COLUMN, EncryptedJson, EncryptedText
from storage.keys import KEY_ID, KeyRing

BATCH = 200


def reencrypt(database: Database, metadata: MetaData, ring: KeyRing) -> int:
    """Rewrites every encrypted column of `metadata` under the current key; gives the number of values.

    Works beside a running server in short transactions, and can be stopped and repeated. Raises
    `CorruptedError` or `KeyMissingError` at a value that can't be read.
    """
    rewritten = 0
    for table, column in _encrypted_columns(metadata):
        while batch := _rewrite_batch(database, table, column, ring):
            rewritten += batch
    return rewritten


def _encrypted_columns(metadata: MetaData) -> Iterator[tuple[Table, Column[bytes]]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, (EncryptedText, EncryptedJson)):
                yield table, column


def _rewrite_batch(database: Database, table: Table, column: Column[bytes], ring: KeyRing) -> int:
    raw = type_coerce(column, LargeBinary)
    key_id = func.substr(raw, KEY_ID.start + 1, KEY_ID.stop - KEY_ID.start, type_=LargeBinary)
    keys = list(table.primary_key.columns)
    old = (
        select(raw.label("value"), *keys)
        .where(column.is_not(None), key_id != bytes.fromhex(ring.current_id))
        .limit(BATCH)
        .with_for_update()
    )
    with database.transaction() as session:
        rows = session.execute(old).all()
        for value, *identity in rows:
            this = and_(*(key == part for key, part in zip(keys, identity, strict=True)))
            fresh = ring.encrypt(ring.decrypt(value, COLUMN), COLUMN)
            session.execute(
                update(table).where(this).values({column: type_coerce(fresh, LargeBinary)}),
                execution_options={"synchronize_session": False},
            )
    return len(rows)
