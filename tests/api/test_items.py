"""Items and guides: open to everybody, and a citation can be opened at its place."""

from .conftest import Person


def test_an_item_is_found_in_dialect(visitor: Person) -> None:
    items = visitor.call("GET", "/items", params={"q": "身份证搞丢了啷个办", "limit": 3})["items"]
    assert items[0]["item_id"] == "id-card-replacement"
    assert items[0]["name"] == "居民身份证补领"
    assert items[0]["guide"] is True
    assert all(0 <= item["score"] <= 1 for item in items)
    assert len(items) <= 3


def test_nothing_fits_gives_an_empty_list(visitor: Person) -> None:
    assert visitor.call("GET", "/items", params={"q": "zzzz qqqq"}) == {"items": []}
    assert visitor.call("GET", "/items") == {"items": []}


def test_the_guide_has_all_its_parts(visitor: Person) -> None:
    guide = visitor.call("GET", "/items/id-card-replacement")
    assert guide["version"] >= 1
    for part in (
        "situations",
        "materials",
        "steps",
        "time_limits",
        "legal_basis",
        "places",
        "qa",
        "sections",
    ):
        assert guide[part], part
    assert guide["fee"]["charged"] is True
    assert guide["time_limits"][0]["unit"]
    assert guide["materials"][0]["material_id"] == guide["materials"][0]["id"]
    assert guide["form"]["fields"]


def test_how_people_ask_is_for_finding_only(visitor: Person) -> None:
    guide = visitor.call("GET", "/items/id-card-replacement")
    assert "asked" not in guide["item"]
    assert guide["item"]["official_name"] == guide["name"]
    found = visitor.call("GET", "/items", params={"q": "身份证搞丢了啷个办", "limit": 1})["items"][0]
    assert found.keys() == {"item_id", "name", "plain_name", "authority", "score", "guide", "link"}


def test_every_citation_of_an_answer_stands_in_the_guide(visitor: Person) -> None:
    visitor.open()
    citations = visitor.say("身份证丢了要多少钱")["citations"]
    assert citations
    for citation in citations:
        guide = visitor.call(
            "GET", f"/items/{citation['item_id']}", params={"version": citation["guide_version"]}
        )
        sections = {section["id"]: section["text"] for section in guide["sections"]}
        assert citation["quote"] in sections[citation["section"]]


def test_a_district_leaves_its_own_places_and_those_for_all(visitor: Person) -> None:
    guide = visitor.call("GET", "/items/id-card-replacement", params={"district": "500112"})
    assert all(not place["districts"] or "500112" in place["districts"] for place in guide["places"])


def test_an_unknown_item_and_one_known_by_name_only(visitor: Person) -> None:
    visitor.problem(404, "item_unknown", "GET", "/items/no-such-item")
    problem = visitor.problem(404, "no_guide", "GET", "/items/name-change")
    assert "户口上改名字" in problem["detail"]


def test_search_says_what_is_wrong_with_its_parameters(visitor: Person) -> None:
    problem = visitor.problem(422, "invalid_request", "GET", "/items", params={"q": "x", "limit": 0})
    assert problem["errors"][0]["at"] == "limit"
