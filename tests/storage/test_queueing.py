"""The lock serves in the order of coming, and whoever waits too long gives up without harm."""

import threading
import time
from collections.abc import Callable

import pytest

from storage.errors import StorageError
from storage.queueing import FairLock


def started(work: Callable[[], None], lock: FairLock, waiting: int) -> threading.Thread:
    """A thread that is known to stand in the queue."""
    thread = threading.Thread(target=work)
    thread.start()
    while len(lock._waiting) < waiting:  # pyright: ignore[reportPrivateUsage]
        time.sleep(0.001)
    return thread


def test_threads_are_served_in_the_order_they_came() -> None:
    lock, served = FairLock(), list[int]()

    def work(number: int) -> None:
        with lock.held(10):
            served.append(number)

    with lock.held(10):
        threads = [started(lambda number=number: work(number), lock, number + 1) for number in range(10)]
    for thread in threads:
        thread.join()
    assert served == list(range(10))


def test_only_one_holds_it() -> None:
    lock, inside, most = FairLock(), list[int](), list[int]()

    def work() -> None:
        for _ in range(50):
            with lock.held(10):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (400, 1)


def test_who_waits_too_long_leaves_the_queue_and_the_next_is_served() -> None:
    lock, served = FairLock(), list[str]()

    def wait_for_ever() -> None:
        with lock.held(10):
            served.append("patient")

    def take_in_vain() -> None:
        with lock.held(0.01):
            pytest.fail("the lock was held by another")

    with lock.held(10):
        with pytest.raises(StorageError):
            take_in_vain()
        patient = started(wait_for_ever, lock, 1)
    patient.join()
    with lock.held(0):
        assert served == ["patient"]


def test_it_is_given_back_after_an_error() -> None:
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock.held(1):
        raise ZeroDivisionError
    with lock.held(0):
        pass
