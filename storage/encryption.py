"""Column types for personal data: encrypted with the ring that bootstrap names once by `use_keys`.

A value is replaced whole: changing a dict or list in place is not seen, assign a new one.
"""

import json
from typing import Any

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

from storage.errors import KeyMissingError
from storage.keys import KeyRing

COLUMN = b"column"
"""The context all column values are bound to, so that a file's bytes can't be put in a column's place."""


class _Active:
    ring: KeyRing | None = None


def use_keys(ring: KeyRing) -> None:
    """Says which ring the encrypted columns of this process use."""
    _Active.ring = ring


def active_keys() -> KeyRing:
    """The ring named by `use_keys`; `KeyMissingError` before that."""
    if _Active.ring is None:
        raise KeyMissingError("no key ring is in use; call storage.encryption.use_keys first")
    return _Active.ring


class EncryptedText(TypeDecorator[str]):
    """Text kept encrypted. It can't be searched or sorted by the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else active_keys().encrypt(value.encode("utf-8"), COLUMN)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else active_keys().decrypt(value, COLUMN).decode("utf-8")


class EncryptedJson(TypeDecorator[Any]):
    """Anything `json.dumps` takes, kept encrypted; None is kept as NULL."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return active_keys().encrypt(text.encode("utf-8"), COLUMN)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(active_keys().decrypt(value, COLUMN))
