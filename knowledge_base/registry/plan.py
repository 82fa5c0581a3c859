"""What an import would do, item by item: decided before anything is touched. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ValidationError

from knowledge_base.catalogue import too_many
from knowledge_base.diffing import Change, diff_content
from knowledge_base.model.guide import Guide
from knowledge_base.names import LONGEST, item_id_of, same_name
from knowledge_base.registry.facts import Facts, facts, first_text, key_of
from knowledge_base.registry.mapping import MappingFile
from knowledge_base.registry.reading import Row
from knowledge_base.registry.sentences import texts

LONGEST_KEY, LONGEST_AUTHORITY, LONGEST_LINK = 120, 100, 500


Content = Mapping[str, object]
Drafter = Callable[[Facts, str], tuple[Content | None, Content, list[str]]]
"""(facts, item id) → what is there to change (an open draft, the guide), the draft's content, its notes"""


@dataclass(frozen=True, slots=True)
class Source:
    """What is kept of a row of the origin's last import."""

    item_id: str
    digest: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the knowledge base knows before the import."""

    sources: Mapping[str, Source]
    """of this origin, by source key"""
    listed: Mapping[str, str]
    """item id → official name of items that are not withdrawn"""
    names: Mapping[str, str]
    """name as compared → item id; also of withdrawn items"""
    codes: Mapping[str, str]
    """基本编码 → item id, where only one guide has it"""


@dataclass(frozen=True, slots=True)
class Skipped:
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that differs. `content` is None where the guide says all of it already: nothing to draft."""

    change: Literal["new", "changed", "revived"]
    item_id: str
    facts: Facts
    content: Content | None
    notes: tuple[str, ...]
    differences: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    source_key: str
    item_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    origin: str
    items: list[ItemChange]
    unchanged: int
    gone: list[Gone]
    skipped: list[Skipped]
    live: int
    """items of the origin that were not withdrawn before"""
    seen: frozenset[str] = field(default=frozenset(), repr=False)
    """source keys in the export"""

    @property
    def too_many_gone(self) -> bool:
        return too_many(len(self.gone), self.live)


def read_items(rows: Iterable[Row], mapping: MappingFile) -> Iterator[Facts]:
    """The facts of each item, in the export's order; rows of one item are put together."""
    for group in _grouped(rows, mapping):
        yield facts(group, mapping)


def make_plan(
    origin: str,
    items: Iterable[Facts],
    known: Known,
    draft: Drafter,
) -> Plan:
    """`draft` gives an item's guide as it is, and what the facts make of it."""
    changed: list[ItemChange] = []
    skipped: list[Skipped] = []
    keys: dict[str, int] = {}
    names: dict[str, int] = {}
    unchanged = 0
    for one in items:
        why = _refused(one, keys, names)
        if one.key:
            keys.setdefault(one.key, one.line)
        if why is not None:
            skipped.append(Skipped(one.line, why))
            continue
        names[same_name(one.name)] = one.line
        change = _change(one, known, draft)
        if change is None:
            unchanged += 1
        else:
            changed.append(change)
    gone = [
        Gone(key, source.item_id, known.listed.get(source.item_id, ""))
        for key, source in known.sources.items()
        if key not in keys and not source.withdrawn
    ]
    live = sum(not source.withdrawn for source in known.sources.values())
    return Plan(origin, changed, unchanged, gone, skipped, live, frozenset(keys))


def _change(one: Facts, known: Known, draft: Drafter) -> ItemChange | None:
    source = known.sources.get(one.key)
    item_id = _item_id(one, source, known)
    revived = source is not None and source.withdrawn
    if source == Source(item_id, one.digest, withdrawn=False):
        return None
    guide, content, notes = draft(one, item_id)
    if revived:
        notes = [texts().say("note.revived"), *notes]
    differences = diff_content(guide or {}, content)
    says_it_all = guide is not None and not revived and _same(guide, content)
    return ItemChange(
        "revived" if revived else "new" if source is None and guide is None else "changed",
        item_id,
        one,
        None if says_it_all else content,
        tuple(notes),
        tuple(differences),
    )


def _item_id(one: Facts, source: Source | None, known: Known) -> str:
    """The item this row was before, the one of the same name or code, or a new one."""
    if source is not None and (source.withdrawn or source.item_id in known.listed):
        return source.item_id
    code = str(one.values.get("catalog_code", ""))
    return known.names.get(same_name(one.name)) or known.codes.get(code) or item_id_of(one.name)


def _refused(one: Facts, keys: Mapping[str, int], names: Mapping[str, int]) -> str | None:
    say, name = texts().say, same_name(one.name)
    if not name:
        return say("skipped.no_name")
    if len(one.name) > LONGEST:
        return say("skipped.long_name", most=LONGEST)
    if len(one.key) > LONGEST_KEY:
        return say("skipped.long_key", most=LONGEST_KEY)
    if one.key in keys:
        return say("skipped.same_key", line=keys[one.key])
    return say("skipped.same_name", line=names[name]) if name in names else None


def _same(guide: Content, content: Content) -> bool:
    """Apart from the day it begins; compared in the model's own form, where defaults are written out."""
    try:
        canonical: Content = Guide.model_validate(content).model_dump(mode="json")
    except ValidationError:
        return False
    return {**canonical, "valid_from": ""} == {**guide, "valid_from": ""}


def _grouped(rows: Iterable[Row], mapping: MappingFile) -> Iterator[list[Row]]:
    """Rows that follow each other and are of one item, where the mapping takes list entries from rows.

    A merged cell shows its text in its first row only: a row without key and name belongs to the one above.
    """
    together = any(source.from_rows for source in mapping.lists.values())
    group: list[Row] = []
    before = ""
    for row in rows:
        key = key_of(row, mapping) or first_text(row.values, mapping.elements["official_name"].from_)
        if group and together and key in ("", before):
            group.append(row)
            continue
        if group:
            yield group
        group, before = [row], key
    if group:
        yield group


def authority_of(one: Facts) -> str:
    """As long as the column; a longer one is a list of bodies, of which the first characters tell enough."""
    return str(one.values.get("authority", ""))[:LONGEST_AUTHORITY]


def link_of(one: Facts) -> str:
    return web_address(str(one.values.get("link", "")))


def web_address(text: str) -> str:
    """Empty unless it is a web address that fits."""
    plain = text.startswith(("http://", "https://")) and not any(one in text for one in ' \n"<>')
    return text if plain and len(text) <= LONGEST_LINK else ""
