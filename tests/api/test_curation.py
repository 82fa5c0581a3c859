"""Governance over HTTP, walked once: who may do what, and what is said when it can't be done."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from tests.conftest import FixedClock

from .conftest import Json, Person

ITEM = "reader-card-first"
DRAFTS = "/curation/drafts"
REVIEWERS = {
    "fang-zhengyan": ("political", "policy"),
    "gu-falin": ("legal",),
    "qin-shoumi": ("secrecy", "procedure"),
}


@pytest.fixture
def editor(small: FastAPI) -> Person:
    return Person(small, "wen-caoni")


@pytest.fixture
def admin(small: FastAPI) -> Person:
    return Person(small, "ma-zongguan")


def _content(small: FastAPI) -> Json:
    """The guide in force, as a draft holds it."""
    published = small.state.container.library.guide(ITEM)
    assert published is not None
    return published.guide.model_dump(mode="json")


def _seen(draft: Json) -> dict[str, Any]:
    return {"headers": {"If-Match": f'"{draft["digest"]}"'}}


def _begin(small: FastAPI, editor: Person, **changes: Any) -> Json:
    body = {"item_id": ITEM, "content": _content(small) | changes, "note": "新证式样"}
    return editor.call("POST", DRAFTS, json=body)


def _sign_all(small: FastAPI, draft: Json) -> Json:
    for account, gates in REVIEWERS.items():
        reviewer = Person(small, account)
        for gate in gates:
            body = {"gate": gate, "verdict": "passed"}
            draft = reviewer.call("POST", f"{DRAFTS}/{draft['draft_id']}/reviews", json=body, **_seen(draft))
    return draft


def _publish(small: FastAPI, editor: Person, draft: Json) -> Json:
    draft = _sign_all(small, draft)
    return editor.call("POST", f"{DRAFTS}/{draft['draft_id']}/publish", **_seen(draft))


def test_from_draft_to_published_version(small: FastAPI, editor: Person) -> None:
    visitor = Person(small)
    assert visitor.call("GET", f"/items/{ITEM}")["sample"] is True

    draft = _begin(small, editor, result="拿到新式读者证。")
    path = f"{DRAFTS}/{draft['draft_id']}"
    assert editor.call("GET", f"{path}/diff")["changes"] == [
        {"place": "result", "before": "拿到读者证。", "after": "拿到新式读者证。"}
    ]
    assert editor.call("GET", f"{path}/findings") == {"findings": []}
    assert [one["draft_id"] for one in editor.call("GET", DRAFTS)["drafts"]] == [draft["draft_id"]]
    assert [gate["name"] for gate in draft["gates"]] == ["政治关", "法律关", "政策关", "保密关", "程序关"]

    refused = editor.problem(409, "draft_not_ready", "POST", f"{path}/publish", **_seen(draft))
    assert refused["missing"] == ["political", "legal", "policy", "secrecy", "procedure"]

    assert _publish(small, editor, draft)["version"] == 2
    shown = visitor.call("GET", f"/items/{ITEM}")
    assert (shown["version"], shown["sample"], shown["result"]) == (2, False, "拿到新式读者证。")

    new, old = editor.call("GET", f"/curation/items/{ITEM}/versions")["versions"]
    assert (new["state"], old["state"], old["sample"]) == ("in_force", "replaced", True)
    assert {signed["reviewer_name"] for signed in new["reviews"]} == {"方正言", "顾法临", "秦守密"}
    compared = editor.call("GET", f"/curation/items/{ITEM}/diff", params={"before": 1, "after": 2})
    assert [change["place"] for change in compared["changes"]] == ["result"]


def test_only_curators_and_admins_come_in(small: FastAPI, editor: Person) -> None:
    draft = _begin(small, editor)
    calls = [
        ("GET", DRAFTS),
        ("GET", f"{DRAFTS}/{draft['draft_id']}"),
        ("GET", f"/curation/items/{ITEM}/versions"),
    ]
    for method, path in calls:
        Person(small).problem(401, "sign_in_needed", method, path)
        for account in ("chen-xiaoyu", "zhou-shenyan"):
            Person(small, account).problem(403, "curator_only", method, path)
    body = {"why": "恶作剧"}
    Person(small, "chen-xiaoyu").problem(
        403, "curator_only", "POST", f"/curation/items/{ITEM}/withdraw", json=body
    )


def test_who_wrote_it_or_does_not_hold_the_gate_does_not_sign(small: FastAPI, editor: Person) -> None:
    lawyer = Person(small, "gu-falin")
    own = _begin(small, lawyer)
    path = f"{DRAFTS}/{own['draft_id']}/reviews"
    body = {"gate": "legal", "verdict": "passed"}
    lawyer.problem(403, "own_draft", "POST", path, json=body, **_seen(own))
    editor.problem(403, "gate_not_held", "POST", path, json=body, **_seen(own))
    Person(small, "ma-zongguan").problem(403, "gate_not_held", "POST", path, json=body, **_seen(own))


def test_nobody_signs_or_changes_what_they_have_not_seen(small: FastAPI, editor: Person) -> None:
    draft = _begin(small, editor)
    path, lawyer = f"{DRAFTS}/{draft['draft_id']}", Person(small, "gu-falin")
    body = {"content": _content(small) | {"result": "拿到电子证。"}}
    editor.problem(428, "if_match_missing", "PUT", path, json=body)
    editor.problem(400, "if_match_invalid", "PUT", path, json=body, headers={"If-Match": "1"})
    changed = editor.call("PUT", path, json=body, **_seen(draft))

    verdict = {"gate": "legal", "verdict": "passed"}
    refused = lawyer.problem(409, "draft_changed", "POST", f"{path}/reviews", json=verdict, **_seen(draft))
    assert refused["current"]["digest"] == changed["digest"]
    editor.problem(409, "draft_changed", "PUT", path, json=body, **_seen(draft))


def test_a_rejection_says_why_and_a_change_begins_anew(small: FastAPI, editor: Person) -> None:
    draft = _sign_all(small, _begin(small, editor))
    path, lawyer = f"{DRAFTS}/{draft['draft_id']}", Person(small, "gu-falin")
    verdict = {"gate": "legal", "verdict": "rejected"}
    lawyer.problem(409, "reason_missing", "POST", f"{path}/reviews", json=verdict, **_seen(draft))
    lawyer.call("POST", f"{path}/reviews", json={**verdict, "note": "条款写错了"}, **_seen(draft))
    refused = editor.problem(409, "draft_not_ready", "POST", f"{path}/publish", **_seen(draft))
    assert [one["note"] for one in refused["rejected"]] == ["条款写错了"]
    changed = editor.call(
        "PUT", path, json={"content": draft["content"] | {"notes": ["周一闭馆。"]}}, **_seen(draft)
    )
    assert {gate["state"] for gate in changed["gates"]} == {"open"}


def test_a_draft_on_an_old_version_is_put_on_notice(small: FastAPI, editor: Person) -> None:
    late = _begin(small, editor, result="拿到电子证。")
    _publish(small, editor, _begin(small, editor, notes=["周一闭馆。"]))
    path = f"{DRAFTS}/{late['draft_id']}"
    shown = editor.call("GET", path)
    assert (shown["stale"], shown["based_on_version"], shown["current_version"]) == (True, 1, 2)
    editor.problem(409, "draft_stale", "POST", f"{path}/publish", **_seen(late))
    body = {"content": late["content"] | {"notes": ["周一闭馆。"]}, "rebase": True}
    assert editor.call("PUT", path, json=body, **_seen(late))["stale"] is False


def test_withdrawing_and_rolling_back(small: FastAPI, editor: Person, admin: Person) -> None:
    visitor = Person(small)
    _publish(small, editor, _begin(small, editor, result="拿到新式读者证。"))
    _publish(small, editor, _begin(small, editor, result="拿到有错的读者证。"))

    visitor.open()
    asked = visitor.say("办读者证收费吗")
    assert {(one["item_id"], one["guide_version"]) for one in asked["citations"]} == {(ITEM, 3)}

    item = f"/curation/items/{ITEM}"
    assert admin.call("POST", f"{item}/withdraw", json={"why": "写错了"})["versions"] == [1, 2, 3]
    assert visitor.say("办读者证收费吗")["citations"] == []
    told = visitor.problem(404, "no_guide", "GET", f"/items/{ITEM}")
    assert "已经撤回" in told["detail"]
    assert [one["guide"] for one in visitor.call("GET", "/items", params={"q": "办读者证"})["items"]][:1] == [
        False
    ]
    editor.problem(404, "curation_unknown", "POST", f"{item}/withdraw", json={"why": "写错了"})

    back = {"version": 2, "why": "第3版写错了"}
    begun = editor.call("POST", f"{item}/roll-back", json=back)
    assert begun["draft"]["origin"] == "rollback:2"
    editor.problem(403, "admin_only", "POST", f"{item}/roll-back", json={**back, "emergency": True})
    admin.problem(
        409, "never_passed", "POST", f"{item}/roll-back", json={**back, "version": 1, "emergency": True}
    )
    restored = admin.call("POST", f"{item}/roll-back", json={**back, "emergency": True})
    assert restored["published"]["version"] == 4
    assert visitor.call("GET", f"/items/{ITEM}")["result"] == "拿到新式读者证。"


def test_a_guide_that_is_over_says_so(small: FastAPI, editor: Person, clock: FixedClock) -> None:
    today = clock().date()
    overdue = _sign_all(small, _begin(small, editor, valid_until=str(today - timedelta(days=1))))
    path = f"{DRAFTS}/{overdue['draft_id']}/publish"
    refused = editor.problem(409, "draft_not_ready", "POST", path, **_seen(overdue))
    assert [found["rule"] for found in refused["findings"]] == ["validity"]

    _publish(small, editor, _begin(small, editor, valid_until=str(today)))
    clock.advance(days=1)
    told = Person(small).problem(404, "no_guide", "GET", f"/items/{ITEM}")
    assert f"有效期到{today}为止" in told["detail"]
    body = {"item_id": ITEM}
    Person(small, "chen-xiaoyu").problem(404, "no_guide", "POST", "/applications", json=body)


def test_a_discarded_draft_is_closed(small: FastAPI, editor: Person) -> None:
    draft = _begin(small, editor)
    path = f"{DRAFTS}/{draft['draft_id']}"
    assert editor.call("POST", f"{path}/discard", json={"why": "写错了事项"})["state"] == "discarded"
    editor.problem(409, "draft_closed", "POST", f"{path}/publish", **_seen(draft))
    editor.problem(404, "curation_unknown", "GET", f"{DRAFTS}/draft_none")


@pytest.mark.parametrize("odd", [float("nan"), "\ud800", "\x00", [[[[]]]] * 2, 2**80])
def test_odd_content_is_kept_or_refused_but_never_a_fault(
    small: FastAPI, editor: Person, odd: object
) -> None:
    import json

    deep: object = odd
    for _ in range(40 if isinstance(odd, list) else 1):
        deep = {"deeper": deep}
    body = json.dumps({"item_id": ITEM, "content": {"summary": deep}})
    answer = editor.raw("POST", DRAFTS, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == (201 if odd == 2**80 else 422), answer.text
