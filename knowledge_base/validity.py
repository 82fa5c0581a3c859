"""Which version of a guide or a life event is in force on a day. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar


class Published(Protocol):
    """A version, as a row or as a value."""

    @property
    def version(self) -> int: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


Version = TypeVar("Version", bound=Published)


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The newest version that has begun by `day`, unless it has expired.

    When it has, there is none: the version it replaced must not come back.
    """
    begun = [one for one in versions if one.withdrawn_at is None and one.valid_from <= day]
    newest = max(begun, key=lambda one: one.version, default=None)
    if newest is None or (newest.valid_until is not None and newest.valid_until < day):
        return None
    return newest


def all_in_force(versions: Mapping[str, Iterable[Version]], day: date) -> dict[str, Version]:
    """Id → its version in force, for those that have one; in the order given."""
    found = ((one, in_force(of_one, day)) for one, of_one in versions.items())
    return {one: version for one, version in found if version is not None}


def not_over(versions: Iterable[Version], day: date) -> list[Version]:
    """The version in force and those that are scheduled to follow it."""
    versions = [one for one in versions if one.withdrawn_at is None]
    now = in_force(versions, day)
    return [one for one in versions if one is now or one.valid_from > day]
