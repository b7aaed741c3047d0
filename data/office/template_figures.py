"""Sheets of the template for what a survey publishes beside scores; all of them may stay empty."""

from __future__ import annotations

from openpyxl import Workbook

from data.codes import Quadrant
from data.contract_figures import COMPARABILITY, NATIONAL
from data.messages import LANGUAGES, Message
from data.office.dressing import heading, in_force, listed, offer
from data.office.figure_rows import CUTS
from data.office.figures import LEVELS
from data.tables import Dataset, Row

QUADRANTS_SHEET = "quadrants - กลุ่มกระทรวง"
CUTS_SHEET = "cut lines - เส้นแบ่งกลุ่ม"
AGGREGATES_SHEET = "aggregates - ตัวเลขรวม"
SOURCES_SHEET = "sources - แหล่งข้อมูล"
_SOURCE = ("source_id", "รหัสแหล่งข้อมูล", 22)
_YEAR = ("year", "ปี", 8)


def examples(year: int) -> dict[str, dict[str, object]]:
    """Sheet -> a made-up row of it, to show the form."""
    source = f"results-{year}"
    return {
        QUADRANTS_SHEET: {"ministry_id": "moc", "ปี": year, "กลุ่มที่เผยแพร่": "developed",
                          "source_id": source},
        CUTS_SHEET: {"ปี": year, "cut_performance": 67.05, "cut_growth": 4.66,
                     "source_id": source},
        AGGREGATES_SHEET: {"level": "department", "measure": "agencies_surveyed", "ปี": year,
                           "ค่า": 323, "unit": "agencies", "source_id": source},
        SOURCES_SHEET: {"source_id": source, "ชื่อเอกสาร": "…", "title_en": "…",
                        "ผู้เผยแพร่": "…", "publisher_en": "…", "published": year - 542},
    }  # fmt: skip


def write_figures(book: Workbook, *, base: Dataset, year: int) -> None:
    """Add the sheets of quadrants, cut lines, aggregates and their sources."""
    _quadrants(book, base=base, year=year)
    _cuts(book, year=year)
    _aggregates(book, base=base, year=year)
    _sources(book)


def _quadrants(book: Workbook, *, base: Dataset, year: int) -> None:
    sheet = book.create_sheet(QUADRANTS_SHEET)
    heading(
        sheet,
        [
            ("ministry_id", "รหัสกระทรวง", 14),
            ("ministry_name", "ชื่อกระทรวง", 50),
            _YEAR,
            ("quadrant", "กลุ่มที่เผยแพร่", 18),
            _SOURCE,
        ],
        notes=_notes("quadrant", "source_id"),
    )
    ministries = in_force(base["ministries"], year=year)
    for row in ministries:
        sheet.append([row["ministry_id"], row["name_th"], year])
    rows = len(ministries)
    offer(sheet, column=1, rows=rows, formula=listed("ministries", base=base))
    offer(sheet, column=4, rows=rows, formula=f'"{",".join(Quadrant)}"')


def _cuts(book: Workbook, *, year: int) -> None:
    sheet = book.create_sheet(CUTS_SHEET)
    names = ("เส้นแบ่งคะแนน", "เส้นแบ่งการเติบโต")
    columns = [(code, name, 18) for code, name in zip(CUTS, names, strict=True)]
    heading(sheet, [_YEAR, *columns, _SOURCE], notes=_notes(*CUTS, "source_id"))
    sheet.append([year])


def _aggregates(book: Workbook, *, base: Dataset, year: int) -> None:
    sheet = book.create_sheet(AGGREGATES_SHEET)
    heading(
        sheet,
        [
            ("level", "ระดับ", 14),
            ("measure", "สิ่งที่วัด", 34),
            _YEAR,
            ("value", "ค่า", 12),
            ("unit", "หน่วย", 14),
            ("entity_id", "รหัสหน่วยงาน กระทรวง หรือจังหวัด", 22),
            _SOURCE,
            ("note", "หมายเหตุ", 40),
        ],
        notes=_notes("level", "measure", "value", "entity_id", "source_id"),
    )
    asked = [*_asked(base), (NATIONAL, COMPARABILITY, "")]
    for level, measure, unit in asked:
        sheet.append([level, measure, year, None, unit])
    offer(sheet, column=1, rows=len(asked), formula=f'"{",".join(LEVELS)}"')
    offer(sheet, column=2, rows=len(asked), formula=listed("measures", base=base))


def _asked(base: Dataset) -> list[tuple[str, str, str]]:
    """Level, measure and unit of the figures that every survey has: how many, and their means."""
    wanted = {"agencies_surveyed", "agencies_responded", "response_rate", "overall"}

    def usual(row: Row) -> bool:
        whole = row["used"] == "yes" and row["entity_id"] is None
        percent_of_a_score = row["measure"] == "overall" and row["unit"] != "score"
        return whole and row["measure"] in wanted and not percent_of_a_score

    found = {
        (str(row["level"]), str(row["measure"]), str(row["unit"] or ""))
        for row in base["published"]
        if usual(row)
    }
    return sorted(found, key=lambda item: (LEVELS.index(item[0]), item[1]))


def _sources(book: Workbook) -> None:
    sheet = book.create_sheet(SOURCES_SHEET)
    heading(
        sheet,
        [
            _SOURCE,
            ("title_th", "ชื่อเอกสาร", 50),
            ("title_en", "ชื่อเอกสารภาษาอังกฤษ", 50),
            ("publisher_th", "ผู้เผยแพร่", 40),
            ("publisher_en", "ผู้เผยแพร่ภาษาอังกฤษ", 40),
            ("published", "วันที่เผยแพร่", 14),
            ("url", "ที่อยู่เว็บ", 40),
        ],
        notes=_notes("published") | _notes_as("source_id", "source_new"),
    )


def _notes(*codes: str) -> dict[str, str]:
    return {key: text for code in codes for key, text in _notes_as(code, code).items()}


def _notes_as(column: str, code: str) -> dict[str, str]:
    said = Message(f"template.note_{code}")
    return {column: "\n".join(said.text(lang) for lang in LANGUAGES)}
