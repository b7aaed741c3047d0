"""A small, good data set cut from the simulated one, and ways to write and break it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from data.contract import TABLES
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Dataset, Row, read_dataset, split_list, write_dataset

AGENCIES = ("moi-ops", "moph-ops", "dbd", "trf", "drt", "house")
KINDS = ("provincial-office", "public-health")
PROVINCES = ("TH-45", "TH-51")


def small_dataset() -> Dataset:
    """A few agencies of every sort with all tables; it has no faults."""
    full = read_dataset(DEFAULT_DIRECTORY)
    tables = dict(full.tables)
    tables["office_kinds"] = _keep(tables["office_kinds"], "office_kind_id", KINDS)
    tables["agencies"] = tuple(
        row
        for row in tables["agencies"]
        if row["agency_id"] in AGENCIES
        or (row["office_kind_id"] in KINDS and row["province_id"] in PROVINCES)
    )
    known = {row["agency_id"] for row in tables["agencies"]}
    tables["scores"] = _keep(tables["scores"], "agency_id", known)
    tables["awards"] = _keep(tables["awards"], "agency_id", {*known, None})
    tables["published"] = tuple(
        row
        for row in _keep(tables["published"], "entity_id", {*known, None})
        if row["year"] in (2561, 2562)
    )
    tables["findings"] = tuple(
        row for row in tables["findings"] if row["pillar_id"] in {None, "p1"}
    )
    findings = {str(row["finding_id"]) for row in tables["findings"]}
    tables["source_checks"] = tuple(
        row
        for row in tables["source_checks"]
        if findings.issuperset(split_list(str(row["finding_ids"] or "F001")))
    )
    return Dataset(descriptor=full.descriptor, tables=tables)


def write_small(directory: Path) -> Path:
    """Write the small data set and return where it lies."""
    directory.mkdir(parents=True, exist_ok=True)
    write_dataset(directory, dataset=small_dataset())
    return directory


def read_cells(directory: Path, table: str) -> list[list[str]]:
    """All records of a table as text, the header first."""
    with (directory / TABLES[table].file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write_cells(directory: Path, table: str, records: Iterable[Iterable[str]]) -> None:
    """Write records back as they are."""
    path = directory / TABLES[table].file
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(records)


def set_cell(
    directory: Path, *, table: str, where: Callable[[dict[str, str]], bool], column: str, to: str
) -> int:
    """Change one cell of the first row that fits and return its line."""
    records = read_cells(directory, table)
    header = records[0]
    for line, record in enumerate(records[1:], start=2):
        if where(dict(zip(header, record, strict=True))):
            record[header.index(column)] = to
            write_cells(directory, table, records)
            return line
    raise LookupError(f"no row of {table} fits")


def _keep(rows: tuple[Row, ...], column: str, values: Iterable[object]) -> tuple[Row, ...]:
    wanted = set(values)
    return tuple(row for row in rows if row[column] in wanted)
