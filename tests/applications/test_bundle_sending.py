"""Protects: two tabs sending the whole make one case a part, what is ready may go before the rest, what waits
follows once and in its turn, and one progress tells what is done, returned and late."""

from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from applications.bundles.progressing import BundleProgress
from applications.results import ResultGiven, Results
from applications.tables import IntakeCaseRow
from applications.types import Application, Finding, NotReady
from storage.files import FileStore
from tests.applications.test_bundles import Parent, bundle, part, sent
from tests.assistant.conftest import (
    House,
    house,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
    published,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
)
from tests.conftest import FixedClock


@pytest.fixture
def parent(house: House) -> Parent:  # noqa: F811 - the fixture
    return Parent(house, house.people["chen-xiaoyu"])


def _cases(parent: Parent) -> int:
    with parent.house.database.reading() as session:
        return session.query(IntakeCaseRow).count()


def _finished(parent: Parent, application_id: str) -> None:
    rooms, reviewer = parent.house, parent.house.people["zhou-shenyan"]
    assert isinstance(rooms.applications.decide(reviewer, application_id, "accept", note="齐"), Application)
    no_files = cast("FileStore", None)
    results = Results(rooms.database, rooms.library, no_files, rooms.clock)
    results.finish(reviewer, application_id, ResultGiven("户口簿", "collect"))


def _progress(parent: Parent, bundle_id: str) -> BundleProgress:
    found = parent.service.bundles.progress(parent.actor, bundle_id)
    assert isinstance(found, BundleProgress)
    return found


def test_two_tabs_at_once_make_one_case_a_part(parent: Parent) -> None:
    key = parent.complete(parent.begin()).application_id

    def send(tab: str) -> object:
        return parent.service.bundles.submit(parent.actor, key, tab)

    with ThreadPoolExecutor(4) as tabs:
        done = [sent(one) for one in tabs.map(send, ["a", "b", "a", "b"])]
    assert _cases(parent) == 2
    numbers = {
        tuple(sorted(r.acceptance_number for r in one.receipts.values())) for one in done if one.receipts
    }
    assert len(numbers) == 1
    assert all(set(one.waiting) == {"card", "childcare"} for one in done)


def test_what_is_ready_goes_and_the_rest_is_left_to_the_person(parent: Parent) -> None:
    bundles, actor = parent.service.bundles, parent.actor
    key = parent.complete(parent.begin()).application_id
    bundles.clear(actor, key, "insured_year")
    bundles.precheck(actor, key)
    assert isinstance(bundles.submit(actor, key, "all"), NotReady)
    assert _cases(parent) == 0
    done = sent(bundles.submit(actor, key, "some", leave_unready=True))
    assert (set(done.receipts), done.left) == ({"household"}, ("insurance",))
    whole = bundle(bundles.set_fields(actor, key, {"insured_year": "2026"}, "typed"))
    whole = parent.complete(whole)
    later = sent(bundles.submit(actor, key, "rest"))
    assert set(later.receipts) == {"insurance"}
    assert _cases(parent) == 2


def test_what_waits_follows_once_when_its_turn_has_come(parent: Parent) -> None:
    bundles = parent.service.bundles
    whole = parent.complete(parent.begin())
    key = whole.application_id
    bundles.submit(parent.actor, key, "k1")
    _finished(parent, part(whole, "household").application_id)
    with ThreadPoolExecutor(2) as jobs:
        followed = sum(one.result() for one in [jobs.submit(bundles.follow_up) for _ in range(2)])
    whole = bundle(bundles.get(parent.actor, key))
    states = {one: part(whole, one).state for one in ("card", "childcare")}
    assert list(states.values()).count("submitted") == followed
    assert _cases(parent) == 2 + followed
    assert bundles.follow_up() == 0
    asked_on = {one for one, state in states.items() if state != "submitted"}
    assert not asked_on or whole.next is not None, "what lacks the result is asked on, never forgotten"


def test_one_progress_tells_what_is_done_returned_and_late(parent: Parent, clock: FixedClock) -> None:
    bundles, reviewer = parent.service.bundles, parent.house.people["zhou-shenyan"]
    whole = parent.complete(parent.begin())
    key = whole.application_id
    bundles.submit(parent.actor, key, "k1")
    assert (_progress(parent, key).of, _progress(parent, key).done) == (4, 0)
    clock.advance(days=200)
    late = _progress(parent, key)
    assert late.overdue == 2
    courses = {one.part.part_id: one.course for one in late.parts}
    assert (courses["household"] is not None and courses["household"].overdue, courses["certificate"]) == (
        True,
        None,
    )
    _finished(parent, part(whole, "household").application_id)
    finding = Finding("field_invalid", "must_fix", "参保年度写错了，请改。", "办事指南", field="insured_year")
    parent.service.decide(reviewer, part(whole, "insurance").application_id, "return", [finding])
    mixed = _progress(parent, key)
    assert (mixed.done, mixed.returned, mixed.overdue) == (1, 1, 0), "who has to mend something is not late"
    assert mixed.bundle.state == "returned"
    stranger = parent.house.people["liu-guilan"]
    assert not isinstance(bundles.progress(stranger, key), BundleProgress)
