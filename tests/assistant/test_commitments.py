"""告知承诺 in the talk: shown with its consequences, accepted or declined in one sentence."""

from applications.types import Application
from tests.assistant.conftest import House

ACCOUNT = "chen-xiaoyu"


def _open(house: House) -> Application:
    return house.applications.mine(house.people[ACCOUNT])[0]


def test_declined_it_is_asked_for_and_accepted_it_is_not(house: House) -> None:
    actor, acts = house.people[ACCOUNT], house.applications
    view = acts.start(actor, "flexible-employment")
    assert isinstance(view, Application)
    promised = next(m.material_id for m in view.materials if m.promised)
    talk = house.talk(ACCOUNT)
    talk.say("继续办理")
    talk.say("不承诺，我交材料")
    assert promised in _open(house).missing
    talk.say("我承诺")
    assert promised not in _open(house).missing
    accepted = next(m for m in _open(house).materials if m.material_id == promised)
    assert accepted.commitment
    assert accepted.commitment.accepted
