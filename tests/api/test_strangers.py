"""What is another person's or a visitor's: what trying every call (`test_every_route.py`) leaves out."""

import io

from .conftest import Person


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
