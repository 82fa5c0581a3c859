"""What is said of an item without a guide to cite today: never had one, not yet, over, withdrawn."""

from api.bootstrap import Container
from api.problems import ProblemError, say
from api.wire.items import named_item
from knowledge_base.model.guide import ServiceItem


def no_guide(house: Container, item: ServiceItem) -> ProblemError:
    """404 `no_guide` with a sentence for the case, and where the item is handled meanwhile."""
    states = {record.state: record for record in reversed(house.curation.history(item.item_id))}
    name = item.plain_name or item.official_name
    known = named_item(item, house.library.link(item.item_id)).model_dump()
    if scheduled := states.get("scheduled"):
        detail = say("no_guide.scheduled", name=name, day=scheduled.valid_from)
    elif over := states.get("over"):
        detail = say("no_guide.over", name=name, day=over.valid_until)
    elif "withdrawn" in states:
        detail = say("no_guide.withdrawn", name=name)
    else:
        detail = say("problems.no_guide.detail", name=name)
    return ProblemError(404, "no_guide", detail=detail, extra=known)
