"""What a model wrote, read: thoughts cut off, fences removed, JSON validated (pure)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_ITS_END = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL)


def spoken(text: str) -> str:
    """Without what a reasoning model thought aloud; some services send only the end of the block."""
    return _ITS_END.sub("", _THOUGHT.sub("", text)).strip()


def value_of(shape: type[BaseModel], written: str | Mapping[str, Any]) -> BaseModel | None:
    """An instance of `shape`; None where it is none. `written`: arguments, or JSON text, fenced or not."""
    try:
        if not isinstance(written, str):
            return shape.model_validate(written)
        fenced = _FENCE.search(written)
        return shape.model_validate_json(fenced[1] if fenced else written)
    except ValidationError:
        return None


def as_text(arguments: Mapping[str, Any]) -> str:
    return json.dumps(arguments, ensure_ascii=False, default=str)
