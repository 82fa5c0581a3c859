"""Which version of a guide is in force on a day. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from knowledge_base.tables import GuideVersionRow
from knowledge_base.types import PublishedGuide

Version = TypeVar("Version", PublishedGuide, GuideVersionRow)


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The newest version that has begun by `day`, unless it has expired.

    When it has, there is none: the version it replaced must not come back.
    """
    begun = [one for one in versions if one.withdrawn_at is None and one.valid_from <= day]
    newest = max(begun, key=lambda one: one.version, default=None)
    if newest is None or (newest.valid_until is not None and newest.valid_until < day):
        return None
    return newest


def not_over(versions: Iterable[Version], day: date) -> list[Version]:
    """The version in force and those that are scheduled to follow it."""
    versions = [one for one in versions if one.withdrawn_at is None]
    now = in_force(versions, day)
    return [one for one in versions if one is now or one.valid_from > day]
