"""Whether a value is what somebody's words say: people say 女娃儿, 建行 or 3月1号 for what a form keeps."""

import re

_DAY = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
_SIGNS = re.compile(r"[\s,，。.、;；:：()（）\-]")


def says(words: str, value: str, shown: str | None = None) -> bool:
    """By the value or as it is `shown`: word for word, one within the other, in short, or the same day."""
    said, kept = _DAY.search(words), _DAY.search(value)
    if said and kept:
        return [int(part) for part in said.groups()] == [int(part) for part in kept.groups()]
    told = _plain(words)
    forms = [form for form in map(_plain, (value, shown or value)) if form]
    return any(told in form or form in told or _is_short_for(told, form) for form in forms)


def _is_short_for(said: str, whole: str) -> bool:
    """建行 for 中国建设银行: its letters in their order."""
    letters = iter(whole)
    return len(said) > 1 and not said.isdigit() and all(letter in letters for letter in said)


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
