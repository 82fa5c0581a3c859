"""Faults of handling. Expected outcomes are values in `applications.types`."""


class ApplicationsError(Exception):
    """Base of the room's tree."""


class IntakeUnavailableError(ApplicationsError):
    """The intake did not take the case now; the outbox tries again."""


class IntakeRefusedError(ApplicationsError):
    """The intake refused the case for good; a person has to look at it."""


class IntakeFileLostError(IntakeRefusedError):
    """A document of the case can't be read any more; a person has to look before it is sent."""


class IntakeUntrustedError(IntakeUnavailableError):
    """The intake's answer is unsigned, foreign or altered and counts for nothing; the outbox tries again."""


class IntakeUnauthorisedError(IntakeUnavailableError):
    """The intake does not accept our signature: look at keys and clock; the outbox tries again."""


class IntakeKeysError(ApplicationsError):
    """The key file of the hand-off is missing or broken; the text says what to do."""


class IntakeSignatureError(ApplicationsError):
    """A message is unsigned, signed by a key that is not trusted, too old, or was changed."""
