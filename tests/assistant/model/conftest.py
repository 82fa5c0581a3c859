"""The local service, started once a module."""

from collections.abc import Generator

import pytest

from eval_sets.model.server import Server, running
from tests.assistant.model.served import helpful


@pytest.fixture(scope="module")
def _running() -> Generator[Server]:
    with running(helpful) as server:
        yield server


@pytest.fixture
def server(_running: Server) -> Server:
    """Sound, and with nothing noted."""
    _running.script, _running.fault, _running.usage, _running.left = helpful, "ok", True, 0
    _running.requests.clear()
    _running.keys.clear()
    return _running
