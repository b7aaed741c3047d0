"""A good data set broken in one known way: exactly that is told, there; nothing is published."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.build import RefusedError
from data.check import Severity, check_dataset
from data.manifest import MANIFEST_FILE
from data.publishing.publish import publish
from tests.data.small import read_cells, small_dataset, write_cells
from tests.publishing.official import write_official

SCORES = ("overall", "p1", "p2", "p3", "p4", "p5", "p6")
Records = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Break:
    """One way of breaking a table.

    Attributes:
        fits: whether a row can be broken so.
        change: breaks the records in place, given a line from 0 and a drawn number.
        told: (code, column, whether the fault names the line).
    """

    name: str
    table: str
    fits: Callable[[dict[str, str]], bool]
    change: Callable[[Records, int, int], None]
    told: tuple[str, str, bool]


def put(column: str, *texts: str) -> Callable[[Records, int, int], None]:
    def change(records: Records, line: int, drawn: int) -> None:
        records[line][records[0].index(column)] = texts[drawn % len(texts)]

    return change


def again(records: Records, line: int, drawn: int) -> None:
    records.insert(line + 1, list(records[line]))


def drop(records: Records, line: int, drawn: int) -> None:
    del records[line]


def shift(column: str, by: float) -> Callable[[Records, int, int], None]:
    def change(records: Records, line: int, drawn: int) -> None:
        place = records[0].index(column)
        value = float(records[line][place])
        records[line][place] = f"{value - by if value > 50 else value + by:.2f}"

    return change


def answered(row: dict[str, str]) -> bool:
    return row["status"] == "answered"


def silent(row: dict[str, str]) -> bool:
    return row["status"] == "no_answer"


def always(row: dict[str, str]) -> bool:
    return True


BREAKS = (
    *(
        Break(
            name=f"{column} outside the range",
            table="scores",
            fits=answered,
            change=put(column, "100.01", "-1", "812.50", "1000"),
            told=("check.between", column, True),
        )
        for column in SCORES
    ),
    *(
        Break(
            name=f"{column} no number",
            table="scores",
            fits=answered,
            change=put(column, "แปด", "64,5", "n/a", "1e2", "๖๔.๕", "64.5%"),
            told=("check.number", column, True),
        )
        for column in SCORES
    ),
    *(
        Break(
            name=f"{column} not there",
            table="scores",
            fits=answered,
            change=put(column, ""),
            told=("check.score_wanted", column, True),
        )
        for column in SCORES
    ),
    *(
        Break(
            name=f"{column} though silent",
            table="scores",
            fits=silent,
            change=put(column, "50.00", "0.00"),
            told=("check.no_score_status", column, True),
        )
        for column in SCORES
    ),
    Break(
        name="too many decimals",
        table="scores",
        fits=answered,
        change=put("overall", "64.505", "1.234"),
        told=("check.decimals", "overall", True),
    ),
    Break(
        name="overall is not the weighted mean",
        table="scores",
        fits=answered,
        change=shift("overall", 5),
        told=("check.weighted_mean", "overall", True),
    ),
    Break(
        name="an unknown agency",
        table="scores",
        fits=always,
        change=put("agency_id", "nobody", "no-such-agency"),
        told=("check.reference", "agency_id", True),
    ),
    Break(
        name="a row twice",
        table="scores",
        fits=always,
        change=again,
        told=("check.key_once", "agency_id", True),
    ),
    Break(
        name="a row missing",
        table="scores",
        fits=always,
        change=drop,
        told=("check.row_wanted", "agency_id", False),
    ),
    Break(
        name="an unknown status",
        table="scores",
        fits=silent,
        change=put("status", "silent", "ไม่ตอบ", "No_answer"),
        told=("check.one_of", "status", True),
    ),
    Break(
        name="simulated among official",
        table="scores",
        fits=always,
        change=put("provenance", "simulated"),
        told=("check.status_of_set", "provenance", True),
    ),
    Break(
        name="a year that the set has not",
        table="scores",
        fits=always,
        change=put("year", "2563", "2560"),
        told=("check.year_of_set", "year", True),
    ),
    Break(
        name="a year of another era",
        table="scores",
        fits=always,
        change=put("year", "2019"),
        told=("check.between", "year", True),
    ),
    Break(
        name="a space at the end",
        table="agencies",
        fits=always,
        change=put("name_th", "กรม ", " กรม"),
        told=("check.no_space", "name_th", True),
    ),
    Break(
        name="a name missing",
        table="agencies",
        fits=always,
        change=put("name_th", ""),
        told=("check.value", "name_th", True),
    ),
    Break(
        name="a ministry unknown",
        table="agencies",
        fits=always,
        change=put("ministry_id", "nowhere"),
        told=("check.reference", "ministry_id", True),
    ),
    Break(
        name="a cell too many",
        table="glossary",
        fits=always,
        change=lambda records, line, drawn: records[line].append("x"),
        told=("check.cells", "", True),
    ),
    Break(
        name="a weight too large",
        table="weights",
        fits=always,
        change=put("weight", "1.5", "2"),
        told=("check.between", "weight", True),
    ),
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("broken") / "good"
    return write_official(directory, source=small_dataset(), weighted=True)


@pytest.fixture(scope="module")
def served(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("served")
    publish(good, directory, by="test")
    return directory


def errors(directory: Path) -> list[tuple[str, str, str, int | None]]:
    return [
        (fault.code, fault.file, fault.column, fault.row)
        for fault in check_dataset(directory)
        if fault.severity is Severity.ERROR
    ]


def test_the_good_set_has_no_errors(good: Path) -> None:
    assert errors(good) == []


@settings(max_examples=40, deadline=None)
@given(data=st.data(), drawn=st.integers(0, 1000))
def test_exactly_the_break_is_told_and_nothing_is_published(
    good: Path, served: Path, data: st.DataObject, drawn: int
) -> None:
    broken = data.draw(st.sampled_from(BREAKS))
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(shutil.copytree(good, Path(temporary) / "set"))
        records = read_cells(directory, broken.table)
        lines = [
            number
            for number, row in enumerate(records)
            if number and broken.fits(dict(zip(records[0], row, strict=True)))
        ]
        line = data.draw(st.sampled_from(lines))
        broken.change(records, line, drawn)
        write_cells(directory, broken.table, records)
        code, column, named = broken.told
        found = errors(directory)
        wanted_line = line + (2 if broken.name == "a row twice" else 1) if named else None
        assert found == [(code, f"{broken.table}.csv", column, wanted_line)], broken.name
        before = (served / MANIFEST_FILE).read_bytes()
        with pytest.raises(RefusedError):
            publish(directory, served, by="test")
        assert (served / MANIFEST_FILE).read_bytes() == before
        assert not list(served.glob(".phrom*"))
