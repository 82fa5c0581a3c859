"""The language model for those who run the service: how it stands, and its switch."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from api.bootstrap import Container
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.base import Shape, local

router = APIRouter(prefix="/admin/model", tags=["admin"])
ADMIN = {**SIGN_IN, 403: "not an administrator (`admin_only`)"}


class ServedShape(Shape):
    name: str
    resting: Annotated[
        bool, Field(description="left alone for a while, for it failed several times in a row")
    ]


class ModelShape(Shape):
    state: Annotated[
        Literal["off", "on", "paused"],
        Field(description="none is set; in use; switched off by staff while everything runs"),
    ]
    models: Annotated[list[ServedShape], Field(description="in order of preference")]
    changed_at: datetime | None
    changed_by: Annotated[str | None, Field(description="who used the switch last; null: nobody ever did")]
    tokens_today: int
    yuan_today: Annotated[str, Field(description="by the prices set", pattern=r"^\d+\.\d{2,6}$")]


class Switched(Shape):
    on: bool


@router.get("", summary="How the language model stands", responses=problems(ADMIN))
def model(house: House, who: Who) -> ModelShape:
    who.admin()
    return _shape(house)


@router.post("", summary="Switch it off or on", responses=problems(ADMIN))
def switch(body: Switched, house: House, who: Who) -> ModelShape:
    """Every process sees it at its next question; nothing is lost: off, the rules answer by themselves."""
    house.modelling.switch.turn(body.on, who.admin().account_id)
    return _shape(house)


def _shape(house: Container) -> ModelShape:
    modelling = house.modelling
    position, today = modelling.switch.position(), modelling.ledger.today()
    return ModelShape(
        state=modelling.state,
        models=[ServedShape(name=name, resting=resting) for name, resting in modelling.resting().items()],
        changed_at=local(position.at),
        changed_by=position.by,
        tokens_today=today.tokens,
        yuan_today=f"{today.yuan:.4f}",
    )
