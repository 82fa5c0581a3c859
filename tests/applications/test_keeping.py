"""Documents and profiles: kept encrypted, the owner's alone, and the same act twice changes nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from applications.drafts import from_json
from applications.errors import ApplicationsError
from applications.types import Document, Unknown
from prefill.types import Certificate, Fact
from tests.applications.desk import CITIZEN, ID_NUMBER, Desk, keep_card, keep_profile, page


def test_a_document_is_kept_then_read_and_only_its_owner_sees_it(desk: Desk) -> None:
    kept = desk.documents.keep("chen", b"bytes", "身份证.jpg", "image/jpeg")
    assert kept.state == "kept"
    assert [d.document_id for d in desk.documents.unread()] == [kept.document_id]
    desk.documents.store_reading(kept.document_id, [page(name="陈晓渝")])
    found = desk.documents.get(kept.document_id, "chen")
    assert isinstance(found, Document)
    assert (found.state, found.pages, found.filename) == ("read", (page(name="陈晓渝"),), "身份证.jpg")
    assert desk.documents.data(found) == b"bytes"
    assert desk.documents.get(kept.document_id, "liu") == Unknown()
    assert desk.documents.get("doc_none", "chen") == Unknown()
    assert desk.documents.unread() == []


def test_a_refused_document_is_not_read_again(desk: Desk) -> None:
    kept = desk.documents.keep("chen", b"bytes", "a.exe", "image/jpeg")
    desk.documents.refuse(kept.document_id)
    assert desk.documents.unread() == []


def test_facts_are_replaced_by_later_ones_only(desk: Desk) -> None:
    keep_profile(desk)
    keep_profile(desk)
    old, new = date(2024, 1, 1), date(2026, 1, 1)
    desk.profiles.keep_facts("chen", [Fact("mobile", "13900139002", "旧", old)])
    assert desk.profiles.profile("chen").value("mobile") == "13800138001"
    desk.profiles.keep_facts("chen", [Fact("mobile", "13900139002", "本人填写", new)])
    assert desk.profiles.profile("chen").facts["mobile"] == Fact("mobile", "13900139002", "本人填写", new)
    assert desk.profiles.profile("liu").facts == {}


def test_the_same_certificate_twice_is_held_once(desk: Desk) -> None:
    keep_card(desk, None)
    keep_card(desk, None)
    (held,) = desk.profiles.profile("chen").certificates
    assert held.fields["id_number"] == ID_NUMBER
    another = replace(held, fields={"name": "罗小满"})
    desk.profiles.keep_certificates("chen", [another])
    assert desk.profiles.profile("chen").certificates == (held, another)
    assert isinstance(another, Certificate)


def test_nothing_personal_lies_readable_in_the_database_file(sqlite_desk: Desk, tmp_path: Path) -> None:
    desk = sqlite_desk
    keep_profile(desk)
    keep_card(desk, None)
    desk.service.submit(CITIZEN, desk.ready().application_id, "k1")
    with desk.database.reading() as session:
        assert session.scalar(text("select count(*) from intake_cases")) == 1
    desk.database.dispose()
    raw = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for personal in ("陈晓渝", ID_NUMBER, "13800138001", "证.jpg"):
        assert personal.encode() not in raw


def test_a_draft_that_can_not_be_read_says_so_without_what_is_in_it() -> None:
    """The text of a fault goes to logs."""
    with pytest.raises(ApplicationsError) as fault:
        from_json({"fields": {"name": {"name": "name", "value": {"陈晓渝": 1}}}})
    assert "fields.name.value" in str(fault.value)
    assert "陈晓渝" not in str(fault.value)
    assert fault.value.__context__ is None, "what pydantic says of it shows the values"
