"""The workbook to fill in: right columns, drop-down lists, notes and an example, both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.codes import PILLARS, Level
from data.contract import TABLES
from data.messages import Message
from data.office.grids import LISTS_SHEET, NOTES_SHEET
from data.tables import Dataset, Row

SCORES_SHEET = "scores - คะแนน"
WEIGHTS_SHEET = "weights - ค่าน้ำหนัก"
AGENCIES_SHEET = "agencies - หน่วยงานใหม่"
_FIRST_ROW = 3
_BLANK_ROWS = 200
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_EXAMPLE = PatternFill("solid", fgColor="F2F2F2")


def write_template(path: Path, *, base: Dataset, year: int, empty: bool = False) -> None:
    """Write the workbook.

    Args:
        path: Where to.
        base: The data set whose agencies, pillars and codes are offered.
        year: The year to fill in, B.E.
        empty: Whether to leave the agencies out instead of listing every one in force.
    """
    book = Workbook()
    notes = book.active
    if not isinstance(notes, Worksheet):
        raise TypeError("a new workbook has a sheet")
    notes.title = NOTES_SHEET
    _write_notes(notes, year=year)
    scores = book.create_sheet(SCORES_SHEET)
    weights = book.create_sheet(WEIGHTS_SHEET)
    agencies = book.create_sheet(AGENCIES_SHEET)
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    rows = [] if empty else _in_force(base["agencies"], year=year)
    _write_scores(scores, base=base, rows=rows, year=year)
    _write_weights(weights, base=base)
    _write_agencies(agencies)
    _write_lists(lists, base=base)
    _offer(scores, column=5, rows=len(rows), formula='"answered,no_answer,not_asked"')
    for name, column in (("agency_types", "A"), ("ministries", "B"), ("provinces", "C")):
        key = TABLES[name].key[0]
        number = TABLES["agencies"].column_names.index(key) + 1
        last = len(base[name]) + 1
        formula = f"'{LISTS_SHEET}'!${column}$2:${column}${last}"
        _offer(agencies, column=number, rows=0, formula=formula)
    level = TABLES["agencies"].column_names.index("level") + 1
    choices = ",".join((Level.DEPARTMENT, Level.OFFICE, Level.LOCAL))
    _offer(agencies, column=level, rows=0, formula=f'"{choices}"')
    book.save(path)


def _write_notes(sheet: Worksheet, *, year: int) -> None:
    sheet.column_dimensions["A"].width = 100
    for lang in ("th", "en"):
        for key in ("title", "scores", "status", "weights", "agencies", "next"):
            sheet.append([Message(f"template.{key}", year=year).text(lang)])
            cell = sheet.cell(sheet.max_row, 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=key == "title", size=14 if key == "title" else 11)
    sheet.append([])
    example = ("agency_id", "ชื่อหน่วยงาน", "จังหวัด", "ปี", "สถานะ", "คะแนนรวม", *PILLARS)
    sheet.append([f"{Message('template.example').text('th')} / {Message('template.example')}"])
    values = (
        "dbd",
        "กรมพัฒนาธุรกิจการค้า",
        "",
        year,
        "answered",
        81.25,
        75,
        80.5,
        92,
        88.25,
        85,
        66.75,
    )
    line = "   ".join(f"{name}: {value}" for name, value in zip(example, values, strict=True))
    sheet.append([line])
    sheet.cell(sheet.max_row, 1).fill = _EXAMPLE


def _write_scores(sheet: Worksheet, *, base: Dataset, rows: Sequence[Row], year: int) -> None:
    headings = [
        ("agency_id", "รหัสหน่วยงาน", 22),
        ("name", "ชื่อหน่วยงาน", 60),
        ("province", "จังหวัด", 18),
        ("year", "ปี", 8),
        ("status", "สถานะ", 14),
        ("overall", "คะแนนรวม", 12),
        *(
            (str(row["pillar_id"]), f"{row['number']}. {row['name_th']}", 18)
            for row in base["pillars"]
        ),
    ]
    _heading(sheet, headings)
    provinces = {row["province_id"]: row["name_th"] for row in base["provinces"]}
    for row in rows:
        province = provinces.get(row["province_id"], "")
        sheet.append([row["agency_id"], row["name_th"], province, year])


def _write_weights(sheet: Worksheet, *, base: Dataset) -> None:
    _heading(sheet, [("item", "ตัวชี้วัด", 60), ("weight", "ค่าน้ำหนัก", 14), ("year", "ปี", 8)])


def _write_agencies(sheet: Worksheet) -> None:
    table = TABLES["agencies"]
    for number, column in enumerate(table.columns, start=1):
        cell = sheet.cell(1, number, column.name)
        cell.font = Font(bold=True)
        cell.fill = _HEAD
        text = f"{column.description_th}\n{column.description_en}"
        cell.comment = Comment(text, "Phrom")
        sheet.column_dimensions[get_column_letter(number)].width = 22
    sheet.freeze_panes = "A2"


def _write_lists(sheet: Worksheet, *, base: Dataset) -> None:
    for number, name in enumerate(("agency_types", "ministries", "provinces"), start=1):
        key = TABLES[name].key[0]
        values: Iterable[object] = (key, *(row[key] for row in base[name]))
        for line, value in enumerate(values, start=1):
            sheet.cell(line, number, str(value))


def _heading(sheet: Worksheet, headings: Sequence[tuple[str, str, int]]) -> None:
    """English codes above the Thai names; both are understood by the import."""
    for number, (code, name, width) in enumerate(headings, start=1):
        for line, text in enumerate((code, name), start=1):
            head = sheet.cell(line, number, text)
            head.font = Font(bold=True)
            head.fill = _HEAD
            head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"C{_FIRST_ROW}"


def _offer(sheet: Worksheet, *, column: int, rows: int, formula: str) -> None:
    choices = DataValidation(type="list", formula1=formula, allow_blank=True)
    sheet.add_data_validation(choices)
    letter = get_column_letter(column)
    choices.add(f"{letter}2:{letter}{_FIRST_ROW + rows + _BLANK_ROWS}")


def _in_force(agencies: Iterable[Row], *, year: int) -> list[Row]:
    def alive(row: Row) -> bool:
        since, until = row["since"], row["until"]
        started = not isinstance(since, int) or since <= year
        return started and (not isinstance(until, int) or year <= until)

    return [row for row in agencies if alive(row)]
