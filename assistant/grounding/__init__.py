"""Is a worded sentence supported by the published sentences it cites? Pure, so that anybody can ask."""

from assistant.grounding.judging import About, faults, omissions
from assistant.grounding.lists import label

__all__ = ["About", "faults", "label", "omissions"]
