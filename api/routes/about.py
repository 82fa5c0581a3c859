"""What anybody may know of this service and of the model behind it."""

from fastapi import APIRouter

from api.routes.base import House
from api.wire.about import AboutShape, about_shape

router = APIRouter(tags=["about"])


@router.get("/about", summary="Who answers here, and by which model")
def about(house: House) -> AboutShape:
    """The sentences are for people to read as they are."""
    return about_shape(house.about)
