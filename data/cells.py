"""Rows of large tables in little room: one tuple a row, the names once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

ABSENT: Any = object()
"""Stands in a tuple for a cell that the row does not have."""

REMEMBERED = 50_000
"""How many different texts of a column are remembered; scores have ten thousand."""


class Cells(Mapping[str, Any]):
    """A row as a mapping from column to value; equal to a dict of the same content."""

    __slots__ = ("_index", "_row")

    def __init__(self, index: Mapping[str, int], row: tuple[Any, ...]) -> None:
        """Keep the row; `index` says at which place of it a column stands."""
        self._index = index
        self._row = row

    def __getitem__(self, name: str) -> Any:
        """Return the value of a column.

        Raises:
            KeyError: The row has no such cell.
        """
        value = self._row[self._index[name]]
        if value is ABSENT:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        """Whether the row has such a cell."""
        place = self._index.get(name)  # type: ignore[call-overload]
        return place is not None and self._row[place] is not ABSENT

    def __iter__(self) -> Iterator[str]:
        """Yield the columns that the row has, in the order of the file."""
        return (name for name, place in self._index.items() if self._row[place] is not ABSENT)

    def __len__(self) -> int:
        """How many cells the row has."""
        return sum(value is not ABSENT for value in self._row)

    def __repr__(self) -> str:
        """Show the row as a dict would be shown."""
        return repr(dict(self))


def remembering(parsers: Sequence[Callable[[str], Any]]) -> Callable[[Sequence[str]], list[Any]]:
    """Return a function that parses the cells of a row, each text of a column only once.

    Equal cells then share one value, which saves most of the memory of a large table.
    """
    memories: list[dict[str, Any]] = [{} for _ in parsers]

    def parse(cells: Sequence[str]) -> list[Any]:
        row = []
        for cell, parser, memory in zip(cells, parsers, memories, strict=True):
            value = memory.get(cell, ABSENT)
            if value is ABSENT:
                value = parser(cell)
                if len(memory) < REMEMBERED:
                    memory[cell] = value
            row.append(value)
        return row

    return parse
