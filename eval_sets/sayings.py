"""Whether a value is what somebody's words say: people say 女娃儿, 建行 or 3月1号 for what a form keeps."""

import re

_DAY = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
_SIGNS = re.compile(r"[\s,，。.、;；:：()（）\-]")


def says(words: str, value: str, shown: str | None = None) -> bool:
    """By the value or as it is `shown`: word for word, one within the other, or the same day."""
    said, kept = _DAY.search(words), _DAY.search(value)
    if said and kept:
        return [int(part) for part in said.groups()] == [int(part) for part in kept.groups()]
    told = _plain(words)
    return any(told in form or form in told for form in map(_plain, (value, shown or value)) if form)


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
