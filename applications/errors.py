"""Faults of handling. Expected outcomes are values in `applications.types`."""


class ApplicationsError(Exception):
    """Base of the room's tree."""


class IntakeUnavailableError(ApplicationsError):
    """The intake did not take the case now; the outbox tries again."""


class IntakeRefusedError(ApplicationsError):
    """The intake refused the case for good; a person has to look at it."""
