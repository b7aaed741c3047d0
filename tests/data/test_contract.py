from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.codes import DataStatus
from data.contract import TABLES, Column, ColumnType, Table
from data.descriptor import make_descriptor
from data.dictionary import data_dictionary
from data.simulate import DEFAULT_DIRECTORY
from data.tables import (
    CellError,
    DataError,
    find_column,
    format_cell,
    parse_cell,
    read_dataset,
    read_table,
    write_dataset,
    write_table,
)

ROOT = Path(__file__).parents[2]
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


def column_of(kind: ColumnType, *, decimals: int | None = None) -> Column:
    return Column(
        name="x",
        type=kind,
        description_en="x",
        description_th="x",
        required=False,
        decimals=decimals,
    )


def test_the_page_of_the_contract_is_the_contract() -> None:
    page = (ROOT / "docs" / "data-contract.md").read_text(encoding="utf-8")
    assert page == data_dictionary()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_names_are_snake_case_and_keys_exist(table: Table) -> None:
    names = table.column_names
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    for name in (table.name, *names):
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)


def test_every_column_is_described_in_both_languages() -> None:
    for _, column in COLUMNS:
        assert column.description_en.isascii()
        assert re.search("[\u0e00-\u0e7f]", column.description_th), column.name


def test_references_point_at_whole_keys() -> None:
    for _, column in COLUMNS:
        if column.references is not None:
            target = TABLES[column.references.table]
            assert target.key == (column.references.column,)


def test_key_columns_are_required() -> None:
    for table, column in COLUMNS:
        if column.name in table.key:
            assert column.required


def test_descriptor_holds_every_field_of_the_committed_files() -> None:
    descriptor = json.loads((DEFAULT_DIRECTORY / "datapackage.json").read_text(encoding="utf-8"))
    listed = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in descriptor["resources"]
    }
    assert listed == {table.file: list(table.column_names) for table in TABLES.values()}
    assert descriptor["status"] == "simulated"
    assert descriptor["years"] == [2561, 2562]
    assert "SIMULATED" in descriptor["title"]
    assert "คะแนนจำลอง" in descriptor["title_th"]


def test_descriptor_takes_indicator_columns_of_official_sets() -> None:
    descriptor = make_descriptor(
        name="official",
        title_en="t",
        title_th="t",
        status=DataStatus.OFFICIAL,
        issued=date(2027, 1, 31),
        years=(2563, 2562),
        sources=(),
        indicator_columns=("i_1_1",),
    )
    scores = next(r for r in descriptor["resources"] if r["path"] == "scores.csv")
    assert scores["schema"]["fields"][-1]["name"] == "i_1_1"
    assert descriptor["years"] == [2562, 2563]
    assert "seed" not in descriptor


def test_committed_set_survives_reading_and_writing(tmp_path: Path) -> None:
    write_dataset(tmp_path, dataset=read_dataset(DEFAULT_DIRECTORY))
    for path in DEFAULT_DIRECTORY.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_printed_figures_keep_their_digits() -> None:
    rows = read_dataset(DEFAULT_DIRECTORY)["published"]
    printed = {row["figure_id"]: row["value"] for row in rows}
    assert str(printed["2562-department-overall"]) == "64.60"
    assert str(printed["2561-department-overall"]) == "59.9"


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_whole_numbers_come_back(value: int) -> None:
    column = column_of(ColumnType.INTEGER)
    assert parse_cell(column, format_cell(column, value)) == value


@given(st.integers(min_value=0, max_value=10_000))
def test_scores_come_back_with_two_decimals(value: int) -> None:
    column = column_of(ColumnType.NUMBER, decimals=2)
    cell = format_cell(column, value / 100)
    assert re.fullmatch(r"[0-9]+\.[0-9]{2}", cell)
    assert parse_cell(column, cell) == value / 100


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000)
)
def test_printed_numbers_come_back_digit_by_digit(value: Decimal) -> None:
    column = column_of(ColumnType.PRINTED)
    cell = format_cell(column, value)
    assert str(parse_cell(column, cell)) == str(value)


@given(st.text())
def test_any_text_is_read_or_refused_but_never_changed(cell: str) -> None:
    column = column_of(ColumnType.TEXT)
    try:
        value = parse_cell(column, cell)
    except CellError:
        return
    assert format_cell(column, value) == cell


@pytest.mark.parametrize(
    "cell", ["nan", "inf", "1e5", "๑๒", "1,000", "+1", ".5", "5.", "0x10", "1_000", "--1", "01"]
)
def test_numbers_of_other_forms_are_refused(cell: str) -> None:
    for kind in (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.PRINTED):
        with pytest.raises(CellError):
            parse_cell(column_of(kind), cell)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_written(value: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_cell(column_of(ColumnType.NUMBER), value)


def test_unknown_columns_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such column"):
        write_table(tmp_path / "regions.csv", table=TABLES["regions"], rows=[{"colour": "red"}])


def test_indicator_columns_are_written_and_read(tmp_path: Path) -> None:
    row = {
        "agency_id": "dbd",
        "year": 2562,
        "status": "answered",
        "provenance": "official",
        "overall": 50.0,
        "p1": 50.0,
        "i_1_1": 49.5,
    }
    path = tmp_path / "scores.csv"
    write_table(path, table=TABLES["scores"], rows=[row])
    assert path.read_text(encoding="utf-8").splitlines()[0].endswith(",p6,i_1_1")
    assert read_table(path, table=TABLES["scores"])[0]["i_1_1"] == 49.5


def test_only_scores_take_further_columns() -> None:
    assert find_column(TABLES["scores"], name="i_3_4") is not None
    assert find_column(TABLES["scores"], name="i_6_x") is None
    assert find_column(TABLES["agencies"], name="i_3_4") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a line of column names"),
        (b"region_id,number,name_th\nnorth,1,x\n", "missing columns: name_en"),
        (b"region_id,number,name_th,name_en\nnorth,1,x\n", "line 2: 4 cells expected"),
        (b"region_id,number,name_th,name_en\nnorth,one,x,y\n", "line 2: expected a whole number"),
        (b"region_id,number,name_th,name_en\nnorth,1,\xff,y\n", r"UTF-8 \(line 2\)"),
    ],
)
def test_reading_stops_at_the_first_fault_and_names_it(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "regions.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_table(path, table=TABLES["regions"])
