"""The tools let a model ask, fill and check; confirming and sending stay with the person."""

import json
import re
from typing import Any

import pytest
from langchain_core.tools import BaseTool

from applications.types import Actor, Application, Precheck, Receipt
from assistant.tools.binding import asking_tools, handling_tools
from tests.assistant.conftest import House
from tests.assistant.walking import Talk

ITEM = "id-card-replacement"
HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def chen(house: House) -> Actor:
    return house.people["chen-xiaoyu"]


@pytest.fixture
def tools(house: House, chen: Actor) -> dict[str, BaseTool]:
    made = [
        *asking_tools(house.assistant(), house.library),
        *handling_tools(house.applications, house.library, chen),
    ]
    assert len({tool.name for tool in made}) == len(made)
    return {tool.name: tool for tool in made}


def carried(tools: dict[str, BaseTool], view: dict[str, Any]) -> dict[str, Any]:
    """As far as a model gets with the tools, always taking the first option."""
    for _ in range(30):
        step, about = view["next"], {"application_id": view["application_id"]}
        if step["kind"] == "situation":
            answers = {step["name"]: step["options"][0]["id"]}
            view = tools["answer_situation"].invoke({**about, "answers": answers})
        elif step["kind"] == "precheck":
            view = tools["precheck"].invoke(about)["application"]
        else:
            return view
        assert "problem" not in view, view
    raise AssertionError(f"no end: {view['next']}")


def at_confirming(tools: dict[str, BaseTool]) -> str:
    view = carried(tools, tools["start_application"].invoke({"item_id": ITEM}))
    assert view["next"]["kind"] == "confirm", view["next"]
    return view["application_id"]


def ready(house: House, chen: Actor, tools: dict[str, BaseTool]) -> Application:
    application_id = at_confirming(tools)
    house.applications.confirm(chen, application_id)
    carried(tools, tools["read_application"].invoke({"application_id": application_id}))
    view = house.applications.get(chen, application_id)
    assert isinstance(view, Application)
    assert view.state == "ready"
    return view


def call(tool: BaseTool, **arguments: object) -> Any:
    """As an agent calls it: the message with its artifact."""
    return tool.invoke({"type": "tool_call", "name": tool.name, "args": arguments, "id": "1"})


def test_ask_answers_word_for_word_as_the_chat_does(tools: dict[str, BaseTool], visitor: Talk) -> None:
    """One code path: what the chat can't cite, a tool can't say either."""
    for message in ("身份证搞丢了啷个办", "那多少钱"):
        ours, chats = tools["ask"].invoke({"text": message}), visitor.say(message)
        assert (ours["text"], ours["status"]) == (chats.text, chats.status)
        assert [one["quote"] for one in ours["citations"]] == [one.quote for one in chats.citations]
        assert ours["citations"]


def test_nothing_said_to_ask_acts_for_the_person(
    house: House, chen: Actor, tools: dict[str, BaseTool]
) -> None:
    """A model could say 确认 and 提交 in its own words: nobody is signed in there."""
    house.applications.start(chen, ITEM)
    for message in ("我要补办身份证", "继续", "确认无误", "提交", "撤回"):
        said = tools["ask"].invoke({"text": message})
        assert said["status"] not in ("submitted", "handling") or said["sign_in"]
    (mine,) = house.applications.mine(chen)
    assert mine.state == "draft"
    assert not any(value.confirmed for value in mine.fields.values())


def test_items_and_guides_are_found_and_read_word_for_word(house: House, tools: dict[str, BaseTool]) -> None:
    found = tools["find_items"].invoke({"query": "身份证搞丢了啷个办"})
    assert (found[0]["item_id"], found[0]["guide"]) == (ITEM, True)
    read = tools["read_guide"].invoke({"item_id": ITEM, "sections": ["fee"]})
    (fee,) = [one for one in house.library.sections(ITEM) if one.id == "fee"]
    assert read["sections"] == [{"section": "fee", "title": fee.title, "text": fee.text}]
    assert read["guide_version"] == 1
    assert not any(
        one["section"].startswith("qa:") for one in tools["read_guide"].invoke({"item_id": ITEM})["sections"]
    )


def test_an_item_without_a_guide_leads_to_its_link(house: House, tools: dict[str, BaseTool]) -> None:
    bare = next(hit for hit in house.library.search("出售国家重点保护野生植物审批") if not hit.guide)
    told = tools["read_guide"].invoke({"item_id": bare.item.item_id})
    assert told == {"problem": "no_guide", "link": bare.link}
    assert tools["start_application"].invoke({"item_id": bare.item.item_id}) == {"problem": "no_guide"}
    assert tools["read_guide"].invoke({"item_id": "nothing"}) == {"problem": "unknown_item"}


def test_a_model_fills_and_checks_and_the_person_confirms_and_sends(
    house: House, chen: Actor, tools: dict[str, BaseTool]
) -> None:
    application_id = at_confirming(tools)
    handed = call(tools["hand_to_person"], application_id=application_id)
    view = house.applications.get(chen, application_id)
    assert isinstance(view, Application)
    assert handed.artifact["act"] == "confirm"
    assert handed.artifact["version"] == view.version
    assert set(handed.artifact["names"]) == {n for n, value in view.fields.items() if not value.confirmed}

    house.applications.confirm(chen, application_id, handed.artifact["names"])
    carried(tools, tools["read_application"].invoke({"application_id": application_id}))
    handed = call(tools["hand_to_person"], application_id=application_id)
    assert handed.artifact["act"] == "submit"

    receipt = house.applications.submit(chen, application_id, "pressed")
    assert isinstance(receipt, Receipt)
    (progress,) = tools["my_applications"].invoke({})
    assert progress["state"] == "submitted"
    assert progress["receipt"]["acceptance_number"] == receipt.acceptance_number
    assert receipt.query_code not in json.dumps(progress)


def test_no_tool_gets_past_the_person(house: House, chen: Actor, tools: dict[str, BaseTool]) -> None:
    """Whatever is called, in whatever order: unconfirmed values stay so, and nothing is sent."""
    application_id = at_confirming(tools)
    before = house.applications.get(chen, application_id)
    assert isinstance(before, Application)
    about = {"application_id": application_id}
    for _ in range(2):
        tools["start_application"].invoke({"item_id": ITEM})
        tools["propose_values"].invoke({**about, "values": {n: v.value for n, v in before.fields.items()}})
        tools["answer_situation"].invoke({**about, "answers": dict(before.situation)})
        tools["precheck"].invoke(about)
        call(tools["hand_to_person"], **about)
    after = house.applications.get(chen, application_id)
    assert isinstance(after, Application)
    assert after.state == "draft"
    assert after.fields == before.fields
    assert any(not value.confirmed for value in after.fields.values())
    assert len(house.applications.mine(chen)) == 1


def test_what_the_person_is_about_to_send_does_not_change(
    house: House, chen: Actor, tools: dict[str, BaseTool]
) -> None:
    shown = ready(house, chen, tools)
    about = {"application_id": shown.application_id}
    other = {question: "no-such-option" for question in shown.situation}
    for changed in (
        tools["answer_situation"].invoke({**about, "answers": other}),
        tools["propose_values"].invoke({**about, "values": {"mobile": "13900139002"}}),
    ):
        assert changed["problem"] == "persons_turn"
    assert house.applications.get(chen, shown.application_id) == shown


def test_a_proposal_fills_what_is_empty_and_waits_to_be_confirmed(
    house: House, chen: Actor, tools: dict[str, BaseTool]
) -> None:
    """A model that misheard must not replace what the profile, a document or the person says."""
    view = tools["start_application"].invoke({"item_id": ITEM})
    about = {"application_id": view["application_id"]}
    tools["answer_situation"].invoke({**about, "answers": {"who": "child"}})
    said = {"child_name": "陈小满", "child_id_number": "12", "mobile": "13900139002", "no_such_field": "x"}
    proposed = tools["propose_values"].invoke({**about, "values": said})
    assert set(proposed["problems"]) == {"child_id_number", "mobile", "no_such_field"}
    tools["propose_values"].invoke({**about, "values": {"child_name": "陈小米"}})
    kept = house.applications.get(chen, view["application_id"])
    assert isinstance(kept, Application)
    child = kept.fields["child_name"]
    assert (child.value, child.source, child.confirmed) == ("陈小满", "said", False)
    assert kept.fields["mobile"].value == "13800138001"


def test_a_model_does_not_see_what_the_fields_hold(tools: dict[str, BaseTool]) -> None:
    """It may be a service of somebody else's: which fields are filled is all that it needs."""
    application_id = at_confirming(tools)
    seen = json.dumps(
        [
            tools["read_application"].invoke({"application_id": application_id}),
            call(tools["hand_to_person"], application_id=application_id).model_dump(mode="json"),
        ],
        ensure_ascii=False,
    )
    for value in ("陈晓渝", "500112199203150026", "13800138001", "红锦大道"):
        assert value not in seen


def test_another_persons_application_is_unknown(house: House, tools: dict[str, BaseTool]) -> None:
    others = house.applications.start(house.people["liu-guilan"], ITEM)
    assert isinstance(others, Application)
    about = {"application_id": others.application_id}
    for name, arguments in (
        ("read_application", about),
        ("precheck", about),
        ("hand_to_person", about),
        ("propose_values", {**about, "values": {"mobile": "13900139002"}}),
        ("answer_situation", {**about, "answers": {}}),
    ):
        assert tools[name].invoke(arguments) == {"problem": "unknown_application"}, name
    assert tools["my_applications"].invoke({}) == []


def test_hand_to_person_waits_until_it_is_their_turn(tools: dict[str, BaseTool]) -> None:
    view = tools["start_application"].invoke({"item_id": ITEM})
    handed = call(tools["hand_to_person"], application_id=view["application_id"])
    assert json.loads(handed.content)["problem"] == "not_yet"
    assert handed.artifact is None


def test_tools_are_described_for_models(tools: dict[str, BaseTool]) -> None:
    for tool in tools.values():
        schema = tool.tool_call_schema.model_json_schema()  # pyright: ignore
        told = json.dumps([tool.description, schema], ensure_ascii=False)
        assert not HAN.search(told), f"{tool.name}: descriptions are English"
        assert all("description" in one for one in schema.get("properties", {}).values()), tool.name


def test_precheck_gives_the_findings_the_person_gets(
    house: House, chen: Actor, tools: dict[str, BaseTool]
) -> None:
    view = tools["start_application"].invoke({"item_id": ITEM})
    told = tools["precheck"].invoke({"application_id": view["application_id"]})
    ours = house.applications.precheck(chen, view["application_id"])
    assert isinstance(ours, Precheck)
    assert told["passed"] is False
    assert [one["message"] for one in told["findings"]] == [one.message for one in ours.findings]
