"""The words people use to steer, read from words.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from assistant.wording import loose
from knowledge_base.divisions import Divisions


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What people call a kind of field."""

    say: tuple[str, ...]
    types: tuple[str, ...]


QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Words:
    polite: re.Pattern[str]
    endings: re.Pattern[str]
    fillers: re.Pattern[str]
    whole: Mapping[str, re.Pattern[str]]
    greet: Mapping[str, re.Pattern[str]]
    anywhere: Mapping[str, re.Pattern[str]]
    follow_up: re.Pattern[str]
    fields: tuple[FieldWords, ...]
    corrections: Mapping[str, str]
    common: frozenset[str]
    """too common to answer a question that was not put"""
    common_pairs: frozenset[str]
    """letter pairs that too many items have in their names to name one"""
    places: frozenset[str]
    own_place: re.Pattern[str]
    """group `place`: the district that a person says is theirs"""
    others: re.Pattern[str]
    either_side: re.Pattern[str]
    about_another: re.Pattern[str]
    asks_of_others: re.Pattern[str]
    by_chance: re.Pattern[str]
    dialect: Mapping[str, str]
    """everyday words → the ones that options use"""

    def steering(self, text: str) -> set[str]:
        """The controls that the whole message is, with and without its polite words."""
        forms = self._forms(text)
        return {name for name, pattern in self.whole.items() if any(map(pattern.fullmatch, forms))}

    def named_case(self, text: str) -> str:
        """The item or number whose progress is asked for."""
        found = filter(None, map(self.whole["progress_of"].fullmatch, self._forms(text)))
        return min((one["what"] for one in found), key=len, default="")

    def greeting(self, text: str) -> str | None:
        forms = self._forms(text)
        return next((k for k, pattern in self.greet.items() if any(map(pattern.fullmatch, forms))), None)

    def only_place(self, text: str) -> bool:
        """Whether the message says which district is the person's, and nothing else."""
        return any(map(self.own_place.fullmatch, self._forms(text)))

    def has(self, kind: str, text: str) -> bool:
        """Whether words of that kind stand anywhere in the message."""
        return bool(self.anywhere[kind].search(text))

    def wishes(self, text: str) -> bool:
        """Whether the person wants to begin; 要办 in a question (离婚要办什么) only asks what is needed, and
        what somebody quotes (念一下“我要办执照注销”) is no wish of theirs."""
        own = QUOTED.sub("", text)
        own = own if len(own) > 1 else text
        said = self.anywhere["only_asks"].sub("", own) if self.has("question", own) else own
        return self.has("start", said)

    def is_follow_up(self, question: str) -> bool:
        """Whether the question names no matter of its own (要多少钱, 在哪里办)."""
        return bool(self.follow_up.fullmatch(loose(question)))

    def _forms(self, text: str) -> set[str]:
        """As said, and with more and more of its polite words, and of fillers, taken away."""
        whole = loose(text)
        fluent = self.fillers.sub("", whole)
        return self._trimmed(whole) | (self._trimmed(fluent) if fluent else set())

    def _trimmed(self, whole: str) -> set[str]:
        forms = {whole}
        bare = whole
        while (head := self.polite.match(bare)) and head.end() < len(bare):
            bare = bare[head.end() :]
            forms.add(bare)
        for form in list(forms):
            while (tail := self.endings.search(form)) and tail.start() > 0:
                form = form[: tail.start()]
                forms.add(form)
        return forms


@cache
def load_words() -> Words:
    """Reads words.yaml; compiled once a process."""
    text = files("assistant.understand").joinpath("words.yaml").read_text(encoding="utf-8")
    data = cast("Mapping[str, object]", yaml.safe_load(text))
    fields = cast("list[Mapping[str, list[str]]]", data["fields"])
    return Words(
        polite=re.compile(cast("str", data["polite"])),
        endings=re.compile(f"{data['endings']}$"),
        fillers=re.compile(cast("str", data["fillers"])),
        whole=_patterns(data["whole"]),
        greet=_patterns(data["greet"]),
        anywhere=_patterns(data["anywhere"]),
        follow_up=re.compile(cast("str", data["follow_up"])),
        fields=tuple(FieldWords(tuple(f["say"]), tuple(f["types"])) for f in fields),
        corrections=cast("Mapping[str, str]", data["corrections"]),
        common=frozenset(cast("list[str]", data["common"])),
        common_pairs=frozenset(cast("list[str]", data["common_pairs"])),
        places=frozenset(cast("list[str]", data["places"])),
        own_place=re.compile(cast("str", data["own_place"]).replace("{place}", _places())),
        others=re.compile(cast("str", data["others"])),
        either_side=re.compile(cast("str", data["either_side"])),
        about_another=re.compile(
            cast("str", data["about_another"]).replace("{others}", cast("str", data["others"]))
        ),
        asks_of_others=re.compile(cast("str", data["asks_of_others"])),
        by_chance=re.compile(cast("str", data["by_chance"])),
        dialect=cast("Mapping[str, str]", data["dialect"]),
    )


def _places() -> str:
    names = sorted((n for one in Divisions.shipped().all for n in (one.name, *one.aliases)), key=len)
    return f"(?P<place>{'|'.join(map(re.escape, reversed(names)))})"


def _patterns(data: object) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in cast("Mapping[str, str]", data).items()}
