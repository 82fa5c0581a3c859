"""The port to the platform a mini-program runs on: a one-time code becomes who holds the phone."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, Protocol

PlatformName = Literal["wechat"]
Reason = Literal["code_invalid", "code_used", "too_often", "unavailable", "not_offered"]


@dataclass(frozen=True, slots=True)
class PlatformUser:
    """Somebody as the platform knows them. `openid` is personal: it never leaves the process."""

    platform: PlatformName
    openid: str

    @property
    def digest(self) -> str:
        """What is kept instead. A plain hash is enough: an openid is this one app's and can't be guessed."""
        return sha256(f"{self.platform}:{self.openid}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Refused:
    """No user for this code, and why."""

    reason: Reason


class Platform(Protocol):
    """Exchanges codes. Each is good for one exchange, within a few minutes."""

    def exchange(self, code: str) -> PlatformUser | Refused:
        """The user the code was given to, or why it names nobody; faults are `unavailable`."""
        ...


class NoPlatform:
    """MINIPROGRAM_PLATFORM=none: nobody signs in by code."""

    def exchange(self, code: str) -> PlatformUser | Refused:
        return Refused("not_offered")
