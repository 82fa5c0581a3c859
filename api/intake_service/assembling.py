"""Puts the reference intake together, apart from the platform's house: nothing is shared but code."""

from dataclasses import dataclass

import httpx

from api.intake_service.calling import Calling
from api.intake_service.cases import Cases
from api.intake_service.tables import IntakeBase
from api.settings import IntakeServiceSettings
from applications.intake_http.keys import IntakeKeys
from applications.intake_http.transport import Transport
from storage.clock import Clock, system_clock
from storage.database import Database
from storage.encryption import use_keys
from storage.files import FileStore
from storage.keys import KeyRing


@dataclass(frozen=True, slots=True)
class IntakeHouse:
    settings: IntakeServiceSettings
    clock: Clock
    keys: IntakeKeys
    database: Database
    cases: Cases
    calling: Calling

    def release(self) -> None:
        self.database.dispose()


def assemble(
    settings: IntakeServiceSettings,
    clock: Clock = system_clock,
    client: httpx.Client | None = None,
    ring: KeyRing | None = None,
) -> IntakeHouse:
    """Opens its database and makes its tables. `client` and `ring` are for tests, where both sides share a
    process: the encrypted columns of a process have one key ring."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    if ring is None:
        ring = KeyRing.open(settings.data_dir / "keys.json")
        use_keys(ring)
    database = Database(settings.database)
    with database.transaction() as session:
        IntakeBase.metadata.create_all(session.connection())
    keys = IntakeKeys(settings.keys)
    cases = Cases(database, FileStore(settings.data_dir / "files", ring), clock)
    platform = Transport(settings.platform_url, keys, clock, client)
    return IntakeHouse(settings, clock, keys, database, cases, Calling(database, cases, platform, clock))
