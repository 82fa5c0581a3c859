"""Weeks of invented traffic, written straight into the tables: what the figures look like after a season.

Everything is seeded and nothing is anybody's: the rows have empty texts, and accounts that do not exist.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from applications.desk.tables import DeskVerdictRow
from applications.figures.tables import PrefillRow
from applications.ratings.tables import RatingRow
from applications.tables import ApplicationRow, StateChangeRow, SubmissionRow
from assistant.tables import ConversationRow, ItemQuestionsRow, TurnRow
from knowledge_base.corrections.tables import ReportRow, TicketRow
from storage.base import Base
from storage.clock import CHONGQING
from storage.database import Database
from storage.ids import new_id
from storage.working_days import is_working_day

USUAL = {
    "answered": 52, "clarify": 12, "handling": 40, "submitted": 6, "progress": 8, "not_covered": 8,
    "out_of_scope": 4, "handoff": 3, "blocked": 1, "emergency": 0.3, "error": 0.4,
}  # fmt: skip
"""turns of a working day by how they end"""
UNUSUAL = {**USUAL, "answered": 30, "not_covered": 34, "handoff": 9}
ITEMS = ("id-card-replacement", "residence-permit", "birth-household-married", "social-card", "marriage")
QUESTIONS = (
    "新能源车的补贴还能不能领",
    "外地的驾照在这里能不能年审",
    "租的房子能不能给娃儿报名读书",
    "宠物登记在哪里办",
)
Rows = dict[type[Base], list[dict[str, Any]]]


def invent_days(
    database: Database, last: date, days: int = 60, unusual_on: date | None = None, seed: int = 40
) -> None:
    """`days` days up to `last`; on one of them more than usual stays without an answer."""
    random, rows = Random(seed), Rows()
    tickets = _tickets(rows, last)
    for number in range(days):
        day = last - timedelta(days=number)
        _talk(rows, random, day, UNUSUAL if day == unusual_on else USUAL, tickets)
        _cases(rows, random, day)
    with database.transaction() as session:
        for table in rows:
            session.execute(insert(table), rows[table])


def _add(rows: Rows, table: type[Base], **values: Any) -> None:
    rows.setdefault(table, []).append(values)


def _moments(random: Random, day: date, count: float) -> Iterator[datetime]:
    """About so many moments of the opening hours; a third of them on days off."""
    expected = count * (1 if is_working_day(day) else 1 / 3)
    for _ in range(max(0, round(random.gauss(expected, expected**0.5 / 2)))):
        yield datetime.combine(day, time(8), CHONGQING) + timedelta(minutes=random.uniform(0, 780))


def _tickets(rows: Rows, last: date) -> Sequence[str]:
    opened = datetime.combine(last - timedelta(days=20), time(9), CHONGQING)
    names = [new_id("tick") for _ in QUESTIONS]
    for name, question in zip(names, QUESTIONS, strict=True):
        _add(rows, TicketRow, id=name, kind="unanswered", item_id=None, question=question, state="open",
             opened_at=opened, last_seen_at=opened, count=1, resolution="")  # fmt: skip
    return names


def _talk(rows: Rows, random: Random, day: date, turns: dict[str, float], tickets: Sequence[str]) -> None:
    held: list[str] = []
    for at in _moments(random, day, 45):
        held.append(new_id("conv"))
        channel = random.choice(("web", "web", "miniprogram"))
        _add(
            rows,
            ConversationRow,
            id=held[-1],
            channel=channel,
            state={},
            version=1,
            created_at=at,
            updated_at=at,
        )
    said = 0
    for status, count in turns.items() if held else ():
        for at in _moments(random, day, count):
            said, turn = said + 1, new_id("msg")
            _add(rows, TurnRow, id=turn, conversation_id=held[said % len(held)], seq=said, text="",
                 status=status, reply={}, created_at=at)  # fmt: skip
            if status == "not_covered":
                _report(rows, at, "unanswered", "turn", turn, random.choices(tickets, (6, 4, 2, 1))[0])
            elif status == "answered" and random.random() < 0.08:
                level = random.choices((1, 2, 3, 4, 5), (1, 1, 2, 8, 20))[0]
                _report(rows, at, "rating", "person", turn, None, level)
            elif status == "answered" and random.random() < 0.02:
                _report(rows, at, "wrong_answer", "person", turn, tickets[-1])
    for place, item in enumerate(ITEMS):
        _add(
            rows,
            ItemQuestionsRow,
            day=day,
            channel="web",
            item_id=item,
            count=random.randint(1, 6) + 6 - place,
        )


def _report(
    rows: Rows, at: datetime, kind: str, source: str, turn: str, ticket: str | None, level: int | None = None
) -> None:
    _add(rows, ReportRow, id=new_id("rep"), ticket_id=ticket, source=source, kind=kind, question="",
         answer="", sections=[], comment="", level=level, message_id=turn, at=at)  # fmt: skip


def _cases(rows: Rows, random: Random, day: date) -> None:
    for at in _moments(random, day, 9):
        name, sent = new_id("app"), new_id("sub")
        item = random.choices(ITEMS, (5, 4, 3, 2, 1))[0]
        received = at + timedelta(minutes=random.lognormvariate(2.1, 0.6))
        done = random.random() < 0.75
        _add(rows, ApplicationRow, id=name, owner_id="invented", item_id=item, guide_version=1,
             version=1, round=1, state="withdrawn", data={}, created_at=at, updated_at=at)  # fmt: skip
        if not done:
            continue
        _add(rows, SubmissionRow, id=sent, application_id=name, round=1, owner_id="invented", snapshot={},
             received_at=received, created_at=received)  # fmt: skip
        values = random.randint(8, 14)
        _add(
            rows,
            PrefillRow,
            submission_id=sent,
            values=values,
            prefilled=round(values * random.uniform(0.7, 0.95)),
        )
        decided = random.choices(("accepted", "returned", "withdrawn"), (8, 2, 0.4))[0]
        for state, moment in (("submitted", at), (decided, received)):
            _add(rows, StateChangeRow, application_id=name, round=1, state=state, at=moment)
        said = random.choices(("upheld", "overridden", "missed"), (18, 2, 1))[0]
        _add(rows, DeskVerdictRow, id=new_id("ver"), application_id=name, round=1, finding="f", item_id=item,
             guide_version=1, rule="built_in.mismatch", verdict=said, reason="", reviewer_id="zhou-shenyan",
             at=received)  # fmt: skip
        if random.random() < 0.3:
            level = random.choices((2, 3, 4, 5), (1, 1, 5, 14))[0]
            _add(rows, RatingRow, id=new_id("rat"), application_id=name, item_id=item, level=level,
                 comment="", at=received, answer="")  # fmt: skip
