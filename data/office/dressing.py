"""What the sheets of the template have in common: headings in two languages and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.contract_figures import COMPARABILITY
from data.office.figure_rows import units
from data.office.grids import LISTS_SHEET
from data.tables import Dataset, Row

HEAD = PatternFill("solid", fgColor="DCE6F1")
EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
FIRST_ROW = 3
_BLANK_ROWS = 200


def _column(table: str, key: str) -> Callable[[Dataset], list[str]]:
    return lambda base: [str(row[key]) for row in base[table]]


def _items(base: Dataset) -> list[str]:
    return [*_column("pillars", "pillar_id")(base), *_column("indicators", "indicator_id")(base)]


LISTS: Mapping[str, Callable[[Dataset], list[str]]] = MappingProxyType(
    {
        "agency_types": _column("agency_types", "agency_type_id"),
        "ministries": _column("ministries", "ministry_id"),
        "provinces": _column("provinces", "province_id"),
        "items": _items,
        "measures": lambda base: sorted({*units(base["published"]), COMPARABILITY}),
    }
)
"""The hidden sheet of codes: its columns, in this order, and what stands in them."""


def listed(name: str, *, base: Dataset) -> str:
    """The formula of a drop-down list that offers a column of the hidden sheet."""
    letter = get_column_letter(list(LISTS).index(name) + 1)
    return f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(LISTS[name](base)) + 1}"


def heading(
    sheet: Worksheet, headings: Sequence[tuple[str, str, int]], *, notes: Mapping[str, str] = {}
) -> None:
    """Write English codes above Thai names; both are understood by the import.

    Args:
        sheet: The sheet.
        headings: Code, Thai name and width of each column.
        notes: Code -> what a person should know when filling in the column.
    """
    for number, (code, name, width) in enumerate(headings, start=1):
        for line, text in enumerate((code, name), start=1):
            head = sheet.cell(line, number, text)
            head.font = Font(bold=True)
            head.fill = HEAD
            head.alignment = Alignment(wrap_text=True, vertical="top")
        if code in notes:
            sheet.cell(1, number).comment = Comment(notes[code], "Phrom")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"C{FIRST_ROW}"


def offer(sheet: Worksheet, *, column: int, rows: int, formula: str) -> None:
    """Let the cells of a column be chosen from a list; `rows` are filled in already."""
    choices = DataValidation(type="list", formula1=formula, allow_blank=True)
    sheet.add_data_validation(choices)
    letter = get_column_letter(column)
    choices.add(f"{letter}2:{letter}{FIRST_ROW + rows + _BLANK_ROWS}")


def in_force(rows: Iterable[Row], *, year: int) -> list[Row]:
    """The agencies or ministries that exist in a year."""

    def alive(row: Row) -> bool:
        since, until = row["since"], row["until"]
        started = not isinstance(since, int) or since <= year
        return started and (not isinstance(until, int) or year <= until)

    return [row for row in rows if alive(row)]
