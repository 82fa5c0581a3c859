"""One signed request and its verified answer. The one file of this room that touches httpx."""

import httpx

from applications.errors import (
    IntakeRefusedError,
    IntakeSignatureError,
    IntakeUnauthorisedError,
    IntakeUnavailableError,
    IntakeUntrustedError,
)
from applications.intake_http.keys import IntakeKeys
from applications.intake_http.signing import SignedAnswer, SignedRequest, sign, verify
from storage.clock import Clock

LONGEST_ANSWER = 1024 * 1024
TIMEOUT = httpx.Timeout(20, connect=5)
"""Seconds: a person may be waiting; what takes longer the outbox sends again."""
TRY_LATER = {408, 425, 429}


class Transport:
    """Sends to `base`, e.g. `https://intake.example.gov.cn/v1`. `client` is replaced in tests."""

    def __init__(self, base: str, keys: IntakeKeys, clock: Clock, client: httpx.Client | None = None) -> None:
        self._base, self._keys, self._clock = base.rstrip("/"), keys, clock
        self._client = client or httpx.Client(timeout=TIMEOUT, follow_redirects=False)

    def send(
        self, method: str, path: str, body: bytes, media_type: str = "application/json", key: str = ""
    ) -> SignedAnswer:
        """The answer: 2xx or 409. Anything else is one of the `Intake…Error`s.

        Only a signed answer can refuse for good: a gateway on the way may say 404 as well.
        """
        return self._trusted(self.exchange(method, path, body, media_type, key))

    def exchange(
        self, method: str, path: str, body: bytes, media_type: str = "application/json", key: str = ""
    ) -> SignedAnswer:
        """Signs and sends; the answer as it came, by whomever. Raises `IntakeUnavailableError`."""
        headers = {"content-type": media_type, "accept-encoding": "identity"}
        if key:
            headers["idempotency-key"] = key
        prepared = self._client.build_request(method, self._base + path, content=body, headers=headers)
        request = SignedRequest(method, str(prepared.url), prepared.headers, body)
        sign(request, self._keys, self._clock())
        try:
            answer = self._client.send(prepared, stream=True)
            try:
                content = _content(answer)
            finally:
                answer.close()
        except httpx.HTTPError as error:
            raise IntakeUnavailableError(type(error).__name__) from error
        return SignedAnswer(answer.status_code, answer.headers, content, request)

    def close(self) -> None:
        self._client.close()

    def _trusted(self, answer: SignedAnswer) -> SignedAnswer:
        status = answer.status_code
        if status >= 500 or status in TRY_LATER:
            raise IntakeUnavailableError(f"the intake answered {status}")
        try:
            verify(answer, self._keys, self._clock())
        except IntakeSignatureError as error:
            raise IntakeUntrustedError(f"an answer {status} that nobody signed whom we trust") from error
        if status in {401, 403}:
            raise IntakeUnauthorisedError(f"the intake answered {status}")
        if not 200 <= status < 300 and status != 409:
            raise IntakeRefusedError(f"the intake answered {status}")
        return answer


def _content(answer: httpx.Response) -> bytes:
    """Read piece by piece, so that nobody fills our memory."""
    content = bytearray()
    for piece in answer.iter_raw():
        content += piece
        if len(content) > LONGEST_ANSWER:
            raise IntakeUntrustedError("the answer is longer than any of ours")
    return bytes(content)
