"""How the signed-in person likes the page."""

from fastapi import APIRouter

from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.settings import SettingsChosen, SettingsShape, settings_shape, settings_value

router = APIRouter(prefix="/me", tags=["settings"])


@router.get("/settings", summary="How I like the page", responses=problems(SIGN_IN))
def settings(house: House, who: Who) -> SettingsShape:
    """`kept: false` and the defaults for who never chose."""
    return settings_shape(house.preferences.of(who.signed_in().account_id))


@router.put("/settings", summary="Choose how I like the page", responses=problems(SIGN_IN))
def choose(body: SettingsChosen, house: House, who: Who) -> SettingsShape:
    """Takes the place of what was chosen before."""
    chosen = settings_value(body)
    house.preferences.keep(who.signed_in().account_id, chosen)
    return settings_shape(chosen)
