from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.check import Fault, Severity, check_dataset
from data.contract import TABLES, Column, ColumnType
from data.simulate import DEFAULT_DIRECTORY
from tests.data.small import read_cells, set_cell, write_cells, write_small

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("good"))


@pytest.fixture
def broken(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "set")


def only(directory: Path) -> Fault:
    faults = check_dataset(directory)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def only_error(directory: Path) -> Fault:
    errors = [fault for fault in check_dataset(directory) if fault.severity is Severity.ERROR]
    assert len(errors) == 1, [str(fault) for fault in errors]
    return errors[0]


def edit_descriptor(directory: Path, change: Callable[[dict[str, object]], None]) -> None:
    path = directory / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_the_committed_set_is_good() -> None:
    assert check_dataset(DEFAULT_DIRECTORY) == ()


def test_the_small_set_is_good(good: Path) -> None:
    assert check_dataset(good) == ()


# One change, one fault, at its place ------------------------------------------------------------


def bad_cells(column: Column) -> Iterator[tuple[str, str]]:
    """Cells that the column refuses, with a word of what is expected instead."""
    if column.required:
        yield "", "a value"
    yield " x", "no space"
    yield "a\u0007b", "control characters"
    if column.type is not ColumnType.TEXT:
        yield "x", "number"
        yield "๑", "number"
    if column.type is ColumnType.INTEGER:
        yield "1.5", "a whole number"
    if column.minimum is not None:
        yield str(int(column.minimum) - 1), f"{column.minimum:g}"
    if column.maximum is not None:
        yield str(int(column.maximum) + 1), f"{column.maximum:g}"
    if column.decimals is not None:
        yield f"0.{'1' * (column.decimals + 1)}", "decimals"
    if column.codes:
        yield "nonsense", "one of"
    elif column.pattern:
        yield "Nonsense?", "the form"
    elif column.references is not None:
        yield "nonsense", f"a {column.references.column}"


CELLS = [
    (table.name, column.name, cell, expected)
    for table in TABLES.values()
    for column in table.columns
    for cell, expected in bad_cells(column)
]


@FEW
@given(choice=st.sampled_from(CELLS), data=st.data())
def test_a_bad_cell_is_the_only_fault(
    good: Path, choice: tuple[str, str, str, str], data: st.DataObject
) -> None:
    table, column, cell, expected = choice
    with TemporaryDirectory() as folder:
        broken = shutil.copytree(good, Path(folder) / "set")
        records = read_cells(broken, table)
        row = data.draw(st.integers(min_value=1, max_value=len(records) - 1))
        place = records[0].index(column)
        # Where nothing may stand, a reference to nothing breaks two rules.
        assume(cell != "nonsense" or records[row][place] != "")
        records[row][place] = cell
        write_cells(broken, table, records)
        fault = only(broken)
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", row + 1, column)
    assert fault.value == cell
    assert expected in fault.expected


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_the_only_fault(broken: Path, table: str) -> None:
    (broken / f"{table}.csv").unlink()
    fault = only(broken)
    assert (fault.file, fault.row, fault.expected) == (
        f"{table}.csv",
        None,
        "this file to be present",
    )


@pytest.mark.parametrize("table", TABLES)
def test_other_encodings_are_the_only_fault(broken: Path, table: str) -> None:
    path = broken / f"{table}.csv"
    path.write_bytes(path.read_bytes() + "กรม\n".encode("cp874"))
    fault = only(broken)
    assert fault.file == f"{table}.csv"
    assert fault.row == len(path.read_bytes().splitlines())
    assert fault.expected == "text in UTF-8"


@pytest.mark.parametrize(
    ("table", "column"),
    [(table.name, column) for table in TABLES.values() for column in table.column_names],
)
def test_a_missing_column_is_the_only_fault(broken: Path, table: str, column: str) -> None:
    records = read_cells(broken, table)
    place = records[0].index(column)
    write_cells(broken, table, [record[:place] + record[place + 1 :] for record in records])
    fault = only(broken)
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", 1, column)
    assert fault.expected == "this column to be present"


@pytest.mark.parametrize("table", TABLES)
def test_an_unknown_column_is_the_only_fault(broken: Path, table: str) -> None:
    records = read_cells(broken, table)
    write_cells(broken, table, [["colour", *records[0]], *(["", *row] for row in records[1:])])
    fault = only(broken)
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", 1, "colour")


@pytest.mark.parametrize("table", TABLES)
def test_a_repeated_row_is_named_with_the_first(broken: Path, table: str) -> None:
    records = read_cells(broken, table)
    write_cells(broken, table, [*records, records[1]])
    faults = [f for f in check_dataset(broken) if "only once" in f.expected]
    assert [(f.file, f.row, f.column) for f in faults] == [
        (f"{table}.csv", len(records) + 1, TABLES[table].key[0])
    ]
    assert "line 2" in faults[0].expected


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_another_length_are_named(broken: Path, table: str) -> None:
    path = broken / f"{table}.csv"
    lines = len(read_cells(broken, table))
    path.write_text(path.read_text(encoding="utf-8") + "one,two\n", encoding="utf-8", newline="\n")
    fault = only(broken)
    assert (fault.file, fault.row, fault.value) == (f"{table}.csv", lines + 1, "2 cells")


def test_lines_are_counted_past_quoted_line_breaks(broken: Path) -> None:
    records = read_cells(broken, "glossary")
    records[1][-2] = "one\ntwo\nthree"
    records[2][-1] = "not a line"
    write_cells(broken, "glossary", records)
    assert [(fault.row, fault.column) for fault in check_dataset(broken)] == [
        (2, "definition_en"),
        (5, "source_line"),
    ]


def test_a_stray_quote_is_told_once(broken: Path) -> None:
    path = broken / "regions.csv"
    path.write_text('region_id,number,name_th,name_en\n"north" x,1,a,b\n', encoding="utf-8")
    fault = only(broken)
    assert (fault.file, fault.row, fault.expected) == ("regions.csv", 2, "CSV")


# Rules across cells -----------------------------------------------------------------------------

Rule = tuple[str, Callable[[dict[str, str]], bool], str, str, str, str]


def answered(row: dict[str, str]) -> bool:
    return row["agency_id"] == "dbd" and row["year"] == "2562"


RULES: list[Rule] = [
    # table, row, column, new cell, column of the fault, part of what is expected
    ("scores", answered, "p3", "", "p3", "the status is answered"),
    ("scores", answered, "p3", "0.00", "overall", "the weighted mean of p1, p2"),
    ("scores", answered, "provenance", "official", "provenance", "simulated, the status"),
    ("scores", answered, "year", "2560", "year", "a year of datapackage.json"),
    ("scores", lambda r: r["status"] == "not_asked", "overall", "50.00", "overall", "not_asked"),
    (
        "scores",
        lambda r: r["status"] == "not_asked",
        "status",
        "not_in_simulation",
        "status",
        "does not exist in 2561",
    ),
    (
        "scores",
        lambda r: r["status"] == "not_in_simulation",
        "status",
        "no_answer",
        "status",
        "a status that simulated scores can have",
    ),
    ("weights", lambda r: r["item_id"] == "p6", "weight", "0.2", "weight", "add up to 1"),
    ("weights", lambda r: r["item_id"] == "p6", "item_id", "p9", "item_id", "a pillar or an"),
    ("weights", lambda r: r["item_id"] == "p6", "year", "2559", "year", "a year of"),
    ("ministries", lambda r: r["ministry_id"] == "mhesi", "until", "2561", "until", "2562 or"),
    ("indicators", lambda r: r["named"] == "no", "name_en", "A name", "name_en", "an empty cell"),
    ("agencies", lambda r: r["agency_id"] == "dbd", "province_id", "TH-45", "province_id", "empty"),
    (
        "agencies",
        lambda r: r["agency_id"] == "public-health-45",
        "province_id",
        "",
        "province_id",
        "a value, by the level",
    ),
    (
        "agencies",
        lambda r: r["agency_id"] == "public-health-45",
        "province_id",
        "TH-46",
        "agency_id",
        "public-health-46",
    ),
    ("published", lambda r: r["value"] == "301", "value", "", "value", "a value here or in"),
    (
        "published",
        lambda r: r["figure_id"] == "2562-department-overall",
        "entity_id",
        "none",
        "entity_id",
        "a agency_id of agencies.csv",
    ),
    (
        "published",
        lambda r: r["level"] == "national",
        "entity_id",
        "dbd",
        "entity_id",
        "the level is national",
    ),
    (
        "published",
        lambda r: r["vintage"] == "dashboard-2561",
        "used",
        "yes",
        "used",
        "no, because line",
    ),
    ("findings", lambda r: r["value_type"] == "result", "value", "", "value", "by value_type"),
    ("findings", lambda r: r["value_type"] == "missing", "value", "5", "value", "an empty cell"),
    (
        "findings",
        lambda r: r["value_type"] == "missing",
        "missing_kind",
        "",
        "missing_kind",
        "a value, by value_type",
    ),
    (
        "findings",
        lambda r: r["indicator_id"] == "i_1_1",
        "pillar_id",
        "p2",
        "pillar_id",
        "p1, the pillar of the indicator",
    ),
    ("awards", lambda r: r["level"] == "province", "agency_id", "dbd", "agency_id", "empty"),
    ("source_checks", lambda r: True, "finding_ids", "F001;F999", "finding_ids", "a finding_id"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule[0]}-{rule[2]}-{rule[5][:12]}")
def test_a_broken_rule_is_the_only_fault(broken: Path, rule: Rule) -> None:
    table, where, column, cell, place, expected = rule
    line = set_cell(broken, table=table, where=where, column=column, to=cell)
    fault = only(broken)
    assert (fault.file, fault.column) == (f"{table}.csv", place)
    # A sum is told where its last part stands, a second vintage where it is met again.
    if expected not in {"add up to 1", "no, because line"}:
        assert fault.row == line
    assert expected in fault.expected


def test_a_pillar_without_a_weight_is_named(broken: Path) -> None:
    records = [row for row in read_cells(broken, "weights") if row[:2] != ["2562", "p6"]]
    for row in records:
        if row[0] == "2562":
            row[2] = "0.2"
    write_cells(broken, "weights", records)
    fault = only(broken)
    assert (fault.file, fault.expected) == ("weights.csv", "a weight in 2562 for p6 too")


def test_a_missing_row_of_scores_names_agency_and_year(broken: Path) -> None:
    records = read_cells(broken, "scores")
    gone = records.pop()
    write_cells(broken, "scores", records)
    fault = only(broken)
    assert (fault.file, fault.value) == ("scores.csv", gone[0])
    assert gone[1] in fault.expected


def test_scores_of_an_agency_without_an_answer_are_each_named(broken: Path) -> None:
    set_cell(broken, table="scores", where=answered, column="status", to="not_in_simulation")
    assert [fault.column for fault in check_dataset(broken)] == [
        "overall",
        "p1",
        "p2",
        "p3",
        "p4",
        "p5",
        "p6",
    ]


def test_rounding_of_one_hundredth_is_no_fault(broken: Path) -> None:
    records = read_cells(broken, "scores")
    row = next(row for row in records[1:] if row[2] == "answered")
    row[4] = f"{float(row[4]) + 0.01:.2f}"
    write_cells(broken, "scores", records)
    assert check_dataset(broken) == ()


def make_official(directory: Path) -> None:
    """Turn the small set into one an operator might load, without weights."""
    edit_descriptor(directory, lambda content: content.update(status="official"))
    records = read_cells(directory, "scores")
    for row in records[1:]:
        row[2] = row[2].replace("not_in_simulation", "no_answer")
        row[3] = "official"
    write_cells(directory, "scores", records)
    write_cells(directory, "weights", read_cells(directory, "weights")[:1])


def test_an_official_set_needs_no_weights_and_its_overall_is_taken_as_given(broken: Path) -> None:
    make_official(broken)
    set_cell(broken, table="scores", where=answered, column="overall", to="1.00")
    faults = check_dataset(broken)
    assert {fault.severity for fault in faults} == {Severity.WARNING}
    assert [fault.code for fault in faults].count("check.no_weights") == 1


def test_an_official_set_cannot_hold_simulated_rows(broken: Path) -> None:
    make_official(broken)
    line = set_cell(broken, table="scores", where=answered, column="provenance", to="simulated")
    fault = only_error(broken)
    assert (fault.row, fault.column) == (line, "provenance")


def test_an_official_set_cannot_say_not_in_simulation(broken: Path) -> None:
    make_official(broken)
    line = set_cell(
        broken,
        table="scores",
        where=lambda row: row["status"] == "no_answer",
        column="status",
        to="not_in_simulation",
    )
    fault = only_error(broken)
    assert (fault.row, fault.column) == (line, "status")


def add_indicator(directory: Path, name: str) -> None:
    records = read_cells(directory, "scores")
    wide = [[*records[0], name]]
    wide += [[*row, row[5] if row[2] == "answered" else ""] for row in records[1:]]
    write_cells(directory, "scores", wide)


def test_indicator_scores_are_taken_and_only_the_descriptor_warned_of(broken: Path) -> None:
    add_indicator(broken, "i_1_1")
    fault = only(broken)
    assert (fault.file, fault.severity) == ("datapackage.json", Severity.WARNING)


def test_indicator_columns_must_be_indicators(broken: Path) -> None:
    add_indicator(broken, "i_9_9")
    faults = [f for f in check_dataset(broken) if f.severity is Severity.ERROR]
    assert [(f.file, f.row, f.column) for f in faults] == [("scores.csv", 1, "i_9_9")]


def test_a_pillar_is_the_weighted_mean_of_its_indicators_where_there_are_weights(
    broken: Path,
) -> None:
    add_indicator(broken, "i_1_1")
    weights = read_cells(broken, "weights")
    write_cells(broken, "weights", [*weights, ["2562", "i_1_1", "1", "simulated"]])
    assert [f.severity for f in check_dataset(broken)] == [Severity.WARNING]
    line = set_cell(broken, table="scores", where=answered, column="i_1_1", to="0.00")
    faults = [f for f in check_dataset(broken) if f.severity is Severity.ERROR]
    assert [(f.row, f.column) for f in faults] == [(line, "p1")]


def test_a_pillar_that_is_not_in_force_has_no_score(broken: Path) -> None:
    set_cell(
        broken,
        table="pillars",
        where=lambda row: row["pillar_id"] == "p6",
        column="since",
        to="2562",
    )
    columns = {(f.column, f.expected) for f in check_dataset(broken)}
    assert columns == {
        ("p6", "no score, because the pillar is not in force in 2561"),
        ("item_id", "a pillar or an indicator that is in force in 2561"),
    }


def test_an_indicator_that_is_not_in_force_has_no_score(broken: Path) -> None:
    add_indicator(broken, "i_1_1")
    set_cell(
        broken,
        table="indicators",
        where=lambda row: row["indicator_id"] == "i_1_1",
        column="since",
        to="2562",
    )
    faults = [f for f in check_dataset(broken) if f.severity is Severity.ERROR]
    assert {(f.column, str(f.expected)) for f in faults} == {
        ("i_1_1", "no score, because the indicator is not in force in 2561")
    }


def test_a_seventh_pillar_is_refused_with_the_place_where_it_would_go(broken: Path) -> None:
    records = read_cells(broken, "pillars")
    write_cells(broken, "pillars", [*records, ["p7", "7", *records[-1][2:]]])
    fault = only(broken)
    assert (fault.file, fault.row, fault.column) == ("pillars.csv", len(records) + 1, "pillar_id")
    assert "p1, p2, p3, p4, p5, p6" in fault.expected
    assert "data/codes.py" in fault.expected


@pytest.mark.parametrize(
    ("level", "said", "column"),
    [("national", "yes", None), ("national", "maybe", "text_value"), ("office", "no", "level")],
)
def test_comparability_is_yes_or_no_for_the_whole_survey(
    broken: Path, level: str, said: str, column: str | None
) -> None:
    records = read_cells(broken, "published")
    row = dict(zip(records[0], next(r for r in records[1:] if "301" in r), strict=True))
    row |= {"figure_id": "2562-comparable", "measure": "comparable_with_previous", "level": level}
    row |= {"value": "", "text_value": said, "unit": ""}
    write_cells(broken, "published", [*records, list(row.values())])
    faults = check_dataset(broken)
    assert [fault.column for fault in faults] == ([column] if column else [])


# datapackage.json -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "mixed"),
        ("status", None),
        ("status", ["simulated"]),
        ("years", []),
        ("years", "2562"),
        ("years", [2562, 2562]),
        ("years", [True]),
        ("years", [2019]),
        ("years", [2561.5]),
        ("issued", "22/11/2569"),
        ("issued", 2562),
        ("name", ""),
        ("title", 5),
    ],
)
def test_a_bad_entry_of_the_descriptor_is_the_only_fault(
    broken: Path, key: str, value: object
) -> None:
    edit_descriptor(broken, lambda content: content.update({key: value}))
    fault = only(broken)
    assert (fault.file, fault.column) == ("datapackage.json", key)


def test_a_resource_that_is_not_listed_is_named(broken: Path) -> None:
    edit_descriptor(broken, lambda content: content["resources"].pop())  # type: ignore[attr-defined]
    fault = only(broken)
    assert (fault.file, fault.column, fault.value) == (
        "datapackage.json",
        "resources",
        "source_checks.csv",
    )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'"x"', b"[" * 100_000])
def test_a_descriptor_that_is_none_is_the_only_fault(broken: Path, content: bytes) -> None:
    (broken / "datapackage.json").write_bytes(content)
    assert only(broken).file == "datapackage.json"


# Never a traceback ------------------------------------------------------------------------------


@FEW
@given(file=st.sampled_from([table.file for table in TABLES.values()]), content=st.binary())
def test_any_bytes_give_faults_and_no_traceback(good: Path, file: str, content: bytes) -> None:
    with TemporaryDirectory() as place:
        broken = shutil.copytree(good, Path(place) / "set")
        (broken / file).write_bytes(content)
        assert any(fault.file == file for fault in check_dataset(broken))


CELL = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789.,;-\"'\n\x00๑ก\u200b"), st.characters())
)


@FEW
@given(cell=CELL, data=st.data(), table=st.sampled_from(sorted(TABLES)))
def test_any_cell_gives_no_traceback(
    good: Path, cell: str, data: st.DataObject, table: str
) -> None:
    with TemporaryDirectory() as place:
        broken = shutil.copytree(good, Path(place) / "set")
        records = read_cells(broken, table)
        row = data.draw(st.integers(min_value=0, max_value=len(records) - 1))
        column = data.draw(st.integers(min_value=0, max_value=len(records[0]) - 1))
        records[row][column] = cell.encode("utf-8", "replace").decode()
        write_cells(broken, table, records)
        for fault in check_dataset(broken):
            assert str(fault).startswith(fault.file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@FEW
@given(
    content=st.dictionaries(
        st.sampled_from(["name", "title", "status", "issued", "years", "resources"]), JSON
    )
)
def test_any_descriptor_gives_faults_and_no_traceback(
    good: Path, content: dict[str, object]
) -> None:
    with TemporaryDirectory() as place:
        broken = shutil.copytree(good, Path(place) / "set")
        (broken / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
        faults = check_dataset(broken)
    assert faults
    for fault in faults:
        str(fault).encode("utf-8")


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_a_place_without_a_data_set(tmp_path: Path, make: Callable[[Path], None]) -> None:
    place = tmp_path / "nothing"
    make(place)
    assert check_dataset(place)


def test_a_directory_in_the_place_of_a_file(broken: Path) -> None:
    (broken / "awards.csv").unlink()
    (broken / "awards.csv").mkdir()
    assert only(broken).expected == "a file that can be read"


def test_files_that_are_not_read_are_warned_of(broken: Path) -> None:
    (broken / "extra.csv").write_text("a\n", encoding="utf-8")
    fault = only(broken)
    assert (fault.file, fault.severity) == ("extra.csv", Severity.WARNING)


# The command ------------------------------------------------------------------------------------


def test_the_command_names_every_fault_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = set_cell(broken, table="scores", where=answered, column="p1", to="101")
    (broken / "regions.csv").unlink()
    assert main(["check", str(broken)]) == 1
    out = capsys.readouterr().out
    assert f'scores.csv:{line}:p1: error: "101"; expected a number from 0 to 100' in out
    assert "regions.csv: error: expected this file to be present" in out
    assert "2 faults" in out


def test_the_command_succeeds_on_good_sets_and_on_warnings(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(broken)]) == 0
    (broken / "extra.csv").write_text("a\n", encoding="utf-8")
    assert main(["check", str(broken)]) == 0
    assert "extra.csv: warning:" in capsys.readouterr().out


def test_long_values_are_cut_and_surrogates_shown() -> None:
    fault = Fault(file="a.csv", row=2, column="b", value="\ud800" + "x" * 200, expected="c")
    assert "\\ud800" in str(fault)
    assert len(str(fault)) < 130
