"""Read-only SQLite that survives threads and forks; standard library only."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Parameters: TypeAlias = Sequence[str | int | float | None] | Mapping[str, str | int | float]


class _Handle:
    """A connection that closes with the thread it belongs to, but never in a forked child."""

    __slots__ = ("connection", "process")

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        # immutable: no lock and no look at a journal, for the file is replaced, never changed.
        self.connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.connection.execute("PRAGMA mmap_size = 268435456")

    def __del__(self) -> None:
        connection = getattr(self, "connection", None)
        if connection is not None and self.process == os.getpid():
            connection.close()


class Connections:
    """Gives each thread of each process a connection of its own to one file.

    A process forked from one that had read (gunicorn --preload) opens anew: SQLite forbids to use
    a connection, or even to close it, on the other side of a fork.
    """

    def __init__(self, path: Path) -> None:
        """Remember the file; nothing is opened yet."""
        self._path = path
        self._local = threading.local()
        self._inherited: list[_Handle] = []

    def rows(self, query: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as column name -> value.

        Raises:
            sqlite3.Error: The file cannot be opened or the query is not understood.
        """
        cursor = self._connection().execute(query, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _connection(self) -> sqlite3.Connection:
        handle: _Handle | None = getattr(self._local, "handle", None)
        if handle is None or handle.process != os.getpid():
            if handle is not None:
                self._inherited.append(handle)
            handle = _Handle(self._path)
            self._local.handle = handle
        return handle.connection
