"""Life events: open to everybody; a plan for any answers, by address or body; what is cited can be opened."""

from .conftest import Json, Person


def test_the_eight_are_listed(visitor: Person) -> None:
    found = visitor.call("GET", "/life-events")["life_events"]
    assert {one["event_id"] for one in found} == {
        "newborn",
        "marriage-childbirth",
        "flexible-work",
        "retirement",
        "bereavement",
        "company-start",
        "restaurant-start",
        "disability-service",
    }
    assert all(one["name"].endswith("“一件事”") and one["summary"] for one in found)


def test_an_event_has_its_parts_questions_and_text(visitor: Person) -> None:
    event = visitor.call("GET", "/life-events/newborn")
    assert event["sample"] is True
    assert {"birth-household-married", "social-card"} <= {part["item_id"] for part in event["parts"]}
    outside = [part for part in event["parts"] if part["item_id"] is None]
    assert outside
    assert all(part["authority"] for part in outside)
    assert {"summary", "parts", "order", "materials"} <= {section["id"] for section in event["sections"]}
    assert event["situations"][0]["options"]


def test_every_citation_of_an_answer_stands_in_the_version_it_names(visitor: Person) -> None:
    visitor.open()
    citations = visitor.say("生了娃儿要办哪些手续")["citations"]
    assert citations
    for citation in citations:
        assert citation["kind"] == "life_event"
        event = visitor.call(
            "GET", f"/life-events/{citation['item_id']}", params={"version": citation["guide_version"]}
        )
        stated = {section["id"]: section["text"] for section in event["sections"]}
        assert citation["quote"] in stated[citation["section"]]


def _plan(visitor: Person, **answers: str) -> Json:
    return visitor.call("GET", "/life-events/newborn/plan", params=answers)


def test_a_plan_asks_on_until_nothing_is_open(visitor: Person) -> None:
    answers: dict[str, str] = {}
    for _ in range(30):
        plan = _plan(visitor, **answers)
        if not plan["questions"]:
            break
        question = plan["questions"][0]
        answers[question["name"]] = question["options"][0]["id"]
    assert plan["questions"] == []
    assert all(part["applies"] is not None for part in plan["parts"])
    assert plan["form"]
    assert all(field["certain"] for field in plan["form"])
    assert [one["name"] for one in plan["form"]] == list(dict.fromkeys(one["name"] for one in plan["form"]))


def test_a_form_asks_once_what_several_items_ask(visitor: Person) -> None:
    answers = {"parents": "married", "who": "mother", "born": "cq", "hukou": "cq", "insured": "insured"}
    plan = _plan(visitor, **answers, registered="done")
    figures = plan["figures"]
    assert figures["fields_after"] < figures["fields_before"]
    assert figures["materials_after"] < figures["materials_before"]
    name = next(field for field in plan["form"] if field["name"] == "child_name")
    assert len({use["part"] for use in name["used_by"]}) >= 3
    order = plan["stages"]
    assert order[0] == ["certificate"]
    assert {"card", "childcare"} <= set(order[-1]), "what runs in parallel"
    unneeded = next(part for part in plan["parts"] if part["id"] == "registration")
    assert unneeded["applies"] is False
    assert "办过" in unneeded["why"]


def test_the_body_gives_the_same_plan(visitor: Person) -> None:
    answers = {"parents": "unmarried", "who": "father"}
    posted = visitor.call("POST", "/life-events/newborn/plan", json={"answers": answers})
    assert posted == _plan(visitor, **answers)


def test_who_does_not_fit_is_told_the_single_items(visitor: Person) -> None:
    plan = _plan(visitor, born="other_province", parents="married", hukou="cq")
    (misfit,) = plan["misfits"]
    assert "birth-household-married" in misfit["items"]
    assert "birth-household-unmarried" not in misfit["items"]
    assert misfit["text"].endswith("。")


def test_what_is_unknown_is_said(visitor: Person) -> None:
    visitor.problem(404, "life_event_unknown", "GET", "/life-events/birth-household-married")
    visitor.problem(404, "life_event_unknown", "GET", "/life-events/newborn", params={"version": 99})
    visitor.problem(404, "life_event_unknown", "POST", "/life-events/nothing/plan", json={"answers": {}})
    wrong = visitor.problem(
        422, "invalid_request", "GET", "/life-events/newborn/plan", params={"born": "moon", "cat": "x"}
    )
    assert {error["at"] for error in wrong["errors"]} == {"born", "cat"}
    assert "moon" not in wrong["detail"]
