"""The fixed words of the pages: `guide_page` of the page's own text file, read once at start."""

import json
from pathlib import Path
from typing import Any, cast

from api.errors import ApiError


class Wording:
    """Called with a dotted key it gives the sentence, `{name}` filled in."""

    def __init__(self, file: Path) -> None:
        self._texts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))

    def __call__(self, key: str, **values: object) -> str:
        """Raises `ApiError` for a key that the file does not have: a page never shows a bare key."""
        found: Any = self._texts
        for part in key.split("."):
            found = cast("dict[str, Any]", found).get(part) if isinstance(found, dict) else None
        if not isinstance(found, str):
            raise ApiError(f"texts/zh-CN.json has no {key}")
        return found.format(**values) if values else found
