"""Facts that decide between look-alikes: what an item is about, what a message affirms and denies. Pure.

The dimensions are data (`deciding.yaml`). Every text must be in the one wording (`Wording.one`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge_base.search.stances import Mention, Stance, Stances
from knowledge_base.texts import texts

Values = Mapping[str, frozenset[str]]
"""dimension → values of it; a dimension that nothing is said of is absent"""

MOST_OPTIONS = 4
"""a question with more answers is a menu"""

_BRACKETS = re.compile(r"[()《》\[\]【】]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a message affirms and what it denies; a value is never in both."""

    affirmed: Values = field(default_factory=dict)
    denied: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How what was said fits an item, in numbers of dimensions."""

    agrees: int = 0
    """a value affirmed is the item's"""
    conflicts: int = 0
    """values are affirmed and none is the item's"""
    denied: int = 0
    """all values of the item are denied"""
    unsaid: int = 0
    """the item has a value that people say when they mean it, and it was not said"""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question that decides."""

    values: frozenset[str]
    label: str
    items: frozenset[str]
    """the items it leaves"""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension in which items differ, as the question to ask."""

    name: str
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class _Kind:
    """A dimension of `deciding.yaml`, compiled. A pattern has one group a value, in the order of `values`."""

    name: str
    values: tuple[str, ...]
    in_names: re.Pattern[str]
    said: re.Pattern[str]
    otherwise: re.Pattern[str]
    also: Mapping[str, frozenset[str]]
    marked: frozenset[str]
    event: bool
    done: bool
    open: bool
    vague: bool
    silent: str
    """what a name means that says none of the values: 取水许可 beside 取水许可证注销; may be empty"""

    def value(self, found: re.Match[str]) -> str:
        return self.values[(found.lastindex or 1) - 1]

    def found(self, pattern: re.Pattern[str], text: str) -> set[str]:
        return {self.value(match) for match in pattern.finditer(text)}

    def of_name(self, parts: Sequence[str]) -> frozenset[str]:
        """`parts` of a name, the most special first: the first that says anything counts."""
        for pattern in (self.in_names, self.otherwise):
            for part in parts:
                if values := self.found(pattern, part):
                    return frozenset(values)
        return frozenset()

    def near(self, values: frozenset[str]) -> frozenset[str]:
        """Values that are no contradiction to these: who says 改 may mean 更正."""
        return frozenset[str]().union(*(self.also[value] for value in values))


class Deciding:
    """The dimensions of `deciding.yaml`, made ready once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._kinds = tuple(_kind(name, entry) for name, entry in data["dimensions"].items())
        self._by_name = {kind.name: kind for kind in self._kinds}
        self._stances = Stances(data["stances"])
        self.of_message = lru_cache(maxsize=1_024)(self._of_message)

    @classmethod
    @cache
    def shipped(cls) -> "Deciding":
        text = files("knowledge_base.search").joinpath("deciding.yaml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text))

    def of_item(self, names: Iterable[str]) -> Values:
        """What an item is about. `names`: the official one, then the plain one, which fills gaps.

        Aliases say too much to be taken as the item's own.
        """
        found: dict[str, frozenset[str]] = {}
        for name in names:
            parts = [part for part in reversed(_BRACKETS.split(name)) if part]
            for kind in self._kinds:
                if kind.name not in found and (values := kind.of_name(parts)):
                    found[kind.name] = values
        return found

    def agreement(self, item: Values, said: Said) -> Agreement:
        """How an item (`of_item`) fits a message (`of_message`)."""
        agrees = conflicts = denied = unsaid = 0
        for name, values in item.items():
            kind, affirmed = self._by_name[name], said.affirmed.get(name, frozenset())
            if affirmed & values:
                agrees += 1
                continue
            denied += values <= said.denied.get(name, frozenset())
            if not affirmed & kind.near(values):
                conflicts += bool(affirmed) and not kind.open
                unsaid += bool(values & kind.marked)
        return Agreement(agrees, conflicts, denied, unsaid)

    def differing(self, items: Mapping[str, Values]) -> list[Dimension]:
        """Questions that tell candidates apart (item id → `of_item`), the one that leaves fewest first."""
        found: list[tuple[float, Dimension]] = []
        for kind in self._kinds:
            options = _options(kind, items)
            if 2 <= len(options) <= MOST_OPTIONS:
                silent = len(items) - len(frozenset[str]().union(*(option.items for option in options)))
                left = sum(len(option.items) for option in options) / len(options) + silent
                if left < len(items):
                    dimension = Dimension(kind.name, texts().say(f"deciding.{kind.name}.ask"), options)
                    found.append((left, dimension))
        return [dimension for _, dimension in sorted(found, key=lambda pair: pair[0])]

    def _of_message(self, text: str) -> Said:
        mentions = sorted(self._mentions(text), key=lambda mention: mention.start)
        affirmed: dict[str, set[str]] = {}
        denied: dict[str, set[str]] = {}
        for mention, stance in zip(mentions, self._stances.of(text, mentions), strict=True):
            if stance is Stance.AFFIRMED:
                affirmed.setdefault(mention.dimension, set()).add(mention.value)
            elif stance is Stance.DENIED and not self._by_name[mention.dimension].vague:
                denied.setdefault(mention.dimension, set()).add(mention.value)
        # 护照丢了,身份证没丢: what is affirmed anywhere is not denied.
        only = {name: values - affirmed.get(name, set()) for name, values in denied.items()}
        return Said(_frozen(affirmed), _frozen(only))

    def _mentions(self, text: str) -> Iterable[Mention]:
        for kind in self._kinds:
            for match in kind.said.finditer(text):
                yield Mention(kind.name, kind.value(match), *match.span(), event=kind.event, done=kind.done)


def _options(kind: _Kind, items: Mapping[str, Values]) -> tuple[Option, ...]:
    """Values that lead to the same items are one option."""
    silent = frozenset({kind.silent})
    leading: dict[frozenset[str], list[str]] = {}
    for value in kind.values:
        having = frozenset(
            item_id for item_id, values in items.items() if value in values.get(kind.name, silent)
        )
        if having:
            leading.setdefault(having, []).append(value)
    return tuple(
        Option(frozenset(values), _label(kind.name, values), having) for having, values in leading.items()
    )


def _label(name: str, values: Sequence[str]) -> str:
    return texts().say("deciding.or").join(texts().say(f"deciding.{name}.{value}") for value in values)


def _kind(name: str, entry: Mapping[str, Any]) -> _Kind:
    values: Mapping[str, Mapping[str, Any]] = entry["values"]
    return _Kind(
        name=name,
        values=tuple(values),
        in_names=_pattern(values, "both", "names"),
        said=_pattern(values, "both", "said"),
        otherwise=_pattern(values, "otherwise"),
        also={value: frozenset(one.get("also", ())) for value, one in values.items()},
        marked=frozenset(value for value, one in values.items() if one.get("marked")),
        event=bool(entry.get("event")),
        done=bool(entry.get("done")),
        open=bool(entry.get("open")),
        vague=bool(entry.get("vague")),
        silent=entry.get("silent", ""),
    )


def _pattern(values: Mapping[str, Mapping[str, Any]], *keys: str) -> re.Pattern[str]:
    """One group a value; the first that matches at a place wins. A value without patterns never matches."""
    groups = ["|".join(one[key] for key in keys if key in one) for one in values.values()]
    return re.compile("|".join(f"({''.join(group.split()) or '(?!)'})" for group in groups))


def _frozen(found: Mapping[str, set[str]]) -> Values:
    return {name: frozenset(values) for name, values in found.items() if values}
