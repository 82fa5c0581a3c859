"""WeChat's `jscode2session`. The session key is never taken out of the answer: nothing here needs it.

The secret and the code travel in the query because WeChat takes them nowhere else; neither is logged, and
what httpx would log of the address is silenced by `api.logs`.
"""

from typing import Any

import httpx

from api.identity.platform import PlatformUser, Reason, Refused

ADDRESS = "https://api.weixin.qq.com"
SECONDS = 5.0
REFUSALS: dict[int, Reason] = {
    40029: "code_invalid",
    40226: "code_invalid",  # a user WeChat holds for a risk: not told apart from a code that names nobody
    40163: "code_used",
    45011: "too_often",
    -1: "unavailable",
}


class WeChat:
    """`Platform` over HTTPS; a wrong appid or secret is `unavailable`, since no person can mend it."""

    def __init__(
        self,
        appid: str,
        secret: str,
        address: str = ADDRESS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._appid, self._secret = appid, secret
        self._client = httpx.Client(
            base_url=address, timeout=SECONDS, transport=transport, follow_redirects=False
        )

    def exchange(self, code: str) -> PlatformUser | Refused:
        asked = {
            "appid": self._appid,
            "secret": self._secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        try:
            answer: Any = self._client.get("/sns/jscode2session", params=asked).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return Refused("unavailable")
        if not isinstance(answer, dict):
            return Refused("unavailable")
        openid: object = answer.get("openid")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if isinstance(openid, str) and openid:
            return PlatformUser("wechat", openid)
        refused: object = answer.get("errcode")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        return Refused(REFUSALS.get(refused, "unavailable") if isinstance(refused, int) else "unavailable")
