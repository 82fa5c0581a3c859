"""The figures over HTTP, on both databases: what was done through the API is what is counted, and no more."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import delete

from api.bootstrap import Container
from applications.desk.tables import DeskVerdictRow
from applications.figures.tables import PrefillRow
from storage.ids import new_id
from tests.conftest import FixedClock

from .conftest import Json, Person, QuickReader
from .invented_days import invent_days

PATH = "/staff/figures"
TODAY = "2026-11-22"


def submits(person: Person, picture: bytes, reader: QuickReader) -> str:
    """The name is the profile's, the number is read from the card: both there before anything is typed."""
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    name: str = person.start("reader-card-first")["application_id"]
    person.call("POST", f"/applications/{name}/materials/id_card", files={"file": ("a.png", picture)})
    person.call("POST", f"/applications/{name}/confirm", json={})
    checked = person.call("POST", f"/applications/{name}/precheck")
    assert checked["passed"], checked
    person.call("POST", f"/applications/{name}/submit", headers={"Idempotency-Key": new_id("key")})
    return name


def figures(person: Person, **asked: str) -> Json:
    return person.call("GET", PATH, params=asked)


def verdict(name: str, number: int, said: str, at: datetime) -> DeskVerdictRow:
    return DeskVerdictRow(
        id=new_id("ver"), application_id=name, round=1, finding=f"finding {number}",
        item_id="reader-card-first", guide_version=1, rule="built_in.mismatch", verdict=said, reason="",
        reviewer_id="zhou-shenyan", at=at,
    )  # fmt: skip


def test_a_day_is_counted_as_it_was_and_one_that_stands_out_is_told(
    small: FastAPI, small_house: Container, clock: FixedClock, picture: bytes, reader: QuickReader
) -> None:
    asking = Person(small)
    asking.open()
    answered = asking.say("读者证怎么办？要多少钱？")
    asking.say("读者证能寄到家里吗")
    asking.say("今天天气怎么样")
    told = f"/conversations/{asking.conversation}/messages/{answered['message_id']}/feedback"
    asking.call("POST", told, json={"wrong": True, "level": 2})

    chen, zhou = Person(small, "chen-xiaoyu"), Person(small, "zhou-shenyan")
    name = submits(chen, picture, reader)
    with small_house.database.transaction() as session:
        for number, said in enumerate(("upheld", "upheld", "overridden")):
            session.add(verdict(name, number, said, clock()))
    zhou.call("POST", f"/staff/applications/{name}/decision", json={"decision": "accept", "note": "齐"})
    chen.call("POST", f"/applications/{name}/rating", json={"level": 5})

    with small_house.database.transaction() as session:
        session.execute(delete(PrefillRow))
    assert figures(zhou)["total"]["prefill"] == {"values": 0, "prefilled": 0, "share": None}
    small_house.figures.catch_up()
    small_house.figures.catch_up()
    seen = figures(zhou)
    assert (seen["first"], seen["last"], len(seen["days"])) == ("2026-10-24", TODAY, 30)
    day = seen["days"][-1]
    assert day["date"] == TODAY
    counts: dict[str, Any] = day["counts"]
    assert counts["conversations"] == 1
    assert counts["turns"] | {"answered": 2, "out_of_scope": 1} == counts["turns"]
    assert counts["questions"] == sum(counts["turns"].values()) == 3
    assert counts["shares"]["answered"] == pytest.approx(2 / 3, abs=1e-4)
    assert counts["shares"]["refused"] == pytest.approx(1 / 3, abs=1e-4)
    assert (counts["wrong_reports"], counts["tickets_opened"]) == (1, seen["tickets_open"])
    assert counts["answer_ratings"] == {"count": 1, "mean": 2.0, "levels": [0, 1, 0, 0, 0]}
    assert counts["drafts_begun"] == 1
    landmarks = {"submitted": 1, "accepted": 1, "returned": 0, "withdrawn": 0, "done": 0}
    assert counts["cases"] == landmarks
    assert counts["minutes_to_receipt"] == {"count": 1, "median": 0.0, "p90": 0.0}
    assert counts["prefill"] == {"values": 2, "prefilled": 2, "share": 1.0}
    judged = {"upheld": 2, "overridden": 1, "missed": 0, "agreement": 0.6667}
    assert counts["precheck"] == judged
    assert counts["case_ratings"] == {"count": 1, "mean": 5.0, "levels": [0, 0, 0, 0, 1]}
    assert counts["model"] == {"turns": 0, "sentences": 0, "rejected": 0, "tokens": 0, "yuan": 0.0}
    assert seen["total"] == counts
    assert seen["before"]["questions"] == 0
    assert seen["unusual"] == []
    assert [(one["item_id"], one["count"]) for one in seen["most_asked"]] == [("reader-card-first", 2)]
    assert [(one["name"], one["count"]) for one in seen["most_begun"]] == [("读者证申领", 1)]

    invent_days(small_house.database, last=date(2026, 11, 21), unusual_on=date(2026, 11, 18))
    marked = [one for one in figures(zhou)["unusual"] if one["measure"] == "refused"]
    assert [(one["date"], one["higher"]) for one in marked] == [("2026-11-18", True)]
    assert marked[0]["text"].startswith("没答上的比平常多：")


def test_how_long_it_took_a_round_sent_again_and_what_was_typed(
    small: FastAPI, small_house: Container, clock: FixedClock, picture: bytes, reader: QuickReader
) -> None:
    """The first receipt tells the wait; a correction is a landmark more, and no second form."""
    chen, zhou = Person(small, "chen-xiaoyu"), Person(small, "zhou-shenyan")
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    name = chen.start("reader-card-first")["application_id"]
    clock.advance(minutes=12.5)
    chen.call("PATCH", f"/applications/{name}/fields", json={"id_number": "500112199203150026"})
    chen.call("POST", f"/applications/{name}/materials/id_card", files={"file": ("a.png", picture)})
    for key in ("first", "second"):
        chen.call("POST", f"/applications/{name}/confirm", json={})
        chen.call("POST", f"/applications/{name}/precheck")
        chen.call("POST", f"/applications/{name}/submit", headers={"Idempotency-Key": key})
        if key == "first":
            body = {"decision": "return", "findings": [], "note": "请核对后再交一次。"}
            zhou.call("POST", f"/staff/applications/{name}/decision", json=body)
            clock.advance(hours=20)
    seen = figures(zhou)["days"]
    first, second = (next(d["counts"] for d in seen if d["date"] == on) for on in (TODAY, "2026-11-23"))
    assert first["minutes_to_receipt"] == {"count": 1, "median": 12.5, "p90": 12.5}
    assert first["prefill"] == {"values": 2, "prefilled": 1, "share": 0.5}
    assert (first["cases"]["submitted"], first["cases"]["returned"]) == (1, 1)
    assert second["cases"]["submitted"] == 1
    assert second["minutes_to_receipt"]["count"] == second["prefill"]["values"] == 0


def test_days_are_chongqings_and_a_channel_is_told_apart(small: FastAPI, clock: FixedClock) -> None:
    """23:59 and 00:01 in Chongqing are one UTC day and two days here."""
    for minute, channel in ((-1, "web"), (1, "miniprogram")):
        clock.now = datetime(2026, 11, 20, 16, tzinfo=UTC).astimezone(clock.now.tzinfo)
        clock.advance(minutes=minute)
        person = Person(small)
        opened = person.call("POST", "/conversations", json={"channel": channel})
        person.conversation = opened["conversation_id"]
        person.headers["X-Conversation-Token"] = opened["token"]
        person.say("读者证能寄到家里吗")
    clock.advance(days=1)
    zhou = Person(small, "zhou-shenyan")
    days = {one["date"]: one["counts"] for one in figures(zhou)["days"]}
    assert [days[f"2026-11-{at}"]["conversations"] for at in (20, 21, 22)] == [1, 1, 0]
    mini = figures(zhou, channel="miniprogram")
    assert (mini["total"]["conversations"], mini["total"]["questions"]) == (1, 1)
    assert [one["count"] for one in mini["most_asked"]] == [1]
    assert figures(zhou, channel="phone")["total"]["questions"] == 0
    one_day = figures(zhou, **{"from": "2026-11-21", "to": "2026-11-21"})
    assert (len(one_day["days"]), one_day["before"]["conversations"]) == (1, 1)


def test_the_table_opens_in_excel_and_holds_no_formula(
    container: Container, visitor: Person, reviewer: Person
) -> None:
    visitor.open()
    visitor.say("=cmd|' /C calc'!A0 身份证丢了怎么补办")
    today = container.clock().date()
    first = today - timedelta(days=6)
    answer = reviewer.raw("GET", f"{PATH}.csv", params={"from": first.isoformat()})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f"yuxiaozhi-{first}-{today}.csv" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heads[:3] == ["日期", "对话", "提问"]
    assert heads[-2:] == ["大模型用量（词元）", "大模型费用（元）"]
    assert len(heads) == len(set(heads))
    assert [row[0] for row in rows] == [str(first + timedelta(days=at)) for at in range(7)]
    assert int(rows[-1][1]) >= 1
    for cell in (cell for row in rows for cell in row[1:] if cell):
        assert float(cell) >= 0
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in (heads, *rows) for cell in row
    )


@pytest.mark.parametrize(("first", "last"), [(0, -21), (40, None), (-400, 0), ("0001-01-05", "0001-01-06")])
def test_days_that_can_not_be_told_of(
    container: Container, reviewer: Person, first: int | str, last: int | str | None
) -> None:
    today = container.clock().date()
    at = {name: day if isinstance(day, str) else str(today + timedelta(days=day))
          for name, day in (("from", first), ("to", last)) if day is not None}  # fmt: skip
    for path in (PATH, f"{PATH}.csv"):
        problem = reviewer.problem(422, "range_invalid", "GET", path, params=at)
        assert "366" in problem["detail"]


def test_a_year_is_one_answer_and_what_is_no_day_a_problem(container: Container, reviewer: Person) -> None:
    today = container.clock().date()
    year = figures(reviewer, **{"from": str(today - timedelta(days=365)), "to": "2999-01-01"})
    assert (len(year["days"]), year["last"]) == (366, str(today))
    reviewer.problem(422, "range_invalid", "GET", PATH, params={"to": "0001-01-05"})
    reviewer.problem(422, "invalid_request", "GET", PATH, params={"from": "gestern"})
    reviewer.problem(422, "invalid_request", "GET", PATH, params={"channel": "smoke"})


def test_staff_only_and_questions_only_for_who_sees_tickets(
    app: FastAPI, visitor: Person, reviewer: Person
) -> None:
    visitor.open()
    visitor.say("我想在家里养一头大象要办啥子手续")
    for path in (PATH, f"{PATH}.csv"):
        Person(app).problem(401, "sign_in_needed", "GET", path)
        for account in ("chen-xiaoyu", "tang-bangban"):
            Person(app, account).problem(403, "staff_only", "GET", path)
        for account in ("zhou-shenyan", "wen-caoni", "ma-zongguan"):
            assert Person(app, account).raw("GET", path).status_code == 200
    assert figures(reviewer)["most_unanswered"] == []
    curator = Person(app, "wen-caoni")
    unresolved = {one["ticket_id"] for one in curator.call("GET", "/curation/corrections")["tickets"]}
    assert {one["ticket_id"] for one in figures(curator)["most_unanswered"]} <= unresolved
