"""Whole tables as files: harmless cells, bytes that repeat, a package without faults."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import warnings
import weakref
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.codes import DataStatus
from data.contract import TABLES
from data.export import (
    BOM,
    Export,
    csv_text,
    harmless,
    json_text,
    table_export,
    table_exports,
)
from data.export_files import (
    INDEX_FILE,
    _write_table,
    build_downloads,
    remove_downloads,
    write_xlsx,
)
from data.schema import number, text
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Dataset, read_dataset
from tests.data.small import small_dataset

VERSION = "0123456789ab"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return read_dataset(DEFAULT_DIRECTORY)


@pytest.fixture(scope="session")
def built(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_downloads(dataset, into=tmp_path_factory.mktemp("files"), version=VERSION)


def export(rows: list[dict[str, object]]) -> Export:
    return Export(
        name="sample",
        title_th="ตัวอย่าง",
        title_en="Sample",
        columns=(text("word", "word", "คำ"), number("size", "size", "ขนาด", required=False)),
        rows=tuple(rows),
        status=DataStatus.SIMULATED,
        version=VERSION,
    )


def records(content: str) -> list[list[str]]:
    assert content.startswith(BOM)
    return list(csv.reader(io.StringIO(content.removeprefix(BOM), newline="")))


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")))
def test_no_text_becomes_a_formula(word: str) -> None:
    cell = records(csv_text(export([{"word": word, "size": 1.0}])))[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == word.removeprefix("'")


def test_negative_numbers_stay_numbers() -> None:
    assert records(csv_text(export([{"word": "-1", "size": -1.5}])))[1] == ["'-1", "-1.5"]
    assert harmless("ไทย") == "ไทย"


def test_missing_is_empty_and_never_zero() -> None:
    assert records(csv_text(export([{"word": "x", "size": None}])))[1] == ["x", ""]
    assert json.loads(json_text(export([{"word": "x"}])))["rows"] == [{"word": "x", "size": None}]


def test_every_table_has_status_and_provenance(dataset: Dataset) -> None:
    exports = table_exports(dataset.tables, status=DataStatus.SIMULATED, version=VERSION)
    assert len(exports) == len(TABLES)
    for item in exports:
        names = [column.name for column in item.columns]
        assert {"provenance", "dataset_status"} <= set(names)
        assert len(set(names)) == len(names)
        assert all(column.description_th and column.description_en for column in item.columns)
        assert {row["dataset_status"] for row in item.rows} == {"simulated"}
        assert all(row["provenance"] for row in item.rows)


def test_names_say_what_is_simulated(built: Path) -> None:
    names = {path.name for path in built.iterdir()}
    assert {"phrom-scores-simulated.csv", "phrom-data-simulated.zip"} <= names
    assert "phrom-scores.csv" not in names
    # Published figures are real in a simulated set too.
    assert "phrom-findings.csv" in names


def test_every_form_has_the_same_rows(built: Path, dataset: Dataset) -> None:
    index = json.loads((built / INDEX_FILE).read_text(encoding="utf-8"))
    assert [item["name"].replace("-", "_") for item in index["tables"]] == list(TABLES)
    for item in index["tables"]:
        rows = len(dataset[item["name"].replace("-", "_")])
        assert item["rows"] == rows
        for file in item["files"].values():
            assert (built / file["name"]).stat().st_size == file["bytes"]
        lines = records((built / item["files"]["csv"]["name"]).read_text(encoding="utf-8"))
        assert len(lines) == rows + 1
        content = json.loads((built / item["files"]["json"]["name"]).read_text(encoding="utf-8"))
        assert len(content["rows"]) == rows


def test_workbooks_hold_text_and_numbers(built: Path) -> None:
    book = load_workbook(built / "phrom-provinces.xlsx", read_only=True)
    rows = list(book["provinces"].iter_rows(values_only=True))
    assert rows[0][0] == "province_id"
    assert len(rows) == 78
    assert isinstance(rows[1][rows[0].index("population")], (int, float))
    assert book.sheetnames == ["provinces", "columns"]
    book.close()


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "x.xlsx", export=export([{"word": "=1+1", "size": -1.5}]))
    cells = load_workbook(tmp_path / "x.xlsx")["sample"][2]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), (-1.5, "n")]


def test_equal_data_give_equal_bytes(tmp_path: Path) -> None:
    small = small_dataset()
    first = build_downloads(small, into=tmp_path / "a", version=VERSION)
    second = build_downloads(small, into=tmp_path / "b", version=VERSION)
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in second.iterdir()
    }


def test_files_of_the_same_inputs_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = small_dataset()
    build_downloads(small, into=tmp_path, version=VERSION, inputs="one")
    with monkeypatch.context() as patch:
        patch.setattr("data.export_files.write_xlsx", lambda *_, **__: pytest.fail("made again"))
        build_downloads(small, into=tmp_path, version=VERSION, inputs="one")
    (tmp_path / f"downloads-{VERSION}" / "phrom-awards.csv").unlink()
    build_downloads(small, into=tmp_path, version=VERSION, inputs="two")
    assert (tmp_path / f"downloads-{VERSION}" / "phrom-awards.csv").exists()


def test_a_file_that_was_lost_or_cut_is_made_again(tmp_path: Path) -> None:
    small = small_dataset()
    target = build_downloads(small, into=tmp_path, version=VERSION, inputs="one")
    file = target / "phrom-awards.csv"
    whole = file.read_bytes()
    for damage in (file.unlink, lambda: file.write_bytes(whole[:-1])):
        damage()
        build_downloads(small, into=tmp_path, version=VERSION, inputs="one")
        assert file.read_bytes() == whole


def test_while_files_are_replaced_none_is_ever_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = small_dataset()
    target = build_downloads(small, into=tmp_path, version=VERSION, inputs="one")
    (target / "left-over.csv").write_text("x")
    names = {path.name for path in target.iterdir()} - {"left-over.csv"}
    whole = {name: (target / name).read_bytes() for name in names - {INDEX_FILE}}
    steps = []

    def seen(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            done = real(*args, **kwargs)
            steps.append(real.__name__)
            assert {name: (target / name).read_bytes() for name in whole} == whole
            assert json.loads((target / INDEX_FILE).read_text(encoding="utf-8"))["inputs"]
            return done

        return step

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink", "rename"):
            patch.setattr(Path, name, seen(getattr(Path, name)))
        patch.setattr(shutil, "rmtree", seen(shutil.rmtree))
        build_downloads(small, into=tmp_path, version=VERSION, inputs="two")
    assert steps.count("replace") >= len(names)
    assert {path.name for path in target.iterdir()} == names


def test_a_table_takes_the_memory_of_a_row(tmp_path: Path) -> None:
    """What is written of a long table is taken row by row, whatever the form."""
    scores = small_dataset()["scores"]
    living: weakref.WeakSet[Kept] = weakref.WeakSet()
    most = looked = 0

    class Kept(dict[str, object]):
        __hash__ = object.__hash__

    class Watched(Sequence[Kept]):
        def __len__(self) -> int:
            return 500

        def __getitem__(self, place: int) -> Kept:  # type: ignore[override]
            nonlocal most, looked
            looked += 1
            if place >= len(self):
                raise IndexError
            made = Kept(scores[place % len(scores)])
            living.add(made)
            most = max(most, len(living))
            return made

    rows: Sequence[Kept] = Watched()
    long = table_export(TABLES["scores"], rows, status=DataStatus.SIMULATED, version=VERSION)  # type: ignore[arg-type]
    assert looked == 1
    _write_table(tmp_path, long)
    assert most <= 3


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.export_xlsx.LONGEST", 3)
    write_xlsx(tmp_path / "x.xlsx", export=export([{"word": f"w{n}"} for n in range(5)]))
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["sample", "sample 2", "sample 3", "columns"]
    found = [cell.value for sheet in book.worksheets[:3] for cell in sheet["A"]]
    assert found == ["word", "w0", "w1", "word", "w2", "w3", "word", "w4"]
    assert [sheet.freeze_panes for sheet in book.worksheets[:3]] == ["B2"] * 3


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=20))
def test_every_text_comes_back_from_a_workbook(word: str) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, export=export([{"word": word}]))  # type: ignore[arg-type]
    found = load_workbook(stream)["sample"]["A2"].value or ""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", word)
    assert found.replace("\n", " ").strip() == re.sub("\r\n?|\n", " ", kept).strip()


def test_old_downloads_go(tmp_path: Path) -> None:
    small = small_dataset()
    build_downloads(small, into=tmp_path, version="aaaaaaaaaaaa")
    build_downloads(small, into=tmp_path, version="bbbbbbbbbbbb")
    remove_downloads(tmp_path, keep=["bbbbbbbbbbbb"])
    assert [path.name for path in tmp_path.iterdir()] == ["downloads-bbbbbbbbbbbb"]


def test_the_package_has_no_faults(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built / "phrom-data-simulated.zip") as archive:
        archive.extractall(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        report = validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES) + 1


def test_the_package_is_told_wrong_when_it_is(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built / "phrom-data-simulated.zip") as archive:
        archive.extractall(tmp_path)
    scores = tmp_path / "scores-simulated.csv"
    lines = scores.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(lines[1].split(",")[0], "no-such-agency", 1)
    scores.write_text("".join(lines), encoding="utf-8", newline="")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        assert not validate(str(tmp_path / "datapackage.json")).valid


def test_the_package_explains_itself(built: Path) -> None:
    with zipfile.ZipFile(built / "phrom-data-simulated.zip") as archive:
        readme = archive.read("README.txt").decode("utf-8-sig")
        package = json.loads(archive.read("datapackage.json"))
        words = records(archive.read("dictionary.csv").decode("utf-8"))
    assert "SIMULATED" in readme
    assert "No licence is claimed" in readme
    assert (package["status"], package["version"]) == ("simulated", VERSION)
    header = words[0]
    assert all(row[header.index("description_th")] for row in words[1:])
    assert all(row[header.index("description_en")] for row in words[1:])
