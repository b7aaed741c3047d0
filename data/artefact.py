"""Writes the prepared SQLite file so that equal content is equal bytes (build time)."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from data.manifest import FORMAT

Cell: TypeAlias = str | int | float | bytes | None

PAGE_SIZE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table to write: `columns` as SQL, `rows` in the order in which they are stored."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    key: str = ""
    indices: tuple[str, ...] = ()


def write(path: Path, *, content: Iterable[Relation]) -> str:
    """Write tables into a new file and return a digest of their content.

    The digest is over names and cells, not over the bytes, which differ between versions of SQLite.
    """
    digest = hashlib.sha256(str(FORMAT).encode())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("BEGIN")
        for relation in content:
            _write_relation(connection, relation=relation, digest=digest)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    return digest.hexdigest()


def _write_relation(
    connection: sqlite3.Connection, *, relation: Relation, digest: hashlib._Hash
) -> None:
    columns = ", ".join(relation.columns)
    key = f", PRIMARY KEY ({relation.key})) WITHOUT ROWID" if relation.key else ")"
    connection.execute(f"CREATE TABLE {relation.name} ({columns}{key}")
    digest.update(f"{relation.name} ({columns}{key}\n".encode())

    def seen() -> Iterator[Sequence[Cell]]:
        for row in relation.rows:
            digest.update(repr(tuple(row)).encode())
            yield row

    marks = ", ".join("?" * len(relation.columns))
    # Every name comes from the contract or from data.relations.
    connection.executemany(f"INSERT INTO {relation.name} VALUES ({marks})", seen())  # noqa: S608
    for index in relation.indices:
        unique, _, rest = index.partition("UNIQUE ")
        connection.execute(f"CREATE UNIQUE INDEX {rest}" if rest else f"CREATE INDEX {unique}")
