"""The key file and what it protects."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.errors import CorruptedError, KeyMissingError, StorageError
from storage.keys import KeyRing


def test_the_first_run_makes_a_key_file_only_its_owner_can_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    ring = KeyRing.open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(json.loads(path.read_text())["keys"]) == [ring.current_id]


def test_many_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        rings = list(pool.map(KeyRing.open, [tmp_path / "keys.json"] * 16))
    assert len({ring.current_id for ring in rings}) == 1


def test_the_same_file_opens_the_same_values(keys: KeyRing, tmp_path: Path) -> None:
    value = keys.encrypt("张桂芳".encode(), b"field")
    assert KeyRing.open(tmp_path / "keys.json").decrypt(value, b"field").decode() == "张桂芳"


def test_the_same_text_never_looks_the_same_and_never_shows(keys: KeyRing) -> None:
    first, second = keys.encrypt(b"500103", b""), keys.encrypt(b"500103", b"")
    assert first != second
    assert b"500103" not in first


def test_a_value_opens_only_in_its_context(keys: KeyRing) -> None:
    with pytest.raises(CorruptedError):
        keys.decrypt(keys.encrypt(b"value", b"column"), b"file_1")


@pytest.mark.parametrize("place", [21, 30, -1])
def test_a_changed_value_is_noticed(keys: KeyRing, place: int) -> None:
    changed = bytearray(keys.encrypt(b"a value of some length", b""))
    changed[place] ^= 1
    with pytest.raises(CorruptedError):
        keys.decrypt(bytes(changed), b"")


@pytest.mark.parametrize("value", [b"", b"plain text that nobody encrypted at all", b"\x01" + b"a" * 20])
def test_what_was_never_encrypted_is_said_to_be_corrupted(keys: KeyRing, value: bytes) -> None:
    with pytest.raises(CorruptedError):
        keys.decrypt(value, b"")


def test_rotation_changes_the_key_and_keeps_old_values_readable(keys: KeyRing, tmp_path: Path) -> None:
    before, old = keys.current_id, keys.encrypt(b"old", b"")
    assert keys.rotate() == keys.current_id != before
    assert KeyRing.key_id_of(keys.encrypt(b"new", b"")) == keys.current_id
    assert KeyRing.open(tmp_path / "keys.json").decrypt(old, b"") == b"old"


def test_a_running_process_reads_what_another_wrote_after_rotating(keys: KeyRing, tmp_path: Path) -> None:
    other = KeyRing.open(tmp_path / "keys.json")
    keys.rotate()
    assert other.decrypt(keys.encrypt(b"new", b""), b"") == b"new"
    assert other.sealed(keys.seal(b"new", b""), b"new", b"")


def test_a_running_process_writes_under_the_new_key_once_another_has_rotated(
    keys: KeyRing, tmp_path: Path
) -> None:
    """Else what a server writes after a leaked key was replaced would still open with it."""
    other = KeyRing.open(tmp_path / "keys.json")
    new = keys.rotate()
    assert KeyRing.key_id_of(other.encrypt(b"later", b"")) == new
    assert other.seal(b"later", b"").startswith(new)


def test_a_key_file_gone_or_broken_stops_no_running_process(keys: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("not json")
    value = keys.encrypt(b"kept", b"")
    (tmp_path / "keys.json").unlink()
    assert keys.decrypt(value, b"") == b"kept"
    assert keys.decrypt(keys.encrypt(b"kept", b""), b"") == b"kept"


def test_rotations_at_once_lose_no_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    rings = [KeyRing.open(path) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(KeyRing.rotate, rings))
    assert made < set(json.loads(path.read_text())["keys"])


def test_a_missing_key_is_named_without_showing_the_value(keys: KeyRing, tmp_path: Path) -> None:
    stranger = KeyRing.open(tmp_path / "elsewhere.json")
    with pytest.raises(KeyMissingError, match=stranger.current_id):
        keys.decrypt(stranger.encrypt(b"500103199001011234", b""), b"")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "not json", '{"current": "a", "keys": {}}', '{"current":"a","keys":{"a":"AA=="}}'],
)
def test_a_broken_key_file_is_never_replaced(tmp_path: Path, text: str) -> None:
    """Making a new key over a damaged file would lose everything encrypted before."""
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(StorageError, match="backup"):
        KeyRing.open(path)
    assert path.read_text() == text


def test_a_seal_holds_only_for_its_data_and_context(keys: KeyRing) -> None:
    seal = keys.seal(b"data", b"audit")
    keys.rotate()
    assert keys.sealed(seal, b"data", b"audit")
    assert not keys.sealed(seal, b"date", b"audit")
    assert not keys.sealed(seal, b"tdata", b"audi")
