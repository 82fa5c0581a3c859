"""Protects: versions never change; what is withdrawn or over can't be cited, on both databases."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from knowledge_base import publishing, versions
from knowledge_base.errors import NotBuiltError
from knowledge_base.library import Library
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.name_files import load_names
from knowledge_base.publishing import Publisher
from knowledge_base.search import generations
from knowledge_base.search.static import StaticEncoder
from knowledge_base.tables import GuideVersionRow
from storage import audit
from storage.database import Database
from tests.conftest import FixedClock

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"


def _changed(entry: LoadedGuide, **changes: object) -> LoadedGuide:
    return LoadedGuide(entry.guide.model_copy(update=changes), entry.sources)


def _found(library: Library, query: str) -> dict[str, bool]:
    return {hit.item.item_id: hit.guide for hit in library.search(query)}


def test_publishing_the_same_again_makes_nothing_new(
    publisher: Publisher, content: Path, library: Library, index_root: Path
) -> None:
    before = sorted(index_root.iterdir())
    done = publisher.build(load_content(content), "curator", load_names(content))
    assert (done.versions, done.items_changed) == ({}, 0)
    assert sorted(index_root.iterdir()) == before


def test_a_change_makes_a_new_version_and_leaves_the_old_one_as_it_was(
    publisher: Publisher, loaded: list[LoadedGuide], library: Library
) -> None:
    old = library.version(FIRST, 1)
    done = publisher.build([_changed(loaded[0], result="拿到新式读者证。")], "curator")
    assert done.versions == {FIRST: 2}
    current = library.guide(FIRST)
    assert current is not None
    assert (current.version, current.guide.result) == (2, "拿到新式读者证。")
    assert library.version(FIRST, 1) == old


def test_a_withdrawn_guide_is_gone_at_once_for_another_reader_too(
    publisher: Publisher, database: Database, index_root: Path, clock: FixedClock, library: Library
) -> None:
    elsewhere = Library(database, index_root, StaticEncoder.shipped(), clock)
    assert _found(elsewhere, "借书证丢了")[REPLACEMENT] is True
    assert elsewhere.passages(REPLACEMENT, "多少钱")

    assert publisher.withdraw(REPLACEMENT, "curator", "工本费取消了") == (1,)

    assert _found(elsewhere, "借书证丢了")[REPLACEMENT] is False, "known by name, without a guide"
    assert elsewhere.guide(REPLACEMENT) is None
    assert elsewhere.passages(REPLACEMENT, "多少钱") == []
    kept = elsewhere.version(REPLACEMENT, 1)
    assert kept is not None, "applications still rest on it"
    assert kept.withdrawn_at is not None
    elsewhere.close()


def test_questions_of_a_withdrawn_guide_find_nothing(publisher: Publisher, library: Library) -> None:
    assert FIRST in _found(library, "读者证能寄到家里吗")
    before = {hit.item.item_id: hit.matched for hit in library.search("读者证能寄到家里吗")}
    assert before[FIRST] == "能寄到家里吗？"
    publisher.withdraw(FIRST, "curator", "改版")
    assert all(hit.matched != "能寄到家里吗？" for hit in library.search("读者证能寄到家里吗"))


def test_a_restart_does_not_bring_a_withdrawn_guide_back_whatever_its_files_say(
    publisher: Publisher, content: Path, loaded: list[LoadedGuide], library: Library
) -> None:
    publisher.withdraw(FIRST, "curator", "有误")
    publisher.build(load_content(content), "system", load_names(content))
    done = publisher.build([_changed(loaded[0], result="拿到新式读者证。")], "system")
    assert (done.versions, done.kept) == ({}, (FIRST,))
    assert library.guide(FIRST) is None


def test_a_version_holds_from_its_first_to_its_last_day(
    publisher: Publisher, loaded: list[LoadedGuide], library: Library, clock: FixedClock
) -> None:
    today = clock().date()
    later = _changed(
        loaded[0],
        result="拿到新式读者证。",
        valid_from=today + timedelta(days=2),
        valid_until=today + timedelta(days=3),
    )
    publisher.build([later], "curator")
    versions: list[int | None] = []
    for _ in range(5):
        guide = library.guide(FIRST)
        versions.append(guide.version if guide else None)
        clock.advance(days=1)
    assert versions == [1, 1, 2, 2, None], "the version it replaced must not come back when it is over"
    assert _found(library, "办读者证")[FIRST] is False


def test_every_publication_and_withdrawal_is_in_the_audit_chain(
    publisher: Publisher, database: Database, library: Library
) -> None:
    publisher.withdraw(FIRST, "curator", "有误")
    with database.reading() as session:
        entries = session.scalars(select(audit.AuditRow).order_by(audit.AuditRow.seq)).all()
        assert [(one.action, one.subject, one.actor) for one in entries] == [
            ("guide.publish", FIRST, "curator"),
            ("guide.publish", REPLACEMENT, "curator"),
            ("guide.withdraw", FIRST, "curator"),
        ]
        assert audit.verify(session).ok


def test_a_withdrawal_that_fails_half_way_leaves_everything(
    publisher: Publisher, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _broken(session: object) -> int:
        raise RuntimeError("power cut")

    monkeypatch.setattr(publishing, "bump", _broken)
    with pytest.raises(RuntimeError):
        publisher.withdraw(FIRST, "curator", "有误")
    assert library.guide(FIRST) is not None


def test_a_build_that_dies_leaves_the_old_index_serving(
    publisher: Publisher,
    loaded: list[LoadedGuide],
    library: Library,
    index_root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def _dies(*_: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as dying:
        dying.setattr(generations, "_write_durably", _dies)
        with pytest.raises(RuntimeError):
            publisher.build([_changed(loaded[0], result="拿到新式读者证。")], "curator")

    assert _found(library, "借书证丢了")[REPLACEMENT] is True, "searches go on"
    current = library.guide(FIRST)
    assert current is not None
    assert current.version == 2, "what is citable comes from the database, not from the index"
    assert library.stats().index_generation < library.stats().generation

    publisher.rebuild_index()
    assert library.stats().index_generation == library.stats().generation
    assert FIRST in _found(library, "读者证能寄到家里吗")


def test_older_generations_are_removed_but_not_the_one_still_read(
    publisher: Publisher, library: Library, index_root: Path
) -> None:
    for _ in range(4):
        publisher.rebuild_index()
    assert len(list(index_root.glob("g*"))) == 2


def test_without_an_index_the_library_says_what_to_do(
    database: Database, index_root: Path, clock: FixedClock
) -> None:
    with pytest.raises(NotBuiltError, match="kb build"):
        Library(database, index_root, StaticEncoder.shipped(), clock).search("读者证")


def test_an_index_of_another_encoder_is_not_used(
    publisher: Publisher, database: Database, index_root: Path, clock: FixedClock, library: Library
) -> None:
    ours = StaticEncoder.shipped()
    other = StaticEncoder("another", ["c证"], np.ones((1, 4), dtype=np.int8), np.ones(1, dtype=np.float32))
    assert other.name != ours.name
    with pytest.raises(NotBuiltError):
        Library(database, index_root, other, clock).search("读者证")
    Publisher(database, index_root, other, clock).build([], "system")
    assert Library(database, index_root, other, clock).search("借书证丢了")


def test_content_in_the_database_is_the_guide_as_loaded(
    database: Database, library: Library, loaded: list[LoadedGuide]
) -> None:
    with database.reading() as session:
        rows = session.scalars(select(GuideVersionRow)).all()
    assert {row.digest for row in rows} == {versions.digest(entry.guide) for entry in loaded}
    guide = library.guide(FIRST)
    assert guide is not None
    assert guide.guide == loaded[0].guide
