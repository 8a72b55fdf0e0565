"""Who is still reading a build: readers hold a shared lock on a file of the build, and the cleaner asks for it alone.

The system gives a lock back when its process ends, however it ends. Windows has no such locks and needs none: there
a folder with open files cannot be renamed, and so is not removed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LEASE = "in-use"
"""The name of the file in a build that its readers lock."""


def take(build: Path) -> int:
    """Take a share in a build and return the handle to close when done with it.

    Waits while the build is being removed. Raises `OSError` where the build is not there, or not any more.
    """
    handle = os.open(build / LEASE, os.O_RDONLY)
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
        except BaseException:
            os.close(handle)
            raise
    return handle


@contextmanager
def unused(build: Path) -> Iterator[bool]:
    """Tell whether nobody reads a build, and keep new readers waiting until the block ends."""
    try:
        handle = os.open(build / LEASE, os.O_RDONLY)
    except FileNotFoundError:
        yield True  # Whoever made this build was stopped before it could have readers.
        return
    try:
        yield _alone(handle)
    finally:
        os.close(handle)


def _alone(handle: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
