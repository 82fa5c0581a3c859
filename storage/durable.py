"""Writing a file so that after a crash or power cut there is either all of it or nothing."""

import os
import secrets
from pathlib import Path

PART = ".part"


def write_durably(path: Path, data: bytes) -> None:
    """Writes beside the place, flushes, renames over `path` (mode 0600), and flushes the folder's entry."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}{PART}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        # Gone already where the rename succeeded.
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes names that were added to or removed from a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
