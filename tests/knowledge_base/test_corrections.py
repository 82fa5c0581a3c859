"""Corrections: what is reported is masked and grouped, and a ticket ends when its draft is decided."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text, update

from knowledge_base.corrections.grouping import LOOKED_AT, Grouping
from knowledge_base.corrections.service import Corrections, Proposed
from knowledge_base.corrections.tables import ReportRow, TicketRow
from knowledge_base.corrections.types import About, Ticket
from knowledge_base.curation.drafts import Drafts
from knowledge_base.curation.tables import GuideDraftRow
from knowledge_base.curation.types import Draft, NotAllowed, Unknown
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from storage.audit import AuditRow
from storage.database import Database
from storage.encryption import active_keys
from tests.conftest import FixedClock

from .conftest import FIRST, REPLACEMENT

EDITOR, OTHER = "acct_editor", "acct_other"
FEE, TIME = "补读者证要多少钱", "补读者证要多久才拿得到"


@pytest.fixture
def corrections(database: Database, library: Library, clock: FixedClock) -> Corrections:
    return Corrections(database, library, clock)


def about(question: str, item_id: str | None = REPLACEMENT, message_id: str | None = None) -> About:
    return About(message_id, question, item_id, "丢了补证收10元工本费。", 1, ("fee",))


def whole(corrections: Corrections, ticket_id: str) -> Ticket:
    found = corrections.ticket(ticket_id)
    assert isinstance(found, Ticket)
    return found


def proposed(corrections: Corrections, ticket_id: str, **more: object) -> Draft:
    pair = ("周末补证收不收钱？", "周末补证一样收10元工本费。")
    done = corrections.propose_qa(ticket_id, EDITOR, REPLACEMENT, *pair, **more)  # pyright: ignore
    assert isinstance(done, Proposed), done
    return done.draft


def decided(database: Database, draft: Draft, state: str, version: int | None = None) -> None:
    """As publishing or discarding leaves the draft's row, whoever does it."""
    with database.transaction() as session:
        session.execute(
            update(GuideDraftRow)
            .where(GuideDraftRow.id == draft.draft_id)
            .values(state=state, published_version=version)
        )


# taking reports in


def test_questions_that_ask_for_the_same_share_a_ticket(corrections: Corrections) -> None:
    first = corrections.report(about(FEE), "unanswered", "turn")
    again = corrections.report(about("请问补读者证要好多钱"), "unanswered", "turn")
    other = corrections.report(about(TIME), "unanswered", "turn")
    assert again == first != other
    assert whole(corrections, first).count == 2
    assert {one.question for one in whole(corrections, first).reports} == {FEE, "请问补读者证要好多钱"}


@pytest.mark.parametrize("item_id", [FIRST, None])
def test_the_same_words_about_another_item_are_another_ticket(
    corrections: Corrections, item_id: str | None
) -> None:
    first = corrections.report(about(FEE), "unanswered", "turn")
    assert corrections.report(about(FEE, item_id), "unanswered", "turn") != first


def test_a_ticket_is_of_the_gravest_kind_of_its_reports(corrections: Corrections) -> None:
    ticket_id = corrections.report(about(FEE), "low_rating", "person", level=2)
    corrections.report(about(FEE), "wrong_answer", "person")
    corrections.report(about(FEE), "unanswered", "turn")
    assert whole(corrections, ticket_id).kind == "wrong_answer"


def test_after_a_ticket_is_closed_the_same_question_opens_a_new_one(corrections: Corrections) -> None:
    first = corrections.report(about(FEE), "unanswered", "turn")
    assert isinstance(corrections.dismiss(first, EDITOR, "指南里有"), Ticket)
    assert corrections.report(about(FEE), "unanswered", "turn") != first


def test_the_same_question_from_many_at_once_makes_one_ticket(corrections: Corrections) -> None:
    with ThreadPoolExecutor(8) as many:
        ids = set(many.map(lambda _: corrections.report(about(FEE), "unanswered", "turn"), range(24)))
    assert len(ids) == 1
    assert whole(corrections, ids.pop()).count == 24


@pytest.fixture
def elsewhere(database: Database, library: Library, clock: FixedClock) -> Corrections:
    """What another worker process has."""
    return Corrections(database, library, clock)


def test_a_ticket_that_another_worker_opens_meanwhile_is_found(
    corrections: Corrections, elsewhere: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    compare = Grouping.ticket_for

    def while_comparing(self: Grouping, *asked: Any) -> Any:
        monkeypatch.setattr(Grouping, "ticket_for", compare)
        found = compare(self, *asked)
        opened.append(elsewhere.report(about("请问补读者证要好多钱"), "unanswered", "turn"))
        return found

    monkeypatch.setattr(Grouping, "ticket_for", while_comparing)
    assert [corrections.report(about(FEE), "unanswered", "turn")] == opened


def test_feedback_given_twice_at_once_to_two_workers_is_kept_once(
    corrections: Corrections, elsewhere: Corrections
) -> None:
    for number in range(8):
        message, both = about(FEE, message_id=f"msg_{number}"), Barrier(2)

        def complain(by: Corrections, message: About = message, both: Barrier = both) -> str | None:
            both.wait()
            return by.feedback(message, wrong=True, level=None)

        with ThreadPoolExecutor(2) as two:
            ids = set(two.map(complain, (corrections, elsewhere)))
        assert len(ids) == 1
        assert whole(corrections, str(ids.pop())).count == number + 1


def test_feedback_said_again_replaces_what_was_said(corrections: Corrections) -> None:
    message = about(FEE, message_id="msg_1")
    first = corrections.feedback(message, wrong=True, level=None, comment="不是10元")
    second = corrections.feedback(message, wrong=False, level=1, comment="太贵")
    assert first is not None
    assert first == second
    ticket = whole(corrections, first)
    assert (ticket.count, ticket.kind) == (1, "low_rating")
    assert [(one.comment, one.level) for one in ticket.reports] == [("太贵", 1)]


def test_a_complaint_taken_back_leaves_nothing_to_do(corrections: Corrections, database: Database) -> None:
    message = about(FEE, message_id="msg_1")
    ticket_id = corrections.feedback(message, wrong=True, level=None)
    assert ticket_id is not None
    assert corrections.feedback(message, wrong=False, level=5) is None
    ticket = whole(corrections, ticket_id)
    assert (ticket.state, ticket.count) == ("dismissed", 0)
    with database.reading() as session:
        kept = session.scalars(select(ReportRow)).one()
    assert (kept.level, kept.question, kept.answer, kept.ticket_id) == (5, "", "", None)


def test_a_turn_and_a_person_may_both_report_one_message(corrections: Corrections) -> None:
    first = corrections.report(about(FEE, message_id="msg_1"), "unanswered", "turn")
    assert corrections.feedback(about(FEE, message_id="msg_1"), wrong=True, level=None) == first
    assert whole(corrections, first).count == 2


@pytest.mark.parametrize(("level", "opens"), [(1, True), (2, True), (3, False), (5, False)])
def test_only_a_low_rating_opens_a_ticket(corrections: Corrections, level: int, opens: bool) -> None:
    ticket_id = corrections.feedback(about(FEE, message_id="msg_1"), wrong=False, level=level)
    assert (ticket_id is not None) == opens


# privacy


SECRETS = ("500112199203150026", "13800138001", "6222021234567890123", "陈晓渝")


@pytest.fixture
def bound(database: Database) -> Iterator[list[str]]:
    """Everything that any statement hands to the database."""
    seen: list[str] = []

    def watch(_c: object, _cursor: object, _statement: str, values: object, *_more: object) -> None:
        seen.append(repr(values))

    engines = database._engines  # pyright: ignore[reportPrivateUsage]
    for engine in set(engines):
        event.listen(engine, "before_cursor_execute", watch)
    yield seen
    for engine in set(engines):
        event.remove(engine, "before_cursor_execute", watch)


def test_personal_data_is_neither_kept_in_clear_nor_under_the_encryption(
    corrections: Corrections, database: Database, bound: list[str], clock: FixedClock
) -> None:
    told = f"我叫{SECRETS[3]}，身份证{SECRETS[0]}，电话{SECRETS[1]}，补读者证要多少钱"
    message = About("msg_1", told, REPLACEMENT, "丢了补证收10元工本费。", 1, ("fee",))
    ticket_id = corrections.feedback(message, wrong=True, level=1, comment=f"退到{SECRETS[2]}")
    assert ticket_id is not None
    ticket = whole(corrections, ticket_id)
    shown = repr(ticket)
    assert "补读者证要多少钱" in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert not [secret for secret in SECRETS if any(secret in values for values in bound)]
    assert not any("补读者证要多少钱" in values for values in bound)
    with database.reading() as session:
        raw = session.execute(text("SELECT question FROM correction_tickets")).scalar_one()
    opened = active_keys().decrypt(bytes(raw), b"column").decode()
    assert "补读者证要多少钱" in opened
    assert not [secret for secret in SECRETS if secret in opened]


def test_a_report_names_no_account(database: Database) -> None:
    names = {column.name for column in ReportRow.__table__.columns}
    assert not names & {"account_id", "owner_id", "conversation_id"}


# curators


def test_a_taken_ticket_is_nobody_elses(corrections: Corrections, database: Database) -> None:
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    taken = corrections.take(ticket_id, EDITOR)
    assert isinstance(taken, Ticket)
    assert (taken.state, taken.assigned_to) == ("in_work", EDITOR)
    refused = corrections.take(ticket_id, OTHER)
    assert isinstance(refused, NotAllowed)
    assert (refused.code, refused.message[-1]) == ("ticket_taken", "。")
    assert isinstance(corrections.take("tick_none", EDITOR), Unknown)
    with database.reading() as session:
        entry = session.scalars(select(AuditRow).where(AuditRow.subject == ticket_id)).one()
    assert (entry.action, entry.actor) == ("correction.take", EDITOR)


def test_a_pair_joins_the_guide_as_it_is_now(corrections: Corrections, library: Library) -> None:
    ticket_id = corrections.report(about("补读者证周末收钱不"), "unanswered", "turn")
    personal = corrections.report(about("我叫陈晓渝，补读者证周末收钱不"), "unanswered", "turn")
    assert personal == ticket_id
    reports = [one.report_id for one in whole(corrections, ticket_id).reports]
    draft = proposed(corrections, ticket_id, basis=["law"], report_ids=reports)
    guide = Guide.model_validate(draft.content)
    published = library.guide(REPLACEMENT)
    assert published is not None
    assert guide.qa[:-1] == published.guide.qa
    pair = guide.qa[-1]
    assert (pair.question, pair.basis) == ("周末补证收不收钱？", ["law"])
    assert pair.variants == ["补读者证周末收钱不"], "a wording with a mark in it is not published"
    assert draft.origin == f"correction:{ticket_id}"


def test_a_ticket_is_resolved_by_the_version_its_draft_became(
    corrections: Corrections, database: Database
) -> None:
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    draft = proposed(corrections, ticket_id)
    assert whole(corrections, ticket_id).state == "in_work"
    decided(database, draft, "published", version=2)
    assert [one.ticket_id for one in corrections.tickets(state="resolved")] == [ticket_id]
    assert whole(corrections, ticket_id).resolved_version == 2
    assert corrections.unresolved()["unanswered"] == 0
    assert corrections.report(about(FEE), "unanswered", "turn") != ticket_id


def test_a_discarded_draft_opens_its_ticket_again(
    corrections: Corrections, database: Database, clock: FixedClock
) -> None:
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    draft = proposed(corrections, ticket_id)
    Drafts(database, clock).discard(draft.draft_id, EDITOR, "写错了")
    ticket = whole(corrections, ticket_id)
    assert (ticket.state, ticket.assigned_to, ticket.draft_id) == ("open", None, None)


def test_a_second_proposal_takes_the_place_of_the_first(corrections: Corrections, database: Database) -> None:
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    first = proposed(corrections, ticket_id)
    second = corrections.propose_qa(ticket_id, EDITOR, REPLACEMENT, "补证多少钱？", "10元。")
    assert isinstance(second, Proposed)
    ticket = whole(corrections, ticket_id)
    assert (ticket.state, ticket.draft_id) == ("in_work", second.draft.draft_id)
    with database.reading() as session:
        assert session.get_one(GuideDraftRow, first.draft_id).state == "superseded"


def test_an_edit_is_a_draft_of_the_item_it_names(corrections: Corrections, library: Library) -> None:
    ticket_id = corrections.report(about(FEE), "wrong_answer", "person")
    published = library.guide(REPLACEMENT)
    assert published is not None
    content = published.guide.model_dump(mode="json") | {"summary": "读者证丢了，带身份证来补，收10元。"}
    done = corrections.propose_edit(ticket_id, EDITOR, content)
    assert isinstance(done, Proposed)
    assert (done.draft.item_id, done.draft.content["summary"]) == (REPLACEMENT, content["summary"])
    nameless = corrections.propose_edit(ticket_id, EDITOR, {"summary": "?"})
    assert isinstance(nameless, NotAllowed)
    assert nameless.code == "no_item"


def test_refusals_have_names(corrections: Corrections) -> None:
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    without = corrections.propose_qa(ticket_id, EDITOR, "hall-booking", "问？", "答。")
    draft = proposed(corrections, ticket_id)
    waiting = corrections.dismiss(ticket_id, EDITOR, "不用改")
    assert isinstance(without, NotAllowed)
    assert isinstance(waiting, NotAllowed)
    assert (without.code, waiting.code) == ("no_guide", "draft_open")
    assert draft.state == "open"
    other = corrections.report(about(TIME), "unanswered", "turn")
    corrections.dismiss(other, EDITOR, "指南里有")
    closed = corrections.take(other, EDITOR)
    assert isinstance(closed, NotAllowed)
    assert closed.code == "ticket_closed"


# lists and figures


def test_tickets_come_newest_most_frequent_or_oldest_first(
    corrections: Corrections, clock: FixedClock
) -> None:
    fee = corrections.report(about(FEE), "unanswered", "turn")
    clock.advance(days=1)
    late = corrections.report(about(TIME), "unanswered", "turn")
    clock.advance(days=1)
    corrections.report(about(FEE), "unanswered", "turn")
    clock.advance(days=1)
    none = corrections.report(about("怎么投诉", None), "clarify_failed", "turn")

    def ids(**how: object) -> list[str]:
        return [one.ticket_id for one in corrections.tickets(**how)]  # pyright: ignore

    assert ids() == [none, fee, late]
    assert ids(order="frequent")[0] == fee
    assert ids(order="overdue") == [fee, late, none]
    assert ids(item_id=REPLACEMENT) == [fee, late]
    assert ids(kind="clarify_failed") == [none]
    assert ids(limit=1, offset=1) == [fee]


def test_overdue_after_five_working_days_by_the_offices_calendar(
    corrections: Corrections, clock: FixedClock
) -> None:
    """Opened on Sunday 2026-11-22: Monday to Friday are the five; on Saturday it is late."""
    ticket_id = corrections.report(about(FEE), "unanswered", "turn")
    clock.advance(days=5, hours=13)
    assert clock().isoweekday() == 5
    assert corrections.overdue(clock()) == 0
    clock.advance(hours=2)
    assert clock().isoweekday() == 6
    assert corrections.overdue(clock()) == 1
    assert whole(corrections, ticket_id).overdue
    corrections.take(ticket_id, EDITOR)
    assert corrections.overdue(clock()) == 1, "taking a ticket answers nobody"
    corrections.dismiss(ticket_id, EDITOR, "指南里有")
    assert corrections.overdue(clock()) == 0


def test_among_ten_thousand_open_tickets_the_right_one_is_found(
    corrections: Corrections,
    database: Database,
    library: Library,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All without an item: the worst case, as the item narrows nothing down. Only a few are read closely."""
    wanted = corrections.report(about("宠物寄养要办证吗", None), "unanswered", "turn")
    now = clock() - timedelta(days=1)
    rows = [
        {
            "id": f"tick_{number}",
            "kind": "unanswered",
            "question": f"第{number % 97}类{number}号事项的第{number % 13}张表怎么填",
            "state": "open",
            "opened_at": now,
            "last_seen_at": now,
            "count": 1,
            "resolution": "",
        }
        for number in range(10_000)
    ]
    with database.transaction() as session:
        session.execute(insert(TicketRow), rows)
    read: list[str] = []
    reading = library.read
    monkeypatch.setattr(library, "read", lambda text: read.append(text) or reading(text))
    assert corrections.report(about("请问一下宠物寄养需要办证不", None), "unanswered", "turn") == wanted
    assert len(read) <= LOOKED_AT + 1
