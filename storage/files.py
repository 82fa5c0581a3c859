"""Uploads, encrypted, one file each. A file is durable before its reference is given out."""

import re
import time
from pathlib import Path

from storage.durable import PART, sync_folder, write_durably
from storage.errors import FileMissingError
from storage.ids import new_id
from storage.keys import KeyRing

REFERENCE = re.compile(r"file_[0-9a-f]{32}")
ABANDONED_AFTER = 3600
"""Seconds after which a half-written file can only be what a crash left behind."""


class FileStore:
    """Files under `folder`, in 256 folders by the first digits of their reference."""

    def __init__(self, folder: Path, keys: KeyRing) -> None:
        self._folder, self._keys = folder, keys
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._clear_abandoned()

    def put(self, data: bytes) -> str:
        """Keeps the bytes and gives their reference: `file_` and 32 hex digits."""
        file_ref = new_id("file")
        path = self._path(file_ref)
        if not path.parent.exists():
            path.parent.mkdir(exist_ok=True, mode=0o700)
            sync_folder(self._folder)
        write_durably(path, self._keys.encrypt(data, file_ref.encode()))
        return file_ref

    def get(self, file_ref: str) -> bytes:
        """Raises `FileMissingError` for what is no reference to a kept file, `CorruptedError` if changed."""
        try:
            value = self._path(file_ref).read_bytes()
        except FileNotFoundError:
            raise FileMissingError("no file is kept under this reference") from None
        return self._keys.decrypt(value, file_ref.encode())

    def delete(self, file_ref: str) -> None:
        """Removes the file for good; one that is gone already is fine, so that a deletion can be repeated."""
        path = self._path(file_ref)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            sync_folder(path.parent)

    def reencrypt(self) -> int:
        """Rewrites files of older keys under the current one; gives how many. Can be stopped and repeated."""
        rewritten = 0
        for path in self._folder.glob("*/file_*"):
            if not REFERENCE.fullmatch(path.name):
                continue
            value = path.read_bytes()
            if self._keys.key_id_of(value) != self._keys.current_id:
                context = path.name.encode()
                write_durably(path, self._keys.encrypt(self._keys.decrypt(value, context), context))
                rewritten += 1
        return rewritten

    def _path(self, file_ref: str) -> Path:
        if not REFERENCE.fullmatch(file_ref):
            raise FileMissingError("no file is kept under this reference")
        return self._folder / file_ref[5:7] / file_ref

    def _clear_abandoned(self) -> None:
        for part in self._folder.glob(f"*/*{PART}"):
            if time.time() - part.stat().st_mtime > ABANDONED_AFTER:
                part.unlink(missing_ok=True)
