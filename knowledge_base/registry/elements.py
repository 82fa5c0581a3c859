"""The elements of a guide that a registry can give, of which kind each is, and what its codes may mean."""

from typing import Literal, get_args

from knowledge_base.model.guide import Handling, Material, ServiceItem, TimeLimit

Kind = Literal["text", "number", "money", "date", "code"]

SCALARS: dict[str, Kind] = {
    "official_name": "text",
    "authority": "text",
    "subject": "code",
    "link": "text",
    "item_type": "code",
    "case_type": "code",
    "visits": "number",
    "visit_reason": "text",
    "online": "code",
    "by_post": "code",
    "reach": "code",
    "result_kind": "code",
    "level": "code",
    "catalog_code": "text",
    "statutory": "text",
    "statutory_unit": "code",
    "statutory_note": "text",
    "promised": "text",
    "promised_unit": "code",
    "promised_note": "text",
    "charged": "code",
    "fee_note": "text",
    "result": "text",
    "consult_phone": "text",
    "complaint_phone": "text",
    "online_address": "text",
    "valid_from": "date",
}
"""elements with one value"""

LISTS: dict[str, dict[str, Kind]] = {
    "conditions": {"text": "text", "forbids": "code"},
    "materials": {"name": "text", "source": "code", "necessity": "code", "form": "code", "how": "text"},
    "steps": {"name": "text", "text": "text"},
    "fees": {"name": "text", "amount": "money"},
    "places": {"name": "text", "address": "text", "phone": "text", "hours": "text"},
    "legal_basis": {"law": "text", "article": "text", "says": "text", "in_force": "date"},
    "questions": {"question": "text", "answer": "text"},
}
"""elements with several entries, and the parts of an entry"""

NAMED_BY = {
    "conditions": "text",
    "materials": "name",
    "steps": "name",
    "fees": "name",
    "places": "address",
    "legal_basis": "law",
    "questions": "question",
}
"""the part without which an entry says nothing; a piece of plain text stands for it"""

TOGETHER = (
    frozenset({"statutory", "statutory_unit", "statutory_note", "case_type"}),
    frozenset({"promised", "promised_unit", "promised_note", "case_type"}),
    frozenset({"charged", "fees", "fee_note"}),
)
"""elements that mean something only together"""

FLAGS = ("by_post", "charged", "conditions.forbids")


def allowed(element: str) -> tuple[object, ...]:
    """What a code table of the element may lead to."""
    if element in FLAGS:
        return (True, False)
    model, field = {
        "subject": (ServiceItem, "subject"),
        "statutory_unit": (TimeLimit, "unit"),
        "promised_unit": (TimeLimit, "unit"),
        "materials.source": (Material, "source"),
        "materials.necessity": (Material, "necessity"),
        "materials.form": (Material, "form"),
    }.get(element, (Handling, element))
    return get_args(model.model_fields[field].annotation)
