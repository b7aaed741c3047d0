"""The one place where an export is defined: its name, columns, rows, and how they become text.

Standard library only: the web process writes views with it, the build writes whole tables.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TextIO, overload

from data.codes import DataStatus, Missing, Provenance
from data.contract import TABLES, Column, Table
from data.schema import text
from data.tables import Row, columns_of, format_cell

BOM = "\ufeff"
"""Makes Excel read a CSV file as UTF-8."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet takes for a formula."""

STATUS_COLUMN = text(
    "dataset_status",
    "status of the data set that the row was taken from",
    "สถานะของชุดข้อมูลที่แถวนี้มาจาก",
    codes=DataStatus,
)
PROVENANCE_COLUMN = text(
    "provenance",
    "where the content of the row comes from",
    "ที่มาของสิ่งที่แถวนี้ระบุ",
    codes=Provenance,
)

TABLE_PROVENANCE: Mapping[str, Provenance] = MappingProxyType(
    {
        "agencies": Provenance.DERIVED,
        "office_kinds": Provenance.DERIVED,
        "recommendations": Provenance.DERIVED,
        "source_checks": Provenance.DERIVED,
    }
)
"""Provenance of tables without such a column that we put together from what was published."""


_IMPOSSIBLE: Mapping[DataStatus, frozenset[str]] = MappingProxyType(
    {DataStatus.OFFICIAL: frozenset({DataStatus.SIMULATED, Missing.NOT_IN_SIMULATION})}
)
"""Codes that no row of a data set of this status can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Something that can be downloaded as a table.

    Attributes:
        name: lower-case name, the middle of the file's name.
        columns: as in the contract, each with its description in both languages.
        rows: one mapping for each row; a missing key is an empty cell.
        status: of the data set.
        version: of the data set.
    """

    name: str
    title_th: str
    title_en: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    status: DataStatus
    version: str

    @property
    def simulated(self) -> bool:
        """Whether any of its rows is simulated."""
        return any(row.get("provenance") == Provenance.SIMULATED for row in self.rows)

    def file_name(self, form: str) -> str:
        """The name under which it is saved; it says so when rows are simulated."""
        return file_name(self.name, form=form, simulated=self.simulated)


def file_name(name: str, *, form: str, simulated: bool) -> str:
    """`phrom-scores-simulated.csv`."""
    return f"phrom-{name}{'-simulated' if simulated else ''}.{form}"


def table_export(table: Table, rows: Sequence[Row], *, status: DataStatus, version: str) -> Export:
    """A table of the data set with a column for its status and one for provenance."""
    header = list(table.column_names)
    if rows and table.extra is not None:
        header += [name for name in rows[0] if name not in table.column_names]
    columns = list(columns_of(table, header=header))
    added: dict[str, str] = {"dataset_status": str(status)}
    if "provenance" not in header:
        columns.append(PROVENANCE_COLUMN)
        added["provenance"] = str(TABLE_PROVENANCE.get(table.name, Provenance.PUBLISHED))
    columns.append(STATUS_COLUMN)
    return Export(
        name=table.name.replace("_", "-"),
        title_th=table.title_th,
        title_en=table.title_en,
        columns=tuple(possible(column, status=status) for column in columns),
        rows=Added(rows, added),
        status=status,
        version=version,
    )


def possible(column: Column, *, status: DataStatus) -> Column:
    """A column without the codes that a data set of this status cannot hold."""
    gone = _IMPOSSIBLE.get(status, frozenset())
    return replace(column, codes=tuple(code for code in column.codes if code not in gone))


class Added(Sequence[Row]):
    """Rows with further cells, put together only while one is looked at."""

    def __init__(self, rows: Sequence[Row], cells: Mapping[str, str]) -> None:
        """Keep the rows, and the cells that each of them gets."""
        self._rows = rows
        self._cells = cells

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Added: ...

    def __getitem__(self, place: int | slice) -> Row | Added:
        """Return one row, or some of them."""
        if isinstance(place, slice):
            return Added(self._rows[place], self._cells)
        return {**self._rows[place], **self._cells}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)


def table_exports(
    tables: Mapping[str, Sequence[Row]], *, status: DataStatus, version: str
) -> tuple[Export, ...]:
    """Every table of the contract as an export."""
    return tuple(
        table_export(table, tables[name], status=status, version=version)
        for name, table in TABLES.items()
    )


def harmless(cell: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe stands before it."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def cell_text(column: Column, value: Any) -> str:
    """A value as a CSV cell; numbers stay numbers, negative ones too."""
    written = format_cell(column, value)
    return harmless(written) if isinstance(value, str) else written


def csv_text(export: Export) -> str:
    """The export as CSV: UTF-8 with byte order mark, CRLF, one line of column names."""
    stream = io.StringIO(newline="")
    write_csv(stream, export=export)
    return stream.getvalue()


def write_csv(stream: TextIO, *, export: Export) -> None:
    """Write the export as CSV, row by row, to a stream that leaves line ends as they are."""
    stream.write(BOM)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in export.columns)
    writer.writerows(_cells(export))


def _cells(export: Export) -> Iterator[list[str]]:
    for row in export.rows:
        yield [cell_text(column, row.get(column.name)) for column in export.columns]


def json_text(export: Export) -> str:
    """The export as JSON: what it is, its columns, and its rows as objects."""
    return "".join(json_parts(export))


def json_parts(export: Export) -> Iterator[str]:
    """Yield the export as JSON, row by row."""
    content = {
        "name": export.name,
        "title_th": export.title_th,
        "title_en": export.title_en,
        "status": str(export.status),
        "version": export.version,
        "columns": [described(column) for column in export.columns],
    }
    yield _json(content)[:-1] + ',"rows":['
    names = [column.name for column in export.columns]
    before = ""
    for row in export.rows:
        yield before + _json({name: _plain(row.get(name)) for name in names})
        before = ","
    yield "]}\n"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def described(column: Column) -> dict[str, str]:
    """A column in words, for JSON and for the dictionary."""
    return {
        "name": column.name,
        "type": str(column.type),
        "unit": column.unit,
        "description_th": column.description_th,
        "description_en": column.description_en,
    }


def dictionary(exports: Iterable[Export], *, version: str, status: DataStatus) -> Export:
    """The dictionary: every column of every export, in both languages."""
    rows = [
        {
            "table": export.name,
            **described(column),
            "codes": ";".join(str(code) for code in column.codes),
            "dataset_status": str(status),
        }
        for export in exports
        for column in export.columns
    ]
    return Export(
        name="dictionary",
        title_th="พจนานุกรมข้อมูล",
        title_en="Data dictionary",
        columns=(
            text("table", "table", "ตาราง"),
            text("name", "column", "คอลัมน์"),
            text("type", "type of its values", "ชนิดของค่า"),
            text("unit", "unit", "หน่วย", required=False),
            text("codes", "permitted codes, between semicolons", "รหัสที่ใช้ได้", required=False),
            text("description_th", "meaning, Thai", "ความหมาย ภาษาไทย"),
            text("description_en", "meaning, English", "ความหมาย ภาษาอังกฤษ"),
            possible(STATUS_COLUMN, status=status),
        ),
        rows=tuple(rows),
        status=status,
        version=version,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value
