"""Sheets of quadrants, cut lines and aggregates as offices write them, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from tests.office.corpus import Cells, book, books, rows, text

NEW = "results-2562"
SOURCES = (
    "แหล่งที่มา",
    [
        ["source_id", "title_th", "title_en", "publisher_th", "publisher_en", "published"],
        [NEW, "ผลการสำรวจ", "Results", "สำนักงาน", "Office", "2019"],
    ],
)
OTHER = [*SOURCES[1], ["leaflet", "แผ่นพับ", "", "สำนักงาน", "", ""]]
QUADRANTS = {("moc", 2562): ("developed", NEW), ("mof", 2562): ("rising_star", NEW)}
LINES = {
    ("ministry", "", "cut_performance"): ("60.5", NEW),
    ("ministry", "", "cut_growth"): ("-1.2", NEW),
}
COUNT = {("department", "", "agencies_surveyed"): ("310", NEW)}


@dataclass(frozen=True, kw_only=True)
class FigureCase:
    """One workbook beside plain scores of 2562.

    Attributes:
        sheets: titles and cells.
        says: (code, place) of every error; nothing is written where there is one.
        quadrants: (ministry, year) -> group and source.
        figures: (level, entity, measure) of 2562 -> value as written and source.
        texts: the same of what is a word and no number.
        write: how the file is written, where not from `sheets`.
        year: what the operator says.
    """

    name: str
    sheets: Sequence[tuple[str, Cells]] = ()
    says: Sequence[tuple[str, str]] = ()
    quadrants: Mapping[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    figures: Mapping[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    texts: Mapping[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    write: Callable[[Path], Path] | None = None
    year: int | None = 2562

    def path(self, directory: Path) -> Path:
        """Write the file."""
        scores = ("คะแนน 2562", rows())
        return (self.write or books(scores, *self.sheets))(directory)


def groups(*lines: Sequence[object], head: Sequence[object] = ("กระทรวง", "กลุ่ม")) -> Cells:
    return [head, *lines]


BOTH = groups(["กระทรวงพาณิชย์", "Developed"], ["กระทรวงการคลัง", "Rising Star"])
AGGREGATES = ["level", "measure", "value"]


def formula(sheet: Worksheet) -> None:
    sheet.append(["level", "measure", "value", "source"])
    sheet.append(["national", "response_rate", "=1+1", "presentation-2562"])


FIGURE_CASES = (
    FigureCase(
        name="thai headings and english names of groups",
        sheets=[SOURCES, ("กลุ่ม", BOTH)],
        quadrants=QUADRANTS,
    ),
    FigureCase(
        name="sources after what refers to them",
        sheets=[("กลุ่ม", BOTH), SOURCES],
        quadrants=QUADRANTS,
    ),
    FigureCase(
        name="codes, a year of the common era and the source in each row",
        sheets=[
            (
                "g",
                groups(
                    ["moc", 2019, "developed", NEW.upper()],
                    ["MOF", "ค.ศ. 2019", "RISING_STAR", NEW],
                    head=["ministry_id", "year", "quadrant", "source_id"],
                ),
            ),
            ("s", OTHER),
        ],
        quadrants=QUADRANTS,
        year=None,
    ),
    FigureCase(
        name="heading in two languages, empty rows, ministries without a group",
        sheets=[
            SOURCES,
            (
                "กลุ่มกระทรวง 2562",
                [
                    ["ministry_id", "name", "year", "quadrant"],
                    ["รหัสกระทรวง", "ชื่อ", "ปี", "กลุ่มที่เผยแพร่"],
                    ["moc", "", "๒๕๖๒", "พัฒนาแล้ว (Developed)"],
                    [],
                    ["mod", "กระทรวงกลาโหม", 2562, None],
                    ["mof", "", 2562, "ดาวรุ่ง"],
                    ["moe", "", 2562, "-"],
                ],
            ),
        ],
        quadrants=QUADRANTS,
    ),
    FigureCase(
        name="a known source",
        sheets=[
            (
                "กลุ่ม",
                groups(
                    ["moc", "developed", "presentation-2562"], head=["กระทรวง", "กลุ่ม", "แหล่งที่มา"]
                ),
            )
        ],
        quadrants={("moc", 2562): ("developed", "presentation-2562")},
    ),
    FigureCase(
        name="cut lines with a decimal comma and a minus sign",
        sheets=[
            SOURCES,
            ("เส้นแบ่ง", [["ปี", "เส้นแบ่งคะแนน", "เส้นแบ่งการเติบโต"], ["2562", "60,5", "−1.2"]]),
        ],
        figures=LINES,
    ),
    FigureCase(
        name="aggregates with words for levels and an empty row to fill in",
        sheets=[
            SOURCES,
            (
                "ตัวเลขรวม",
                [
                    ["ระดับ", "สิ่งที่วัด", "ปี", "ค่า", "หน่วย"],
                    ["ระดับกรม", "agencies_surveyed", 2562, "310", ""],
                    ["national", "response_rate", 2562, "", "percent"],
                ],
            ),
        ],
        figures=COUNT,
    ),
    FigureCase(
        name="a year that is comparable with the one before",
        sheets=[SOURCES, ("a", [AGGREGATES, ["ทั้งประเทศ", "comparable_with_previous", "ใช่"]])],
        texts={("national", "", "comparable_with_previous"): ("yes", NEW)},
    ),
    FigureCase(
        name="comparable perhaps, and of one level",
        sheets=[
            SOURCES,
            (
                "a",
                [
                    AGGREGATES,
                    ["national", "comparable_with_previous", "perhaps"],
                    ["office", "comparable_with_previous", "yes"],
                ],
            ),
        ],
        says=[("yes_or_no", "C2"), ("bad_level", "A3")],
    ),
    FigureCase(
        name="figures of one ministry, one province, one agency",
        sheets=[
            SOURCES,
            (
                "a",
                [
                    [*AGGREGATES, "entity"],
                    ["ministry", "overall", "61.5", "กระทรวงการคลัง"],
                    ["province", "overall", "55", "ร้อยเอ็ด"],
                    ["department", "overall", "81.25", "dbd"],
                ],
            ),
        ],
        figures={
            ("ministry", "mof", "overall"): ("61.5", NEW),
            ("province", "TH-45", "overall"): ("55", NEW),
            ("department", "dbd", "overall"): ("81.25", NEW),
        },
    ),
    FigureCase(
        name="csv",
        write=text(
            [
                ["level", "measure", "year", "value", "source"],
                ["department", "agencies_surveyed", "2562", "310", "presentation-2562"],
            ]
        ),
        figures={("department", "", "agencies_surveyed"): ("310", "presentation-2562")},
        says=[("nothing", "")],
    ),
    FigureCase(
        name="the groups of ministries beside agencies are no quadrants",
        write=book(
            [
                ["หน่วยงาน", "กระทรวง", "กลุ่ม", "คะแนนรวม", *(f"p{n}" for n in range(1, 7))],
                ["กรมพัฒนาธุรกิจการค้า", "กระทรวงพาณิชย์", "A", 81.25, 70, 60.5, 80, 75.25, 66, 40],
            ]
        ),
    ),
    FigureCase(
        name="no source", sheets=[("กลุ่ม", BOTH)], says=[("no_source", "2"), ("no_source", "3")]
    ),
    FigureCase(
        name="one of two sources, which is not said",
        sheets=[("กลุ่ม", BOTH), ("s", OTHER)],
        says=[("no_source", "2"), ("no_source", "3")],
    ),
    FigureCase(
        name="a source that nobody knows",
        sheets=[
            ("กลุ่ม", groups(["moc", "developed", "hearsay"], head=["กระทรวง", "กลุ่ม", "แหล่งที่มา"]))
        ],
        says=[("bad_source", "C2")],
    ),
    FigureCase(
        name="a source without a publisher, and one with a bad id",
        sheets=[("s", [SOURCES[1][0], ["x", "ชื่อ"], ["ผล 2562", "ชื่อ", "", "ใคร"]])],
        says=[("source_unnamed", "A2"), ("bad_source_id", "A3")],
    ),
    FigureCase(
        name="a ministry and a group that do not exist",
        sheets=[SOURCES, ("กลุ่ม", groups(["กระทรวงดวงดาว", "developed"], ["moc", "excellent"]))],
        says=[("bad_ministry", "A2"), ("bad_quadrant", "B3")],
    ),
    FigureCase(
        name="a ministry twice, not the same",
        sheets=[
            SOURCES,
            (
                "กลุ่ม",
                groups(["moc", "developed"], ["moc", "developed"], ["กระทรวงพาณิชย์", "maintain"]),
            ),
        ],
        says=[("figure_twice", "B4")],
    ),
    FigureCase(
        name="another year than the operator's",
        sheets=[SOURCES, ("กลุ่ม", groups(["moc", "developed", 2561], head=["กระทรวง", "กลุ่ม", "ปี"]))],
        says=[("mixed_years", "C2")],
    ),
    FigureCase(
        name="a year that is none",
        sheets=[SOURCES, ("กลุ่ม", groups(["moc", "developed", "ปีนี้"], head=["กระทรวง", "กลุ่ม", "ปี"]))],
        says=[("bad_year", "C2")],
    ),
    FigureCase(
        name="quadrants of a year without scores",
        sheets=[SOURCES, ("กลุ่ม", groups(["moc", "developed", 2563], head=["กระทรวง", "กลุ่ม", "ปี"]))],
        says=[("figures_without_scores", "")],
        year=None,
    ),
    FigureCase(
        name="one cut line alone, and one out of range",
        sheets=[
            SOURCES,
            ("c", [["year", "cut_performance", "cut_growth"], [2562, 60, None], [2562, 160, 2]]),
        ],
        says=[("cut_alone", "C2"), ("out_of_limits", "B3")],
    ),
    FigureCase(
        name="level, measure and entity that do not exist",
        sheets=[
            SOURCES,
            (
                "a",
                [
                    [*AGGREGATES, "entity"],
                    ["county", "overall", 60, ""],
                    ["department", "happiness", 60, ""],
                    ["ministry", "overall", 60, "dbd"],
                    ["office", "overall", 60, "dbd"],
                    ["national", "overall", 60, "dbd"],
                ],
            ),
        ],
        says=[
            ("bad_level", "A2"),
            ("bad_measure", "B3"),
            ("bad_entity", "D4"),
            ("bad_entity", "D5"),
            ("bad_entity", "D6"),
        ],
    ),
    FigureCase(
        name="letters for a figure, and a share above 100",
        sheets=[
            SOURCES,
            (
                "a",
                [
                    AGGREGATES,
                    ["national", "agencies_surveyed", "many"],
                    ["national", "response_rate", 140],
                ],
            ),
        ],
        says=[("bad_figure", "C2"), ("out_of_limits", "C3")],
    ),
    FigureCase(
        name="a formula never computed",
        write=book([], change=formula),
        says=[("formula", "C2")],
    ),
)
