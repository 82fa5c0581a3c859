"""What the district changes in a guide, and which of its answers a district means. Pure."""

from collections.abc import Sequence

from knowledge_base.divisions import Divisions
from knowledge_base.model.base import DISTRICT, When
from knowledge_base.model.district import ELSEWHERE
from knowledge_base.model.guide import Guide, Place, Question


def question(guide: Guide) -> Question | None:
    """The question where the item is handled, in a guide whose conditions, materials … vary by it."""
    return next((one for one in guide.situations if one.id == DISTRICT), None)


def situation_in(guide: Guide, code: str | None) -> dict[str, str]:
    """The answer to that question for a division code; empty while the district is unknown or no matter."""
    asked = question(guide)
    if asked is None or not code:
        return {}
    return {DISTRICT: code if any(option.id == code for option in asked.options) else ELSEWHERE}


def varying(guide: Guide) -> frozenset[str]:
    """Ids of the sections that say something else in another district."""
    whens: dict[str, Sequence[When]] = {
        "conditions": [one.when for one in guide.conditions],
        "materials": [one.when for one in guide.materials],
        "time_limits": [one.when for one in guide.time_limits],
        "fee": [one.when for one in guide.fee.lines],
        "before": [one.when for one in guide.prerequisites],
        "after": [one.when for one in guide.follow_ups],
        "places": [{DISTRICT: one.districts} for one in guide.places if one.districts],
    }
    return frozenset(section for section, found in whens.items() if any(DISTRICT in when for when in found))


def singled_out(guide: Guide) -> list[str]:
    """Names of the districts that the guide says something of their own about."""
    asked = question(guide)
    codes = {option.id for option in asked.options} if asked else set[str]()
    codes |= {code for place in guide.places for code in place.districts}
    return [one.name for one in Divisions.shipped().all if one.code and one.code in codes]


def places_in(guide: Guide, code: str | None) -> list[Place]:
    """The places for somebody in that district, and those for the whole city; all while it is unknown."""
    return [one for one in guide.places if not code or not one.districts or code in one.districts]
