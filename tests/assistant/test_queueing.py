"""A lock a conversation: the same one queues, another never waits, and nothing is left behind."""

from threading import Event, Thread

from assistant.queueing import OneAtATime


def test_the_same_name_queues_and_another_does_not_wait() -> None:
    queue, held, go_on = OneAtATime(), Event(), Event()
    order: list[str] = []

    def first() -> None:
        with queue.held("a"):
            held.set()
            assert go_on.wait(10)
            order.append("first")

    def second() -> None:
        with queue.held("a"):
            order.append("second")

    threads = [Thread(target=first), Thread(target=second)]
    threads[0].start()
    assert held.wait(10)
    threads[1].start()
    with queue.held("b"):
        order.append("another")
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert order == ["another", "first", "second"]
    assert len(queue) == 0


def test_a_fault_frees_the_name() -> None:
    queue = OneAtATime()
    for _ in range(2):
        try:
            with queue.held("a"):
                raise KeyError("a")
        except KeyError:
            assert len(queue) == 0
