"""What a question asks of the graph: what comes before or after an item, what a certificate leads to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

import yaml

from assistant.commands import Led
from assistant.topics import named_topics
from knowledge_base.certificates import Certificates
from knowledge_base.search.wording import Wording

Relation = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class AboutCertificate:
    """`after`: what to do once one has it. `uses`: what it is asked for."""

    relation: Led
    certificate: str


def relation_asked(question: str) -> Relation | None:
    """Whether the question asks, before all else, what comes before or after the item."""
    first = next(iter(named_topics(question)), None)
    return first if first in ("before", "after") else None


def certificate_asked(question: str) -> AboutCertificate | None:
    """Whether the question is what a certificate leads to; None when it is about something else."""
    text = re.sub(r"\s+", "", Wording.shipped().one(question))
    patterns, by_name = _patterns(), _by_name()
    used = patterns["uses"].search(text)
    if used is not None:
        return AboutCertificate("uses", by_name[_named(used)])
    got = patterns["got"].search(text) if "after" in named_topics(question) else None
    return AboutCertificate("after", by_name[_named(got)]) if got is not None else None


def _named(found: re.Match[str]) -> str:
    return next(text for name, text in found.groupdict().items() if name.startswith("c") and text)


@cache
def _by_name() -> Mapping[str, str]:
    """Name in the one wording → certificate id."""
    one = Wording.shipped().one
    certificates = Certificates.shipped().by_id.values()
    return {one(name): entry.id for entry in certificates for name in (entry.name, *entry.also)}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Reads relations.yaml; the longest name counts where one is part of another."""
    text = files("assistant").joinpath("relations.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, list[str]]", yaml.safe_load(text))
    names = "|".join(map(re.escape, sorted(_by_name(), key=len, reverse=True)))
    return {
        kind: re.compile("|".join(p.replace("{c}", f"(?P<c{at}>{names})") for at, p in enumerate(patterns)))
        for kind, patterns in data.items()
    }
