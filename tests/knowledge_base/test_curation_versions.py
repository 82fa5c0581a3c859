"""Protects: versions begin, end, are withdrawn and come back as they were published, for every process."""

import json
import subprocess
import sys
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.curation.service import Curation
from knowledge_base.curation.types import (
    GATES,
    Curator,
    Draft,
    NewVersion,
    NotAllowed,
    NotReady,
    Stale,
    Unknown,
    Withdrawn,
)
from knowledge_base.library import Library
from knowledge_base.loader import load_content
from knowledge_base.model.guide import Guide
from knowledge_base.name_files import load_names
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage.database import Database
from tests.conftest import FixedClock
from tests.knowledge_base.curating import (
    ADMIN,
    EDITOR,
    FIRST,
    LAWYER,
    REPLACEMENT,
    SECOND_EDITOR,
    Edit,
    actions,
    published,
    sign,
)


def test_a_scheduled_version_takes_over_on_its_day(
    curation: Curation, edit: Edit, library: Library, clock: FixedClock
) -> None:
    draft = edit(result="拿到新式读者证。", valid_from="2026-11-24", valid_until="2026-11-25")
    assert published(curation, draft).valid_from == date(2026, 11, 24)
    versions: list[int | None] = []
    states: list[list[str]] = []
    for _ in range(5):
        cited = library.guide(FIRST)
        versions.append(cited.version if cited else None)
        states.append([record.state for record in curation.history(FIRST)])
        clock.advance(days=1)
    assert versions == [1, 1, 2, 2, None]
    assert states[0] == ["scheduled", "in_force"]
    assert states[2:] == [["in_force", "replaced"]] * 2 + [["over", "replaced"]]


def test_what_was_signed_before_a_withdrawal_does_not_bring_the_guide_back(
    curation: Curation, edit: Edit, library: Library, clock: FixedClock
) -> None:
    draft = edit(result="拿到新式读者证。")
    sign(curation, draft)
    clock.advance(seconds=1)
    curation.withdraw(FIRST, ADMIN, "依据已经废止")
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert refused.missing == GATES
    assert library.guide(FIRST) is None
    assert published(curation, draft).version == 2, "signed anew, by people who know"


def test_the_names_of_a_scheduled_version_begin_on_its_day(
    curation: Curation, edit: Edit, library: Library, clock: FixedClock
) -> None:
    names: Any = edit().content["item"]
    later = names | {"plain_name": "办新读者证", "aliases": ["开卡借书"]}
    published(curation, edit(item=later, valid_from="2026-11-24"))
    item = library.item(FIRST)
    assert item is not None
    assert item.plain_name == names["plain_name"]
    assert "办新读者证" not in {hit.item.plain_name for hit in library.search("开卡借书")}
    assert "开卡借书" not in {hit.matched for hit in library.search("开卡借书")}

    clock.advance(days=2)
    item = library.item(FIRST)
    assert item is not None
    assert item.plain_name == "办新读者证"
    best = library.search("开卡借书")[0]
    assert (best.matched, best.item.plain_name) == ("开卡借书", "办新读者证")

    curation.withdraw(FIRST, ADMIN, "有误")
    item = library.item(FIRST)
    assert item is not None
    assert item.plain_name == names["plain_name"], "as it was called before"


def test_a_scheduled_version_can_be_cancelled_and_one_that_began_can_not(
    curation: Curation, edit: Edit, library: Library, clock: FixedClock
) -> None:
    published(curation, edit(result="拿到新式读者证。", valid_from="2026-11-24"))
    begun = curation.withdraw(FIRST, ADMIN, "推迟实施", version=1)
    assert isinstance(begun, NotAllowed)
    assert curation.withdraw(FIRST, ADMIN, "推迟实施", version=2) == Withdrawn(FIRST, (2,))
    clock.advance(days=3)
    cited = library.guide(FIRST)
    assert cited is not None
    assert cited.version == 1


def test_a_version_published_after_a_scheduled_one_says_that_it_overtakes_it(
    curation: Curation, edit: Edit, library: Library, clock: FixedClock
) -> None:
    published(curation, edit(result="拿到新式读者证。", valid_from="2026-11-24"))
    assert published(curation, edit(result="拿到电子证。")).overtakes == (2,)
    clock.advance(days=3)
    cited = library.guide(FIRST)
    assert cited is not None
    assert cited.version == 3
    assert [record.state for record in curation.history(FIRST)] == ["in_force", "replaced", "replaced"]


def test_another_draft_of_the_item_must_be_rebased_and_reviewed_anew(curation: Curation, edit: Edit) -> None:
    late = edit(result="拿到电子证。", by=SECOND_EDITOR)
    sign(curation, late)
    published(curation, edit(notes=["周一闭馆。"]))

    refused = curation.publish(late.draft_id, SECOND_EDITOR)
    assert isinstance(refused, Stale)
    assert (refused.current_version, refused.draft.based_on_version) == (2, 1)
    assert isinstance(curation.review(late.draft_id, LAWYER, "legal", "passed"), Stale)

    rebased = curation.drafts.change(late.draft_id, late.content, "second", late.digest, rebase=True)
    assert isinstance(rebased, Draft)
    assert [change.place for change in curation.changes(rebased)] == ["result", "notes[周一闭馆。]"], (
        "shows that it would take back what was just published"
    )
    assert all(review is None for review in curation.standing(rebased).values())
    merged = curation.drafts.change(
        late.draft_id, {**late.content, "notes": ["周一闭馆。"]}, "second", rebased.digest
    )
    assert isinstance(merged, Draft)
    assert published(curation, merged).version == 3


def test_two_drafts_published_at_once_give_one_version_each_and_lose_nothing(
    curation: Curation, edit: Edit, library: Library
) -> None:
    drafts = [edit(result=f"拿到第{number}式读者证。", by=SECOND_EDITOR) for number in range(3)]
    drafts.append(edit(REPLACEMENT, by=SECOND_EDITOR, notes=["周一闭馆。"]))
    for draft in drafts:
        sign(curation, draft)
    with ThreadPoolExecutor(len(drafts)) as pool:
        done = list(pool.map(lambda draft: curation.publish(draft.draft_id, EDITOR), drafts))
    versions = sorted((one.item_id, one.version) for one in done if isinstance(one, NewVersion))
    assert versions == [(FIRST, 2), (REPLACEMENT, 2)]
    assert sum(isinstance(one, Stale) for one in done) == 2, "the others learn of it and overwrite nothing"
    winner = next(one for one in done if isinstance(one, NewVersion) and one.item_id == FIRST)
    cited = library.guide(FIRST)
    assert cited is not None
    assert cited.draft_id == winner.draft_id
    assert len(curation.history(FIRST)) == 2


def test_one_draft_published_twice_at_once_makes_one_version(curation: Curation, edit: Edit) -> None:
    draft = edit(result="拿到新式读者证。")
    sign(curation, draft)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: curation.publish(draft.draft_id, EDITOR), range(2)))
    assert sorted(type(one).__name__ for one in done) == ["NewVersion", "NotAllowed"]


def test_a_start_never_overwrites_what_went_through_the_gates(
    curation: Curation, edit: Edit, library: Library, publisher: Publisher, content: Path
) -> None:
    named = edit().content["item"]
    assert isinstance(named, dict)
    published(curation, edit(item=named | {"plain_name": "办新读者证"}, result="拿到新式读者证。"))
    done = publisher.build(load_content(content), "system", load_names(content))
    assert (done.versions, done.items_changed, done.kept) == ({}, 0, (FIRST,))
    cited, item = library.guide(FIRST), library.item(FIRST)
    assert cited is not None
    assert item is not None
    assert (cited.version, item.plain_name) == (2, "办新读者证")


def test_an_item_that_was_unknown_begins_with_its_first_draft(
    curation: Curation, guide: Callable[[str], Guide], library: Library
) -> None:
    shipped = guide(REPLACEMENT).model_dump(mode="json")
    names = {
        "item_id": "reading-room",
        "official_name": "阅览座位预约",
        "plain_name": "约座位",
        "aliases": [],
    }
    written = shipped | {"item": shipped["item"] | names, "look_alikes": []}
    draft = curation.drafts.make("reading-room", written, "import", "registry:yubei")
    assert curation.findings(draft) == []
    assert published(curation, draft).version == 1
    assert library.search("约座位")[0].item.item_id == "reading-room"


@pytest.fixture
def second_process(
    database_url: str, index_root: Path, library: Library
) -> Generator[Callable[[str], dict[str, Any]]]:
    """Asks another process what it would find and cite."""
    command = [sys.executable, str(Path(__file__).parent / "second_reader.py")]
    reader = subprocess.Popen(
        [*command, database_url, str(index_root), REPLACEMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    stdin, stdout = reader.stdin, reader.stdout

    def ask(question: str) -> dict[str, Any]:
        stdin.write(f"{question}\n")
        stdin.flush()
        return json.loads(stdout.readline())

    yield ask
    stdin.close()
    reader.wait(timeout=30)
    stdout.close()


@pytest.mark.slow
def test_a_withdrawal_is_seen_by_another_process_at_its_next_question(
    curation: Curation, edit: Edit, second_process: Callable[[str], dict[str, Any]]
) -> None:
    assert second_process("借书证丢了")["version"] == 1
    published(curation, edit(REPLACEMENT, notes=["周一闭馆。"]))
    cited = second_process("借书证丢了")
    assert (cited["version"], cited["found"]) == (2, True)
    assert cited["passages"] > 0

    assert curation.withdraw(REPLACEMENT, ADMIN, "收费标准写错了") == Withdrawn(REPLACEMENT, (1, 2))

    gone = {"version": None, "found": False, "passages": 0, "sections": 0}
    assert second_process("借书证丢了") == gone


def test_after_a_withdrawal_only_publishing_anew_brings_the_guide_back(
    curation: Curation, edit: Edit, library: Library, publisher: Publisher, content: Path
) -> None:
    assert isinstance(curation.withdraw(FIRST, ADMIN, " "), NotAllowed)
    curation.withdraw(FIRST, ADMIN, "有误")
    assert isinstance(curation.withdraw(FIRST, ADMIN, "有误"), Unknown)
    publisher.build(load_content(content), "system", load_names(content))
    assert library.guide(FIRST) is None
    assert published(curation, edit()).version == 2
    assert library.guide(FIRST) is not None


def test_an_old_version_is_published_anew_through_its_gates(
    curation: Curation, edit: Edit, library: Library
) -> None:
    published(curation, edit(result="拿到新式读者证。"))
    published(curation, edit(result="拿到有错的读者证。"))
    draft = curation.roll_back(FIRST, 2, EDITOR, "第3版写错了")
    assert isinstance(draft, Draft)
    assert (draft.origin, draft.content["result"]) == ("rollback:2", "拿到新式读者证。")
    assert isinstance(curation.publish(draft.draft_id, EDITOR), NotReady)
    assert published(curation, draft).version == 4
    cited = library.guide(FIRST)
    assert cited is not None
    assert cited.guide.result == "拿到新式读者证。"
    assert isinstance(curation.roll_back(FIRST, 9, EDITOR), Unknown)


def test_in_an_emergency_an_admin_restores_what_had_passed_all_gates(
    curation: Curation, edit: Edit, library: Library, database: Database
) -> None:
    published(curation, edit(result="拿到新式读者证。"))
    published(curation, edit(result="拿到有错的读者证。"))

    def restore(version: int, curator: Curator = ADMIN, why: str = "第3版写错了") -> object:
        return curation.roll_back(FIRST, version, curator, why, emergency=True)

    refused = [restore(2, EDITOR), restore(1), restore(2, why="")]
    codes = [answer.code for answer in refused if isinstance(answer, NotAllowed)]
    assert codes == ["admin_only", "never_passed", "rollback_reason_missing"]

    done = restore(2)
    assert isinstance(done, NewVersion)
    assert done.version == 4
    assert actions(database)[-1] == ("boss", "guide.roll_back")
    again = restore(4)
    assert isinstance(again, NewVersion), "what was restored had passed, too"
    cited = library.guide(FIRST)
    assert cited is not None
    assert (cited.version, cited.guide.result) == (5, "拿到新式读者证。")


def test_a_version_that_is_over_is_not_restored(curation: Curation, edit: Edit, clock: FixedClock) -> None:
    published(curation, edit(valid_until="2026-11-23"))
    clock.advance(days=2)
    refused = curation.roll_back(FIRST, 2, ADMIN, "急用", emergency=True)
    assert isinstance(refused, NotAllowed)
    assert refused.code == "version_over"


def test_history_names_who_signed_for_each_version(curation: Curation, edit: Edit) -> None:
    published(curation, edit(result="拿到新式读者证。"))
    new, old = curation.history(FIRST)
    assert (new.origin, new.state, old.origin, old.reviews) == ("gates", "in_force", "sample", ())
    assert {review.gate: review.reviewer_name for review in new.reviews} == {
        "political": "审核甲",
        "legal": "审核甲",
        "policy": "审核甲",
        "secrecy": "审核乙",
        "procedure": "审核乙",
    }
    assert curation.history("no-such-item") == []


def test_another_librarys_search_finds_the_new_question(
    curation: Curation, edit: Edit, database: Database, index_root: Path, clock: FixedClock
) -> None:
    elsewhere = Library(database, index_root, StaticEncoder.shipped(), clock)
    pair = {"id": "dog", "question": "能带狗进图书馆吗？", "answer": "不能。"}
    published(curation, edit(qa=[pair]))
    assert elsewhere.search("能带狗进图书馆吗")[0].matched == "能带狗进图书馆吗？"
    curation.withdraw(FIRST, ADMIN, "有误")
    assert all(hit.matched != "能带狗进图书馆吗？" for hit in elsewhere.search("能带狗进图书馆吗"))
    elsewhere.close()
