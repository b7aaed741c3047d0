from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.__main__ import main
from data.build import build
from data.check import check_dataset
from data.codes import PILLARS, Level
from data.messages import LANGUAGES
from data.office.importing import Imported
from data.office.notes import Weight
from data.office.template import write_template
from data.office.template_figures import (
    AGGREGATES_SHEET,
    CUTS_SHEET,
    QUADRANTS_SHEET,
    SOURCES_SHEET,
)
from data.repository import ScoreRepository
from data.tables import Dataset, write_dataset
from tests.data.small import small_dataset
from tests.office.corpus import books, rows
from tests.office.figures_corpus import FIGURE_CASES, NEW, SOURCES, FigureCase, groups
from tests.office.test_import import run
from tests.publishing.official import official


@pytest.fixture(scope="module")
def base() -> Dataset:
    return small_dataset()


@pytest.mark.parametrize("case", FIGURE_CASES, ids=lambda case: case.name)
def test_figures_are_read_or_explained(case: FigureCase, base: Dataset, tmp_path: Path) -> None:
    imported = run(case.path(tmp_path), base=base, year=case.year)
    errors = [note for note in imported.notes if note.weight is Weight.ERROR]
    said = [(note.said.code.removeprefix("import."), note.place) for note in errors]
    assert sorted(said) == sorted(case.says)
    assert all(note.line(lang) for note in errors for lang in LANGUAGES)
    if case.says:
        return
    assert imported.dataset is not None
    old = {row["source_id"] for row in base["sources"]}
    found = {
        (row["ministry_id"], row["year"]): (row["quadrant"], row["source_id"])
        for row in imported.dataset["quadrants"]
    }
    before = {
        (row["ministry_id"], row["year"]): (row["quadrant"], row["source_id"])
        for row in base["quadrants"]
    }
    assert found == before | dict(case.quadrants)
    for (level, entity, measure), (value, source) in {**case.figures, **case.texts}.items():
        used = [
            (str(row["value"] or row["text_value"]), row["source_id"], row["provenance"])
            for row in imported.dataset["published"]
            if (row["year"], row["level"], row["entity_id"] or "", row["measure"], row["used"])
            == (2562, level, entity, measure, "yes")
        ]
        assert used == [(value, source, "published")]
    named = {row["source_id"] for row in imported.dataset["sources"]}
    assert named - old <= {NEW, "leaflet"}
    (tmp_path / "set").mkdir()
    write_dataset(tmp_path / "set", dataset=imported.dataset)
    assert [f for f in check_dataset(tmp_path / "set") if f.severity == "error"] == []


def imported_with(base: Dataset, tmp_path: Path, *sheets: tuple[str, object]) -> Imported:
    path = books(("คะแนน", rows()), SOURCES, *sheets)(tmp_path)  # type: ignore[arg-type]
    return run(path, base=base)


def test_a_figure_replaces_its_like_and_the_old_one_stays_unused(
    base: Dataset, tmp_path: Path
) -> None:
    sheet = ("a", [["level", "measure", "value"], ["department", "agencies_surveyed", 310]])
    dataset = imported_with(base, tmp_path, sheet).dataset
    assert dataset is not None
    same = [
        row
        for row in dataset["published"]
        if (row["year"], row["level"], row["entity_id"], row["measure"])
        == (2562, "department", None, "agencies_surveyed")
    ]
    assert [row["used"] for row in same].count("yes") == 1
    assert {str(row["value"]) for row in same} >= {"323", "310"}
    assert len({row["figure_id"] for row in dataset["published"]}) == len(dataset["published"])
    # Imported once more with another value, the source's figure is corrected and not doubled.
    again = ("a", [["level", "measure", "value"], ["department", "agencies_surveyed", 311]])
    corrected = imported_with(dataset, tmp_path, again).dataset
    assert corrected is not None
    assert len(corrected["published"]) == len(dataset["published"])
    used = [row for row in corrected["published"] if row["source_id"] == NEW]
    assert [row["value"] for row in used] == [Decimal(311)]


def test_figures_alone_join_the_official_years(tmp_path: Path) -> None:
    source = official(small_dataset())
    path = books(SOURCES, ("กลุ่ม", groups(["moc", "maintain"])))(tmp_path)
    imported = run(path, base=source)
    assert imported.dataset is not None
    assert imported.years == (2562,)
    assert imported.dataset["scores"] == tuple(dict(row) for row in source["scores"])
    quadrants = {(row["ministry_id"], row["year"]): row for row in imported.dataset["quadrants"]}
    assert quadrants["moc", 2562]["quadrant"] == "maintain"
    assert quadrants["moc", 2562]["source_id"] == NEW
    # Beside simulated scores alone there is nothing official to join.
    assert run(path, base=small_dataset()).dataset is None


def fill(sheet: Worksheet, cells: dict[str, object], *, row: int) -> None:
    """Write into the columns that the first line names."""
    names = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(row, names.index(name) + 1, value)


def row_of(sheet: Worksheet, key: str) -> int:
    return next(n for n in range(3, sheet.max_row + 1) if sheet.cell(n, 1).value == key)


def test_the_template_filled_in_is_a_year_with_quadrants_and_cut_lines(
    base: Dataset, tmp_path: Path
) -> None:
    """What a person does with the workbook, as far as the site's own answer."""
    source = official(base)
    path = tmp_path / "แบบฟอร์ม.xlsx"
    write_template(path, base=source, year=2563)
    book = load_workbook(path)
    scores = book.worksheets[1]
    numbers = {"overall": 70, **dict.fromkeys(PILLARS, 70)}
    for agency in ("dbd", "moi-ops"):
        fill(scores, {"status": "answered", **numbers}, row=row_of(scores, agency))
    quadrants = book[QUADRANTS_SHEET]
    fill(quadrants, {"quadrant": "rising_star"}, row=row_of(quadrants, "moc"))
    fill(book[CUTS_SHEET], {"cut_performance": 60.5, "cut_growth": 1.25}, row=3)
    aggregates = book[AGGREGATES_SHEET]
    fill(aggregates, {"value": 12}, row=row_of(aggregates, "department"))
    told = {"source_id": "results-2563", "title_th": "ผล", "title_en": "Results"}
    told |= {"publisher_th": "สำนักงาน", "publisher_en": "Office", "published": "2020"}
    fill(book[SOURCES_SHEET], dict(told), row=3)
    book.save(path)
    (tmp_path / "base").mkdir()
    write_dataset(tmp_path / "base", dataset=source)
    command = ["import", str(path), "--into", str(tmp_path / "set")]
    assert main([*command, "--base", str(tmp_path / "base")]) == 0
    build(tmp_path / "set", tmp_path / "served")
    repository = ScoreRepository.open(tmp_path / "served")
    assert repository.years == (2561, 2562, 2563)
    found = repository.quadrants(year=2563)
    assert (found.cut_performance, found.cut_growth) == (60.5, 1.25)
    profile = repository.profile(level=Level.MINISTRY, id="moc", year=2563)
    assert profile.quadrant == "rising_star"


def test_the_template_offers_choices_notes_and_an_example_for_every_figure(
    base: Dataset, tmp_path: Path
) -> None:
    write_template(tmp_path / "t.xlsx", base=base, year=2563)
    book = load_workbook(tmp_path / "t.xlsx")
    told = "\n".join(str(cell.value) for cell in book.worksheets[0]["A"])
    for name in (QUADRANTS_SHEET, CUTS_SHEET, AGGREGATES_SHEET, SOURCES_SHEET):
        assert told.count(name) == 2
        sheet = book[name]
        assert all(cell.value for cell in (*sheet[1], *sheet[2]))
        assert any(cell.comment and "\n" in cell.comment.text for cell in sheet[1])
    offered = [d.formula1 for d in book[QUADRANTS_SHEET].data_validations.dataValidation]
    assert '"rising_star,developed,developing,maintain"' in offered
    assert len([name for name in offered if name.startswith("'lists'!")]) == 1
    measures = [cell.value for cell in book["lists"]["E"]]
    assert {"measures", "agencies_surveyed", "cut_growth", "p6"} <= set(measures)


def test_a_template_that_nobody_filled_in_is_no_year_without_answers(
    base: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, base=base, year=2563)
    imported = run(path, base=base, year=2563)
    assert imported.figures == 0
    assert imported.dataset is None
    errors = [note for note in imported.notes if note.weight is Weight.ERROR]
    assert [note.said.code for note in errors] == ["import.nothing"]
