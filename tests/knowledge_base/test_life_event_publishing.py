"""Protects: versions of life events never change, a withdrawn one is gone at once, on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge_base.library import Library
from knowledge_base.life_events.loading import LoadedEvent, load_life_events
from knowledge_base.operations import build_content
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage import audit
from storage.database import Database
from tests.conftest import FixedClock

EVENT = Path(__file__).parent / "life_events" / "new-reader.yaml"
READER = "new-reader"


@pytest.fixture
def entry(tmp_path: Path) -> LoadedEvent:
    folder = tmp_path / "only" / "life_events"
    folder.mkdir(parents=True)
    (folder / EVENT.name).write_bytes(EVENT.read_bytes())
    (found,) = load_life_events(folder.parent)
    return found


def _publish(publisher: Publisher, entry: LoadedEvent, **changes: object) -> dict[str, int]:
    event = entry.event.model_copy(update=changes)
    return dict(publisher.build((), "curator", events=[event]).life_events)


def test_a_change_makes_a_new_version_and_leaves_the_old_one(
    publisher: Publisher, library: Library, entry: LoadedEvent
) -> None:
    assert _publish(publisher, entry) == {READER: 1}
    assert _publish(publisher, entry) == {}, "the same again makes nothing new"
    first = library.life_event(READER)
    assert _publish(publisher, entry, fee="都不收钱。") == {READER: 2}
    now = library.life_event(READER)
    assert now is not None
    assert (now.version, now.event.fee, now.sample) == (2, "都不收钱。", True)
    assert library.life_event_version(READER, 1) == first
    assert library.life_event_version(READER, 3) is None
    assert library.stats().life_events == 1


def test_a_withdrawn_event_is_gone_at_once_and_stays_so(
    publisher: Publisher,
    library: Library,
    entry: LoadedEvent,
    database: Database,
    index_root: Path,
    clock: FixedClock,
) -> None:
    _publish(publisher, entry)
    elsewhere = Library(database, index_root, StaticEncoder.shipped(), clock)
    assert READER in elsewhere.life_events()
    assert publisher.withdraw_life_event(READER, "curator", "重写") == (1,)
    assert elsewhere.life_event(READER) is None
    assert elsewhere.life_event_plan(READER, {}) is None
    assert elsewhere.life_event_meant("搬来新城借书要办哪些手续") is None
    kept = elsewhere.life_event_version(READER, 1)
    assert kept is not None
    assert kept.withdrawn_at is not None
    assert _publish(publisher, entry, fee="都不收钱。") == {}, "a start does not bring it back"
    assert publisher.withdraw_life_event(READER, "curator", "再一次") == ()
    elsewhere.close()


def test_an_event_holds_from_its_first_to_its_last_day(
    publisher: Publisher, library: Library, entry: LoadedEvent, clock: FixedClock
) -> None:
    today = clock().date()
    _publish(publisher, entry, valid_from=today + timedelta(days=1), valid_until=today + timedelta(days=2))
    there: list[bool] = []
    for _ in range(4):
        there.append(library.life_event(READER) is not None)
        clock.advance(days=1)
    assert there == [False, True, True, False]


def test_the_plan_rests_on_the_guides_of_today(
    publisher: Publisher, library: Library, entry: LoadedEvent
) -> None:
    _publish(publisher, entry)
    made = library.life_event_plan(READER, {"had": "never"})
    assert made is not None
    assert made.figures.fields_after == 2
    publisher.withdraw("reader-card-first", "curator", "重写")
    without = library.life_event_plan(READER, {"had": "never"})
    assert without is not None
    assert (without.figures.fields_after, without.stages) == (0, made.stages)


def test_publication_and_withdrawal_are_in_the_audit_chain(
    publisher: Publisher, library: Library, entry: LoadedEvent, database: Database
) -> None:
    _publish(publisher, entry)
    publisher.withdraw_life_event(READER, "curator", "有误")
    with database.reading() as session:
        entries = session.scalars(select(audit.AuditRow).order_by(audit.AuditRow.seq)).all()
        told = [(one.action, one.actor) for one in entries if one.subject == READER]
        assert told == [("life_event.publish", "curator"), ("life_event.withdraw", "curator")]
        assert audit.verify(session).ok


def test_building_the_content_folder_takes_its_events_along(
    publisher: Publisher, library: Library, content: Path
) -> None:
    (content / "life_events").mkdir()
    (content / "life_events" / EVENT.name).write_bytes(EVENT.read_bytes())
    assert dict(build_content(publisher, "curator", content).life_events) == {READER: 1}
    meant = library.life_event_meant("刚搬到新城，借书要办哪些手续？")
    assert meant is not None
    assert (meant.event_id, meant.whole) == (READER, True)
