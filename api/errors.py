"""Faults of the doors. What a caller did wrong is a `Problem` (`api.problems`), not a fault."""


class ApiError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""


class NotConfiguredError(ApiError):
    """Something was asked for that the settings leave out, e.g. speech without a model folder."""
