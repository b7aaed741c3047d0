"""Time and memory of check and build against the size of a data set: `python -m bench scale`.

Each size runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from data.build import build
from data.check import check_dataset, has_errors
from data.codes import PILLARS, SCORES, DataStatus, Level, Provenance, Response
from data.contract import TABLES
from data.descriptor import make_descriptor
from data.export_files import downloads_of
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Row, read_dataset, write_descriptor, write_table

INDICATORS = 30
LAST_YEAR = 2571
SIZES = ((2, 2_000), (10, 2_000), (2, 20_000), (5, 20_000), (10, 20_000))
BOUND_MB = 1024
"""Memory of a small server: what check and build of the largest size may take."""

ANSWER_RATE = 0.9

Record: TypeAlias = Mapping[str, float | int]
Result: TypeAlias = Mapping[str, Any]
DEPARTMENTS = 0.17
"""Share of the agencies that are departments of a ministry, as in the shipped set."""


def write_large(directory: Path, *, years: int, agencies: int, weighted: bool) -> Path:
    """Write an official data set of any size; the same arguments give the same bytes."""
    draws = random.Random(1)  # noqa: S311 -- numbers for measuring
    base = read_dataset(DEFAULT_DIRECTORY)
    tables: dict[str, tuple[Row, ...]] = dict(base.tables)
    span = tuple(range(LAST_YEAR - years + 1, LAST_YEAR + 1))
    tables["agencies"] = tuple(_agencies(tables, agencies=agencies, draws=draws))
    tables["indicators"] = tuple(_indicators())
    tables["office_kinds"] = tuple(
        {**row, "parent_agency_id": None} for row in tables["office_kinds"]
    )
    for name in ("findings", "source_checks", "awards", "quadrants", "recommendations"):
        tables[name] = ()
    tables["published"] = ()
    tables["weights"] = tuple(
        {"year": year, "item_id": pillar, "weight": 1 / 6, "provenance": Provenance.OFFICIAL}
        for year in span
        for pillar in (PILLARS if weighted else ())
    )
    tables["scores"] = ()
    directory.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        if name != "scores":
            write_table(directory / table.file, table=table, rows=tables[name])
    names = [f"i_{n // 5 + 1}_{n % 5 + 1}" for n in range(INDICATORS)]
    with (directory / TABLES["scores"].file).open("w", encoding="utf-8") as stream:
        stream.write(",".join((*TABLES["scores"].column_names, *names)) + "\n")
        for row in tables["agencies"]:
            for year in span:
                stream.write(_score_line(str(row["agency_id"]), year, draws=draws) + "\n")
    descriptor = make_descriptor(
        name="phrom-large",
        title_en="Large",
        title_th="ใหญ่",
        status=DataStatus.OFFICIAL,
        issued=date(2026, 1, 1),
        years=span,
        sources=tables["sources"],
        indicator_columns=names,
    )
    write_descriptor(directory, descriptor=descriptor)
    return directory


def _agencies(
    tables: dict[str, tuple[Row, ...]], *, agencies: int, draws: random.Random
) -> Iterator[Row]:
    """The shipped offices, departments in the shipped share, and for the rest local bodies.

    That is what a survey that grows tenfold would ask: provinces do not get more offices.
    """
    offices = [row for row in tables["agencies"] if row["level"] == Level.OFFICE]
    yield from (dict(row) for row in offices)
    ministries = [row["ministry_id"] for row in tables["ministries"]]
    types = [row["agency_type_id"] for row in tables["agency_types"]]
    departments = round(agencies * DEPARTMENTS)
    empty = dict.fromkeys(TABLES["agencies"].column_names)
    for number in range(agencies - len(offices)):
        yield {
            **empty,
            "agency_id": f"agency-{number:05d}",
            "name_th": f"หน่วยงานที่ {number:05d}",
            "name_en": f"Agency {number:05d}",
            "agency_type_id": draws.choice(types),
            **(
                {"level": Level.DEPARTMENT, "ministry_id": draws.choice(ministries)}
                if number < departments
                else {"level": Level.LOCAL}
            ),
        }


def _indicators() -> Iterator[Row]:
    empty = dict.fromkeys(TABLES["indicators"].column_names)
    for number in range(INDICATORS):
        pillar, place = number // 5 + 1, number % 5 + 1
        yield {
            **empty,
            "indicator_id": f"i_{pillar}_{place}",
            "pillar_id": f"p{pillar}",
            "number": f"{pillar}.{place}",
            "name_th": f"ตัวชี้วัด {pillar}.{place}",
            "name_en": f"Indicator {pillar}.{place}",
            "name_th_origin": "compiler",
            "named": "yes",
        }


def _score_line(agency: str, year: int, *, draws: random.Random) -> str:
    if draws.random() > ANSWER_RATE:
        blanks = "," * (len(SCORES) + INDICATORS - 1)
        return f"{agency},{year},{Response.NO_ANSWER},{Provenance.OFFICIAL},{blanks}"
    pillars = [draws.randrange(2000, 9800) / 100 for _ in PILLARS]
    overall = round(sum(pillars) / len(pillars), 2)
    indicators = [draws.randrange(1000, 10000) / 100 for _ in range(INDICATORS)]
    numbers = ",".join(f"{value:.2f}" for value in (overall, *pillars, *indicators))
    return f"{agency},{year},{Response.ANSWERED},{Provenance.OFFICIAL},{numbers}"


def measure(years: int, agencies: int, *, weighted: bool) -> Record:
    """Write, check and build one size with all its downloads; seconds of computing, megabytes."""
    with tempfile.TemporaryDirectory() as temporary:
        dataset = write_large(
            Path(temporary) / "set", years=years, agencies=agencies, weighted=weighted
        )
        start = time.process_time()
        faults = check_dataset(dataset)
        checked = time.process_time()
        if has_errors(faults):
            raise ValueError(str(faults[0]))
        check_memory = _peak()
        built = Path(temporary) / "built"
        manifest = build(dataset, built)
        done = time.process_time()
        return {
            "years": years,
            "agencies": agencies,
            "rows": years * agencies,
            "check_s": round(checked - start, 1),
            "check_mb": check_memory,
            "build_s": round(done - checked, 1),
            "peak_mb": _peak(),
            "set_mb": _megabytes(dataset),
            "database_mb": manifest.bytes // 2**20,
            "downloads_mb": _megabytes(downloads_of(built, manifest.version)),
        }


def run(*, sizes: Sequence[tuple[int, int]], weighted: bool, say: Callable[[str], None]) -> Result:
    """Measure each size in a process of its own."""
    records = []
    spawn = multiprocessing.get_context("spawn")
    for years, agencies in sizes:
        with spawn.Pool(1) as pool:
            record = pool.apply(measure, (years, agencies), {"weighted": weighted})
        say(json.dumps(record))
        records.append(record)
    return {"bound_mb": BOUND_MB, "indicators": INDICATORS, "sizes": records}


def _megabytes(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.iterdir()) // 2**20


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
