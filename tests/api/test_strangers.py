"""Another person's things do not exist: every call of the OpenAPI document answers 404."""

import io
from typing import Any

import pytest

from .conftest import Person

BODIES: dict[str, dict[str, Any]] = {
    "/applications/{application_id}": {},
    "/applications/{application_id}/fields": {"json": {"mobile": "13800138001"}},
    "/applications/{application_id}/situation": {"json": {"receive": "mail"}},
    "/applications/{application_id}/confirm": {"json": {}},
    "/applications/{application_id}/materials/{material_id}": {"files": True},
    "/applications/{application_id}/fields/{name}": {},
    "/applications/{application_id}/commitments/{material_id}": {"json": {"accepted": True}},
    "/applications/{application_id}/precheck": {},
    "/applications/{application_id}/notice": {},
    "/applications/{application_id}/submit": {"headers": {"Idempotency-Key": "k"}},
    "/applications/{application_id}/withdraw": {},
}


def calls(person: Person) -> list[tuple[str, str]]:
    paths = person.call("GET", "/openapi.json")["paths"]
    return [
        (method.upper(), path.removeprefix("/api/v1"))
        for path, operations in paths.items()
        for method in operations
        if "{application_id}" in path and "/staff/" not in path
    ]


def test_every_call_with_an_application_is_tried(visitor: Person) -> None:
    assert {path for _, path in calls(visitor)} == BODIES.keys()


@pytest.mark.parametrize("whose", ["another person's", "nobody's"])
def test_it_is_not_there(chen: Person, liu: Person, picture: bytes, whose: str) -> None:
    own = chen.start("id-card-replacement")["application_id"]
    application = own if whose == "another person's" else "app_none"
    for method, path in calls(liu):
        options = dict(BODIES[path])
        if options.pop("files", False):
            options["files"] = {"file": ("a.png", io.BytesIO(picture))}
        there = path.format(application_id=application, material_id="old_id_card", name="mobile")
        problem = liu.problem(404, "application_unknown", method, there, **options)
        assert "陈晓渝" not in str(problem)
    assert chen.call("GET", f"/applications/{own}")["state"] == "draft"


def test_a_reviewer_sees_no_draft(chen: Person, reviewer: Person) -> None:
    draft = chen.start("id-card-replacement")["application_id"]
    reviewer.problem(404, "application_unknown", "GET", f"/applications/{draft}")
    decision = {"json": {"decision": "accept"}}
    there = f"/staff/applications/{draft}/decision"
    reviewer.problem(404, "application_unknown", "POST", there, **decision)


def test_another_persons_picture_is_not_handed_in(chen: Person, liu: Person, picture: bytes) -> None:
    """Conversations keep pictures apart as well."""
    chen.open()
    upload = {"files": {"file": ("a.png", io.BytesIO(picture))}}
    liu.problem(
        404, "conversation_unknown", "POST", f"/conversations/{chen.conversation}/documents", **upload
    )


def test_an_account_that_only_knows_a_visitors_conversation_does_not_get_it(
    visitor: Person, liu: Person
) -> None:
    """Its token, not its id, shows that it was begun by who signs in now."""
    conversation = visitor.open()
    visitor.say("我叫钱不二，身份证丢了")
    path = f"/conversations/{conversation}"
    liu.problem(404, "conversation_unknown", "GET", path)
    liu.problem(404, "conversation_unknown", "POST", f"{path}/messages", json={"text": "继续"})
    assert visitor.call("GET", path)["messages"], "it is still the visitor's"
