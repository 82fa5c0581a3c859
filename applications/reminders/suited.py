"""What fits somebody like the person: a few published conditions that the profile alone can tell. Pure."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict

from prefill.types import Profile


class Suggestion(BaseModel):
    """Fits when every condition named does. Whether the person is entitled the office decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item_id: str
    why: str
    """said to the person: what of their own data makes it fit"""
    basis: str
    """law, article or notice the condition is taken from"""
    age_from: int | None = None
    child_below: int | None = None

    def fits(self, profile: Profile, today: date) -> bool:
        asked = [
            (self.age_from is not None, _aged(profile.value("birth_date"), self.age_from or 0, today)),
            (
                self.child_below is not None,
                _below(profile.value("child_birth_date"), self.child_below or 0, today),
            ),
        ]
        wanted = [holds for named, holds in asked if named]
        return bool(wanted) and all(wanted)


@cache
def suggestions() -> tuple[Suggestion, ...]:
    text = files("applications.reminders").joinpath("suited.yaml").read_text(encoding="utf-8")
    return tuple(Suggestion.model_validate(entry) for entry in yaml.safe_load(text)["suggestions"])


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _aged(born: str | None, years: int, today: date) -> bool:
    day = _day(born)
    return day is not None and day + relativedelta(years=years) <= today


def _below(born: str | None, years: int, today: date) -> bool:
    day = _day(born)
    return day is not None and today < day + relativedelta(years=years)
