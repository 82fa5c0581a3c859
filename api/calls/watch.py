"""How quickly a call answers, for the figures. No label or value carries anything that was said."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

from api.metrics import Metrics


class Watch:
    """Of one call. An answer's time: the pause by which the end of speech is known, the recogniser (with the
    wait for it), and all the rest until the first sound."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._ended: float | None = None
        self._pause = self._heard = 0.0

    def ended(self, pause: float) -> None:
        """The caller stopped speaking `pause` seconds ago; of several utterances the last counts."""
        self._ended, self._pause, self._heard = self._now(), pause, 0.0

    @contextmanager
    def hearing(self) -> Generator[None]:
        begun = self._now()
        try:
            yield
        finally:
            self._heard = self._now() - begun

    def nothing(self) -> None:
        """It was no speech: nobody waits for an answer."""
        self._ended = None

    def sounded(self) -> None:
        """Sound went out; the first after the caller spoke is the answer."""
        if self._ended is None:
            return
        since, self._ended = self._now() - self._ended, None
        parts = self._metrics.call_answers
        parts.labels("pause").observe(self._pause)
        parts.labels("hearing").observe(self._heard)
        parts.labels("rest").observe(max(0.0, since - self._heard))

    def turned(self) -> None:
        self._metrics.call_turns.inc()

    def interrupted(self) -> None:
        self._metrics.barge_ins.inc()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
