"""What calls leave behind, on both databases: rows, sums, days; what goes when its time is over, and when."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy import text

from assistant.consulted import Ask, Call, Failed, Line, Spent, Wording
from assistant.conversations import Conversations, Finished, OvertakenError
from assistant.kept_talk import KeptTalk
from assistant.model.daily import Modelled, modelled
from assistant.model.ledger import Ledger, Standing, Sum
from assistant.model.switch import Position, Switch
from assistant.reply import Reply
from assistant.state import State
from storage import audit
from storage.database import Database
from storage.days import Span
from storage.ids import new_id
from storage.keys import KeyRing
from tests.assistant.model.scripted import PROMPT, asking, told
from tests.conftest import FixedClock


class Shape(BaseModel):
    item: str


SHAPED = Call(
    Ask("understand", PROMPT, "系统", (Line("person", "〔姓名1〕要办证"),), Shape), told('{"item": "a"}')
)


@pytest.fixture
def talk(database: Database, clock: FixedClock, keys: KeyRing) -> Conversations:
    return Conversations(database, clock)


def record(talk: Conversations, conversation_id: str, *calls: Call, owner: str = "chen", **more: Any) -> None:
    kept = talk.read(conversation_id, owner, None)
    reply = Reply("answered", "。", message_id=new_id("msg"))
    talk.record(
        Finished(conversation_id, "web", kept.version, owner, State(), None, "?", None, reply, calls, **more)
    )


def test_calls_are_summed_by_conversation_and_by_day(
    talk: Conversations, database: Database, clock: FixedClock
) -> None:
    ledger = Ledger(database, clock)
    one, other = (talk.open("web", None, "chen").conversation_id for _ in range(2))
    assert ledger.standing(one) == Standing()
    record(talk, one, SHAPED, Call(asking(), told()))
    record(talk, one)
    record(talk, other, Call(asking(), Failed("invented", "timeout", spent=Spent(500, 0, 4.0, 0.001))))
    assert ledger.standing(one) == Standing(Sum(2000, 0.004), Sum(2500, 0.005))
    assert ledger.standing(other) == Standing(Sum(500, 0.001), Sum(2500, 0.005))
    clock.advance(hours=15)
    assert ledger.standing(one) == Standing(Sum(2000, 0.004), Sum()), "in Chongqing it is tomorrow"


def test_texts_are_encrypted_and_counts_are_not(
    talk: Conversations, database: Database, clock: FixedClock
) -> None:
    record(talk, talk.open("web", None, "chen").conversation_id, SHAPED)
    with database.reading() as session:
        row = dict(session.execute(text("SELECT * FROM model_calls")).mappings().one())
    assert "办证" not in str(row)
    assert "办证".encode() not in bytes(row["asked"])
    counts = ("task", "prompt", "prompt_version", "prompt_checksum", "shape", "model", "outcome")
    assert [row[name] for name in counts] == [
        "understand", "understand", 1, "0123456789ab", "Shape", "invented", "told",
    ]  # fmt: skip
    assert (row["tokens_in"], row["tokens_out"], row["micro_yuan"], row["milliseconds"]) == (
        900, 100, 2000, 500,
    )  # fmt: skip
    [kept] = Ledger(database, clock).since(date(2026, 11, 22), 10)
    assert kept.asked == {
        "system": "系统",
        "lines": [["person", "〔姓名1〕要办证"]],
        "schema": Shape.model_json_schema(),
    }
    assert kept.answered == '{"item": "a"}'


def test_an_overtaken_turn_leaves_no_calls(talk: Conversations, database: Database) -> None:
    conversation = talk.open("web", None, "chen").conversation_id
    kept = talk.read(conversation, "chen", None)
    record(talk, conversation)
    reply = Reply("answered", "。", message_id=new_id("msg"))
    late = Finished(conversation, "web", kept.version, "chen", State(), None, "?", None, reply, [SHAPED])
    with pytest.raises(OvertakenError):
        talk.record(late)
    assert _counted(database) == {"model_calls": 0, "model_days": 0, "model_turns": 0}


def test_days_count_turns_calls_and_sentences(talk: Conversations, database: Database) -> None:
    conversation = talk.open("web", None, "chen").conversation_id
    worded = Wording(4, ["unsupported_number"])
    record(talk, conversation, SHAPED, Call(asking(task="word"), told()), wording=worded)
    record(talk, conversation, SHAPED, wording=Wording())
    record(talk, conversation)
    with database.reading() as session:
        turns = session.execute(text("SELECT turns, written, rejected FROM model_turns")).all()
        days = session.execute(text("SELECT task, outcome, calls, tokens_in FROM model_days")).all()
        came_to = modelled(session, Span(date(2026, 11, 20), date(2026, 11, 22)))
        assert modelled(session, Span(date(2026, 11, 20), date(2026, 11, 21))) == {}
    assert came_to == {date(2026, 11, 22): Modelled(2, 4, 1, 3000, 6000)}
    assert (came_to[date(2026, 11, 22)] + Modelled(1)).turns == 3
    assert [tuple(row) for row in turns] == [(2, 4, 1)]
    assert {tuple(row) for row in days} == {("understand", "told", 2, 1800), ("word", "told", 1, 900)}


def test_texts_go_when_their_days_are_over_and_counts_stay(
    talk: Conversations, database: Database, clock: FixedClock
) -> None:
    ledger = Ledger(database, clock)
    conversation = talk.open("web", None, "chen").conversation_id
    record(talk, conversation, SHAPED)
    clock.advance(days=20)
    record(talk, conversation, SHAPED)
    clock.advance(days=11)
    assert (ledger.forget(30), ledger.forget(30)) == (1, 0)
    assert len(list(ledger.since(date(2026, 1, 1), 10))) == 1
    assert ledger.standing(conversation).conversation == Sum(2000, 0.004)


def test_without_days_no_text_is_kept_at_all(database: Database, clock: FixedClock, keys: KeyRing) -> None:
    talk = Conversations(database, clock, texts=False)
    conversation = talk.open("web", None, "chen").conversation_id
    record(talk, conversation, SHAPED)
    assert list(Ledger(database, clock).since(date(2026, 1, 1), 10)) == []
    assert Ledger(database, clock).standing(conversation).conversation == Sum(1000, 0.002)


def test_calls_that_never_went_out_keep_no_text(
    talk: Conversations, database: Database, clock: FixedClock
) -> None:
    record(talk, talk.open("web", None, "chen").conversation_id, Call(asking(), Failed("", "spent")))
    assert list(Ledger(database, clock).since(date(2026, 1, 1), 10)) == []
    assert _counted(database)["model_calls"] == 1


def test_who_deletes_their_talk_deletes_its_calls_and_the_day_stays_counted(
    talk: Conversations, database: Database, clock: FixedClock
) -> None:
    conversation = talk.open("web", None, "chen").conversation_id
    theirs = talk.open("web", None, "liu").conversation_id
    record(talk, conversation, SHAPED)
    record(talk, theirs, SHAPED, owner="liu")
    kept = KeptTalk()
    with database.reading() as session:
        [whole] = kept.export(session, "chen")
    assert whole["language_model"] == [
        {
            "at": "2026-11-22T02:00:00+00:00",
            "model": "invented",
            "purpose": "understand",
            "asked": ["〔姓名1〕要办证"],
            "answered": '{"item": "a"}',
        }
    ]
    with database.transaction() as session:
        assert kept.remove(session, "chen") == 1
    assert _counted(database) == {"model_calls": 1, "model_days": 1, "model_turns": 1}
    assert Ledger(database, clock).standing(theirs) == Standing(Sum(1000, 0.002), Sum(2000, 0.004))


def test_the_switch_is_seen_by_every_process_and_audited(
    database: Database, clock: FixedClock, keys: KeyRing
) -> None:
    elsewhere = Database(_url(database))
    here, there = Switch(database, clock), Switch(elsewhere, clock)
    assert (here.on(), here.position()) == (True, Position())
    turned = here.turn(False, "ma-zongguan")
    assert turned == Position(False, clock.now, "ma-zongguan")
    assert (there.on(), there.position().by) == (False, "ma-zongguan")
    clock.advance(minutes=1)
    assert there.turn(False, "somebody").by == "ma-zongguan", "off already: nothing is changed"
    there.turn(True, "command line")
    assert here.on()
    elsewhere.dispose()
    with database.reading() as session:
        entries = session.execute(text("SELECT actor, action, subject FROM audit_entries ORDER BY seq")).all()
        assert audit.verify(session).ok
    assert [tuple(entry) for entry in entries] == [
        ("ma-zongguan", "model.off", "model"),
        ("command line", "model.on", "model"),
    ]


def _counted(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("model_calls", "model_days", "model_turns")
        }


def _url(database: Database) -> str:
    return database._reader.url.render_as_string(hide_password=False)  # pyright: ignore[reportPrivateUsage]
