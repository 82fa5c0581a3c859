"""Parents act for a child as far as the government knows them to be its parents."""

from datetime import date

from applications.delegations.types import Delegation, Refused
from applications.types import Application, NotGranted
from prefill.types import Certificate, Fact
from tests.applications.delegating import AGENT, PRINCIPAL
from tests.applications.desk import GUIDE, OTHER_ID, Desk, published

CHILD, CHILD_ID = "罗小满", "500112202503100025"


def test_a_parent_is_believed_only_what_the_government_holds(sqlite_desk: Desk) -> None:
    delegations = sqlite_desk.service.delegations
    day = date(2025, 6, 1)
    own_word = [
        Fact("child_name", CHILD, "本人填写", day),
        Fact("child_id_number", CHILD_ID, "本人填写", day),
    ]
    sqlite_desk.profiles.keep_facts("chen", own_word)
    claimed = delegations.for_child(AGENT, CHILD, CHILD_ID)
    assert isinstance(claimed, Delegation)
    assert claimed.state == "checking"
    assert isinstance(sqlite_desk.service.start(AGENT, "card", None, claimed.delegation_id), NotGranted)
    told = [
        Fact("child_name", CHILD, "公安人口库", day),
        Fact("child_id_number", CHILD_ID, "公安人口库", day),
    ]
    sqlite_desk.profiles.keep_facts("liu", told)
    held = delegations.for_child(PRINCIPAL, CHILD, CHILD_ID)
    assert isinstance(held, Delegation)
    assert held.state == "active"
    assert isinstance(delegations.for_child(PRINCIPAL, "刘强", "500112199203150026"), Refused), "grown up"


def test_a_childs_form_has_nothing_of_a_brother(sqlite_desk: Desk) -> None:
    desk, day = sqlite_desk, date(2025, 6, 1)
    fields = [
        {**f, "sources": ["profile.child_name"]} if f["name"] == "child_name" else f
        for f in GUIDE["form"]["fields"]
    ]
    desk.library.publish(published(2, form={"fields": fields}))
    brother = [
        Fact("child_name", "罗大满", "公安人口库", day),
        Fact("child_id_number", "x", "公安人口库", day),
    ]
    desk.profiles.keep_facts("liu", brother)
    born = {"child_name": CHILD, "birth_date": "2025-03-10", "sex": "女", "mother_id_number": OTHER_ID}
    desk.profiles.keep_facts("liu", [Fact("id_number", OTHER_ID, "公安人口库", day)])
    desk.profiles.keep_certificates("liu", [Certificate("birth_certificate", born, day, None)])
    held = desk.service.delegations.for_child(PRINCIPAL, CHILD, CHILD_ID)
    assert isinstance(held, Delegation)
    assert held.state == "active", held
    view = desk.service.start(PRINCIPAL, "card", None, held.delegation_id)
    assert isinstance(view, Application)
    assert view.situation["who"] == "child"
    assert view.fields["child_name"].value == CHILD
    assert view.owner_id not in ("liu", "chen"), "the child's own"
