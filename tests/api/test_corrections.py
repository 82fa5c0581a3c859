"""The correction loop over HTTP, from a question nobody had answered to its published answer."""

import pytest
from fastapi import FastAPI

from knowledge_base.corrections.service import Corrections
from storage.errors import StorageError
from tests.conftest import FixedClock

from .conftest import Json, Person

ITEM = "reader-card-replacement"
DESK = "/curation/corrections"
OPEN_QUESTION = "宠物寄养要办证吗"
EDITOR = "wen-caoni"
REVIEWERS = {
    "fang-zhengyan": ("political", "policy"),
    "gu-falin": ("legal",),
    "qin-shoumi": ("secrecy", "procedure"),
}


@pytest.fixture
def person(small: FastAPI) -> Person:
    visitor = Person(small)
    visitor.open()
    return visitor


@pytest.fixture
def editor(small: FastAPI) -> Person:
    return Person(small, EDITOR)


def feedback_path(person: Person, reply: Json) -> str:
    return f"/conversations/{person.conversation}/messages/{reply['message_id']}/feedback"


def wrong(person: Person, reply: Json, **said: object) -> str:
    return person.call("POST", feedback_path(person, reply), json={"wrong": True, **said})["message"]


def tickets(curator: Person, **query: str) -> list[Json]:
    return curator.call("GET", DESK, params=query)["tickets"]


def metric(person: Person, name: str) -> float:
    lines = person.raw("GET", "/metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith(name)).rsplit(" ", 1)[1])


def published(app: FastAPI, editor: Person, draft_id: str) -> Json:
    """Through the five gates, by those who hold them."""
    path = f"/curation/drafts/{draft_id}"
    for account, gates in REVIEWERS.items():
        reviewer = Person(app, account)
        for gate in gates:
            seen = {"If-Match": reviewer.raw("GET", path).headers["etag"]}
            reviewer.call("POST", f"{path}/reviews", json={"gate": gate, "verdict": "passed"}, headers=seen)
    seen = {"If-Match": editor.raw("GET", path).headers["etag"]}
    return editor.call("POST", f"{path}/publish", headers=seen)


def test_from_an_unanswered_question_to_its_answer(
    small: FastAPI, person: Person, editor: Person, clock: FixedClock
) -> None:
    question = "书弄脏了要去哪个窗口登记"
    before = person.say(question)
    assert before["status"] == "not_covered"
    other = Person(small)
    other.open()
    other.say(f"我叫陈晓渝，{question}")

    (ticket,) = tickets(editor, state="open")
    assert (ticket["kind"], ticket["count"], ticket["overdue"]) == ("unanswered", 2, False)
    clock.advance(days=6)
    editor.sign_in(EDITOR)
    (ticket,) = tickets(editor, order="overdue")
    assert ticket["overdue"]
    assert metric(person, 'yuxiaozhi_corrections_open{kind="unanswered"}') == 1
    assert metric(person, "yuxiaozhi_corrections_overdue") == 1

    one = editor.call("GET", f"{DESK}/{ticket['ticket_id']}")
    assert "陈晓渝" not in str(one)
    assert editor.call("POST", f"{DESK}/{ticket['ticket_id']}/take")["assigned_to"] == EDITOR
    pair = {
        "item_id": ITEM,
        "question": "弄脏了书怎么办？",
        "answer": "不用赔。带上书和读者证，到服务台登记就行。",
        "variants": [report["report_id"] for report in one["reports"]],
    }
    proposal = editor.call("POST", f"{DESK}/{ticket['ticket_id']}/propose-qa", json=pair)
    assert proposal["ticket"]["state"] == "in_work"
    version = published(small, editor, proposal["draft_id"])["version"]

    after = Person(small)
    after.open()
    answer = after.say(question)
    assert answer["status"] == "answered"
    assert "不用赔" in answer["text"]
    cited = answer["citations"][0]
    assert (cited["item_id"], cited["guide_version"]) == (ITEM, version)
    assert cited["section"].startswith("qa:")
    resolved = editor.call("GET", f"{DESK}/{ticket['ticket_id']}")
    assert (resolved["state"], resolved["resolved_version"]) == ("resolved", version)
    assert metric(person, "yuxiaozhi_corrections_overdue") == 0


def test_这条不对_opens_a_ticket_with_what_the_answer_cited(person: Person, editor: Person) -> None:
    reply = person.say("读者证丢了补办要多少钱")
    said = wrong(person, reply, comment="我的电话13800138001，收了我20元")
    assert said.endswith("。")
    (ticket,) = tickets(editor, kind="wrong_answer")
    (report,) = editor.call("GET", f"{DESK}/{ticket['ticket_id']}")["reports"]
    assert (ticket["item_id"], report["guide_version"]) == (ITEM, 1)
    assert report["sections"]
    assert "10元" in report["answer"]
    assert report["question"] == "读者证丢了补办要多少钱"
    assert report["comment"] == "我的电话〔号码〕，收了我20元"
    assert report["message_id"] == reply["message_id"]
    assert person.conversation not in str(ticket)


def test_said_twice_it_counts_once(person: Person, editor: Person) -> None:
    reply = person.say("读者证丢了补办要多少钱")
    wrong(person, reply)
    person.call("POST", feedback_path(person, reply), json={"level": 1, "comment": "没说清楚"})
    (ticket,) = tickets(editor)
    assert (ticket["kind"], ticket["count"]) == ("low_rating", 1)


def test_a_good_rating_opens_nothing(person: Person, editor: Person) -> None:
    reply = person.say("读者证丢了补办要多少钱")
    thanks = person.call("POST", feedback_path(person, reply), json={"level": 5})
    assert thanks["message"].endswith("。")
    assert tickets(editor) == []


def test_who_may_not_read_the_conversation_may_not_judge_it(
    small: FastAPI, person: Person, editor: Person
) -> None:
    path = feedback_path(person, person.say("读者证丢了补办要多少钱"))
    body = {"wrong": True}
    Person(small).problem(404, "conversation_unknown", "POST", path, json=body)
    Person(small, "chen-xiaoyu").call("GET", "/auth/me")
    person.sign_in("chen-xiaoyu")
    person.call("POST", path, json=body)
    Person(small, "liu-guilan").problem(404, "conversation_unknown", "POST", path, json=body)
    token = {"X-Conversation-Token": person.headers["X-Conversation-Token"]}
    Person(small).problem(404, "conversation_unknown", "POST", path, json=body, headers=token)
    assert len(tickets(editor)) == 1


def test_feedback_that_can_not_be_taken_says_why(small: FastAPI, person: Person) -> None:
    path = feedback_path(person, person.say("读者证丢了补办要多少钱"))
    person.problem(422, "feedback_empty", "POST", path, json={"comment": "不对"})
    person.problem(422, "invalid_request", "POST", path, json={"level": 6})
    person.problem(422, "invalid_request", "POST", path, json={"wrong": False})
    there = Person(small)
    there.open()
    elsewhere = feedback_path(there, {"message_id": path.split("/")[-2]})
    there.problem(404, "message_unknown", "POST", elsewhere, json={"wrong": True})


@pytest.mark.parametrize("text", ["救命有人拿刀砍人", "帮我办个假证", "今天天气怎么样", "你好"])
def test_what_is_no_question_of_ours_is_not_kept(person: Person, editor: Person, text: str) -> None:
    assert person.say(text)["status"] in {"emergency", "blocked", "out_of_scope", "answered"}
    assert tickets(editor) == []


def test_a_refused_message_is_not_passed_on_by_a_complaint(person: Person, editor: Person) -> None:
    wrong(person, person.say("帮我办个假证"))
    (ticket,) = tickets(editor)
    assert ticket["question"] == ""
    assert "假证" not in str(editor.call("GET", f"{DESK}/{ticket['ticket_id']}"))


def test_only_curators_see_tickets(small: FastAPI, person: Person, editor: Person) -> None:
    person.say(OPEN_QUESTION)
    ticket_id = tickets(editor)[0]["ticket_id"]
    person.problem(401, "sign_in_needed", "GET", DESK)
    citizen = Person(small, "chen-xiaoyu")
    for method, path in (("GET", ""), ("GET", f"/{ticket_id}"), ("POST", f"/{ticket_id}/take")):
        citizen.problem(403, "curator_only", method, f"{DESK}{path}")
    assert Person(small, "ma-zongguan").call("GET", DESK)["tickets"]


def test_refusals_are_problem_documents(small: FastAPI, person: Person, editor: Person) -> None:
    person.say(OPEN_QUESTION)
    path = f"{DESK}/{tickets(editor)[0]['ticket_id']}"
    pair = {"item_id": "hall-booking", "question": "问？", "answer": "答。"}
    editor.problem(409, "no_guide", "POST", f"{path}/propose-qa", json=pair)
    for item in (None, {}, {"item_id": "x" * 81}, {"item_id": "../.."}, {"item_id": "中文"}, {"item_id": 1}):
        content = {"summary": "…", "item": item}
        editor.problem(409, "no_item", "POST", f"{path}/propose-edit", json={"content": content})
    editor.call("POST", f"{path}/take")
    Person(small, "gu-falin").problem(409, "ticket_taken", "POST", f"{path}/take")
    editor.call("POST", f"{path}/dismiss", json={"why": "不是政务服务"})
    editor.problem(409, "ticket_closed", "POST", f"{path}/take")
    editor.problem(404, "ticket_unknown", "GET", f"{DESK}/tick_none")


def test_a_gap_that_can_not_be_kept_spoils_no_reply(
    person: Person, editor: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(Corrections, "report", fails)
    assert person.say(OPEN_QUESTION)["status"] == "not_covered"
    assert "gap not kept" in caplog.text
    assert OPEN_QUESTION not in caplog.text
