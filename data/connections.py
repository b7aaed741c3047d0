"""Read-only SQLite that survives threads and forks; standard library only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Parameters: TypeAlias = Sequence[str | int | float | None] | Mapping[str, str | int | float]


CACHE_KB = 2048
"""What a connection keeps of the file."""


class _Handle:
    """A connection that closes with its last user, but never in a forked child."""

    __slots__ = ("connection", "process")

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        # immutable: no lock and no look at a journal, for the file is replaced, never changed.
        self.connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        # Not mapped: a mapping grows with the file; the system keeps what is read of it anyway.
        self.connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")

    def __del__(self) -> None:
        connection = getattr(self, "connection", None)
        if connection is not None and self.process == os.getpid():
            connection.close()


class Connections:
    """Lends each question a connection to one file; there are as many as questions at one time.

    A connection holds its prepared statements and what it knows of the tables, some megabytes that
    threads need not have each for itself. A process forked from one that had read (gunicorn
    --preload) opens anew: SQLite forbids to use a connection, or even to close it, on the other
    side of a fork.
    """

    def __init__(self, path: Path) -> None:
        """Remember the file; nothing is opened yet."""
        self._path = path
        self._free: list[_Handle] = []
        self._inherited: list[_Handle] = []

    def rows(self, query: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as column name -> value.

        Raises:
            sqlite3.Error: The file cannot be opened or the query is not understood.
        """
        handle = self._take()
        try:
            cursor = handle.connection.execute(query, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        finally:
            # The one used last is lent next: it has the most at hand.
            self._free.append(handle)

    def _take(self) -> _Handle:
        while True:
            try:
                handle = self._free.pop()
            except IndexError:
                return _Handle(self._path)
            if handle.process == os.getpid():
                return handle
            self._inherited.append(handle)
