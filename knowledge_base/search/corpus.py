"""What can be searched, read from the database: names of items, how people ask for them, and the questions
their guides answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.tables import GuideVersionRow, ServiceItemRow
from knowledge_base.validity import not_over

NAME = 0
"""the version of texts that come from an item's names, not from a guide"""


@dataclass(frozen=True, slots=True)
class Text:
    """One text that stands for an item. `version` is the guide version it belongs to, or `NAME`."""

    item_id: str
    version: int
    text: str
    about: str = ""
    """what a question is about when it does not say so itself: the item's plain name"""
    official: bool = False
    """an official or plain name: what the item is, not only what people call it"""
    asked: bool = False
    """how somebody began who needed the item: a whole message, often a story that says what it is not, too"""


@dataclass(frozen=True, slots=True)
class Corpus:
    texts: list[Text]


def read_corpus(session: Session, day: date) -> Corpus:
    """Names of items that are not withdrawn; guides that are or will be in force on or after `day`."""
    guides = _guides(session, day)
    texts: list[Text] = []
    rows = session.scalars(select(ServiceItemRow).where(ServiceItemRow.withdrawn_at.is_(None)))
    for row in rows.yield_per(1_000):
        versions = guides.get(row.item_id, ())
        now = next((guide.item for _, guide in versions if guide.valid_from <= day), row)
        names = _distinct(now.official_name, now.plain_name)
        texts += [Text(row.item_id, NAME, name, official=True) for name in names]
        texts += [Text(row.item_id, NAME, alias) for alias in _distinct(*now.aliases)]
        texts += [Text(row.item_id, NAME, text, asked=True) for text in _distinct(*(now.asked or row.asked))]
        for version, guide in versions:
            about = guide.item.plain_name or guide.item.official_name
            questions = (text for pair in guide.qa for text in (pair.question, *pair.variants))
            texts += [Text(row.item_id, version, text, about) for text in _distinct(*questions)]
            if guide.valid_from > day:
                texts += [Text(row.item_id, version, name) for name in _new_names(guide.item, now)]
    return Corpus(texts)


def _guides(session: Session, day: date) -> Mapping[str, Sequence[tuple[int, Guide]]]:
    """Item id → its versions that are or will be in force, with their numbers."""
    wanted = select(GuideVersionRow).where(GuideVersionRow.withdrawn_at.is_(None))
    # Columns are descriptors on the class, which no protocol of a version can describe.
    rows: Sequence[Any] = session.scalars(
        wanted.order_by(GuideVersionRow.item_id, GuideVersionRow.version)
    ).all()
    found: defaultdict[str, list[tuple[int, Guide]]] = defaultdict(list)
    for item_id, of_item in groupby(rows, key=attrgetter("item_id")):
        for row in not_over(of_item, day):
            found[item_id].append((row.version, Guide.model_validate(row.content)))
    return found


def _new_names(later: ServiceItem, now: ServiceItem | ServiceItemRow) -> Iterable[str]:
    """What the item will be called only when that version begins."""
    known = {now.official_name, now.plain_name, *now.aliases}
    return [
        name for name in _distinct(later.official_name, later.plain_name, *later.aliases) if name not in known
    ]


def _distinct(*texts: str) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)
