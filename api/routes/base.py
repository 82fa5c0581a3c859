"""What routes share: the container, the caller, limits, and how problems look in the OpenAPI document."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import HTTPConnection

from api.bootstrap import Container
from api.identity.caller import Caller, credentials
from api.limits import RateLimit
from api.openapi import REFERENCE
from api.problems import MEDIA_TYPE, ProblemError
from applications.types import Actor

Responses = dict[int | str, dict[str, Any]]


async def _container(request: HTTPConnection) -> Container:
    return request.app.state.container


async def _caller(request: HTTPConnection) -> Caller:
    container: Container = request.app.state.container
    return Caller(credentials(request), container.tokens, container.identity)


# Both are `async`, so that FastAPI spends no thread on them; the caller looks things up only when asked.
House = Annotated[Container, Depends(_container)]
Who = Annotated[Caller, Depends(_caller)]


def problems(causes: Mapping[int, str]) -> Responses:
    """Responses for OpenAPI: status → when."""
    return {
        status: {
            "description": why,
            "content": {MEDIA_TYPE: REFERENCE},
        }
        for status, why in causes.items()
    }


def limit(bucket: RateLimit, who: Caller) -> None:
    """429 when this client does it too often. Signed-in people count by account, visitors by address.

    Never by a token that nobody has looked up: each invented one would begin to count anew.
    """
    wait = bucket.take(who.account.account_id if who.account else who.proof.client)
    if wait is not None:
        raise ProblemError(429, "too_many_requests", seconds=wait, headers={"Retry-After": str(wait)})


def deciding(house: Container, who: Caller, application_id: str) -> Actor:
    """The reviewer, where our own desk decides this case; 409 where the city's staff do."""
    reviewer = who.reviewer()
    if house.deciding.by_city(application_id):
        raise ProblemError(409, "city_decides")
    return reviewer


SIGN_IN: Mapping[int, str] = {401: "not signed in (`sign_in_needed`) or no longer (`token_expired`)"}
OWN: Mapping[int, str] = {
    **SIGN_IN,
    404: "no such application, or another person's: told alike (`application_unknown`)",
}
EDIT: Mapping[int, str] = {
    **OWN,
    409: "changed meanwhile (`version_conflict`) or the state does not permit it (`not_allowed`); "
    "`current` carries the application as it is",
}
