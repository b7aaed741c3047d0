"""One publication at a time: a lock that ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_FILE = ".publish.lock"


class BusyError(Exception):
    """Somebody else publishes into this directory; the message says who."""


@contextmanager
def locked(directory: Path, *, by: str) -> Iterator[None]:
    """Hold the directory's lock; the file stays, the lock goes with the process.

    Raises:
        BusyError: Another process holds it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    handle = os.open(directory / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 500).decode("utf-8", "replace").strip()
            raise BusyError(holder) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{by} (process {os.getpid()})\n".encode(), 0)
        yield
    finally:
        os.close(handle)
