"""Requests that another machine has signed: their bytes, verified before anything is made of them."""

from fastapi import Request

from applications.errors import IntakeSignatureError
from applications.intake_http.keys import IntakeKeys
from applications.intake_http.signing import SignedRequest, verify
from storage.clock import Clock


async def signed_request(request: Request) -> SignedRequest:
    """As it came. A header that comes twice is joined, so that the signature can't cover only one of them."""
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return SignedRequest(request.method, str(request.url), headers, await request.body())


def is_trusted(request: SignedRequest, keys: IntakeKeys, clock: Clock) -> bool:
    try:
        verify(request, keys, clock())
    except IntakeSignatureError:
        return False
    return True
