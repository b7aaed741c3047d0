"""Data sets marked official, made from the simulated one: what the operator's own will be like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.codes import DataStatus, Provenance, Response
from data.descriptor import make_descriptor
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Dataset, Row, read_dataset, write_dataset

ISSUED = date(2026, 12, 1)


def official(
    source: Dataset, *, weighted: bool = False, years: Sequence[int] | None = None, shift: float = 0
) -> Dataset:
    """The same agencies and numbers as an official data set.

    Args:
        source: a simulated data set.
        weighted: whether weights were given.
        years: the years to keep, by default all.
        shift: points added to every score, so that versions differ.
    """
    kept = tuple(source.years if years is None else years)
    tables = dict(source.tables)
    tables["scores"] = tuple(
        _official(row, shift=shift) for row in tables["scores"] if row["year"] in kept
    )
    tables["weights"] = tuple(
        {**row, "provenance": Provenance.OFFICIAL}
        for row in tables["weights"]
        if weighted and row["year"] in kept
    )
    descriptor = make_descriptor(
        name="phrom-official",
        title_en="Digital Government Readiness Survey of Thailand",
        title_th="การสำรวจระดับความพร้อมรัฐบาลดิจิทัล",
        status=DataStatus.OFFICIAL,
        issued=ISSUED,
        years=kept,
        sources=tables["sources"],
    )
    return Dataset(descriptor=descriptor, tables=tables)


def write_official(
    directory: Path,
    *,
    source: Dataset | None = None,
    weighted: bool = False,
    years: Sequence[int] | None = None,
    shift: float = 0,
) -> Path:
    """Write an official data set, by default of all agencies, and return where it lies."""
    directory.mkdir(parents=True, exist_ok=True)
    full = source or read_dataset(DEFAULT_DIRECTORY)
    made = official(full, weighted=weighted, years=years, shift=shift)
    write_dataset(directory, dataset=made)
    return directory


def _official(row: Row, *, shift: float) -> Row:
    status = row["status"]
    if status == Response.NOT_IN_SIMULATION:
        status = Response.NO_ANSWER
    moved = {
        name: min(100.0, max(0.0, value + shift)) if isinstance(value, float) else value
        for name, value in row.items()
    }
    return {**moved, "status": status, "provenance": Provenance.OFFICIAL}
