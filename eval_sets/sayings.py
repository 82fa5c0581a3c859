"""Whether a value is what somebody's words say: people say 女娃儿, 建行 or 3月1号 for what a form keeps."""

import re

_DAY = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
_PART = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(f"[{_DIGITS}]")
_SIGNS = re.compile(r"[\s,，。.、;；:：()（）\-]")


def says(words: str, value: str, shown: str | None = None) -> bool:
    """By the value or as it is `shown`: word for word, one within the other, in short, or the same day."""
    said, kept = _DAY.search(words), _DAY.search(value)
    if said and kept:
        return [int(part) for part in said.groups()] == [int(part) for part in kept.groups()]
    if (day := _PART.search(words)) and kept:
        return [int(part) for part in day.groups()] == [int(kept[2]), int(kept[3])]
    told = _plain(words)
    if (number := _NUMBER.search(told)) and re.fullmatch(r"\d(\.0+)?", value):
        return _DIGITS.index(number[0]) == int(float(value))
    forms = [form for form in map(_plain, (value, shown or value)) if form]
    return any(told in form or form in told or _is_short_for(told, form) for form in forms)


def _is_short_for(said: str, whole: str) -> bool:
    """建行 for 中国建设银行: its letters in their order."""
    letters = iter(whole)
    return len(said) > 1 and not said.isdigit() and all(letter in letters for letter in said)


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
