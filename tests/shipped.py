"""The shipped content as loaded, once a process: reading it takes seconds, and many modules look at it."""

from functools import cache

from knowledge_base.loader import LoadedGuide, load_content, shipped_content
from knowledge_base.model.guide import Guide


@cache
def loaded() -> tuple[LoadedGuide, ...]:
    """For looking at only."""
    return tuple(load_content(shipped_content()))


@cache
def guides() -> dict[str, Guide]:
    """By item id; for looking at only."""
    return {one.item_id: one.guide for one in loaded()}
