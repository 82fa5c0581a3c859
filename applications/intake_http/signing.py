"""HTTP message signatures (RFC 9421) with content digests (RFC 9530), for both sides of the hand-off.

The one file that touches http-message-signatures. A request's signature covers method, authority, path, query
and content; an answer's covers its status, content and the request's signature, so that none can be put in
another's place. The scheme is left out: TLS often ends at a gateway before us.
"""

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from http_message_signatures import algorithms
from http_message_signatures.exceptions import HTTPMessageSignaturesException, InvalidSignature
from http_message_signatures.resolvers import MappingKeyResolver
from http_message_signatures.signatures import HTTPMessageSigner, HTTPMessageVerifier

from applications.errors import IntakeSignatureError
from applications.intake_http.keys import Algorithm, IntakeKeys

TAG = "yuxiaozhi-intake"
WINDOW = 300
"""Seconds a signature may be older or newer than the clock of who looks at it."""
REQUEST = ("@method", "@authority", "@path", "@query", "content-digest")
ANSWER = ("@status", "content-type", "content-digest", '"@method";req', '"@path";req')
BOUND = '"signature";req'
"""An unsigned request is refused by an answer that can't name its signature."""
WHEN_THERE = ("content-type", "idempotency-key")
ALGORITHMS: Mapping[Algorithm, Any] = {
    # The library exports both, but does not mark it in a way that type checkers know.
    "ed25519": algorithms.ED25519,  # pyright: ignore[reportPrivateImportUsage]
    "hmac-sha256": algorithms.HMAC_SHA256,  # pyright: ignore[reportPrivateImportUsage]
}


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as it travels; `headers` by lower-case name."""

    method: str
    url: str
    headers: MutableMapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class SignedAnswer:
    """An answer with the request it belongs to."""

    status_code: int
    headers: MutableMapping[str, str]
    body: bytes
    request: SignedRequest


def sign(message: SignedRequest | SignedAnswer, keys: IntakeKeys, now: datetime) -> None:
    """Adds Content-Digest, Signature-Input and Signature to the headers. Raises `IntakeKeysError`."""
    own = keys.signing()
    signer = HTTPMessageSigner(
        signature_algorithm=ALGORITHMS[own.algorithm],
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={own.key_id: own.key}),
    )
    signer.sign(
        message,
        key_id=own.key_id,
        created=now,
        nonce=secrets.token_urlsafe(16),
        label="intake",
        tag=TAG,
        covered_component_ids=_covered(message),
        body=message.body,
    )


def verify(message: SignedRequest | SignedAnswer, keys: IntakeKeys, now: datetime) -> str:
    """The id of the trusted key that signed all of it just now. Raises `IntakeSignatureError`."""
    for name, algorithm in ALGORITHMS.items():
        verifier = _Verifier(
            signature_algorithm=algorithm,
            key_resolver=MappingKeyResolver(public_keys=keys.trusted(name, now), private_keys={}),
        )
        verifier.now = now
        try:
            (found,) = verifier.verify(
                message, expect_tag=TAG, require_components=_covered(message), body=message.body
            )
        except (HTTPMessageSignaturesException, ValueError):
            continue
        return str(found.parameters["keyid"])
    raise IntakeSignatureError("the message is not signed by a key that is trusted, just now and as it is")


class _Verifier(HTTPMessageVerifier):
    now: datetime

    def validate_created_and_expires(self, sig_input: Any, max_age: object = None) -> None:
        """By our clock, which tests can set; the library's own looks at the machine's."""
        created = sig_input.params.get("created")
        if type(created) is not int or abs(self.now.timestamp() - created) > WINDOW:
            raise InvalidSignature("not signed just now")
        expires = sig_input.params.get("expires")
        if expires is not None and (type(expires) is not int or expires < self.now.timestamp()):
            raise InvalidSignature("expired")


def _covered(message: SignedRequest | SignedAnswer) -> tuple[str, ...]:
    if isinstance(message, SignedAnswer):
        return (*ANSWER, BOUND) if "signature" in message.request.headers else ANSWER
    return (*REQUEST, *(name for name in WHEN_THERE if name in message.headers))
