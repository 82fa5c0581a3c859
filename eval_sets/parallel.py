"""Many cases at once: each is a person of its own, so their order does not matter."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

C = TypeVar("C")
R = TypeVar("R")

JOBS = 4
"""people at once, unless said otherwise: enough to keep a service on two cores busy"""


def each(work: Callable[[C], R], cases: Sequence[C], jobs: int) -> list[R]:
    """What `work` gives for each case, in the order of the cases. A fault ends the run."""
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        return list(pool.map(work, cases))
