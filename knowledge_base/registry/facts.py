"""What an export says of one item, in our words: rows and a mapping in, values and notes out. Pure.

Nothing is guessed: a code that no table knows, or a number that is none, is left out and noted.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import cast

from knowledge_base.registry.elements import LISTS, NAMED_BY, SCALARS, TOGETHER, Kind
from knowledge_base.registry.mapping import ListSource, MappingFile, ValueSource
from knowledge_base.registry.plain import entries, plain
from knowledge_base.registry.reading import Row
from knowledge_base.registry.sentences import texts

LONGEST = 20_000
"""characters of a value; the longest legal bases seen have 6,000"""

_CODES = re.compile(r"[,，^|、;；\s]+")
_COUNT = re.compile(r"^\d+\s*")
_DATE = re.compile(r"^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$")
_MONEY = re.compile(r"^(?:人民币)?\s*(\d+(?:\.\d{1,2})?)\s*(?:元(?:[/／每].*)?)?$")


@dataclass(frozen=True, slots=True)
class Facts:
    """`values` by element: text, number, code's meaning or a list of entries; what is not given is absent."""

    line: int
    key: str
    name: str
    values: Mapping[str, object]
    notes: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for the same facts, in whichever format they came."""
        text = json.dumps([self.name, self.values, self.notes], ensure_ascii=False, sort_keys=True)
        return sha256(text.encode("utf-8")).hexdigest()

    def since(self, before: Mapping[str, object]) -> "Facts":
        """Only what differs from an earlier export; what belongs together stays together."""
        changed = {name for name, value in self.values.items() if before.get(name) != value}
        changed |= {name for group in TOGETHER if not changed.isdisjoint(group) for name in group}
        return replace(self, values={name: one for name, one in self.values.items() if name in changed})


def facts(rows: Sequence[Row], mapping: MappingFile) -> Facts:
    """Of the rows of one item: the first holds its values; the others only entries of lists."""
    first, notes = rows[0], list[str]()
    values: dict[str, object] = {}
    for element, source in mapping.elements.items():
        value = _value(first.values, element, SCALARS[element], source, mapping, notes)
        if value is not None:
            values[element] = value
    for element, source in mapping.lists.items():
        found = _list(rows, element, source, mapping, notes)
        if found:
            values[element] = found
    name = str(values.pop("official_name", "")).replace("\n", "")
    return Facts(first.line, key_of(first, mapping) or name, name, values, tuple(dict.fromkeys(notes)))


def key_of(row: Row, mapping: MappingFile) -> str:
    """What tells the row from others in its source; empty when the row has none."""
    return first_text(row.values, mapping.key)


def first_text(values: Mapping[str, object], places: Iterable[str]) -> str:
    """The text of the first of the places that has any; empty when none has."""
    return next((found for place in places if (found := text_at(values, place))), "")


def text_at(values: Mapping[str, object], path: str) -> str:
    value = _at(values, path)
    return "" if value is None else plain(_text(value))


def _at(value: object, path: str) -> object:
    """A column of that very name, or the value at the path; through a list all its entries' values."""
    if isinstance(value, list):
        found = [inner for one in cast("list[object]", value) if (inner := _at(one, path)) is not None]
        return found or None
    if not isinstance(value, dict):
        return None
    entry = cast("dict[str, object]", value)
    if path in entry:
        return entry[path]
    first, _, rest = path.partition(".")
    return _at(entry.get(first), rest) if rest else None


def _text(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case float() if value.is_integer():
            return str(int(value))
        case str() | int() | float():
            return str(value)
        case list():
            return "、".join(text for one in cast("list[object]", value) if (text := _text(one)))
        case _:
            return ""


def _value(
    values: Mapping[str, object],
    element: str,
    kind: Kind,
    source: ValueSource,
    mapping: MappingFile,
    notes: list[str],
) -> object:
    given = [text for name in source.from_ if (text := text_at(values, name))]
    if kind == "code":
        return _meaning(given, element, source, mapping, notes)
    if not given:
        return None
    text = given[0]
    if len(text) > LONGEST:
        notes.append(texts().say("note.too_long", element=element, most=LONGEST))
        return None
    return _KINDS[kind](text, element, notes)


def _meaning(
    given: Sequence[str], element: str, source: ValueSource, mapping: MappingFile, notes: list[str]
) -> str | bool | None:
    """By the code table, with or without leading zeros (spreadsheets drop them) or a number before a unit."""
    table = mapping.tables[source.table or ""]
    bare = {code.lstrip("0"): meaning for code, meaning in table.items()}
    for text in given:
        codes = [code for code in (text, *_CODES.split(text)) if code]
        for code in reversed(codes) if source.pick == "last" else codes:
            for written in (code, _COUNT.sub("", code)):
                if written in table:
                    return table[written]
            if code.lstrip("0") in bare:
                return bare[code.lstrip("0")]
    # A limit without a known unit is noted with its number, where both are put together.
    if given and not element.endswith("_unit"):
        notes.append(texts().say("note.strange_code", element=element, code=given[0][:40]))
    return None


def _list(
    rows: Sequence[Row], element: str, source: ListSource, mapping: MappingFile, notes: list[str]
) -> list[dict[str, object]]:
    if source.from_rows:
        raw: list[Mapping[str, object]] = [row.values for row in rows]
    else:
        raw = _listed(rows[0], element, source, notes)
    found: list[dict[str, object]] = []
    for entry in raw:
        parts = _parts(entry, element, source, mapping, notes)
        if NAMED_BY[element] in parts and parts not in found:
            found.append(parts)
    return found


def _parts(
    entry: Mapping[str, object], element: str, source: ListSource, mapping: MappingFile, notes: list[str]
) -> dict[str, object]:
    parts: dict[str, object] = {}
    for part, kind in LISTS[element].items():
        place = source.each.get(part)
        if f".{part}" in entry:
            value: object = entry[f".{part}"] or None
        elif place is not None:
            value = _value(entry, f"{element}.{part}", kind, place, mapping, notes)
        else:
            continue
        if value is not None:
            parts[part] = value
    return parts


def _listed(row: Row, element: str, source: ListSource, notes: list[str]) -> list[Mapping[str, object]]:
    for name in source.from_:
        value = _at(row.values, name)
        found = entries(element, value, source.split)
        if found:
            return found
        if isinstance(value, str) and value.strip():
            notes.append(texts().say("note.no_list", element=element, text=plain(value)[:40]))
    return []


def _as_text(text: str, element: str, notes: list[str]) -> str:
    return text


def _as_number(text: str, element: str, notes: list[str]) -> int | None:
    found = re.fullmatch(r"(\d{1,6})(?:\.0+)?\s*(?:次|天|日|个)?", text)
    if found is None:
        notes.append(texts().say("note.no_number", element=element, text=text[:40]))
        return None
    return int(found[1])


def _as_money(text: str, element: str, notes: list[str]) -> str:
    """A decimal of 元, or the text itself where it is no single sum; whoever reads it tells them apart."""
    found = _MONEY.fullmatch(text)
    return str(Decimal(found[1])) if found else text


def _as_date(text: str, element: str, notes: list[str]) -> str | None:
    found = _DATE.match(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        notes.append(texts().say("note.no_date", element=element, text=text[:40]))
        return None
    return day.isoformat()


_KINDS: dict[Kind, Callable[[str, str, list[str]], object]] = {
    "text": _as_text,
    "number": _as_number,
    "money": _as_money,
    "date": _as_date,
}
