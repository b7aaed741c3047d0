"""Reads a data set for checking: the good cells as values, a fault for each bad one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data.cells import ABSENT, Cells, remembering
from data.contract import TABLES, Column, Table
from data.faults import Fault
from data.messages import Message
from data.schema import Reference
from data.tables import (
    CellError,
    FileError,
    RawTable,
    Row,
    Value,
    find_column,
    parse_cell,
    read_raw,
    split_list,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row with its place in the file.

    Attributes:
        line: 1-based line of the file.
        values: values of the good cells; a bad cell is left out.
        cells: every cell as text, by column.
    """

    line: int
    values: Row
    cells: Mapping[str, str]

    def good(self, *columns: str) -> bool:
        """Whether all these cells are good."""
        return all(column in self.values for column in columns)

    def text(self, column: str) -> str:
        """A good cell as text; empty when it holds nothing."""
        value = self.values[column]
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as found.

    Attributes:
        readable: False when the file is missing or no table; it then has no records.
        columns: the columns found, extra ones included.
    """

    table: Table
    readable: bool
    columns: tuple[Column, ...] = ()
    records: tuple[Record, ...] = ()

    def has(self, *columns: str) -> bool:
        """Whether the file has all these columns."""
        return {column.name for column in self.columns}.issuperset(columns)

    def trusted(self, column: str) -> bool:
        """Whether the column is there and no cell in it is bad."""
        return self.has(column) and all(record.good(column) for record in self.records)

    def values(self, column: str) -> frozenset[Value]:
        """All good values of a column."""
        return frozenset(record.values[column] for record in self.records if record.good(column))

    def rows(self, *columns: str) -> Iterator[Record]:
        """The records in which all these cells are good."""
        return (record for record in self.records if record.good(*columns))

    def by(self, column: str) -> Mapping[Value, Record]:
        """The records by the value of a column; the first of several."""
        found: dict[Value, Record] = {}
        for record in self.rows(column):
            found.setdefault(record.values[column], record)
        return found

    def fault(self, record: Record, *, column: str = "", expected: str) -> Fault:
        """A fault in one of the records."""
        return Fault(
            file=self.table.file,
            row=record.line,
            column=column,
            value=record.cells.get(column, ""),
            expected=expected,
        )


Sheets = Mapping[str, Sheet]


def read_sheets(directory: Path) -> tuple[Sheets, tuple[Fault, ...]]:
    """Read all tables of a data set, with the faults of files, columns and cells."""
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    for name, table in TABLES.items():
        try:
            raw = read_raw(directory / table.file)
        except FileError as error:
            faults.append(
                Fault(file=table.file, row=error.line, value=error.found, expected=error.expected)
            )
            sheets[name] = Sheet(table=table, readable=False)
            continue
        sheet, found = _apply(table, raw=raw)
        sheets[name] = sheet
        faults += found
    return sheets, tuple(faults)


def check_keys(sheet: Sheet) -> Iterator[Fault]:
    """Find rows that repeat the key of an earlier row."""
    seen: dict[tuple[Value, ...], int] = {}
    key = sheet.table.key
    for record in sheet.rows(*key):
        value = tuple(record.values[column] for column in key)
        first = seen.setdefault(value, record.line)
        if first != record.line:
            yield sheet.fault(
                record,
                column=key[0],
                expected=Message("check.key_once", key=" + ".join(key), line=first),
            )


def check_references(sheet: Sheet, *, sheets: Sheets) -> Iterator[Fault]:
    """Find values that do not stand in the table they point at.

    References to a table with bad keys are left alone: those keys are to be mended first.
    """
    for column in sheet.columns:
        target = column.references
        if target is None or not _usable(sheets[target.table], target=target):
            continue
        known = sheets[target.table].values(target.column)
        for record in sheet.rows(column.name):
            cell = record.text(column.name)
            wanted = split_list(cell) if column.is_list else (cell,)
            if cell and not known.issuperset(wanted):
                yield sheet.fault(
                    record,
                    column=column.name,
                    expected=Message(
                        "check.reference",
                        column=target.column,
                        file=sheets[target.table].table.file,
                    ),
                )


def _usable(sheet: Sheet, *, target: Reference) -> bool:
    return sheet.readable and sheet.trusted(target.column)


def _apply(table: Table, *, raw: RawTable) -> tuple[Sheet, list[Fault]]:
    """Apply the contract to a table as text."""
    faults: list[Fault] = []
    columns: list[Column | None] = []
    found: set[str] = set()
    for name in raw.header:
        column = find_column(table, name=name)
        if column is None or name in found:
            expected = Message("check.column_once" if name in found else "check.column_known")
            faults.append(Fault(file=table.file, row=1, column=name, value=name, expected=expected))
            column = None
        found.add(name)
        columns.append(column)
    faults += [
        Fault(file=table.file, row=1, column=name, expected=Message("check.column_wanted"))
        for name in table.column_names
        if name not in found
    ]
    records: list[Record] = []
    index = {column.name: place for place, column in enumerate(columns) if column is not None}
    parse = remembering([partial(_parsed, column) for column in columns])
    for row in raw.rows:
        if len(row.cells) != len(columns):
            faults.append(
                Fault(
                    file=table.file,
                    row=row.line,
                    value=f"{len(row.cells)} cells",
                    expected=Message("check.cells", count=len(columns)),
                )
            )
            continue
        values = parse(row.cells)
        for place, column in enumerate(columns):
            error = values[place]
            if column is not None and isinstance(error, CellError):
                values[place] = ABSENT
                faults.append(
                    Fault(
                        file=table.file,
                        row=row.line,
                        column=column.name,
                        value=row.cells[place],
                        expected=error.expected,
                    )
                )
        records.append(
            Record(line=row.line, values=Cells(index, tuple(values)), cells=Cells(index, row.cells))
        )
    known = tuple(column for column in columns if column is not None)
    return Sheet(table=table, readable=True, columns=known, records=tuple(records)), faults


def _parsed(column: Column | None, cell: str) -> Value | CellError:
    """A cell's value, or why it has none."""
    try:
        return None if column is None else parse_cell(column, cell)
    except CellError as error:
        return error
