"""Recordings: none without a yes, whole after it, encrypted, one's own, gone when they should be."""

import io
import wave
from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from api.bootstrap import Container
from api.calls.recorded import Recorded, adopt_recordings
from api.calls.recordings import Recordings
from api.calls.tables import CallRecordingPieceRow, CallRecordingRow
from api.calls.tape import Tape
from api.calls.tracks import PIECE, Tracks, telephone
from storage import audit
from storage.database import Database
from storage.files import FileStore
from storage.ids import new_id
from tests.conftest import FixedClock

from .conftest import Person

WORDS = "为了改进服务，想把这次通话录下来，可以吗？"
FRAME = 0.02
CHEN = "chen-xiaoyu"


def tone(hertz: int = 8000, level: int = 9000, seconds: float = FRAME) -> bytes:
    return np.full(round(hertz * seconds), level, dtype="<i2").tobytes()


@dataclass
class Desk:
    """Recordings with a clock of their own."""

    recordings: Recordings
    recorded: Recorded
    folder: Path
    database: Database
    at: float = 0.0

    def now(self) -> float:
        return self.at

    def talk(self, seconds: float, call_id: str = "call_1", *, service: bool = False) -> None:
        """Frames of the caller, as they come, and of ours if asked for."""
        for _ in range(round(seconds / FRAME)):
            self.at += FRAME
            self.recordings.keep(call_id, "caller", tone(), 8000)
            if service:
                self.recordings.keep(call_id, "service", tone(16000, -5000), 16000)

    def yes(self, call_id: str = "call_1", account_id: str | None = CHEN) -> None:
        self.recordings.begin(call_id, account_id, True, words=WORDS, conversation_id="cnv_1")

    def settle(self) -> None:
        """Returns when what was handed to the writer is written."""
        self.recordings._writer.submit(int).result()  # pyright: ignore[reportPrivateUsage]

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def sound(self, account_id: str = CHEN) -> tuple[int, np.ndarray]:
        """Channels × samples of the newest recording."""
        played = self.recorded.play(account_id, self.recorded.of(account_id)[0].recording_id)
        assert played is not None
        data = b"".join(played.pieces)
        assert len(data) == played.size
        with wave.open(io.BytesIO(data)) as file:
            assert (file.getnchannels(), file.getsampwidth()) == (2, 2)
            read = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
            return file.getframerate(), read.reshape(-1, 2).T

    def actions(self) -> list[tuple[str, str]]:
        with self.database.reading() as session:
            assert audit.verify(session).ok
            rows = session.scalars(select(audit.AuditRow).order_by(audit.AuditRow.seq))
            return [(row.actor, row.action) for row in rows]


def desk_of(database: Database, files: FileStore, clock: FixedClock, tmp_path: Path, **more: bool) -> Desk:
    recorded = Recorded(database, files, clock, 30)
    desk = Desk(None, recorded, tmp_path / "files", database)  # pyright: ignore[reportArgumentType]
    desk.recordings = Recordings(
        database, files, clock, asks=more.get("asks", True), days=30, now=lambda: desk.now()
    )
    return desk


@pytest.fixture
def desk(sqlite_database: Database, files: FileStore, clock: FixedClock, tmp_path: Path) -> Generator[Desk]:
    made = desk_of(sqlite_database, files, clock, tmp_path)
    yield made
    made.recordings.close()


def test_without_a_yes_nothing_of_the_sound_is_written(desk: Desk) -> None:
    before = desk.files()
    desk.talk(12, service=True)
    desk.recordings.begin("call_1", CHEN, False, words=WORDS)
    desk.talk(12, service=True)
    desk.recordings.end("call_1")
    assert desk.files() == before == []
    with desk.database.reading() as session:
        assert session.scalars(select(CallRecordingRow)).all() == []
    assert desk.actions() == []


def test_where_recording_is_off_a_yes_changes_nothing(
    sqlite_database: Database, files: FileStore, clock: FixedClock, tmp_path: Path
) -> None:
    desk = desk_of(sqlite_database, files, clock, tmp_path, asks=False)
    assert not desk.recordings.asks
    desk.yes()
    desk.talk(12)
    desk.recordings.close()
    assert desk.files() == []


def test_after_a_yes_both_sides_are_there_and_only_what_came_after_it(desk: Desk) -> None:
    desk.talk(3)
    desk.yes()
    desk.talk(7, service=True)
    desk.recordings.end("call_1")
    hertz, (caller, service) = desk.sound()
    assert hertz == 8000
    assert len(caller) == pytest.approx(7 * 8000, abs=160)
    assert np.abs(caller - 9000).max() < 300
    assert np.abs(service + 5000).max() < 200
    [one] = desk.recorded.of(CHEN)
    assert (one.words, one.seconds) == (WORDS, pytest.approx(7, abs=0.02))
    assert one.expires_at - one.begun_at == timedelta(days=30)
    assert desk.actions() == [(CHEN, "call.record"), (CHEN, "call.listen")]


def test_what_is_written_is_not_the_sound(desk: Desk) -> None:
    desk.yes()
    desk.talk(6)
    desk.recordings.end("call_1")
    for path in desk.files():
        data = path.read_bytes()
        assert len(set(data)) > 200, "a steady tone would be few different bytes"
    with desk.database.reading() as session:
        kept = session.execute(text("SELECT words FROM call_recordings")).scalar_one()
    assert WORDS.encode() not in bytes(kept)


def test_a_killed_server_loses_seconds(desk: Desk, files: FileStore, clock: FixedClock) -> None:
    """Nothing ends the call; another process finds what was written."""
    desk.yes()
    desk.talk(20.8)
    desk.settle()
    after = Recorded(desk.database, files, clock, 30)
    [one] = after.of(CHEN)
    assert one.seconds == 4 * PIECE
    assert one.ended_at == one.begun_at + timedelta(seconds=20)


def test_who_says_no_later_leaves_nothing(desk: Desk) -> None:
    desk.yes()
    desk.talk(12)
    desk.recordings.begin("call_1", CHEN, False, words=WORDS)
    desk.talk(12)
    desk.recordings.end("call_1")
    assert desk.files() == []
    assert desk.recorded.of(CHEN) == []
    assert desk.actions() == [(CHEN, "call.record"), (CHEN, "call.record_no_more")]


def test_who_shows_who_they_are_later_owns_it_and_nobody_before(desk: Desk) -> None:
    desk.yes(account_id=None)
    desk.talk(6)
    assert desk.recorded.of(CHEN) == []
    desk.recordings.identified("call_1", CHEN)
    desk.recordings.end("call_1")
    assert len(desk.recorded.of(CHEN)) == 1
    assert desk.actions() == [("call_1", "call.record")]


def test_who_takes_the_conversation_over_owns_its_recordings(desk: Desk) -> None:
    """Also where they sign in on the page, long after the call."""
    desk.yes(account_id=None)
    desk.talk(6)
    desk.recordings.end("call_1")
    with desk.database.transaction() as session:
        adopt_recordings(session, "cnv_1", CHEN)
    assert len(desk.recorded.of(CHEN)) == 1


def test_nobody_elses_is_played_or_deleted(desk: Desk) -> None:
    desk.yes()
    desk.talk(6)
    desk.recordings.end("call_1")
    recording_id = desk.recorded.of(CHEN)[0].recording_id
    assert desk.recorded.play("liu-guilan", recording_id) is None
    assert not desk.recorded.remove("liu-guilan", recording_id)
    assert desk.recorded.of("liu-guilan") == []
    assert len(desk.files()) == 2


def test_deleting_takes_the_files_too_also_while_the_call_goes_on(desk: Desk) -> None:
    desk.yes()
    desk.talk(12)
    desk.settle()
    assert desk.recorded.remove(CHEN, desk.recorded.of(CHEN)[0].recording_id)
    desk.talk(12)
    desk.recordings.end("call_1")
    assert desk.files() == []
    with desk.database.reading() as session:
        assert session.scalars(select(CallRecordingPieceRow)).all() == []
    assert desk.actions()[-1] == (CHEN, "call.delete")


def test_after_thirty_days_it_is_gone(
    database: Database, files: FileStore, clock: FixedClock, tmp_path: Path
) -> None:
    desk = desk_of(database, files, clock, tmp_path)
    desk.yes()
    desk.yes("call_2", None)
    desk.talk(6)
    desk.talk(6, "call_2")
    desk.recordings.close()
    clock.advance(days=29, hours=23)
    assert desk.recorded.expire() == 0
    clock.advance(hours=1)
    assert desk.recorded.of(CHEN) == []
    assert desk.recorded.expire() == 2
    assert desk.files() == []
    assert desk.recorded.expire() == 0


def test_a_full_disk_ends_the_recording_not_the_call(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_store: FileStore, _data: bytes) -> str:
        raise OSError(28, "No space left on device")

    desk.yes()
    desk.talk(6)
    desk.settle()
    with monkeypatch.context() as without:
        without.setattr(FileStore, "put", full)
        desk.talk(6)
        desk.settle()
    desk.talk(6)
    desk.recordings.end("call_1")
    assert [one.seconds for one in desk.recorded.of(CHEN)] == [PIECE]


def test_the_calls_tape_drives_it(desk: Desk) -> None:
    """As `Call` does: asked, answered, both sides heard, shown who it is, ended."""
    tape = Tape(desk.recordings, "call_9", "cnv_9", None, 16000, WORDS)
    tape.heard(tone(16000, seconds=1.0))
    tape.agreed(True)
    for _ in range(60):
        desk.at += FRAME
        tape.heard(tone(16000))
        tape.said(tone(16000, 400))
    tape.belongs(CHEN)
    tape.end()
    [one] = desk.recorded.of(CHEN)
    assert (one.conversation_id, one.words) == ("cnv_9", WORDS)
    assert one.seconds == pytest.approx(1.2, abs=0.02)


def test_sides_stand_where_they_were_heard() -> None:
    """Ours speaks after two seconds for one; the caller is lost for three in between."""
    tracks = Tracks()
    for at in np.arange(FRAME, 10, FRAME):
        if not 4 < at <= 7:
            tracks.lay("caller", tone(), 8000, float(at))
        if 2 < at <= 3:
            tracks.lay("service", tone(), 8000, float(at))
    both = np.frombuffer(tracks.rest(), dtype="<i2").reshape(-1, 2)
    caller, service = (both[:, side] != 0 for side in (0, 1))
    assert np.flatnonzero(service)[[0, -1]] == pytest.approx([2 * 8000, 3 * 8000], abs=320)
    gap = np.flatnonzero(~caller)
    assert gap[[0, -1]] == pytest.approx([4 * 8000, 7 * 8000], abs=320)


def test_sound_that_comes_in_bursts_is_not_torn() -> None:
    """A network that delivers five frames at once makes no holes."""
    tracks, at = Tracks(), 0.0
    pieces: list[bytes] = []
    for _ in range(110):
        at += 5 * FRAME
        for _ in range(5):
            tracks.lay("caller", tone(), 8000, at)
        pieces += tracks.pieces(at)
    both = np.frombuffer(b"".join([*pieces, tracks.rest()]), dtype="<i2").reshape(-1, 2)
    assert len(pieces) == 2
    assert (both[:, 0] == 9000).all()
    assert len(both) == 11 * 8000


@pytest.mark.parametrize("hertz", [8000, 16000, 24000, 48000])
def test_every_rate_of_a_line_becomes_the_telephones(hertz: int) -> None:
    assert (telephone(tone(hertz, 700, 0.1), hertz) == 700).all()
    assert len(telephone(tone(hertz, 700, 0.1) + b"\1", hertz)) == 800


def test_a_database_that_fails_leaves_no_sound_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row would name the file: neither who erases nor the last day would find it."""

    def locked(_database: Database) -> None:
        raise OperationalError("insert", {}, Exception("database is locked"))

    desk.yes()
    with monkeypatch.context() as without:
        without.setattr(Database, "transaction", locked)
        desk.talk(6)
        desk.settle()
    assert desk.files() == []
    desk.recordings.end("call_1")
    assert [one.seconds for one in desk.recorded.of(CHEN)] == [0]


@pytest.mark.parametrize("hertz", [12000, 44100])
def test_odd_rates_become_it_too(hertz: int) -> None:
    assert (telephone(tone(hertz, 700, 0.1), hertz) == 700).all()
    assert len(telephone(tone(hertz, 700, 0.1) + b"\1", hertz)) == 800
    assert len(telephone(b"", hertz)) == 0


# over HTTP


def recorded(container: Container, account: str) -> None:
    """A call of this person, just recorded."""
    call_id = new_id("call")
    container.recordings.begin(call_id, account, True, words=WORDS)
    container.recordings.keep(call_id, "caller", tone(seconds=1.0), 8000)
    container.recordings.end(call_id)


def test_ones_own_is_listed_played_and_deleted(
    container: Container, chen: Person, liu: Person, visitor: Person
) -> None:
    recorded(container, CHEN)
    [one] = chen.call("GET", "/me/recordings")["recordings"]
    assert (one["words"], round(one["seconds"])) == (WORDS, 1)
    path = f"/me/recordings/{one['recording_id']}"
    for person, status, code in ((liu, 404, "call_recording_unknown"), (visitor, 401, "sign_in_needed")):
        for method in ("GET", "DELETE"):
            person.problem(status, code, method, path)
    assert liu.call("GET", "/me/recordings")["recordings"] == []
    answer = chen.raw("GET", path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.headers["cache-control"] == "no-store"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert (file.getnframes(), file.getframerate()) == (8000, 8000)
    assert chen.raw("DELETE", path).status_code == 204
    assert chen.call("GET", "/me/recordings")["recordings"] == []
    chen.problem(404, "call_recording_unknown", "GET", path)


def test_it_is_in_the_archive_and_goes_with_it(small: FastAPI, small_house: Container) -> None:
    person = Person(small, "he-min")
    recorded(small_house, "he-min")
    recorded(small_house, CHEN)
    told = person.call("GET", "/profile")
    assert told["leaving"]["recordings"] == 1
    assert told["retention"]["recording"] == 30
    [one] = person.call("GET", "/profile/export")["recordings"]
    assert one["agreed_to"] == WORDS
    assert person.raw("GET", one["file"].removeprefix("/api/v1")).content[:4] == b"RIFF"
    gone = person.call("DELETE", "/profile", json={"word": "全部删除"})
    assert gone["recordings"] == 1
    assert person.call("GET", "/me/recordings")["recordings"] == []
    assert len(small_house.recorded.of(CHEN)) == 1


def test_staff_have_no_way_to_listen(app: FastAPI, container: Container) -> None:
    recorded(container, CHEN)
    path = f"/me/recordings/{container.recorded.of(CHEN)[0].recording_id}"
    for account in ("zhou-shenyan", "wen-caoni", "ma-zongguan", "tang-bangban"):
        Person(app, account).problem(404, "call_recording_unknown", "GET", path)
    assert container.recorded.erase(CHEN) == 1
