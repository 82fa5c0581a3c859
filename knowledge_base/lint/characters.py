"""Rules on what the characters themselves may be: what a reviewer can't see, nobody can review."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from knowledge_base.lint.written import Broken, Rule
from knowledge_base.model.base import Element
from knowledge_base.model.guide import Guide
from knowledge_base.names import invisible
from knowledge_base.source import Segments

LONGEST = 2_000
"""characters of one text; what people read has a few hundred at most"""


def characters(guide: Guide, day: date) -> Iterator[Broken]:
    yield from unreadable(guide)


def unreadable(element: Element) -> Iterator[Broken]:
    """Texts that are blank though needed, longer than anybody reads, or not what they look like."""
    for path, text, needed in _texts(element, ()):
        if needed and not text.strip():
            yield path, {"what": "是空的"}
        elif len(text) > LONGEST:
            yield path, {"what": f"有{len(text)}个字，太长"}
        elif invisible(text.replace("\n", "")):
            yield path, {"what": "夹着看不见的字符"}


def _texts(value: object, at: Segments) -> Iterator[tuple[Segments, str, bool]]:
    """Path, text, and whether something must stand there: required fields, and whatever is listed."""
    if isinstance(value, Element):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if isinstance(inner, str):
                yield (*at, name), inner, field.is_required()
            else:
                yield from _texts(inner, (*at, name))
    elif isinstance(value, list):
        for index, inner in enumerate(cast("list[object]", value)):
            if isinstance(inner, str):
                yield (*at, index), inner, True
            else:
                yield from _texts(inner, (*at, index))


CHARACTER_RULES: dict[str, Rule] = {"characters": characters}
