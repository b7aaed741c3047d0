"""Reads and writes the files of a data set; standard library only, so any process may use it."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from data.cells import Cells, remembering
from data.contract import DESCRIPTOR_FILE, TABLES, Column, ColumnType, Table
from data.messages import Message
from data.schema import LIST_SEPARATOR

Value: TypeAlias = str | int | float | Decimal | None
Row: TypeAlias = Mapping[str, Value]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?")


class DataError(Exception):
    """A data set cannot be read as the contract says; the message names the place."""


class FileError(DataError):
    """A file as a whole cannot be read.

    Attributes:
        expected: what was expected of the file.
        line: 1-based line at which reading failed, None when it is not about a line.
    """

    def __init__(self, expected: str, *, found: str = "", line: int | None = None) -> None:
        """Say what was expected of the file, what was found, and where."""
        super().__init__(f"expected {expected}" + (f" (line {line})" if line else ""))
        self.expected = expected
        self.found = found
        self.line = line


class CellError(ValueError):
    """A cell is not what its column asks for.

    Attributes:
        expected: what was expected instead.
    """

    def __init__(self, expected: str) -> None:
        """Say what was expected."""
        super().__init__(expected)
        self.expected = expected


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One record as text.

    Attributes:
        line: 1-based line of the file on which the record starts.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A CSV file as text, before the contract is applied."""

    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A data set in memory.

    Attributes:
        descriptor: the content of datapackage.json.
        tables: rows of every table of the contract; empty cells are None, `number` cells floats,
            `printed` cells Decimals.
    """

    descriptor: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]

    @property
    def status(self) -> str:
        """`simulated` or `official`."""
        return str(self.descriptor["status"])

    @property
    def years(self) -> tuple[int, ...]:
        """Years with scores, Buddhist Era, oldest first."""
        return tuple(sorted(int(year) for year in self.descriptor["years"]))

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        """The rows of a table."""
        return self.tables[name]


def read_raw(path: Path) -> RawTable:
    """Read a CSV file as text.

    Raises:
        FileError: the file is missing, not UTF-8, or not CSV.
    """
    content = _read_text(path)
    # strict=True makes a stray quote an error instead of a silently merged cell.
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    records: list[RawRow] = []
    start = 1
    try:
        for cells in reader:
            if cells:
                # The same few texts come again and again in a large table.
                records.append(RawRow(line=start, cells=tuple(map(sys.intern, cells))))
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileError(Message("check.csv"), found=str(error), line=reader.line_num) from error
    if not records:
        raise FileError(Message("check.header"))
    return RawTable(header=records[0].cells, rows=tuple(records[1:]))


def parse_cell(column: Column, cell: str) -> Value:
    """Turn the text of a cell into its value; an empty cell is None.

    Raises:
        CellError: the cell is not what the column asks for.
    """
    if cell == "":
        if column.required:
            raise CellError(Message("check.value"))
        return None
    if cell != cell.strip():
        raise CellError(Message("check.no_space"))
    if _CONTROL.search(cell):
        raise CellError(Message("check.no_control"))
    if column.type is ColumnType.TEXT:
        return _parse_text(column, cell)
    if column.type is ColumnType.INTEGER:
        if not _INTEGER.fullmatch(cell):
            raise CellError(Message("check.whole_number"))
        return int(_in_range(column, int(cell)))
    if not _NUMBER.fullmatch(cell):
        raise CellError(Message("check.number"))
    if column.decimals is not None and len(cell.partition(".")[2]) > column.decimals:
        raise CellError(Message("check.decimals", count=column.decimals))
    return Decimal(cell) if column.type is ColumnType.PRINTED else _in_range(column, float(cell))


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a list cell."""
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR))


def format_cell(column: Column, value: Value) -> str:
    """Write a value as `parse_cell` reads it.

    Raises:
        ValueError: the number is not finite.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{column.name}: {value} is not a number that can be written")
        if column.decimals is not None:
            return f"{value:.{column.decimals}f}"
        return f"{value:.12f}".rstrip("0").rstrip(".")
    return str(value)


def write_table(path: Path, *, table: Table, rows: Iterable[Row]) -> None:
    """Write rows as UTF-8 CSV with LF line ends; the same rows always give the same bytes.

    Columns beyond the contract's are written after them, in the order of the first row, where the
    table allows such columns.

    Raises:
        DataError: a row has a column that the table does not know.
    """
    stored = list(rows)
    columns = columns_of(table, header=(*table.column_names, *_extra_names(table, rows=stored)))
    names = [column.name for column in columns]
    known = set(names)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for row in stored:
            if not known.issuperset(row):
                unknown = ", ".join(sorted(set(row) - known))
                raise DataError(f"{table.file}: no such column: {unknown}")
            writer.writerow(format_cell(column, row.get(column.name)) for column in columns)


def columns_of(table: Table, *, header: Sequence[str]) -> tuple[Column, ...]:
    """The columns named in a header.

    Raises:
        DataError: the table knows no such column.
    """
    found = []
    for name in header:
        column = find_column(table, name=name)
        if column is None:
            raise DataError(f"{table.file}: no such column: {name}")
        found.append(column)
    return tuple(found)


def find_column(table: Table, *, name: str) -> Column | None:
    """The column of that name, a permitted extra column included."""
    for column in table.columns:
        if column.name == name:
            return column
    if table.extra is not None and re.fullmatch(table.extra.name, name):
        return replace(table.extra, name=name)
    return None


def read_table(path: Path, *, table: Table) -> tuple[Row, ...]:
    """Read a table typed by the contract.

    Raises:
        DataError: at the first fault; `data.check` finds all of them.
    """
    try:
        raw = read_raw(path)
    except DataError as error:
        raise DataError(f"{path.name}: {error}") from error
    columns = columns_of(table, header=raw.header)
    missing = set(table.column_names) - set(raw.header)
    if missing:
        raise DataError(f"{path.name}: missing columns: {', '.join(sorted(missing))}")
    rows: list[Row] = []
    index = {column.name: place for place, column in enumerate(columns)}
    parse = remembering([partial(parse_cell, column) for column in columns])
    for record in raw.rows:
        if len(record.cells) != len(columns):
            raise DataError(f"{path.name}, line {record.line}: {len(columns)} cells expected")
        try:
            rows.append(Cells(index, tuple(parse(record.cells))))
        except CellError as error:
            raise DataError(f"{path.name}, line {record.line}: expected {error}") from error
    return tuple(rows)


def read_descriptor(directory: Path) -> dict[str, Any]:
    """Read datapackage.json.

    Raises:
        FileError: the file is missing or not a JSON object.
    """
    text = _read_text(directory / DESCRIPTOR_FILE)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileError(Message("check.json"), found=error.msg, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise FileError(Message("check.json"), found=str(error)) from error
    if not isinstance(content, dict):
        raise FileError(Message("check.json_object"))
    return content


def write_descriptor(directory: Path, *, descriptor: Mapping[str, Any]) -> None:
    """Write datapackage.json; the same content always gives the same bytes."""
    content = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (directory / DESCRIPTOR_FILE).write_text(content + "\n", encoding="utf-8", newline="\n")


def read_dataset(directory: Path) -> Dataset:
    """Read a whole data set; it is expected to have passed `data.check`.

    Raises:
        DataError: at the first fault.
    """
    try:
        descriptor = read_descriptor(directory)
    except FileError as error:
        raise DataError(f"{DESCRIPTOR_FILE}: {error}") from error
    return Dataset(
        descriptor=descriptor,
        tables={
            name: read_table(directory / table.file, table=table) for name, table in TABLES.items()
        },
    )


def write_dataset(directory: Path, *, dataset: Dataset) -> None:
    """Write every table of a data set and its descriptor into an existing directory."""
    for name, table in TABLES.items():
        write_table(directory / table.file, table=table, rows=dataset[name])
    write_descriptor(directory, descriptor=dataset.descriptor)


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(Message("check.file")) from error
    except OSError as error:
        raise FileError(Message("check.readable")) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise FileError(Message("check.utf8"), found=found, line=line) from error


def _parse_text(column: Column, cell: str) -> str:
    if column.codes and cell not in column.codes:
        raise CellError(Message("check.one_of", codes=", ".join(column.codes)))
    if column.pattern and not re.fullmatch(column.pattern, cell):
        raise CellError(Message("check.form", form=column.pattern))
    return cell


def _in_range(column: Column, value: float) -> float:
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        if low is None or high is None:
            code, limit = ("check.at_least", low) if high is None else ("check.at_most", high)
            raise CellError(Message(code, limit=f"{limit:g}"))
        raise CellError(Message("check.between", low=f"{low:g}", high=f"{high:g}"))
    return value


def _extra_names(table: Table, *, rows: Sequence[Row]) -> list[str]:
    if table.extra is None or not rows:
        return []
    fixed = set(table.column_names)
    return [name for name in rows[0] if name not in fixed]
