"""The embedded platform, for the demo and for tests: `<person>.<anything>` is a code of that person."""

import re
from collections import OrderedDict
from threading import Lock

from api.identity.platform import PlatformUser, Refused

CODE = re.compile(r"([\w-]{1,40})\.[\w-]{1,80}")
CODES_KEPT = 10_000
"""Older ones are forgotten: a real platform's codes have expired by then."""


class FakePlatform:
    """Anybody can make a code of anybody, so it is only ever assembled beside the demo identity."""

    def __init__(self) -> None:
        self._used: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def exchange(self, code: str) -> PlatformUser | Refused:
        made = CODE.fullmatch(code)
        if made is None:
            return Refused("code_invalid")
        with self._lock:
            if code in self._used:
                return Refused("code_used")
            self._used[code] = None
            if len(self._used) > CODES_KEPT:
                self._used.popitem(last=False)
        return PlatformUser("wechat", f"fake-{made[1]}")
