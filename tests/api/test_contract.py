"""The contract's names against the OpenAPI document: what others rely on stays."""

import pytest

from api.cli import app as commands

from .conftest import Json, Person

CALLS = """
POST /auth/demo-login · GET /auth/demo-accounts · GET /items · GET /items/{item_id} · POST /conversations ·
POST /conversations/{conversation_id}/messages · POST /conversations/{conversation_id}/documents ·
GET /conversations/{conversation_id} · POST /documents/read · POST /applications · GET /applications ·
GET /applications/{application_id} · PATCH /applications/{application_id}/fields ·
POST /applications/{application_id}/materials/{material_id} ·
DELETE /applications/{application_id}/materials/{material_id} · POST /applications/{application_id}/precheck ·
POST /applications/{application_id}/submit · POST /applications/{application_id}/withdraw · GET /receipts ·
GET /staff/applications · POST /staff/applications/{application_id}/decision · GET /healthz · GET /readyz ·
GET /metrics
"""
SHAPES = {
    "AccountShape": "account name role",
    "FoundItem": "item_id name plain_name authority score guide",
    "GuideShape": "version valid_from valid_until situations materials steps time_limits fee legal_basis "
    "places qa",
    "ReplyShape": "message_id status text spoken_text items citations options application ai_generated",
    "CitationShape": "item_id guide_version section quote",
    "OptionShape": "label send",
    "OpenApplication": "application_id state missing next",
    "NextShape": "kind name prompt",
    "ConversationShape": "messages state application",
    "ReadShape": "document_type confidence fields quality",
    "ReadFieldShape": "name value confidence box",
    "Quality": "readable problems",
    "ApplicationShape": "application_id version item_id guide_version state situation fields materials "
    "missing findings receipt note",
    "FieldShape": "name label value source source_ref confidence confirmed",
    "MaterialShape": "material_id name required exempt_by document",
    "FindingShape": "code severity material_id field message clause evidence",
    "PrecheckShape": "passed findings",
    "ReceiptShape": "acceptance_number application_id received_at deadline query_code note",
    "ProblemDocument": "type title status detail code",
}
ENUMS = {
    ("ReplyShape", "status"): "answered clarify handling submitted progress not_covered out_of_scope handoff "
    "emergency blocked error",
    ("NextShape", "kind"): "situation field document confirm precheck submit",
    ("ApplicationShape", "state"): "draft ready submitted accepted returned withdrawn done",
    ("FieldShape", "source"): "profile document said typed",
    ("FindingShape", "severity"): "must_fix warning for_staff",
    ("FindingShape", "code"): "missing_material wrong_document unreadable expired checksum_failed mismatch "
    "field_missing field_invalid not_eligible needs_review",
    ("NewConversation", "channel"): "web miniprogram phone",
    ("Decision", "decision"): "accept return",
    ("AccountShape", "role"): "citizen reviewer curator admin",
}


@pytest.fixture
def described(visitor: Person) -> Json:
    return visitor.call("GET", "/openapi.json")


def test_every_call_is_there(described: Json) -> None:
    there = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in described["paths"].items()
        for method in operations
    }
    assert {call.strip() for call in CALLS.replace("\n", " ").split("·")} <= there


@pytest.mark.parametrize(("shape", "names"), SHAPES.items(), ids=list(SHAPES))
def test_every_shape_has_its_names(described: Json, shape: str, names: str) -> None:
    assert set(names.split()) <= described["components"]["schemas"][shape]["properties"].keys()


@pytest.mark.parametrize(("place", "names"), ENUMS.items(), ids=[".".join(place) for place in ENUMS])
def test_every_word_of_a_list_is_known_and_no_other(
    described: Json, place: tuple[str, str], names: str
) -> None:
    shape, field = place
    found = described["components"]["schemas"][shape]["properties"][field]
    assert set(found["enum"]) == set(names.split())


def test_every_command_is_there_and_has_json() -> None:
    from typer.main import get_command

    top = get_command(commands).commands  # type: ignore[attr-defined]
    wanted = ["serve", "doctor", "ask", "search", "read-document", "transcribe", "kb", "eval", "demo", "db"]
    assert set(wanted) <= top.keys()
    assert {"check", "build", "import-catalogue", "publish", "diff", "stats"} <= top["kb"].commands.keys()
    assert "upgrade" in top["db"].commands
    flat = [each for one in top.values() for each in (getattr(one, "commands", None) or {"": one}).values()]
    lacking = [one.name for one in flat if not any("--json" in p.opts for p in one.params)]
    assert not lacking
