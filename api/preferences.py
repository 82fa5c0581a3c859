"""How a person likes the page: kept for whoever is signed in, the same on each of their devices."""

from dataclasses import asdict, dataclass, fields
from typing import Literal

from api.tables import PreferencesRow
from storage.clock import Clock
from storage.database import Database

Theme = Literal["system", "light", "dark"]
Tone = Literal["standard", "local"]
LOCK = 60_014
"""of first choices: two tabs at once would both add the row"""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Defaults are what a page shows to somebody who never chose anything."""

    elder: bool = False
    theme: Theme = "system"
    tone: Tone = "standard"
    read_aloud: bool = False
    less_motion: bool = False


NAMES = {one.name for one in fields(Preferences)}


class PreferencesStore:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def of(self, account_id: str) -> Preferences | None:
        """None when this person never chose. What an older or newer version kept besides is passed over."""
        with self._database.reading() as session:
            row = session.get(PreferencesRow, account_id)
            if row is None:
                return None
            return Preferences(**{name: value for name, value in row.chosen.items() if name in NAMES})

    def keep(self, account_id: str, chosen: Preferences) -> None:
        """Takes the place of what was chosen before."""
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            row = session.get(PreferencesRow, account_id) or PreferencesRow(account_id=account_id)
            row.chosen, row.changed_at = asdict(chosen), self._clock()
            session.add(row)
