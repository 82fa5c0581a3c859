"""Faults of the conversation."""


class AssistantError(Exception):
    """Base of the room's tree."""


class UnknownConversationError(AssistantError):
    """No such conversation, or it belongs to another account: told alike."""


class BusyConversationError(AssistantError):
    """Other turns of the same conversation kept winning; the sender may repeat with the same message id."""


class ModelSettingsError(AssistantError):
    """A language model can't be had as it is set; the sentence says what to do, and shows no key."""
