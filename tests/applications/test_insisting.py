"""Who stands by a value that differs from what a document shows gets out, and staff look at it."""

from applications.types import Application, Precheck
from prefill.types import Fact
from tests.applications.desk import CITIZEN, Desk, published


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


def test_nobody_stands_by_another_persons_number(sqlite_desk: Desk) -> None:
    """Who has signed in is known: that the form names somebody else is never staff's to let through."""
    rest = {"message": "跟登录的人不一样。", "clause": "第一条"}
    own = {
        "id": "own",
        "kind": "matches",
        "left": "field.name",
        "right": "profile.name",
        "field": "name",
        **rest,
    }
    sqlite_desk.library.publish(published(2, review=[own]))
    keep = Fact("name", "陈晓渝", "公安", sqlite_desk.clock().date())
    sqlite_desk.profiles.keep_facts("chen", [keep])
    name = sqlite_desk.ready().application_id
    for _ in range(2):
        sqlite_desk.service.set_fields(CITIZEN, name, {"name": "刘桂兰"}, "typed")
        found = sqlite_desk.service.precheck(CITIZEN, name)
        assert isinstance(found, Precheck)
        assert not found.passed
