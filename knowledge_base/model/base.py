"""What every element of a guide is made of."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ID_PATTERN = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]
"""Ids in content files: lower-case words joined by `_` (parts of a guide) or `-` (item ids)."""

OptionId = Annotated[str, Field(pattern=r"^([a-z][a-z0-9]*([-_][a-z0-9]+)*|[0-9]{6})$")]
"""An option of a situation question, or a division code (GB/T 2260) where the question is `district`."""

DISTRICT = "district"
"""The question that every guide may depend on without asking it itself: where the person handles the item."""

Situation = Mapping[str, str]
"""A person's answers so far: situation question id → option id."""

When = dict[Id, list[OptionId]]
"""A condition on the situation: every question named must have one of the options named."""


class Element(BaseModel):
    """Immutable, and strict about unknown keys, so that a typing error in content is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def holds(when: When, situation: Situation) -> bool | None:
    """Whether `when` is met: True, False, or None while a question it needs is unanswered."""
    answers = [
        situation.get(question) in options if question in situation else None
        for question, options in when.items()
    ]
    if False in answers:
        return False
    return None if None in answers else True
