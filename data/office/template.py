"""The workbook to fill in: right columns, drop-down lists, notes and an example, both languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.codes import PILLARS, Level
from data.contract import TABLES
from data.messages import LANGUAGES, Message
from data.office.dressing import EXAMPLE, HEAD, LISTS, heading, in_force, listed, offer
from data.office.grids import LISTS_SHEET, NOTES_SHEET
from data.office.template_figures import examples, write_figures
from data.tables import Dataset, Row

SCORES_SHEET = "scores - คะแนน"
WEIGHTS_SHEET = "weights - น้ำหนัก"
AGENCIES_SHEET = "agencies - หน่วยงานใหม่"
NOTES = ("title", "scores", "status", "weights", "agencies", "figures", "sources", "next")


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
    rows = [] if empty else in_force(base["agencies"], year=year)
    _write_scores(scores, base=base, rows=rows, year=year)
    _write_weights(weights, base=base)
    _write_agencies(agencies)
    offer(scores, column=5, rows=len(rows), formula='"answered,no_answer,not_asked"')
    for name in ("agency_types", "ministries", "provinces"):
        number = TABLES["agencies"].column_names.index(TABLES[name].key[0]) + 1
        offer(agencies, column=number, rows=0, formula=listed(name, base=base))
    offer(weights, column=1, rows=0, formula=listed("items", base=base))
    write_figures(book, base=base, year=year)
    level = TABLES["agencies"].column_names.index("level") + 1
    choices = ",".join((Level.DEPARTMENT, Level.OFFICE, Level.LOCAL))
    offer(agencies, column=level, rows=0, formula=f'"{choices}"')
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    _write_lists(lists, base=base)
    book.save(path)


def _write_notes(sheet: Worksheet, *, year: int) -> None:
    sheet.column_dimensions["A"].width = 100
    for lang in LANGUAGES:
        for key in NOTES:
            sheet.append([Message(f"template.{key}", year=year).text(lang)])
            cell = sheet.cell(sheet.max_row, 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=key == "title", size=14 if key == "title" else 11)
    row: dict[str, object] = {"agency_id": "dbd", "ชื่อหน่วยงาน": "กรมพัฒนาธุรกิจการค้า", "ปี": year}
    row |= {"สถานะ": "answered", "คะแนนรวม": 81.25}
    row |= zip(PILLARS, (75, 80.5, 92, 88.25, 85, 66.75), strict=True)
    for name, example in ({SCORES_SHEET: row} | examples(year)).items():
        said = Message("template.example", sheet=name)
        sheet.append([])
        sheet.append([f"{said.text('th')} / {said.text('en')}"])
        sheet.append(["   ".join(f"{column}: {value}" for column, value in example.items())])
        sheet.cell(sheet.max_row, 1).fill = EXAMPLE


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
    heading(sheet, headings)
    provinces = {row["province_id"]: row["name_th"] for row in base["provinces"]}
    for row in rows:
        province = provinces.get(row["province_id"], "")
        sheet.append([row["agency_id"], row["name_th"], province, year])


def _write_weights(sheet: Worksheet, *, base: Dataset) -> None:
    heading(sheet, [("item", "ตัวชี้วัด", 60), ("weight", "น้ำหนัก", 14), ("year", "ปี", 8)])


def _write_agencies(sheet: Worksheet) -> None:
    table = TABLES["agencies"]
    for number, column in enumerate(table.columns, start=1):
        cell = sheet.cell(1, number, column.name)
        cell.font = Font(bold=True)
        cell.fill = HEAD
        text = f"{column.description_th}\n{column.description_en}"
        cell.comment = Comment(text, "Phrom")
        sheet.column_dimensions[get_column_letter(number)].width = 22
    sheet.freeze_panes = "A2"


def _write_lists(sheet: Worksheet, *, base: Dataset) -> None:
    for number, (name, values) in enumerate(LISTS.items(), start=1):
        for line, value in enumerate((name, *values(base)), start=1):
            sheet.cell(line, number, value)
