"""Weights over a real HTTP line: resumed, checked, put in place at once; nothing wrong is ever taken."""

import bz2
import io
import json
import tarfile
from collections.abc import Generator
from dataclasses import replace
from hashlib import sha1, sha256
from pathlib import Path

import pytest

from speech.errors import ModelFetchError, UnknownModelError
from speech.fetching import fetch, unchecked
from speech.models import LOCK, Model, Part, catalogue, model, state
from tests.speech.mirror import Mirror, serving

WEIGHTS = bytes(range(256)) * 400
CONFIG = b'{"alignment_heads": []}'


@pytest.fixture
def mirror() -> Generator[Mirror]:
    with serving() as made:
        yield made


def known(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.fixture
def plain(mirror: Mirror) -> Model:
    """Two files, one with a checksum."""
    parts = (Part("model.bin", len(WEIGHTS), known(WEIGHTS)), Part("config.json", len(CONFIG)))
    mirror.files = {"/some/one/model.bin": WEIGHTS, "/some/one/config.json": CONFIG}
    return Model("tiny", "faster-whisper", "", "MIT", mirror.url, "some/one/{file}", parts, parts)


def archive(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as written:
        for name, data in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            written.addfile(about, io.BytesIO(data))
        link = tarfile.TarInfo("top/tokens.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        written.addfile(link)
    return bz2.compress(packed.getvalue())


@pytest.fixture
def packed(mirror: Mirror) -> Model:
    data = archive(**{
        "top/model.int8.onnx": WEIGHTS, "top/test_wavs/0.wav": b"RIFF", "top/README.md": b"",
        "../../outside.txt": b"caught", "/tmp/absolute.txt": b"caught",
        "top/sub/tokens.txt": "一 0\n".encode(),
    })  # fmt: skip
    mirror.files = {"/one.tar.bz2": data}
    files = (Part("model.int8.onnx", None, known(WEIGHTS)), Part("tokens.txt"))
    whole = Part("one.tar.bz2", len(data), known(data))
    return Model("packed", "sherpa-onnx", "", "MIT", mirror.url, "{file}", files, (whole,))


def test_files_are_fetched_checked_and_locked(plain: Model, mirror: Mirror, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    assert state(plain, tmp_path / "tiny") == "absent"
    folder = fetch(plain, tmp_path, progress=lambda *told: heard.append(told))
    assert folder == tmp_path / "tiny"
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert state(plain, folder) == "ready"
    assert [told for told in heard if told[0] == "model.bin"][-1] == ("model.bin", len(WEIGHTS), len(WEIGHTS))
    locked = json.loads((folder / LOCK).read_text())
    assert locked["files"]["config.json"] == {"size": len(CONFIG), "sha256": known(CONFIG)}
    assert {path.name for path in tmp_path.iterdir()} == {"tiny", ".parts"}, "nothing else is left"
    asked = len(mirror.asked)
    assert fetch(plain, tmp_path) == folder
    assert len(mirror.asked) == asked, "what is there and right is not fetched again"
    assert unchecked(plain) == ["config.json"]


def test_a_file_that_was_damaged_since_is_fetched_again(plain: Model, tmp_path: Path) -> None:
    folder = fetch(plain, tmp_path)
    (folder / "config.json").write_bytes(CONFIG.replace(b"[]", b"{}"))
    fetch(plain, tmp_path)
    assert (folder / "config.json").read_bytes() == CONFIG
    (folder / "model.bin").write_bytes(WEIGHTS[:-1])
    assert state(plain, folder) == "incomplete"


def test_a_line_that_breaks_is_taken_up_where_it_broke(plain: Model, mirror: Mirror, tmp_path: Path) -> None:
    mirror.breaks = [60_000, 20_000]
    folder = fetch(plain, tmp_path)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    ranges = [wanted for path, wanted in mirror.asked if path.endswith("model.bin")]
    assert ranges[0] == ""
    assert ranges[1:] == ["bytes=60000-", "bytes=80000-"]


def test_an_interrupted_fetch_goes_on_another_day(plain: Model, mirror: Mirror, tmp_path: Path) -> None:
    mirror.breaks = [10_000, 1, 1, 1]
    with pytest.raises(ModelFetchError, match="no connection"):
        fetch(plain, tmp_path)
    assert not (tmp_path / "tiny").exists()
    fetch(plain, tmp_path)
    assert ("/some/one/model.bin", "bytes=10003-") in mirror.asked


@pytest.mark.parametrize("begun", [50, len(WEIGHTS), len(WEIGHTS) + 9])
def test_a_server_without_ranges_begins_again(
    plain: Model, mirror: Mirror, tmp_path: Path, begun: int
) -> None:
    mirror.ranges = False
    half = tmp_path / ".parts" / "tiny" / "model.bin.part"
    half.parent.mkdir(parents=True)
    half.write_bytes((WEIGHTS * 2)[:begun])
    assert (fetch(plain, tmp_path) / "model.bin").read_bytes() == WEIGHTS


def test_all_of_a_file_that_was_only_not_renamed_is_taken(
    plain: Model, mirror: Mirror, tmp_path: Path
) -> None:
    half = tmp_path / ".parts" / "tiny" / "model.bin.part"
    half.parent.mkdir(parents=True)
    half.write_bytes(WEIGHTS)
    assert (fetch(plain, tmp_path) / "model.bin").read_bytes() == WEIGHTS
    assert mirror.asked[0] == ("/some/one/model.bin", f"bytes={len(WEIGHTS)}-")


def test_other_bytes_than_those_known_are_thrown_away(plain: Model, mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/some/one/model.bin"] = WEIGHTS[:-1] + b"!"
    with pytest.raises(ModelFetchError, match="thrown away"):
        fetch(plain, tmp_path)
    assert not list(tmp_path.rglob("model.bin*"))
    mirror.files["/some/one/model.bin"] = WEIGHTS[:-1]
    with pytest.raises(ModelFetchError, match="another file"):
        fetch(plain, tmp_path)


@pytest.mark.parametrize("digest", [known(CONFIG), sha1(b"blob %d\0" % len(CONFIG) + CONFIG).hexdigest()])
def test_without_a_checksum_what_the_server_states_is_checked(
    plain: Model, mirror: Mirror, tmp_path: Path, digest: str
) -> None:
    mirror.stated = {"/some/one/config.json": digest}
    fetch(plain, tmp_path)
    mirror.files["/some/one/config.json"] = CONFIG.replace(b"[]", b"{}")
    with pytest.raises(ModelFetchError, match="not the file it should be"):
        fetch(plain, tmp_path / "again")


def test_a_digest_is_stated_before_the_way_leads_elsewhere(
    plain: Model, mirror: Mirror, tmp_path: Path
) -> None:
    mirror.files["/cdn"] = b"something else, of this length"[: len(CONFIG)]
    mirror.redirects = {"/some/one/config.json": "/cdn"}
    mirror.stated = {"/some/one/config.json": known(CONFIG)}
    with pytest.raises(ModelFetchError, match="not the file it should be"):
        fetch(plain, tmp_path)


def test_an_archive_gives_its_files_and_leads_nowhere(packed: Model, tmp_path: Path) -> None:
    root = tmp_path / "deep" / "models"
    folder = fetch(packed, root)
    assert {path.name for path in folder.iterdir()} == {"model.int8.onnx", "tokens.txt", LOCK}
    assert (folder / "tokens.txt").read_text() == "一 0\n"
    assert not (folder / "tokens.txt").is_symlink()
    assert not list(tmp_path.rglob("outside.txt"))
    assert not Path("/tmp/absolute.txt").exists()


def test_a_wrong_archive_is_told(packed: Model, mirror: Mirror, tmp_path: Path) -> None:
    loose = replace(packed, downloads=(Part("one.tar.bz2"),))
    mirror.files["/one.tar.bz2"] = archive(
        **{"top/model.int8.onnx": WEIGHTS[:-1] + b"!", "top/tokens.txt": b""}
    )
    with pytest.raises(ModelFetchError, match=r"model\.int8\.onnx is not the file it should be"):
        fetch(loose, tmp_path)
    mirror.files["/one.tar.bz2"] = archive(other=b"")
    with pytest.raises(ModelFetchError, match=r"lacks model\.int8\.onnx, tokens\.txt"):
        fetch(loose, tmp_path)
    mirror.files["/one.tar.bz2"] = b"<html>not found</html>"
    with pytest.raises(ModelFetchError, match="can't be unpacked"):
        fetch(loose, tmp_path)
    assert not (tmp_path / "packed").exists()


def test_without_a_network_it_says_what_to_do(plain: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelFetchError, match="check the network"):
        fetch(replace(plain, host="http://127.0.0.1:9"), tmp_path)
    with pytest.raises(ModelFetchError, match="answers 404"):
        fetch(replace(plain, path="nowhere/{file}"), tmp_path)
    with pytest.raises(ModelFetchError, match="check the network"):
        fetch(plain, tmp_path, source="ftp://127.0.0.1")


def test_a_mirror_is_a_host_or_a_whole_address(plain: Model, mirror: Mirror, tmp_path: Path) -> None:
    away = replace(plain, host="http://127.0.0.1:9")
    fetch(away, tmp_path / "host", source=mirror.url)
    mirror.files = {f"/other{path.removeprefix('/some/one')}": data for path, data in mirror.files.items()}
    fetch(away, tmp_path / "address", source=f"{mirror.url}/other/{{file}}")


def test_the_catalogue_is_whole() -> None:
    for one in catalogue().values():
        assert one.engine in ("faster-whisper", "sherpa-onnx")
        assert all(
            "{" not in one.url(part) and one.url(part).startswith("https://") for part in one.downloads
        )
        for part in (*one.files, *one.downloads):
            assert part.sha256 is None or len(bytes.fromhex(part.sha256)) == 32
            assert "/" not in part.name
        assert one.about
        assert one.licence
    assert model("whisper-small").size == 486_212_372
    assert unchecked(model("paraformer-zh-int8")) == []
    assert unchecked(model("zipformer-zh-multi"))
    with pytest.raises(UnknownModelError, match="sense-voice-int8"):
        model("nothing")
