"""Opens office files, whatever their form, as grids of text with the places of their cells."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from data.messages import Message

NOTES_SHEET = "อ่านก่อน - read me"
LISTS_SHEET = "lists"
OWN_SHEETS = frozenset({NOTES_SHEET, LISTS_SHEET})
"""Sheets of the template that hold no data."""

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 30
_FULL = 100


class FileTroubleError(Exception):
    """A file cannot be read; `said` tells the operator why and what to do."""

    def __init__(self, said: Message) -> None:
        """Keep the message."""
        super().__init__(str(said))
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet as text.

    Attributes:
        file: name of the file.
        sheet: name of the sheet; empty for a text file.
        rows: cells as text; merged ones repeat what the first of them says.
        formulas: places of formulas whose result was never stored.
        hidden: whether the sheet is hidden.
    """

    file: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False

    def cell(self, row: int, column: int) -> str:
        """The text at a place counted from 0; empty beyond the end."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def place(self, row: int, column: int | None = None) -> str:
        """Name a place as a spreadsheet does: C12, or the row alone."""
        return f"{get_column_letter(column + 1)}{row + 1}" if column is not None else str(row + 1)


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read every sheet of a file.

    Raises:
        FileTroubleError: It cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileTroubleError(Message("import.no_file", file=path.name)) from error
    if content.startswith(_OLE):
        raise FileTroubleError(Message("import.old_excel", file=path.name))
    if content.startswith(_ZIP):
        return tuple(_sheets(path))
    head = content[:2000].lower()
    if b"<html" in head or b"<table" in head or b"<?xml" in head:
        raise FileTroubleError(Message("import.web_page", file=path.name))
    return (_text(path.name, content),)


def _sheets(path: Path) -> Iterator[Grid]:
    try:
        values = load_workbook(path, data_only=True)
        formulas = load_workbook(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise FileTroubleError(Message("import.broken_excel", file=path.name)) from error
    for sheet in values.worksheets:
        yield _sheet(path.name, sheet, formulas[sheet.title])


def _sheet(file: str, sheet: Worksheet, formulas: Worksheet) -> Grid:
    merged: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        first = _cell_text(sheet.cell(area.min_row, area.min_col))
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                merged[row - 1, column - 1] = first
    rows = [[_cell_text(cell) for cell in row] for row in sheet.iter_rows()]
    for (row, column), text in merged.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    unknown = frozenset(
        (number, column)
        for number, cells in enumerate(formulas.iter_rows())
        for column, cell in enumerate(cells)
        if cell.data_type == "f" and not rows[number][column]
    )
    return Grid(
        file=file,
        sheet=sheet.title,
        rows=tuple(tuple(row) for row in rows),
        formulas=unknown,
        hidden=sheet.sheet_state != "visible",
    )


def _cell_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        # 0.646 shown as 64.6 % is 64.6 to whoever typed it.
        percent = isinstance(cell, Cell) and "%" in (cell.number_format or "")
        shown = value * _FULL if percent else value
        return f"{shown:.10f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _text(file: str, content: bytes) -> Grid:
    text = _decoded(file, content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileTroubleError(Message("import.empty_file", file=file))
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        delimiter, text = first[-1], rest
    else:
        delimiter = _delimiter(text)
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise FileTroubleError(Message("import.broken_csv", file=file, detail=error)) from error
    return Grid(file=file, sheet="", rows=rows)


def _decoded(file: str, content: bytes) -> str:
    """Try the encodings in the order in which a false success is impossible or least likely."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        order: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        little = content[1::2].count(0) > content[0::2].count(0)
        order = ("utf-16-le",) if little else ("utf-16-be",)
    else:
        order = ("utf-8-sig", "cp874")
    for encoding in order:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileTroubleError(Message("import.unknown_encoding", file=file))


def _delimiter(text: str) -> str:
    """The delimiter that splits most lines into the same, greatest number of cells."""
    lines = [line for line in text.split("\n") if line.strip()][:_SAMPLE]

    def fit(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width))
        return (widths.count(common) if common > 1 else 0, common)

    return max(_DELIMITERS, key=fit)
