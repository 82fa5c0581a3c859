"""Step 2: from text to typed commands."""

from assistant.understand.step import understand

__all__ = ["understand"]
