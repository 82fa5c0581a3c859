"""Keys for everything kept secret: AES-256-GCM, keys by id in one JSON file of mode 0600.

A ciphertext is `format (1 byte) · key id (8) · nonce (12) · AES-GCM output`, so that a value says which key
opens it. Old keys stay in the file for ever: values written before a rotation, backups and the audit
chain need them.
"""

import base64
import fcntl
import hmac
import json
import os
import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.durable import write_durably
from storage.errors import CorruptedError, KeyMissingError, StorageError

FORMAT = b"\x01"
KEY_ID = slice(1, 9)
NONCE = slice(9, 21)
BODY = slice(21, None)


class KeyRing:
    """The keys of one installation. Safe to share between threads; processes share the file."""

    def __init__(self, path: Path, current_id: str, keys: Mapping[str, bytes]) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        """inode and time of change of the key file, as last looked at"""
        self._adopt(current_id, keys)

    @classmethod
    def open(cls, path: Path) -> "KeyRing":
        """Reads the key file, or makes it with one new key. Raises `StorageError` when it is no key file."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(path):
                if not path.exists():
                    _write(path, *_with_new_key({}))
        return cls(path, *_read(path))

    @property
    def current_id(self) -> str:
        """Id of the key that new values are written under: 16 hex digits."""
        return self._current_id

    def rotate(self) -> str:
        """Adds a key and makes it the current one; returns its id. `reencryption` rewrites older values."""
        with _locked(self._path):
            _, keys = _read(self._path)
            current_id, keys = _with_new_key(keys)
            _write(self._path, current_id, keys)
        self._adopt(current_id, keys)
        return current_id

    def encrypt(self, data: bytes, context: bytes) -> bytes:
        """`context` is bound to the value without being kept: only the same context decrypts it."""
        self._follow()
        key_id, nonce = self._current_id, secrets.token_bytes(12)
        return FORMAT + bytes.fromhex(key_id) + nonce + self._ciphers[key_id].encrypt(nonce, data, context)

    def decrypt(self, value: bytes, context: bytes) -> bytes:
        """Raises `KeyMissingError` for an unknown key and `CorruptedError` for a value that was changed."""
        self._need(self.key_id_of(value))
        cipher = self._ciphers[self.key_id_of(value)]
        try:
            return cipher.decrypt(value[NONCE], value[BODY], context)
        except InvalidTag:
            raise CorruptedError(
                "an encrypted value does not decrypt: it was changed or belongs elsewhere"
            ) from None

    @staticmethod
    def key_id_of(value: bytes) -> str:
        """Id of the key that opens an encrypted value."""
        if value[:1] != FORMAT or len(value) < BODY.start + 16:
            raise CorruptedError("an encrypted value is cut short or in no known format")
        return value[KEY_ID].hex()

    def seal(self, data: bytes, context: bytes) -> str:
        """A seal (`key id:HMAC-SHA256`) that nobody without the key file can make for other data."""
        self._follow()
        return self._seal(self._current_id, data, context)

    def sealed(self, seal: str, data: bytes, context: bytes) -> bool:
        """Whether `seal` was made for exactly this data and context. Raises `KeyMissingError`."""
        key_id = seal.partition(":")[0]
        self._need(key_id)
        return hmac.compare_digest(seal.encode(), self._seal(key_id, data, context).encode())

    def _seal(self, key_id: str, data: bytes, context: bytes) -> str:
        message = len(context).to_bytes(4, "big") + context + data
        return f"{key_id}:{hmac.digest(self._seal_keys[key_id], message, 'sha256').hex()}"

    def _follow(self) -> None:
        """Another process may have rotated: from then on nothing is written under the old key.

        A key file that is gone, broken or without the keys in use stops no running process.
        """
        try:
            found = self._path.stat()
            if self._seen == (found.st_ino, found.st_mtime_ns):
                return
            self._seen = (found.st_ino, found.st_mtime_ns)
            current_id, keys = _read(self._path)
        except (OSError, StorageError):
            return
        if keys.keys() >= self._ciphers.keys():
            self._adopt(current_id, keys)

    def _need(self, key_id: str) -> None:
        """Another process may have rotated since this one read the file."""
        if key_id not in self._ciphers:
            self._adopt(*_read(self._path))
        if key_id not in self._ciphers:
            raise KeyMissingError(
                f"{self._path} does not hold the key {key_id}; put back the key file that was in use then"
            )

    def _adopt(self, current_id: str, keys: Mapping[str, bytes]) -> None:
        # The id comes last: a thread that sees it must find its key.
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._seal_keys = {
            key_id: HKDF(hashes.SHA256(), 32, salt=None, info=b"seal").derive(key)
            for key_id, key in keys.items()
        }
        self._current_id = current_id


def _with_new_key(keys: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    key_id = secrets.token_hex(8)
    return key_id, {**keys, key_id: AESGCM.generate_key(256)}


def _read(path: Path) -> tuple[str, dict[str, bytes]]:
    try:
        held = json.loads(path.read_text(encoding="ascii"))
        keys = {str(key_id): base64.b64decode(key) for key_id, key in held["keys"].items()}
        current_id = cast("str", held["current"])
        if current_id in keys and all(len(key) == 32 for key in keys.values()):
            return current_id, keys
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(f"{path} can't be read as a key file; restore it from the backup") from error
    raise StorageError(f"{path} is no complete key file; restore it from the backup")


def _write(path: Path, current_id: str, keys: Mapping[str, bytes]) -> None:
    held = {
        "current": current_id,
        "keys": {key_id: base64.b64encode(key).decode() for key_id, key in keys.items()},
    }
    write_durably(path, json.dumps(held, indent=1).encode("ascii"))


@contextmanager
def _locked(path: Path) -> Generator[None]:
    """One process at a time changes the key file: a lost key would be lost data."""
    lock = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
