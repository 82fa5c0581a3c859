"""What is asked, and in which order."""

from datetime import date
from pathlib import Path

import knowledge_base
from applications.completeness import completeness
from applications.drafts import Draft
from tests.shipped import guides

TODAY = date(2026, 11, 22)
CONTENT = Path(knowledge_base.__file__).parent / "content"
MARRIAGE = guides()["marriage"]


def test_a_picture_that_fills_fields_is_asked_before_them() -> None:
    """Nobody types a partner's name and number when the partner's card is to be handed in anyway."""
    draft = Draft(situation={"side": "groom", "history": "first"})
    lacks = completeness(MARRIAGE, draft, "draft", TODAY)
    assert lacks.missing.index("partner_id_card") < lacks.missing.index("partner_name")
    assert lacks.next is not None
    assert lacks.next.kind == "document"


def test_questions_come_before_everything_else() -> None:
    lacks = completeness(MARRIAGE, Draft(), "draft", TODAY)
    assert lacks.next is not None
    assert (lacks.next.kind, lacks.next.name) == ("situation", "side")
