"""Faults of the conversation."""


class AssistantError(Exception):
    """Base of the room's tree."""
