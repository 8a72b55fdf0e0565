"""The same work on many things in several processes, with the results in the order of the things."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

from mandategraph.errors import MandatesError

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 8
"""How many tasks a worker has waiting, so that it has work while this process has, and memory stays small."""
_NEW_OBJECTS = 200_000
"""How many more objects than before make a worker look for those that refer to each other and to which nothing does."""


def in_order(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    prepare: Callable[..., None],
    arguments: tuple[object, ...] = (),
) -> Iterator[Result]:
    """Yield the result of each task, in order. One worker is this process; more are processes of their own.

    `prepare` is called with `arguments` once in each worker, before its first task. What a task raises is raised here.
    Raises `MandatesError` where a worker dies. Ctrl-C is for this process alone to act upon.
    """
    if workers == 1:
        prepare(*arguments)
        yield from map(work, tasks)
        return
    # Not by fork, which copies the threads' locks of whatever library has threads.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (prepare, arguments))
    try:
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) > workers * (1 + _AHEAD):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MandatesError(
            "a process that reads for this one died, perhaps for want of memory; try again with --workers 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(prepare: Callable[..., None], arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*arguments)
    gc.collect()
    gc.freeze()  # What was prepared stays: there is no need to look through it again and again.
    gc.set_threshold(_NEW_OBJECTS)  # What a task makes is nearly all in use until its end.


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, or it would wait for tasks for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
