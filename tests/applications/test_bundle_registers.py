"""Protects: registers are asked once for a whole bundle, each part keeps no more than it uses, and a part
taken alone rests on their answer too."""

from collections.abc import Collection
from datetime import date

import pytest

from applications.registers.types import Answers, Found, NotFound, Person
from applications.service import ApplicationService
from applications.tables import ApplicationRow
from applications.types import Application
from knowledge_base.registers import used_by
from tests.applications.test_bundles import Parent, bundle, part
from tests.assistant.conftest import (
    House,
    house,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
    published,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
)

DAY = date(2026, 11, 1)
HELD = {"relation_to_child": "母亲", "child_name": "王小满"}


class Noting:
    """Registers that note what they were asked; the one of births holds the person."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def look_up(self, registers: Collection[str], person: Person) -> Answers:
        self.asked += registers
        return {name: Found(HELD, DAY) if name == "birth" else NotFound() for name in registers}


@pytest.fixture
def asked() -> Noting:
    return Noting()


@pytest.fixture
def parent(house: House, asked: Noting) -> Parent:  # noqa: F811 - the fixture
    house.applications = ApplicationService(house.database, house.library, house.outbox, house.clock, asked)
    return Parent(house, house.people["chen-xiaoyu"])


def test_each_register_is_asked_once_for_all_parts(parent: Parent, asked: Noting) -> None:
    whole = parent.begin()
    begun = [one.item_id for one in whole.parts if one.application and one.item_id]
    guides = [parent.house.library.guide(item_id) for item_id in begun]
    used = {name for one in guides if one for name in used_by(one.guide)}
    assert {"birth", "population"} <= used
    assert sorted(asked.asked) == sorted(used)
    for act in (
        lambda: parent.service.bundles.set_fields(
            parent.actor, whole.application_id, {"bank_name": "工商银行"}, "typed"
        ),
        lambda: parent.service.bundles.precheck(parent.actor, whole.application_id),
        lambda: parent.service.set_fields(
            parent.actor, part(whole, "childcare").application_id, {"bank_name": "农业银行"}, "typed"
        ),
    ):
        act()
    assert len(asked.asked) == len(used), "acts of the same day ask no register again"


def test_each_part_keeps_what_it_uses_and_no_more(parent: Parent) -> None:
    whole = parent.begin()
    relation = part(whole, "childcare").fields["relation"]
    assert (relation.source_ref, relation.on) == ("register.birth.relation_to_child", DAY)
    card = parent.house.library.guide("social-card")
    assert card is not None
    assert "birth" not in used_by(card.guide)
    with parent.house.database.reading() as session:
        rows = session.query(ApplicationRow).all()
        kept = {row.item_id: row.data["shared"] for row in rows}
    assert "birth" not in kept["social-card"]
    assert kept["childcare-subsidy"]["birth"]["facts"] == {"relation_to_child": "母亲"}


def test_a_part_taken_alone_rests_on_them_too(parent: Parent, asked: Noting) -> None:
    whole = parent.begin(born="other_province")
    assert asked.asked == [], "nothing begins, so nobody is asked"
    alone = parent.service.bundles.take_alone(parent.actor, whole.application_id, "childcare")
    assert isinstance(alone, Application)
    assert alone.fields["relation"].source_ref == "register.birth.relation_to_child"


def test_the_wish_of_another_asks_no_register(parent: Parent, asked: Noting) -> None:
    whole = bundle(parent.begin(born="other_province"))
    stranger = parent.house.people["liu-guilan"]
    parent.service.bundles.take_alone(stranger, whole.application_id, "household")
    parent.service.bundles.precheck(stranger, whole.application_id)
    assert asked.asked == []
