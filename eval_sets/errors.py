"""Faults of an evaluation."""


class EvalError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""

    usage = False
    """whether the command was called wrongly, so that it ends with status 2"""


class CaseFileError(EvalError):
    """A case file that is missing or has a line of the wrong shape."""


class ServerError(EvalError):
    """The service under test did not start, or answered with a fault."""


class ChoiceError(EvalError):
    """No such set, or options that don't go together."""

    usage = True


class PackageMissingError(EvalError):
    """A package that we don't ship and that this comparison needs."""
