"""Text that people typed into one field → its entries: numbered lists, laws with articles, steps. Pure."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import cast

from knowledge_base.names import tidy
from knowledge_base.registry.elements import NAMED_BY

_NUMBERING = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．:：](?!\d)|[①-⑳●•·▪◆■\-—*]+)\s*"
)
_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_LAW = re.compile(
    r"《(?P<law>[^《》]{2,120})》\s*(?:[（(][^（()）]{0,80}[）)])?\s*"
    r"(?P<article>第[零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?"
    r"(?:第[零一二三四五六七八九十百\d]+[款项])*)?[:：,，]?\s*(?P<says>[^《]*)"
)


def plain(text: str) -> str:
    """Text as kept: web pages' tags and entities gone, widths and spaces as in names, lines kept."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return "\n".join(line for one in text.splitlines() if (line := tidy(one)))


def entries(element: str, value: object, split: Sequence[str]) -> list[Mapping[str, object]]:
    """A list as it stands in the source → one mapping an entry; JSON in a cell counts as a list."""
    if isinstance(value, str):
        parsed = _parsed(value)
        if parsed is None:
            return _split(element, plain(value), split)
        value = parsed
    if isinstance(value, dict):
        return [cast("dict[str, object]", value)]
    found: list[Mapping[str, object]] = []
    for one in cast("list[object]", value) if isinstance(value, list) else []:
        if isinstance(one, dict):
            found.append(cast("dict[str, object]", one))
        elif isinstance(one, str) and one.strip():
            found += _piece(element, plain(one))
    return found


def _parsed(text: str) -> object | None:
    """A cell that holds JSON; None for plain text, also when it only looks like JSON."""
    if not text.lstrip().startswith(("[", "{")):
        return None
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None


def _split(element: str, text: str, split: Sequence[str]) -> list[Mapping[str, object]]:
    if element == "legal_basis":
        return _laws(text)
    pieces = re.split("|".join(re.escape(one) for one in split), text) if split else [text]
    return [entry for piece in pieces if piece.strip() for entry in _piece(element, piece)]


def _piece(element: str, text: str) -> list[Mapping[str, object]]:
    """One entry; keys with a dot in front are our own names, not the vendor's."""
    if element == "legal_basis":
        return _laws(text)
    text = _NUMBERING.sub("", text).strip()
    if not text:
        return []
    if element == "steps":
        name, _, rest = text.partition("：" if "：" in text else ":")
        return [{".name": name, ".text": rest.strip()}]
    return [{f".{NAMED_BY[element]}": text}]


def _laws(text: str) -> list[Mapping[str, object]]:
    return [
        {".law": found["law"], ".article": found["article"] or "", ".says": found["says"].strip(" \n；;。、")}
        for found in _LAW.finditer(text)
    ]
