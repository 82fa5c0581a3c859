"""What to tell one person today, from what they hold and have begun. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from applications.reminders.suited import Suggestion
from applications.reminders.types import Due
from applications.texts import say
from applications.types import Application
from knowledge_base.certificates import Certificates
from prefill.types import Profile
from storage.working_days import working_days_before

DRAFT_DAYS = (3, 14)
"""A draft is mentioned after so many days without a change, once each."""
LAST_NOTICE_DAYS = 7
"""A certificate is mentioned when it may be renewed, and once more this long before it expires."""
CORRECTION_WORKING_DAYS = 2
"""A returned application is mentioned when it has lain for so many working days."""


@dataclass(frozen=True, slots=True)
class Following:
    """An item that usually comes after another, in the published words."""

    item_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of one person today."""

    profile: Profile
    applications: tuple[Application, ...]
    today: date
    names: Callable[[str], str | None]
    """an item's plain name; None where there is no guide any more"""
    after: Callable[[Application], Iterable[Following]]
    suggestions: tuple[Suggestion, ...] = field(default=())


def due(life: Life) -> Iterator[Due]:
    """Everything worth telling, most pressing first; wishes are looked at by whoever tells it."""
    yield from _corrections(life)
    yield from _overdue(life)
    yield from _expiring(life)
    yield from _drafts(life)
    yield from _following(life)
    yield from _suited(life)


def _corrections(life: Life) -> Iterator[Due]:
    before = working_days_before(life.today, CORRECTION_WORKING_DAYS)
    for one, name in _named(life, "returned"):
        if one.updated_at and one.updated_at.date() <= before:
            text = say("reminders.correction", name=name)
            yield Due(
                "correction", f"{one.application_id}:{one.round}", text, one.item_id, one.application_id
            )


def _overdue(life: Life) -> Iterator[Due]:
    for one, name in _named(life, "submitted", "accepted"):
        if one.receipt and one.receipt.deadline_binds and one.receipt.deadline < life.today:
            deadline = one.receipt.deadline
            text = say(
                "reminders.overdue", name=name, day=_day(deadline), number=one.receipt.acceptance_number
            )
            key = f"{one.application_id}:{one.round}"
            yield Due("overdue", key, text, one.item_id, one.application_id, deadline)


def _expiring(life: Life) -> Iterator[Due]:
    """Each certificate once when its renewal opens, and once shortly before its last day."""
    begun = {one.item_id for one in life.applications if one.state in _UNDER_WAY}
    told: set[str] = set()
    for held in life.profile.certificates:
        certificate = Certificates.shipped().of_page(held.document_type)
        last = held.valid_until
        if certificate is None or certificate.renewal is None or last is None or certificate.id in told:
            continue
        item_id = certificate.renewal.item_id
        name, left = life.names(item_id), (last - life.today).days
        if name is None or item_id in begun or not 0 <= left <= certificate.renewal.days_before:
            continue
        told.add(certificate.id)
        stage = "last" if left <= LAST_NOTICE_DAYS else "first"
        text = say("reminders.expiring", certificate=certificate.name, day=_day(last), left=left, name=name)
        yield Due("expiring", f"{certificate.id}:{last.isoformat()}:{stage}", text, item_id, on=last)


def _drafts(life: Life) -> Iterator[Due]:
    for one, name in _named(life, "draft", "ready"):
        if one.updated_at is None:
            continue
        idle = (life.today - one.updated_at.date()).days
        passed = [days for days in DRAFT_DAYS if idle >= days]
        if passed:
            text = say("reminders.draft", name=name, day=_day(one.updated_at.date()))
            key = f"{one.application_id}:{one.version}:{passed[-1]}"
            yield Due("draft", key, text, one.item_id, one.application_id)


def _following(life: Life) -> Iterator[Due]:
    """Once a case is decided in the person's favour or done, for a month."""
    known = {one.item_id for one in life.applications if one.state != "withdrawn"}
    for one, name in _named(life, "accepted", "done"):
        if one.updated_at is None or life.today - one.updated_at.date() > timedelta(days=31):
            continue
        for following in life.after(one):
            if following.item_id not in known:
                known.add(following.item_id)
                text = say("reminders.following", done=name, name=following.name, why=following.why)
                yield Due("following", f"{one.application_id}:{following.item_id}", text, following.item_id)


def _suited(life: Life) -> Iterator[Due]:
    known = {one.item_id for one in life.applications if one.state != "withdrawn"}
    for suggestion in life.suggestions:
        name = life.names(suggestion.item_id)
        if name and suggestion.item_id not in known and suggestion.fits(life.profile, life.today):
            text = say("reminders.suited", why=suggestion.why, name=name)
            yield Due("suited", f"suited:{suggestion.item_id}", text, suggestion.item_id)


def _named(life: Life, *states: str) -> Iterator[tuple[Application, str]]:
    for one in life.applications:
        if one.state in states and (name := life.names(one.item_id)):
            yield one, name


def _day(day: date) -> str:
    return say("reminders.day", month=day.month, day=day.day)


_UNDER_WAY = frozenset({"draft", "ready", "submitted", "accepted", "returned"})
