"""Uploads: encrypted on the disk, durable before the reference is known, and nothing outside the folder."""

import os
from pathlib import Path

import pytest

from storage import durable
from storage.errors import CorruptedError, FileMissingError
from storage.files import ABANDONED_AFTER, FileStore
from storage.keys import KeyRing

PICTURE = b"\xff\xd8\xff\xe0" + "样本".encode() * 1000


def kept_file(files: FileStore, tmp_path: Path, data: bytes = PICTURE) -> tuple[str, Path]:
    file_ref = files.put(data)
    return file_ref, next((tmp_path / "files").rglob(file_ref))


@pytest.mark.parametrize("data", [b"", b"x", PICTURE])
def test_what_is_put_comes_back(files: FileStore, data: bytes) -> None:
    assert files.get(files.put(data)) == data


def test_the_disk_holds_only_ciphertext_that_only_the_owner_reads(files: FileStore, tmp_path: Path) -> None:
    _, path = kept_file(files, tmp_path)
    assert "样本".encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "file_ref",
    ["../keys.json", "file_../../x", "/etc/passwd", "", "file_" + "0" * 32, "file_" + "0" * 32 + "\n"],
)
def test_a_reference_never_leads_out_of_the_folder(files: FileStore, file_ref: str) -> None:
    with pytest.raises(FileMissingError):
        files.get(file_ref)


def test_a_file_put_in_anothers_place_is_noticed(files: FileStore, tmp_path: Path) -> None:
    first, path = kept_file(files, tmp_path)
    _, other = kept_file(files, tmp_path)
    path.write_bytes(other.read_bytes())
    with pytest.raises(CorruptedError):
        files.get(first)


def test_a_deleted_file_is_gone_and_deleting_again_is_fine(files: FileStore, tmp_path: Path) -> None:
    file_ref, path = kept_file(files, tmp_path)
    files.delete(file_ref)
    files.delete(file_ref)
    assert not path.exists()
    with pytest.raises(FileMissingError):
        files.get(file_ref)


def test_a_failed_write_leaves_nothing(
    files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full_disk)
    with pytest.raises(OSError, match="space"):
        durable.write_durably(tmp_path / "files" / "x", PICTURE)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_half_written_files_of_a_crash_are_cleared_but_not_those_being_written(
    files: FileStore, keys: KeyRing, tmp_path: Path
) -> None:
    _, path = kept_file(files, tmp_path)
    abandoned, fresh = path.with_name(f"a{durable.PART}"), path.with_name(f"b{durable.PART}")
    for part in (abandoned, fresh):
        part.write_bytes(b"half")
    long_ago = path.stat().st_mtime - ABANDONED_AFTER - 1
    os.utime(abandoned, (long_ago, long_ago))
    FileStore(tmp_path / "files", keys)
    assert (abandoned.exists(), fresh.exists(), path.exists()) == (False, True, True)


def test_reencryption_moves_files_to_the_current_key(files: FileStore, keys: KeyRing, tmp_path: Path) -> None:
    file_ref, path = kept_file(files, tmp_path)
    keys.rotate()
    newer = files.put(b"newer")
    assert files.reencrypt() == 1
    assert KeyRing.key_id_of(path.read_bytes()) == keys.current_id
    assert (files.get(file_ref), files.get(newer), files.reencrypt()) == (PICTURE, b"newer", 0)
