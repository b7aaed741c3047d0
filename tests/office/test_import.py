from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.check import check_dataset, has_errors
from data.codes import Response
from data.messages import LANGUAGES
from data.office.importing import Imported, import_files
from data.office.notes import Weight
from data.office.review import COLUMNS, read_decisions, write_review
from data.tables import Dataset, write_dataset
from tests.data.small import small_dataset
from tests.office.corpus import CASES, DBD, PILLARS, Case, book, renamed, rows
from tests.publishing.official import official

COUNTS = {"import.absent", "import.blank"}
ISSUED = date(2026, 12, 1)


@pytest.fixture(scope="module")
def base() -> Dataset:
    return small_dataset()


def run(
    path: Path, *, base: Dataset, decisions: dict[str, str] | None = None, **options: object
) -> Imported:
    given = {"year": 2562, **options}
    return import_files(
        [path],
        base=base,
        decisions=decisions or {},
        issued=ISSUED,
        **given,  # type: ignore[arg-type]
    )


def overall(imported: Imported) -> dict[tuple[str, int], float]:
    assert imported.dataset is not None, [note.line("en") for note in imported.notes]
    return {
        (str(row["agency_id"]), int(str(row["year"]))): row["overall"]  # type: ignore[misc]
        for row in imported.dataset["scores"]
        if row["overall"] is not None
    }


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_awkward_files_are_read_or_explained(case: Case, base: Dataset, tmp_path: Path) -> None:
    imported = run(case.write(tmp_path), base=base, **case.options)
    said = sorted(
        (note.said.code.removeprefix("import."), note.place)
        for note in imported.notes
        if note.said.code not in COUNTS
    )
    assert said == sorted(case.says), [note.line("en") for note in imported.notes]
    assert all(note.line(lang) for note in imported.notes for lang in LANGUAGES)
    if case.scores is None:
        assert imported.dataset is None
        return
    wanted = {key if isinstance(key, tuple) else (key, 2562): v for key, v in case.scores.items()}
    assert overall(imported) == wanted
    assert imported.dataset is not None
    (tmp_path / "set").mkdir()
    write_dataset(tmp_path / "set", dataset=imported.dataset)
    faults = check_dataset(tmp_path / "set")
    # Two departments are not the whole survey, and equal weights do not give these sums.
    serious = [fault for fault in faults if fault.severity == "error"]
    assert case.name == "weights on a second sheet" or not serious, serious
    assert has_errors(faults) is bool(serious)


def statuses(imported: Imported) -> dict[str, str]:
    assert imported.dataset is not None
    return {
        str(row["agency_id"]): str(row["status"])
        for row in imported.dataset["scores"]
        if row["year"] == 2562
    }


def test_what_has_no_score_gets_its_status_by_word_or_by_choice(
    base: Dataset, tmp_path: Path
) -> None:
    case = next(item for item in CASES if item.name == "did not answer, in many words")
    path = case.write(tmp_path)
    found = statuses(run(path, base=base))
    assert found["dbd"] == Response.ANSWERED
    assert found["moi-ops"] == found["moph-ops"] == found["public-health-45"] == Response.NO_ANSWER
    assert found["house"] == Response.NOT_ASKED
    other = statuses(run(path, base=base, blank=Response.NOT_ASKED, absent=Response.NO_ANSWER))
    assert other["moi-ops"] == Response.NO_ANSWER
    assert other["moph-ops"] == Response.NOT_ASKED
    assert other["house"] == Response.NO_ANSWER


def test_a_proposal_counts_only_when_somebody_says_yes(base: Dataset, tmp_path: Path) -> None:
    path = book(renamed("กรมพัฒนธุรกิจการค้า"))(tmp_path)
    asked = run(path, base=base)
    assert asked.dataset is None
    review = tmp_path / "review.xlsx"
    write_review(review, questions=asked.questions, register=asked.register)
    sheet = load_workbook(review)
    first = sheet.worksheets[0]
    line = {name: first.cell(2, number + 1).value for number, name in enumerate(COLUMNS)}
    assert (line["proposal"], line["proposal_name"], line["how"]) == ("dbd", DBD, "fuzzy")
    assert float(str(line["score"])) > 90
    assert read_decisions(review) == {}
    for decision, wanted in (("yes", "dbd"), ("ใช่", "dbd"), ("no", ""), ("trf", "trf")):
        first.cell(2, COLUMNS.index("decision") + 1, decision)
        sheet.save(review)
        decisions = dict(read_decisions(review))
        assert list(decisions.values()) == [wanted]
        scores = overall(run(path, base=base, decisions=decisions))
        assert scores.get((wanted, 2562)) == (81.25 if wanted else None)
    nobody = run(path, base=base, decisions={line["name"]: "nobody"})  # type: ignore[dict-item]
    assert nobody.dataset is None
    assert "import.no_such_id" in {note.said.code for note in nobody.notes}


def test_an_agency_that_had_ceased_is_proposed_by_its_successor(tmp_path: Path) -> None:
    small = small_dataset()
    tables = dict(small.tables)
    old = next(row for row in tables["agencies"] if row["agency_id"] == "dbd")
    tables["agencies"] = (
        *({**row, "until": 2561} if row is old else row for row in tables["agencies"]),
        {**old, "agency_id": "dbd2", "name_th": "กรมธุรกิจการค้าใหม่", "name_en": "New DBD",
         "abbrev_en": None, "since": 2562, "until": None, "predecessor_id": "dbd"},
    )  # fmt: skip
    base = Dataset(descriptor=small.descriptor, tables=tables)
    asked = run(book(rows())(tmp_path), base=base)
    (question,) = (item for item in asked.questions if not item.certain)
    assert [(item.agency_id, item.how) for item in question.proposals] == [("dbd2", "successor")]
    done = run(book(rows())(tmp_path), base=base, decisions={question.name: "dbd2"})
    assert overall(done)["dbd2", 2562] == 81.25


def test_new_agencies_come_in_by_their_sheet(base: Dataset, tmp_path: Path) -> None:
    columns = ["agency_id", "name_th", "name_en", "level", "agency_type_id", "since"]
    new = ["stars", "องค์การอวกาศและดวงดาว", "Stars", "department", "government_department", "๒๕๖๒"]

    def add(sheet: object) -> None:
        other = sheet.parent.create_sheet("หน่วยงานใหม่")  # type: ignore[attr-defined]
        other.append(columns)
        other.append(new)

    path = book(renamed("องค์การอวกาศและดวงดาว"), change=add)(tmp_path)
    imported = run(path, base=base)
    assert overall(imported)["stars", 2562] == 81.25
    assert imported.dataset is not None
    row = next(row for row in imported.dataset["agencies"] if row["agency_id"] == "stars")
    assert row["since"] == 2562


def test_a_further_year_joins_the_official_ones(tmp_path: Path) -> None:
    base = official(small_dataset(), weighted=True)
    path = book([["หน่วยงาน", "คะแนนรวม", *(f"p{n}" for n in range(1, 7))], [DBD, 82, *PILLARS]])(
        tmp_path
    )
    imported = run(path, base=base, year=2563)
    assert imported.dataset is not None
    assert imported.dataset.years == (2561, 2562, 2563)
    assert imported.dataset.status == "official"
    scores = overall(imported)
    assert scores["dbd", 2563] == 82
    before = {
        (str(row["agency_id"]), int(str(row["year"]))): row["overall"]
        for row in base["scores"]
        if row["overall"] is not None
    }
    assert {key: value for key, value in scores.items() if key[1] < 2563} == before
    assert {row["year"] for row in imported.dataset["weights"]} == {2561, 2562}


def test_simulated_scores_never_come_along(base: Dataset, tmp_path: Path) -> None:
    imported = run(book(rows())(tmp_path), base=base)
    assert imported.dataset is not None
    assert imported.dataset.years == (2562,)
    assert {row["provenance"] for row in imported.dataset["scores"]} == {"official"}
    assert imported.dataset["weights"] == ()
    assert all(note.weight is Weight.REMARK for note in imported.notes)
