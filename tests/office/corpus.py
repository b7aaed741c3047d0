"""Awkward but realistic files, each with what the import has to say about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

DBD = "กรมพัฒนาธุรกิจการค้า"
MOI = "สำนักงานปลัดกระทรวงมหาดไทย"
MOPH = "สำนักงานปลัดกระทรวงสาธารณสุข"
ROI_ET = "สำนักงานสาธารณสุขจังหวัดร้อยเอ็ด"
HEAD = ("ลำดับ", "ชื่อหน่วยงาน", "คะแนนรวม", "ด้านที่ 1", "ด้านที่ 2", "ด้านที่ 3", "ด้านที่ 4", "ด้านที่ 5", "ด้านที่ 6")
PILLARS = (70, 60.5, 80, 75.25, 66, 40)
GOOD = {"dbd": 81.25, "moi-ops": 64.5}

Cells = Sequence[Sequence[object]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file.

    Attributes:
        write: writes it and returns its path.
        says: (code, place) of every note but the counts of agencies without a row.
        scores: agency -> overall of 2562 (or (agency, year) -> overall); None where it stops.
        options: further arguments of the import.
    """

    name: str
    write: Callable[[Path], Path]
    says: Sequence[tuple[str, str]] = ()
    scores: Mapping[object, float] | None = field(default_factory=lambda: GOOD)
    options: Mapping[str, object] = field(default_factory=lambda: {"year": 2562})


def rows(
    *, head: Sequence[object] = HEAD, first: object = 81.25, second: object = 64.5
) -> list[list[object]]:
    """A plain table of two departments."""
    return [list(head), [1, DBD, first, *PILLARS], [2, MOI, second, *PILLARS]]


def book(
    cells: Cells, *, name: str = "คะแนน.xlsx", change: Callable[[Worksheet], None] | None = None
) -> Callable[[Path], Path]:
    def write(directory: Path) -> Path:
        made = Workbook()
        sheet = made.active
        assert isinstance(sheet, Worksheet)
        for row in cells:
            sheet.append(list(row))
        if change:
            change(sheet)
        made.save(directory / name)
        return directory / name

    return write


def books(*sheets: tuple[str, Cells]) -> Callable[[Path], Path]:
    def write(directory: Path) -> Path:
        made = Workbook()
        made.remove(made.worksheets[0])
        for title, cells in sheets:
            sheet = made.create_sheet(title)
            for row in cells:
                sheet.append(list(row))
        made.save(directory / "หลายแผ่น.xlsx")
        return directory / "หลายแผ่น.xlsx"

    return write


def text(
    cells: Cells,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    before: str = "",
    end: str = "\r\n",
) -> Callable[[Path], Path]:
    def write(directory: Path) -> Path:
        lines = [delimiter.join(quoted(cell, delimiter) for cell in row) for row in cells]
        path = directory / "คะแนน.csv"
        path.write_bytes((before + end.join(lines) + end).encode(encoding))
        return path

    return write


def quoted(cell: object, delimiter: str) -> str:
    shown = "" if cell is None else str(cell)
    return f'"{shown}"' if delimiter in shown else shown


def raw(content: bytes, *, name: str) -> Callable[[Path], Path]:
    def write(directory: Path) -> Path:
        (directory / name).write_bytes(content)
        return directory / name

    return write


def renamed(name: str) -> list[list[object]]:
    table = rows()
    table[1][1] = name
    return table


def merged_heads(sheet: Worksheet) -> None:
    sheet.merge_cells("B1:B2")
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("C1:C2")
    sheet.merge_cells("D1:I1")


def percent(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=2, min_col=3):
        for cell in row:
            cell.value = float(cell.value) / 100
            cell.number_format = "0.00%"


def formula(sheet: Worksheet) -> None:
    sheet["C2"] = "=AVERAGE(D2:I2)"


def hidden(sheet: Worksheet) -> None:
    other = sheet.parent.create_sheet("เก่า")
    other.append(["หน่วยงาน", "คะแนนรวม"])
    other.append([DBD, 1])
    other.sheet_state = "hidden"


TWO_HEADS = [
    ["ลำดับ", "หน่วยงาน", "คะแนนรวม", "คะแนนรายด้าน", None, None, None, None, None],
    [None, None, None, 1, 2, 3, 4, 5, 6],
]
PILLAR_NAMES = [
    "1. นโยบายและหลักปฏิบัติ",
    "2. ศักยภาพเจ้าหน้าที่ภาครัฐด้านดิจิทัล",
    "3. บริการภาครัฐ",
    "4. การบริหารจัดการรูปแบบดิจิทัล",
    "5. โครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัยและมีประสิทธิภาพ",
    "6. เทคโนโลยีดิจิทัลและการนำไปใช้",
]
ENGLISH = ("No.", "Agency", "Overall score", *(f"Pillar {n}" for n in range(1, 7)))
BODY = rows()[1:]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WIDE = [
    "หน่วยงาน",
    "คะแนนรวม 2561",
    *(f"p{n} 2561" for n in range(1, 7)),
    "คะแนนรวม 2562",
    *(f"p{n} 2562" for n in range(1, 7)),
]

CASES = (
    Case(name="plain workbook", write=book(rows())),
    Case(name="english headings", write=book([ENGLISH, *BODY])),
    Case(
        name="pillar names as headings",
        write=book([["ที่", "ส่วนราชการ", "ภาพรวม", *PILLAR_NAMES], *BODY]),
    ),
    Case(
        name="codes as headings",
        write=book([["no", "name", "overall", "p1", "p2", "p3", "p4", "p5", "p6"], *BODY]),
    ),
    Case(
        name="title and notes above, totals and remarks below",
        write=book(
            [
                ["ผลการสำรวจระดับความพร้อมรัฐบาลดิจิทัล ประจำปี พ.ศ. 2562"],
                [],
                ["หน่วย: คะแนน"],
                *rows(),
                [None, "รวมทั้งสิ้น", 145.75],
                [None, "ค่าเฉลี่ย", 72.88, *PILLARS],
                [],
                ["หมายเหตุ: ข้อมูล ณ วันที่ 1"],
            ]
        ),
        says=[("total_row", "7"), ("total_row", "8"), ("remark_row", "10")],
        options={"year": None},
    ),
    Case(
        name="merged header rows",
        write=book(
            [TWO_HEADS[0], [None, None, None, *(f"ด้านที่ {n}" for n in range(1, 7))], *BODY],
            change=merged_heads,
        ),
    ),
    Case(
        name="heading in two languages",
        write=book([HEAD, ENGLISH, *BODY]),
    ),
    Case(name="csv utf-8", write=text(rows())),
    Case(name="csv utf-8 with bom", write=text(rows(), encoding="utf-8-sig")),
    Case(name="csv windows-874", write=text(rows(), encoding="cp874")),
    Case(name="csv tis-620 with lf", write=text(rows(), encoding="tis-620", end="\n")),
    Case(name="csv utf-16", write=text(rows(), encoding="utf-16")),
    Case(
        name="csv utf-16 without bom, tabs",
        write=text(rows(), encoding="utf-16-le", delimiter="\t"),
    ),
    Case(name="csv with semicolons", write=text(rows(), delimiter=";")),
    Case(name="csv with tabs", write=text(rows(), delimiter="\t")),
    Case(name="csv with sep line", write=text(rows(), delimiter=";", before="sep=;\r\n")),
    Case(name="csv with bars", write=text(rows(), delimiter="|")),
    Case(name="csv of an old mac", write=text(rows(), end="\r")),
    Case(name="thai digits", write=book(rows(first="81.25".translate(THAI), second="๖๔.๕๐"))),
    Case(name="decimal commas", write=text(rows(first="81,25", second="64,5"), delimiter=";")),
    Case(name="percent signs", write=book(rows(first="81.25%", second="64.5 %"))),
    Case(name="cells shown as percent", write=book(rows(), change=percent)),
    Case(
        name="numbers as text with spaces and units",
        write=book(rows(first=" 81.25 คะแนน ", second="'64.50\u00a0")),
    ),
    Case(
        name="more decimals than are kept",
        write=book(rows(first=81.2451, second=64.495)),
        scores={"dbd": 81.25, "moi-ops": 64.5},
    ),
    Case(name="trailing and double spaces", write=book(renamed(f"  {DBD}  "))),
    Case(name="zero-width characters", write=book(renamed("กรม\u200bพัฒนา\u200bธุรกิจ\ufeffการค้า"))),
    Case(
        name="decomposed sara am",
        write=book([rows()[0], rows()[1], [2, MOI.replace("ำ", "\u0e4d\u0e32"), 64.5, *PILLARS]]),
    ),
    Case(name="tone mark after the vowel", write=book(renamed("กรมพัฒนาธุรกิจการคา้"))),
    Case(
        name="nfd",
        write=book([ENGLISH, [1, unicodedata.normalize("NFD", DBD), 81.25, *PILLARS], BODY[1]]),
    ),
    Case(name="english names", write=book(renamed("Department of Business Development"))),
    Case(
        name="english name in other letters",
        write=book(renamed("DEPARTMENT OF BUSINESS DEVELOPMENT")),
    ),
    Case(name="abbreviation", write=book(renamed("DBD"))),
    Case(
        name="ids",
        write=book(
            [
                ["รหัสหน่วยงาน", "คะแนนรวม", *HEAD[3:]],
                ["dbd", 81.25, *PILLARS],
                ["MOI-OPS", 64.5, *PILLARS],
            ]
        ),
    ),
    Case(
        name="office with its province beside it",
        write=book(
            [
                ["หน่วยงาน", "จังหวัด", "คะแนนรวม", *HEAD[3:]],
                ["สำนักงานสาธารณสุขจังหวัด", "ร้อยเอ็ด", 55, *PILLARS],
                ["สำนักงานจังหวัด", "จ.ลำพูน", 51.5, *PILLARS],
            ]
        ),
        scores={"public-health-45": 55, "provincial-office-51": 51.5},
    ),
    Case(
        name="office in short form",
        write=book([["หน่วยงาน", "คะแนนรวม", *HEAD[3:]], ["สนง.สาธารณสุข จ.ร้อยเอ็ด", 55, *PILLARS]]),
        scores={"public-health-45": 55},
    ),
    Case(
        name="did not answer, in many words",
        write=book(
            [
                HEAD,
                BODY[0],
                [2, MOI, "ไม่ตอบ"],
                [3, MOPH, "n/a", "-", "-", "–", "", None, "N/A"],
                [4, ROI_ET, None],
            ]
        ),
        scores={"dbd": 81.25},
    ),
    Case(
        name="not surveyed by a status column",
        write=book(
            [
                ["หน่วยงาน", "สถานะ", "คะแนนรวม", *HEAD[3:]],
                [DBD, "ตอบ", 81.25, *PILLARS],
                [MOI, "ไม่ได้สำรวจ"],
            ]
        ),
        scores={"dbd": 81.25},
    ),
    Case(
        name="years of the common era in a column",
        write=book(
            [
                ["หน่วยงาน", "ปี", "คะแนนรวม", *HEAD[3:]],
                [DBD, 2019, 81.25, *PILLARS],
                [DBD, "ค.ศ. 2018", 79, *PILLARS],
            ]
        ),
        scores={("dbd", 2562): 81.25, ("dbd", 2561): 79},
        options={"year": None},
    ),
    Case(
        name="a sheet for each year",
        write=books(("ปี 2561", rows(first=79)[:2]), ("ปี ๒๕๖๒", rows()[:2])),
        scores={("dbd", 2562): 81.25, ("dbd", 2561): 79},
        options={"year": None},
    ),
    Case(
        name="two years side by side",
        write=book([WIDE, [DBD, 79, *PILLARS, 81.25, *PILLARS]]),
        scores={("dbd", 2562): 81.25, ("dbd", 2561): 79},
        options={"year": None},
    ),
    Case(
        name="ministries as lines between the agencies",
        write=book([HEAD, ["กระทรวงพาณิชย์"], BODY[0], ["กระทรวงมหาดไทย"], BODY[1]]),
    ),
    Case(
        name="heading repeated on each page",
        write=book([HEAD, BODY[0], HEAD, BODY[1]]),
    ),
    Case(
        name="indicators",
        write=book([[*HEAD[1:], "1.1", "ตัวชี้วัด 2.1"], [DBD, 81.25, *PILLARS, 70, 60]]),
        scores={"dbd": 81.25},
    ),
    Case(
        name="weights on a second sheet",
        write=books(
            ("คะแนน", rows()),
            (
                "น้ำหนัก",
                [
                    ["ตัวชี้วัด", "ค่าน้ำหนัก"],
                    *([name, "16.6667%"] for name in PILLAR_NAMES),
                    ["รวม", "100%"],
                ],
            ),
        ),
    ),
    Case(name="a hidden sheet", write=book(rows(), change=hidden), says=[("hidden_sheet", "")]),
    Case(
        name="a column of something else",
        write=book([[*HEAD, "ผู้ประสานงาน"], [*BODY[0], "สมชาย"], BODY[1]]),
        says=[("unknown_column", "J1")],
    ),
    Case(
        name="an agency twice, the same",
        write=book([*rows(), BODY[0]]),
        says=[("again", "4")],
    ),
    Case(
        name="an agency twice, not the same",
        write=book([*rows(), [3, DBD, 80, *PILLARS]]),
        says=[("twice", "4")],
        scores=None,
    ),
    Case(
        name="a typing error in a name",
        write=book(renamed("กรมพัฒนธุรกิจการค้า")),
        says=[("propose", "2")],
        scores=None,
    ),
    Case(
        name="a name that nobody knows",
        write=book(renamed("องค์การอวกาศและดวงดาว")),
        says=[("unknown", "2")],
        scores=None,
    ),
    Case(
        name="letters for a score",
        write=book(rows(first="แปดสิบ")),
        says=[("bad_number", "C2")],
        scores=None,
    ),
    Case(
        name="a score above 100",
        write=book(rows(first=812.5)),
        says=[("out_of_range", "C2")],
        scores=None,
    ),
    Case(
        name="a thousand by a comma",
        write=book(rows(first="1,234.5")),
        says=[("out_of_range", "C2")],
        scores=None,
    ),
    Case(
        name="a negative score",
        write=book(rows(first="−3")),
        says=[("out_of_range", "C2")],
        scores=None,
    ),
    Case(
        name="an excel error",
        write=book(rows(first="#REF!")),
        says=[("bad_number", "C2")],
        scores=None,
    ),
    Case(
        name="a formula never computed",
        write=book(rows(), change=formula),
        says=[("formula", "C2")],
        scores=None,
    ),
    Case(
        name="scores from 0 to 1",
        write=book(
            [
                HEAD,
                *(
                    [n, name, 0.81, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]
                    for n, name in ((1, DBD), (2, MOI))
                ),
            ]
        ),
        says=[("fractions", "")],
        scores=None,
    ),
    Case(
        name="no overall",
        write=book([["หน่วยงาน", "สถานะ", *HEAD[3:]], [DBD, "", *PILLARS]]),
        says=[("no_overall", "2")],
        scores=None,
    ),
    Case(
        name="did not answer, with scores",
        write=book([["หน่วยงาน", "สถานะ", "คะแนนรวม", *HEAD[3:]], [DBD, "ไม่ตอบ", 81.25, *PILLARS]]),
        says=[("status_with_scores", "2")],
        scores=None,
    ),
    Case(
        name="a status nobody knows",
        write=book([["หน่วยงาน", "สถานะ", "คะแนนรวม", *HEAD[3:]], [DBD, "รอผล", 81.25, *PILLARS]]),
        says=[("bad_status", "B2")],
        scores=None,
    ),
    Case(
        name="no year anywhere",
        write=book(rows()),
        says=[("no_year", "2"), ("no_year", "3")],
        scores=None,
        options={"year": None},
    ),
    Case(
        name="another year in the title",
        write=book([["ผลสำรวจ ปี 2561"], *rows()]),
        says=[("other_year", "")],
        scores=None,
    ),
    Case(
        name="mixed years in a column",
        write=book(
            [
                ["หน่วยงาน", "ปี", "คะแนนรวม", *HEAD[3:]],
                [DBD, 2562, 81.25, *PILLARS],
                [MOI, 2561, 64.5, *PILLARS],
            ]
        ),
        says=[("mixed_years", "B3")],
        scores=None,
    ),
    Case(
        name="a year that is none",
        write=book([["หน่วยงาน", "ปี", "คะแนนรวม", *HEAD[3:]], [DBD, "ปีที่แล้ว", 81.25, *PILLARS]]),
        says=[("bad_year", "B2")],
        scores=None,
    ),
    Case(
        name="a weight that is none",
        write=books(("คะแนน", rows()), ("น้ำหนัก", [["ตัวชี้วัด", "ค่าน้ำหนัก"], ["p1", "มาก"]])),
        says=[("bad_weight", "B2")],
        scores=None,
    ),
    Case(
        name="nothing but a letter",
        write=book([["เรียน ผู้อำนวยการ"], ["ขอส่งข้อมูลตามเอกสารแนบ"]]),
        says=[("no_heading", ""), ("nothing", "")],
        scores=None,
    ),
    Case(
        name="a heading and nothing below",
        write=book([HEAD]),
        says=[("no_rows", ""), ("nothing", "")],
        scores=None,
    ),
    Case(
        name="an empty file", write=raw(b"", name="ว่าง.csv"), says=[("empty_file", "")], scores=None
    ),
    Case(
        name="an old xls",
        write=raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), name="เก่า.xls"),
        says=[("old_excel", "")],
        scores=None,
    ),
    Case(
        name="a web page called xls",
        write=raw("<html><table><tr><td>หน่วยงาน</td></tr></table>".encode(), name="รายงาน.xls"),
        says=[("web_page", "")],
        scores=None,
    ),
    Case(
        name="half a workbook",
        write=raw(b"PK\x03\x04" + bytes(300), name="ขาด.xlsx"),
        says=[("broken_excel", "")],
        scores=None,
    ),
    Case(
        name="bytes that are no text",
        write=raw(b"\xfc\xfd\xfe\xff\xdb\xdc" * 20, name="แปลก.csv"),
        says=[("unknown_encoding", "")],
        scores=None,
    ),
    Case(
        name="no file at all",
        write=lambda directory: directory / "ไม่มี.xlsx",
        says=[("no_file", "")],
        scores=None,
    ),
)
