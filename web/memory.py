"""Tells the C library to give memory back; the rest of the site does not know of it."""

from __future__ import annotations

import ctypes
import os
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
"""Numbers of mallopt's parameters in glibc."""

LARGE = 256 * 1024
"""Bytes from which on a block is a mapping of its own, given back when it is freed."""

ARENAS = 2
OF_THE_OPERATOR = "MALLOC_"


def settle() -> None:
    """Bound what is kept of freed memory; to be called before threads are started and forks made.

    The compressor wants blocks of many megabytes for a moment. glibc raises its limit for mappings
    when such a block is freed and takes the next ones from heaps, one for each thread, which never
    shrink again: without this a worker doubles its memory over a day. Other C libraries, and
    operators who have set any of it themselves, are left alone.
    """
    if sys.platform != "linux" or any(name.startswith(OF_THE_OPERATOR) for name in os.environ):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return
    for parameter, value in (
        (MMAP_THRESHOLD, LARGE),
        (TRIM_THRESHOLD, LARGE),
        (ARENA_MAX, ARENAS),
    ):
        mallopt(parameter, value)
