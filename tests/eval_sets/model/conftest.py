"""The house of the assistant's tests, for sets that are answered in this process."""

from tests.assistant.conftest import house, published

__all__ = ["house", "published"]
