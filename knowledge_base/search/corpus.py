"""What can be searched, read from the database: names of items, and the questions their guides answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.model.guide import Guide, LookAlike
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


@dataclass(frozen=True, slots=True)
class Corpus:
    texts: list[Text]
    look_alikes: list[tuple[str, LookAlike]]
    """(item id, the item it is mistaken for with the words that decide)"""


def read_corpus(session: Session, day: date) -> Corpus:
    """Names of items that are not withdrawn; guides that are or will be in force on or after `day`."""
    texts: list[Text] = []
    items = session.scalars(select(ServiceItemRow).where(ServiceItemRow.withdrawn_at.is_(None)))
    plain: dict[str, str] = {}
    for item in items.yield_per(1_000):
        plain[item.item_id] = item.plain_name or item.official_name
        texts += [
            Text(item.item_id, NAME, name, official=True)
            for name in _distinct(item.official_name, item.plain_name)
        ]
        texts += [Text(item.item_id, NAME, alias) for alias in _distinct(*item.aliases)]
    look_alikes: list[tuple[str, LookAlike]] = []
    versions = select(GuideVersionRow).where(GuideVersionRow.withdrawn_at.is_(None))
    rows = session.scalars(versions.order_by(GuideVersionRow.item_id, GuideVersionRow.version)).all()
    for item_id, of_item in groupby(rows, key=attrgetter("item_id")):
        for row in not_over(of_item, day) if item_id in plain else ():
            guide = Guide.model_validate(row.content)
            questions = _distinct(*(text for pair in guide.qa for text in (pair.question, *pair.variants)))
            texts += [Text(item_id, row.version, text, about=plain[item_id]) for text in questions]
            look_alikes += [(item_id, other) for other in guide.look_alikes]
    return Corpus(texts, look_alikes)


def _distinct(*texts: str) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)
