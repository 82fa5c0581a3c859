"""Liveness, readiness, metrics: at the root for machines, and under `/api/v1`."""

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.routes.base import House
from api.wire.base import Shape

router = APIRouter(tags=["health"])


class Alive(Shape):
    status: Literal["ok"] = "ok"


class Dependency(Shape):
    ok: bool
    detail: str


class Readiness(Shape):
    status: Literal["ready", "not_ready"]
    dependencies: dict[str, Dependency]


@router.get("/healthz", summary="The process answers")
async def healthz() -> Alive:
    return Alive()


@router.get(
    "/readyz",
    summary="Each dependency by name",
    responses={503: {"model": Readiness, "description": "a dependency does not work"}},
)
def readyz(house: House, response: Response) -> Readiness:
    checks = house.checks()
    ready = all(check.ok for check in checks)
    response.status_code = 200 if ready else 503
    found = {check.name: Dependency(ok=check.ok, detail=check.detail) for check in checks}
    return Readiness(status="ready" if ready else "not_ready", dependencies=found)


@router.get(
    "/metrics",
    summary="Prometheus metrics of this process",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
)
def metrics(house: House) -> Response:
    house.measure()
    return Response(house.metrics.text(), media_type=CONTENT_TYPE_LATEST)
