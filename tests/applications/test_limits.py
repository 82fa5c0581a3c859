"""Which limit of a guide counts for a case."""

from applications.limits import GENERAL, binds, limit_for
from tests.applications.desk import guide


def test_the_promised_limit_goes_before_the_statutory_one() -> None:
    assert limit_for(guide(), {}).amount == 5


def test_a_limit_to_be_confirmed_is_not_relied_on() -> None:
    uncertain = [
        {"kind": "promised", "unit": "working_day", "amount": 3, "to_confirm": True},
        {"kind": "statutory", "unit": "month", "amount": 2, "when": {"who": ["child"]}},
    ]
    changed = guide(time_limits=uncertain)
    assert limit_for(changed, {"who": "child"}).unit == "month"
    assert limit_for(changed, {"who": "self"}) == GENERAL


def test_the_general_limit_binds_for_licences_alone() -> None:
    handling = {
        "case_type": "promised", "visits": 0, "online": "fully", "reach": "city", "result_kind": "certificate"
    }  # fmt: skip
    licence = guide(handling={**handling, "item_type": "licence"})
    payment = guide(handling={**handling, "item_type": "payment"})
    assert (binds(licence, GENERAL), binds(payment, GENERAL)) == (True, False)
    assert binds(payment, limit_for(payment, {}))
