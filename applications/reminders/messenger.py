"""The port to whoever carries a message out of the house, e.g. an SMS gateway; in-app needs none."""

from typing import Protocol

import httpx

SECONDS = 5.0


class Messenger(Protocol):
    def send(self, message_id: str, account_id: str, text: str) -> bool:
        """Whether it was taken. Sending the same id again is for the other side to notice."""
        ...


class NoMessenger:
    """None is set up: reminders are seen in the app only."""

    def send(self, message_id: str, account_id: str, text: str) -> bool:
        return False


class WebhookMessenger:
    """POSTs `{id, account, text}`; the gateway knows the account's number, we do not tell it."""

    def __init__(self, url: str, token: str, transport: httpx.BaseTransport | None = None) -> None:
        self._url, self._token, self._transport = url, token, transport

    def send(self, message_id: str, account_id: str, text: str) -> bool:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": message_id}
        body = {"id": message_id, "account": account_id, "text": text}
        try:
            with httpx.Client(timeout=SECONDS, transport=self._transport) as client:
                return client.post(self._url, json=body, headers=headers).is_success
        except httpx.HTTPError:
            return False
