"""Every guide as written can be handled: following what is next leads to a receipt or to findings."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import knowledge_base
from applications.types import Actor, Application, Precheck, Receipt
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from tests.applications.desk import Desk, keep_profile
from tests.shipped import guides

CONTENT = Path(knowledge_base.__file__).parent / "content"
GUIDES = guides()
CITIZEN = Actor("chen", "陈晓渝", "citizen")
ANSWERS = {
    "name": "罗小满",
    "id_number": "500112202503100025",
    "credit_code": "91500108MA5YB0002Q",
    "mobile": "13800138001",
    "date": "2026-01-05",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "text": "卖小面",
    "money": "3600",
    "integer": "1",
    "bank_card": "6217003760000000018",
}


def publish(desk: Desk, guide: Guide) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    desk.library.publish(PublishedGuide(guide.item.item_id, 1, guide, date(2026, 1, 1), None, at, "test"))


def follow(desk: Desk, view: Application, guide: Guide) -> Application:
    """Does what is next until nothing is, or it was done before."""
    fields = {f.name: f for f in guide.form.fields}
    types = {m.id: (m.documents or ["unknown"])[0] for m in guide.materials}
    questions = {q.id: q for q in guide.situations}
    done: set[tuple[str, str]] = set()
    name = view.application_id
    while view.next and (view.next.kind, view.next.name) not in done:
        step = view.next
        done.add((step.kind, step.name))
        match step.kind:
            case "situation":
                desk.service.answer_situation(CITIZEN, name, {step.name: questions[step.name].options[0].id})
            case "field":
                field = fields[step.name]
                text = field.choices[0].label if field.choices else ANSWERS[field.type]
                desk.service.set_fields(CITIZEN, name, {step.name: text}, "said")
            case "document":
                desk.service.attach(CITIZEN, name, desk.card(kind=types[step.name]), step.name)
            case "confirm":
                desk.service.confirm(CITIZEN, name)
            case "precheck":
                desk.service.precheck(CITIZEN, name)
            case "submit":
                assert isinstance(desk.service.submit(CITIZEN, name, "k1"), Receipt)
        latest = desk.service.get(CITIZEN, name)
        assert isinstance(latest, Application)
        view = latest
    return view


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_following_what_is_next_ends_in_a_receipt_or_in_findings(sqlite_desk: Desk, item_id: str) -> None:
    keep_profile(sqlite_desk)
    publish(sqlite_desk, GUIDES[item_id])
    started = sqlite_desk.service.start(CITIZEN, item_id)
    assert isinstance(started, Application)
    ended = follow(sqlite_desk, started, GUIDES[item_id])
    # Who is certainly not eligible is told so at once, and asked for nothing more.
    told_early = any(finding.code == "not_eligible" for finding in ended.findings)
    assert ended.missing == () or told_early
    if ended.state != "submitted":
        # What was answered last may have cleared the findings of the precheck before.
        again = sqlite_desk.service.precheck(CITIZEN, ended.application_id)
        assert isinstance(again, Precheck)
        assert not again.passed


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_an_empty_draft_is_prechecked_without_a_fault(sqlite_desk: Desk, item_id: str) -> None:
    publish(sqlite_desk, GUIDES[item_id])
    started = sqlite_desk.service.start(CITIZEN, item_id)
    assert isinstance(started, Application)
    result = sqlite_desk.service.precheck(CITIZEN, started.application_id)
    assert isinstance(result, Precheck)
    assert not result.passed
    assert all(f.message and f.clause for f in result.findings)
