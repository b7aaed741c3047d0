"""Sheets that carry a table of the contract by its own column names, such as new agencies."""

from __future__ import annotations

from data.contract import TABLES
from data.office.cells import THAI_DIGITS, clean
from data.office.grids import Grid
from data.schema import ColumnType
from data.tables import Row, Value

_NEEDED = frozenset({"agency_id", "name_th", "level", "agency_type_id"})
_SEARCHED = 10


def new_agencies(grid: Grid) -> tuple[Row, ...] | None:
    """Read agencies out of a sheet that names the contract's columns; None where it does not.

    Cells are brought into form and not yet checked: the check of the data set names the bad ones.
    """
    table = TABLES["agencies"]
    names = set(table.column_names)
    for number, row in enumerate(grid.rows[:_SEARCHED]):
        header = [clean(cell).casefold() for cell in row]
        if _NEEDED.issubset(header):
            types = {column.name: column.type for column in table.columns}
            return tuple(
                {
                    name: _value(cell, type_=types[name])
                    for name, cell in zip(header, cells, strict=False)
                    if name in names
                }
                for cells in grid.rows[number + 1 :]
                if any(clean(cell) for cell in cells)
            )
    return None


def _value(cell: str, *, type_: ColumnType) -> Value:
    text = clean(cell)
    if not text:
        return None
    digits = text.translate(THAI_DIGITS)
    return int(digits) if type_ is ColumnType.INTEGER and digits.isdecimal() else text
