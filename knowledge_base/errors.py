"""Faults of the knowledge base."""


class KnowledgeBaseError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""


class ContentError(KnowledgeBaseError):
    """Content files that can't be loaded; `problems` are (file, line, what is wrong)."""

    def __init__(self, problems: list[tuple[str, int, str]]) -> None:
        super().__init__("; ".join(f"{file}:{line}: {what}" for file, line, what in problems))
        self.problems = problems


class NotBuiltError(KnowledgeBaseError):
    """No index has been built in this data folder yet."""


class EncoderMissingError(KnowledgeBaseError):
    """The encoder that the settings name is not installed."""


class IndexBusyError(KnowledgeBaseError):
    """Another process has been building the search index for too long."""


class RegistryFileError(KnowledgeBaseError):
    """An export that can't be read: not of its format, too large, or without the columns it needs."""
