"""Time, passed in wherever it decides something, so that tests can set it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

CHONGQING = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]
"""Gives the present moment with zone Asia/Shanghai; `.date()` of it is the civil date in Chongqing."""


def system_clock() -> datetime:
    return datetime.now(CHONGQING)
