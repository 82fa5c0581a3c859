"""Protects: a draft is kept as it was written, told apart by its digest, and never changed behind a back."""

from collections.abc import Callable
from typing import Any

import pytest

from knowledge_base.curation.drafts import Drafts
from knowledge_base.curation.types import Changed, Draft, NotAllowed, Unknown
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from storage.database import Database
from tests.conftest import FixedClock

FIRST = "reader-card-first"


@pytest.fixture
def drafts(database: Database, clock: FixedClock) -> Drafts:
    return Drafts(database, clock)


@pytest.fixture
def written(guide: Callable[[str], Guide]) -> dict[str, Any]:
    return guide(FIRST).model_dump(mode="json")


def test_a_draft_is_found_as_it_was_made(drafts: Drafts, written: dict[str, Any], library: Library) -> None:
    made = drafts.make(FIRST, written, "editor", "curator", "新证式样")
    assert drafts.get(made.draft_id) == made
    assert drafts.open() == drafts.open(FIRST) == [made]
    assert drafts.open("reader-card-replacement") == []
    assert (made.content, made.state, made.based_on_version) == (written, "open", 1)


def test_an_incomplete_draft_is_kept(drafts: Drafts) -> None:
    made = drafts.make("new-item", {"summary": "还没写完"}, "import", "registry:yubei")
    assert (made.content, made.based_on_version) == ({"summary": "还没写完"}, 0)


def test_the_same_again_from_the_same_origin_makes_nothing_new(
    drafts: Drafts, written: dict[str, Any]
) -> None:
    made = drafts.make(FIRST, written, "import", "registry:yubei")
    assert drafts.make(FIRST, dict(reversed(written.items())), "import", "registry:yubei") == made


def test_a_later_import_takes_the_place_of_the_earlier_but_hands_write_beside_each_other(
    drafts: Drafts, written: dict[str, Any]
) -> None:
    old = drafts.make(FIRST, written, "import", "registry:yubei")
    new = drafts.make(FIRST, written | {"result": "新证。"}, "import", "registry:yubei")
    one = drafts.make(FIRST, written | {"result": "甲。"}, "editor", "curator")
    other = drafts.make(FIRST, written | {"result": "乙。"}, "editor", "curator")
    assert {draft.draft_id for draft in drafts.open(FIRST)} == {new.draft_id, one.draft_id, other.draft_id}
    replaced = drafts.get(old.draft_id)
    assert replaced is not None
    assert replaced.state == "superseded"


def test_who_changed_an_import_by_hand_stays_an_author_when_it_is_imported_again(
    drafts: Drafts, written: dict[str, Any]
) -> None:
    """The facts are laid over what they wrote: they must not come to review their own words."""
    old = drafts.make(FIRST, written, "import", "registry:yubei")
    drafts.change(old.draft_id, written | {"result": "拿到读者证，当场取。"}, "editor", old.digest)
    new = drafts.make(FIRST, written | {"result": "拿到读者证，次日取。"}, "import", "registry:yubei")
    assert set(new.authors) == {"import", "editor"}


def test_a_change_gives_another_digest_and_makes_its_writer_an_author(
    drafts: Drafts, written: dict[str, Any]
) -> None:
    made = drafts.make(FIRST, written, "editor", "curator")
    changed = drafts.change(made.draft_id, written | {"result": "新证。"}, "second", made.digest)
    assert isinstance(changed, Draft)
    assert changed.digest != made.digest
    assert changed.authors == ("editor", "second")


def test_a_change_of_what_one_has_not_seen_is_refused(drafts: Drafts, written: dict[str, Any]) -> None:
    made = drafts.make(FIRST, written, "editor", "curator")
    drafts.change(made.draft_id, written | {"result": "甲。"}, "editor", made.digest)
    refused = drafts.change(made.draft_id, written | {"result": "乙。"}, "second", made.digest)
    assert isinstance(refused, Changed)
    assert refused.draft.content["result"] == "甲。"


def test_a_discarded_draft_stays_readable_and_closed(drafts: Drafts, written: dict[str, Any]) -> None:
    made = drafts.make(FIRST, written, "editor", "curator")
    drafts.discard(made.draft_id, "editor", "写错了事项")
    kept = drafts.get(made.draft_id)
    assert kept is not None
    assert (kept.state, kept.closed_why) == ("discarded", "写错了事项")
    assert isinstance(drafts.change(made.draft_id, written, "editor", made.digest), NotAllowed)
    assert isinstance(drafts.discard("draft_none", "editor", ""), Unknown)
