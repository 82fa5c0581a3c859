"""Who stands by a value that differs from what a document shows gets out, and staff look at it."""

from applications.types import Application, Precheck
from tests.applications.desk import CITIZEN, Desk


def test_who_gives_a_differing_value_again_is_let_through_to_staff(sqlite_desk: Desk) -> None:
    """A name rightly spelt otherwise on an old card must not be asked for again and again."""
    desk = sqlite_desk
    name = desk.ready().application_id
    desk.service.set_fields(CITIZEN, name, {"name": "陈小渝"}, "typed")
    found = desk.service.precheck(CITIZEN, name)
    assert isinstance(found, Precheck)
    assert [f.field for f in found.findings if f.code == "mismatch"] == ["name"]
    asked = desk.service.get(CITIZEN, name)
    assert isinstance(asked, Application)
    assert asked.next is not None
    assert (asked.next.kind, asked.next.name) == ("field", "name")
    assert "没错，就是这个" in asked.next.prompt

    desk.service.set_fields(CITIZEN, name, {"name": "陈小渝"}, "said")
    again = desk.service.precheck(CITIZEN, name)
    assert isinstance(again, Precheck)
    assert again.passed
    told = next(f for f in again.findings if f.field == "name")
    assert (told.code, told.severity) == ("needs_review", "for_staff")
    assert "工作人员核对" in told.message

    desk.service.set_fields(CITIZEN, name, {"name": "陈大渝"}, "said")
    another = desk.service.precheck(CITIZEN, name)
    assert isinstance(another, Precheck)
    assert not another.passed, "another value is no longer the one they stood by"
