"""How a person likes the page, as JSON."""

from typing import Annotated

from pydantic import Field

from api.preferences import Preferences, Theme, Tone
from api.wire.base import Shape


class SettingsChosen(Shape):
    """What is left out is as for somebody who never chose."""

    elder: Annotated[bool, Field(description="长辈版: large type, high contrast, one thing at a time")] = (
        False
    )
    theme: Annotated[Theme, Field(description="`system` follows the device")] = "system"
    tone: Annotated[Tone, Field(description="`local`: Sichuan and Chongqing greetings")] = "standard"
    read_aloud: Annotated[bool, Field(description="read replies aloud by themselves")] = False
    less_motion: Annotated[bool, Field(description="nothing moves by itself")] = False


class SettingsShape(SettingsChosen):
    kept: Annotated[bool, Field(description="false: this person never chose; these are the defaults")]


def settings_value(chosen: SettingsChosen) -> Preferences:
    return Preferences(chosen.elder, chosen.theme, chosen.tone, chosen.read_aloud, chosen.less_motion)


def settings_shape(kept: Preferences | None) -> SettingsShape:
    found = kept or Preferences()
    return SettingsShape(
        elder=found.elder,
        theme=found.theme,
        tone=found.tone,
        read_aloud=found.read_aloud,
        less_motion=found.less_motion,
        kept=kept is not None,
    )
