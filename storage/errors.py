"""Faults of storage."""


class StorageError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""


class KeyMissingError(StorageError):
    """A value was encrypted with a key that the key file does not hold."""


class CorruptedError(StorageError):
    """An encrypted value or file does not decrypt, or the audit chain does not add up."""


class FileMissingError(StorageError):
    """No file is kept under that reference."""
