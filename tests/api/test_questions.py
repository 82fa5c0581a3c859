"""The curator's desk over HTTP: questions by meaning, what a draft starts from, checks before it is kept."""

import pytest
from fastapi import FastAPI

from tests.conftest import FixedClock

from .conftest import Json, Person
from .test_corrections import EDITOR, ITEM, published

DESK = "/curation/questions"
QUESTION = "书弄脏了要去哪个窗口登记"


@pytest.fixture
def editor(small: FastAPI) -> Person:
    return Person(small, EDITOR)


def ask(app: FastAPI, *texts: str) -> None:
    for text in texts:
        visitor = Person(app)
        visitor.open()
        visitor.say(text)


def found(editor: Person, **query: str | int) -> Json:
    return editor.call("GET", DESK, params=query)


def test_one_draft_answers_what_many_asked(small: FastAPI, editor: Person, clock: FixedClock) -> None:
    ask(small, QUESTION, f"我叫陈晓渝，{QUESTION}", "外星人办不办读者证")
    listed = found(editor)
    cluster = next(one for one in listed["clusters"] if "弄脏" in one["question"])
    assert cluster["count"] == 2
    assert listed["questions"] == sum(one["count"] for one in listed["clusters"])
    assert cluster["first"] == cluster["last"] == clock().date().isoformat()
    assert "陈晓渝" not in str(listed)
    fit = [one["report_id"] for one in cluster["wordings"] if one["fit_as_variant"]]
    assert 0 < len(fit) < len(cluster["wordings"])

    pair = {
        "ticket_ids": cluster["ticket_ids"],
        "item_id": ITEM,
        "question": "弄脏了书怎么办？",
        "answer": "不用赔。带上书和读者证，到服务台登记就行。",
        "variants": [one["report_id"] for one in cluster["wordings"]],
    }
    draft = editor.call("POST", f"{DESK}/propose-qa", json=pair)
    assert draft["ticket_ids"] == cluster["ticket_ids"]
    (at_work,) = found(editor, state="in_work")["clusters"]
    assert at_work["draft_ids"] == [draft["draft_id"]]
    content = editor.call("GET", f"/curation/drafts/{draft['draft_id']}")["content"]
    assert content["qa"][-1]["variants"] == [QUESTION]
    version = published(small, editor, draft["draft_id"])["version"]

    after = Person(small)
    after.open()
    answer = after.say(QUESTION)
    assert "不用赔" in answer["text"]
    assert answer["citations"][0]["guide_version"] == version
    for ticket_id in cluster["ticket_ids"]:
        ticket = editor.call("GET", f"/curation/corrections/{ticket_id}")
        assert (ticket["state"], ticket["assigned_name"]) == ("resolved", "文草拟")


def test_wordings_are_added_to_a_pair_and_others_dismissed(small: FastAPI, editor: Person) -> None:
    ask(small, QUESTION)
    (cluster,) = found(editor)["clusters"]
    guide = editor.call("GET", f"/curation/items/{ITEM}/guide")
    assert (guide["version"], guide["state"]) == (1, "in_force")
    pair = guide["content"]["qa"][0]
    body = {
        "ticket_ids": cluster["ticket_ids"],
        "item_id": ITEM,
        "pair_id": pair["id"],
        "variants": [cluster["wordings"][0]["report_id"]],
    }
    draft = editor.call("POST", f"{DESK}/propose-wordings", json=body)
    changes = editor.call("GET", f"/curation/drafts/{draft['draft_id']}/diff")["changes"]
    assert [one["after"] for one in changes] == [QUESTION]
    why = {"ticket_ids": cluster["ticket_ids"], "why": "馆内事务"}
    editor.problem(409, "draft_open", "POST", f"{DESK}/dismiss", json=why)
    editor.call("POST", f"/curation/drafts/{draft['draft_id']}/discard", json={"why": "不合适"})
    editor.problem(409, "no_pair", "POST", f"{DESK}/propose-wordings", json={**body, "pair_id": "no_such"})
    assert editor.call("POST", f"{DESK}/dismiss", json=why)["ticket_ids"] == cluster["ticket_ids"]
    assert found(editor)["total"] == 0
    assert found(editor, state="dismissed")["clusters"][0]["resolutions"] == ["馆内事务"]


def test_what_another_curator_is_at_is_left_alone(small: FastAPI, editor: Person) -> None:
    ask(small, QUESTION)
    (cluster,) = found(editor)["clusters"]
    other = Person(small, "gu-falin")
    other.call("POST", f"/curation/corrections/{cluster['key']}/take")
    why = {"ticket_ids": cluster["ticket_ids"], "why": "馆内事务"}
    editor.problem(409, "ticket_taken", "POST", f"{DESK}/dismiss", json=why)
    editor.problem(404, "ticket_unknown", "POST", f"{DESK}/dismiss", json={**why, "ticket_ids": ["tick_no"]})
    editor.problem(422, "invalid_request", "POST", f"{DESK}/dismiss", json={**why, "ticket_ids": []})


@pytest.mark.parametrize("query", [{"days": 0}, {"days": 9999}, {"state": "lost"}, {"limit": 201}])
def test_a_query_out_of_bounds_is_refused(editor: Person, query: dict[str, int | str]) -> None:
    editor.problem(422, "invalid_request", "GET", DESK, params=query)


def test_the_days_asked_for_count_from_today(small: FastAPI, editor: Person, clock: FixedClock) -> None:
    ask(small, QUESTION)
    clock.advance(days=3)
    editor.sign_in(EDITOR)
    assert found(editor, days=3)["total"] == 0
    assert found(editor, days=4)["total"] == 1


def test_content_is_checked_and_compared_before_it_is_kept(small: FastAPI, editor: Person) -> None:
    guide = editor.call("GET", f"/curation/items/{ITEM}/guide")["content"]
    body = {"item_id": ITEM, "content": guide}
    sound = editor.call("POST", "/curation/check", json=body)
    assert sound == {"findings": [], "changes": []}
    changed = {**guide, "summary": "换了说法", "fee": None}
    told = editor.call("POST", "/curation/check", json={**body, "content": changed})
    assert "fee" in {one["place"] for one in told["findings"]}
    assert {"place": "summary", "before": guide["summary"], "after": "换了说法"} in told["changes"]
    since = {**body, "content": {**changed, "result": "没有"}, "seen": changed}
    places = [one["place"] for one in editor.call("POST", "/curation/check", json=since)["changes"]]
    assert places == ["result"]
    assert editor.call("GET", "/curation/drafts")["total"] == 0
    editor.problem(404, "curation_unknown", "GET", "/curation/items/no-such-item/guide")


def test_lists_tell_how_many_there_are_and_who_is_at_it(small: FastAPI, editor: Person) -> None:
    guide = editor.call("GET", f"/curation/items/{ITEM}/guide")["content"]
    for summary in ("一", "二"):
        content = {**guide, "summary": summary}
        editor.call("POST", "/curation/drafts", json={"item_id": ITEM, "content": content})
    page = editor.call("GET", "/curation/drafts", params={"limit": 1})
    assert (len(page["drafts"]), page["total"]) == (1, 2)
    assert page["drafts"][0]["made_by_name"] == "文草拟"
    ask(small, QUESTION)
    tickets = editor.call("GET", "/curation/corrections", params={"limit": 1, "kind": "unanswered"})
    assert (tickets["total"], tickets["tickets"][0]["assigned_name"]) == (1, "")
    assert editor.call("GET", "/curation/corrections", params={"state": "resolved"})["total"] == 0
