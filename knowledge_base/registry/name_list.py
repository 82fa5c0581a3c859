"""A bare list of names in CSV, XLSX or JSON → rows of a catalogue. Nothing is lost without being told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import yaml

from knowledge_base.catalogue import NATURAL_PERSON, CatalogueRow
from knowledge_base.names import LONGEST, same_name, tidy
from knowledge_base.registry.facts import first_text
from knowledge_base.registry.plan import LONGEST_AUTHORITY, LONGEST_KEY, Skipped, web_address
from knowledge_base.registry.reading import read
from knowledge_base.registry.sentences import texts

LINK_KEY = "{row_guid}"
"""in a link template: where the row's id goes"""


@dataclass(frozen=True, slots=True)
class NameList:
    """`duplicates` are names that stand in the list more than once; the first row of each counts."""

    rows: list[CatalogueRow]
    skipped: list[Skipped]
    duplicates: int


def read_names(path: Path, link: str = "") -> NameList:
    """`link` is a template such as `https://…/{row_guid}` for rows that bring no link of their own.

    Raises `RegistryFileError` for a file that can't be read or has no column with names.
    """
    columns = _columns()
    wanted = [name for names in columns.values() for name in names]
    rows: dict[str, CatalogueRow] = {}
    skipped: list[Skipped] = []
    duplicates = 0
    for row in read(path, wanted, columns["official_name"]):
        entry = {part: first_text(row.values, names) for part, names in columns.items()}
        name = tidy(entry["official_name"])
        same = same_name(name)
        why = _refused(name, same, entry)
        if why is not None:
            skipped.append(Skipped(row.line, why))
        elif same in rows:
            duplicates += 1
        else:
            rows[same] = _catalogue_row(name, entry, link)
    return NameList(list(rows.values()), skipped, duplicates)


def _catalogue_row(name: str, entry: Mapping[str, str], link: str) -> CatalogueRow:
    key = entry["source_key"]
    own = web_address(entry["link"])
    made = web_address(link.replace(LINK_KEY, quote(key, safe=""))) if link and key else ""
    return CatalogueRow(
        official_name=name,
        plain_name=tidy(entry["plain_name"])[:LONGEST],
        authority=tidy(entry["authority"])[:LONGEST_AUTHORITY],
        subject=_subject(entry["subject"]),
        source_key=key,
        link=own or made,
    )


def _subject(said: str) -> str:
    """Whom the item is for; who serves both is found under people. Empty where the list does not say."""
    if not said:
        return ""
    return "法人" if "法人" in said and NATURAL_PERSON not in said else NATURAL_PERSON


def _refused(name: str, same: str, entry: Mapping[str, str]) -> str | None:
    say = texts().say
    if not same:
        return say("skipped.no_name")
    if len(name) > LONGEST:
        return say("skipped.long_name", most=LONGEST)
    return say("skipped.long_key", most=LONGEST_KEY) if len(entry["source_key"]) > LONGEST_KEY else None


@cache
def _columns() -> dict[str, list[str]]:
    text = files("knowledge_base.registry").joinpath("name_columns.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
