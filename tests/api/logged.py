"""The service's logs, as it would write them, at whatever level."""

import io
import logging
from collections.abc import Generator
from contextlib import contextmanager

from api import logs


@contextmanager
def logged(level: str = "debug") -> Generator[io.StringIO]:
    """Everything that is logged meanwhile; afterwards all loggers are as they were."""
    named = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    before = [
        (one, one.level, one.handlers[:], one.filters[:], one.propagate) for one in (logging.root, *named)
    ]
    logging.root.handlers = []  # `configure` would close them
    stream = io.StringIO()
    logs.configure(level, stream)
    try:
        yield stream
    finally:
        for one, was, handlers, filters, propagate in before:
            one.setLevel(was)
            one.handlers, one.filters, one.propagate = handlers, filters, propagate
