"""Step 5: what is said, from published sections and from what was achieved."""

from assistant.answer.quoting import QuotingComposer
from assistant.answer.step import answer

__all__ = ["QuotingComposer", "answer"]
