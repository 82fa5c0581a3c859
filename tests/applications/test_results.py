"""The end of a case and its course: results reach their owner only, and what is late is told as late."""

from datetime import date

import pytest

from applications.results import Result, ResultFile, ResultGiven, Results
from applications.types import Application, NotAllowed, Unknown
from storage.files import FileStore
from storage.working_days import working_days_between
from tests.applications.desk import CITIZEN, OTHER, REVIEWER, Desk, is_receipt
from tests.conftest import FixedClock

PDF = ResultFile(b"%PDF-1.7 ...", "身份证领取凭证.pdf", "application/pdf")
POSTED = ResultGiven("居民身份证", "post", carrier="中国邮政", tracking_number="1151234567890")
DOWNLOAD = ResultGiven("居民身份证", "download", file=PDF)


@pytest.fixture
def results(sqlite_desk: Desk, files: FileStore) -> Results:
    return Results(sqlite_desk.database, sqlite_desk.library, files, sqlite_desk.clock)


def accepted(desk: Desk) -> str:
    name = desk.ready().application_id
    is_receipt(desk.service.submit(CITIZEN, name, "k"))
    assert isinstance(desk.service.decide(REVIEWER, name, "accept"), Application)
    return name


def test_a_result_by_post_ends_the_case_once(sqlite_desk: Desk, results: Results) -> None:
    name = accepted(sqlite_desk)
    finished = results.finish(REVIEWER, name, POSTED)
    assert isinstance(finished, Application)
    assert finished.state == "done"
    kept = results.result(CITIZEN, name)
    assert isinstance(kept, Result)
    assert (kept.title, kept.tracking_number, kept.has_file) == ("居民身份证", "1151234567890", False)
    assert isinstance(results.finish(REVIEWER, name, POSTED), NotAllowed), "it is done already"


def test_a_file_is_its_owners_to_download(sqlite_desk: Desk, results: Results) -> None:
    name = accepted(sqlite_desk)
    results.finish(REVIEWER, name, DOWNLOAD)
    assert results.file(CITIZEN, name) == PDF
    assert results.file(OTHER, name) == results.result(OTHER, name) == Unknown()


@pytest.mark.parametrize(
    "given",
    [
        ResultGiven("", "collect"),
        ResultGiven("居民身份证", "post", carrier="中国邮政"),
        ResultGiven("居民身份证", "download"),
        ResultGiven("居民身份证", "download", file=ResultFile(b"MZ", "证.pdf", "application/pdf")),
        ResultGiven("居民身份证", "download", file=ResultFile(b"<html>", "证.html", "text/html")),
    ],
)
def test_a_result_that_would_not_reach_anybody_is_refused(
    sqlite_desk: Desk, results: Results, given: ResultGiven
) -> None:
    name = accepted(sqlite_desk)
    assert isinstance(results.finish(REVIEWER, name, given), NotAllowed)
    assert results.result(CITIZEN, name) == Unknown()


def test_only_a_reviewer_ends_what_was_accepted(sqlite_desk: Desk, results: Results) -> None:
    name = sqlite_desk.ready().application_id
    assert results.finish(REVIEWER, name, POSTED) == Unknown(), "a draft is nobody's but its owner's"
    is_receipt(sqlite_desk.service.submit(CITIZEN, name, "k"))
    assert isinstance(results.finish(REVIEWER, name, POSTED), NotAllowed)
    assert isinstance(results.finish(CITIZEN, name, POSTED), NotAllowed)
    assert results.finish(OTHER, name, POSTED) == Unknown()


def test_the_course_of_a_case_is_told_with_days(
    sqlite_desk: Desk, results: Results, clock: FixedClock
) -> None:
    """A return stops the authority's limit; the second round has a deadline of its own."""
    desk, service = sqlite_desk, sqlite_desk.service
    name = desk.ready().application_id
    service.submit(CITIZEN, name, "k1")
    clock.advance(days=2)
    service.decide(REVIEWER, name, "return", note="请重拍")
    waiting = service.progress(CITIZEN, name)
    assert not isinstance(waiting, Unknown)
    assert (waiting.deadline, waiting.overdue) == (None, False)
    service.attach(CITIZEN, name, desk.card(name="陈晓渝", id_number="500112199203150026"), "id_card")
    service.confirm(CITIZEN, name)
    service.precheck(CITIZEN, name)
    clock.advance(days=1)
    second = is_receipt(service.submit(CITIZEN, name, "k2"))
    service.decide(REVIEWER, name, "accept")
    clock.advance(days=14)
    late = service.progress(CITIZEN, name)
    assert not isinstance(late, Unknown)
    told = [(landmark.kind, landmark.round, landmark.days) for landmark in late.landmarks]
    assert told == [
        ("submitted", 1, 0),
        ("received", 1, 0),
        ("returned", 1, 2),
        ("corrected", 2, 1),
        ("received", 2, 0),
        ("accepted", 2, 0),
    ]
    assert (late.deadline, late.days_left) == (second.deadline, 0)
    assert (late.overdue, late.days_over) == (True, working_days_between(second.deadline, date(2026, 12, 9)))
    results.finish(REVIEWER, name, POSTED)
    done = service.progress(CITIZEN, name)
    assert not isinstance(done, Unknown)
    assert (done.state, done.overdue, done.landmarks[-1].kind) == ("done", True, "done")
    assert done.result is not None
    assert service.progress(OTHER, name) == Unknown()


def test_nothing_is_late_on_the_day_of_the_deadline(sqlite_desk: Desk, clock: FixedClock) -> None:
    name = sqlite_desk.ready().application_id
    receipt = is_receipt(sqlite_desk.service.submit(CITIZEN, name, "k"))
    clock.advance(days=(receipt.deadline - clock().date()).days)
    today = sqlite_desk.service.progress(CITIZEN, name)
    assert not isinstance(today, Unknown)
    assert (today.days_left, today.overdue, today.days_over) == (0, False, 0)
    clock.advance(days=1)
    tomorrow = sqlite_desk.service.progress(CITIZEN, name)
    assert not isinstance(tomorrow, Unknown)
    assert (tomorrow.overdue, tomorrow.days_over) == (True, 0), "a Saturday: late by no working day yet"


def test_a_draft_taken_back_has_a_course_too(sqlite_desk: Desk) -> None:
    name = sqlite_desk.ready().application_id
    sqlite_desk.service.withdraw(CITIZEN, name)
    course = sqlite_desk.service.progress(CITIZEN, name)
    assert not isinstance(course, Unknown)
    assert [landmark.kind for landmark in course.landmarks] == ["withdrawn"]
