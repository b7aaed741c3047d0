"""Time and memory of check and build against the size of a data set: `python -m bench.data_scale`.

Each size runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.build import build
from data.check import check_dataset, has_errors
from data.codes import PILLARS, SCORES, DataStatus, Level, Provenance, Response
from data.contract import TABLES
from data.descriptor import make_descriptor
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Row, read_dataset, write_descriptor, write_table

INDICATORS = 30
LAST_YEAR = 2571
SIZES = ((2, 2_000), (2, 20_000), (5, 20_000), (10, 2_000), (10, 20_000))
ANSWER_RATE = 0.9


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
    ministries = [row["ministry_id"] for row in tables["ministries"]]
    types = [row["agency_type_id"] for row in tables["agency_types"]]
    empty = dict.fromkeys(TABLES["agencies"].column_names)
    for number in range(agencies):
        yield {
            **empty,
            "agency_id": f"agency-{number:05d}",
            "name_th": f"หน่วยงานที่ {number:05d}",
            "name_en": f"Agency {number:05d}",
            "level": Level.DEPARTMENT,
            "agency_type_id": draws.choice(types),
            "ministry_id": draws.choice(ministries),
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


def measure(years: int, agencies: int, *, weighted: bool) -> dict[str, float | int]:
    """Write, check and build one size; seconds and megabytes."""
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
        manifest = build(dataset, Path(temporary) / "built")
        built = time.process_time()
        return {
            "years": years,
            "agencies": agencies,
            "rows": years * agencies,
            "check_s": round(checked - start, 1),
            "check_mb": check_memory,
            "build_s": round(built - checked, 1),
            "peak_mb": _peak(),
            "database_mb": manifest.bytes // 2**20,
        }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _report(years: int, agencies: int, *, weighted: bool) -> None:
    sys.stdout.write(json.dumps(measure(years, agencies, weighted=weighted)) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure every size, or the one given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int)
    parser.add_argument("--agencies", type=int)
    parser.add_argument("--unweighted", action="store_true")
    options = parser.parse_args()
    sizes = ((options.years, options.agencies),) if options.years else SIZES
    spawn = multiprocessing.get_context("spawn")
    for years, agencies in sizes:
        process = spawn.Process(
            target=_report, args=(years, agencies), kwargs={"weighted": not options.unweighted}
        )
        process.start()
        process.join()


if __name__ == "__main__":
    main()
