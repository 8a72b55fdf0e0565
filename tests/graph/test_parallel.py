from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mandategraph.errors import InputError, MandatesError
from mandategraph.graph.parallel import in_order

_added: list[int] = []


def add(number: int) -> None:
    """Prepare a worker."""
    _added[:] = [number]


def slow_if_even(number: int) -> tuple[int, int]:
    time.sleep(0.05 if number % 2 == 0 else 0)
    return number + _added[0], os.getpid()


def refuse(number: int) -> int:
    if number == 3:
        raise InputError("3: cannot be used")
    return number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks_from_prepared_workers(workers: int) -> None:
    found = list(in_order(slow_if_even, range(12), workers, add, (100,)))
    assert [number for number, _ in found] == list(range(100, 112))
    processes = {process for _, process in found}
    assert processes == {os.getpid()} if workers == 1 else os.getpid() not in processes


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_is_raised_here(workers: int) -> None:
    with pytest.raises(InputError, match="3: cannot be used"):
        list(in_order(refuse, range(6), workers, add, (0,)))


def test_tasks_are_taken_only_a_little_ahead_of_the_results() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(slow_if_even, tasks(), 2, add, (0,))
    next(results)
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]


def test_a_worker_that_dies_is_one_clear_line() -> None:
    with pytest.raises(MandatesError, match="died, perhaps for want of memory"):
        list(in_order(die, range(6), 2, add, (0,)))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_workers_end_when_the_process_that_started_them_is_killed() -> None:
    script = (
        "import sys\nfrom mandategraph.graph.parallel import in_order\n"
        "if __name__ == '__main__':\n"
        "    results = in_order(abs, range(10_000), 2, print)\n"
        "    import multiprocessing\n"
        "    next(results)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = next(line for line in process.stdout if line.strip())
    workers = [int(word) for word in line.split()]
    assert len(workers) == 2
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(alive(worker) for worker in workers)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return status.rpartition(")")[2].split()[0] != "Z"
