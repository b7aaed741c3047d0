"""Makes the simulated data set: the carried facts plus scores that meet every published figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from data.codes import PILLARS, DataStatus, Level, Measure, Provenance, Quadrant, Response
from data.descriptor import make_descriptor
from data.registry import load_registry
from data.simulation.departments import Department, Overalls, simulate_departments
from data.simulation.draws import Draws
from data.simulation.offices import Office, simulate_offices
from data.simulation.pillars import draw_profiles, split
from data.simulation.targets import PREVIOUS, YEAR, Targets, read_targets
from data.tables import Dataset, Row, write_dataset

DEFAULT_SEED = 1
DEFAULT_DIRECTORY = Path(__file__).parent / "sets" / "simulated"
ISSUED = date(2026, 11, 22)
YEARS = (PREVIOUS, YEAR)

# Assumed distances of the pillars from the overall mean of a level and year, in points; for the
# departments of 2561 the press gave pillars 1, 2 and 6, which replace the assumption.
_DEPARTMENT_PROFILE = {
    YEAR: (-6.6, 1.4, 15.9, 8.0, 6.4, -25.1),
    PREVIOUS: (-7.2, 3.3, 18.1, 9.1, 6.8, -30.1),
}
_OFFICE_PROFILE = {
    YEAR: (-6.3, 0.9, 14.9, 8.6, 5.3, -23.4),
    PREVIOUS: (-6.9, 2.8, 14.2, 7.9, 3.6, -21.6),
}


def simulate(*, seed: int = DEFAULT_SEED) -> Dataset:
    """Make a simulated data set in memory; the same seed gives the same data set.

    Raises:
        DataError: a carried file is not as the contract says.
        SimulationError: the published figures cannot be met from these draws.
    """
    tables = dict(load_registry())
    targets = read_targets(tables["published"])
    draws = Draws(seed)
    departments = _departments(tables)
    offices = _offices(tables)
    quadrants = {
        str(row["ministry_id"]): Quadrant(str(row["quadrant"]))
        for row in tables["quadrants"]
        if row["year"] == YEAR
    }
    by_level = {
        Level.DEPARTMENT: simulate_departments(
            departments, quadrants=quadrants, targets=targets, draws=draws
        ),
        Level.OFFICE: simulate_offices(offices, targets=targets, draws=draws),
    }
    tables["scores"] = _scores(tables, by_level=by_level, targets=targets, draws=draws)
    tables["weights"] = _weights()
    descriptor = make_descriptor(
        name="phrom-simulated",
        title_en="Digital Government Readiness Survey of Thailand 2561-2562: SIMULATED scores",
        title_th="การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ปี 2561-2562: คะแนนจำลอง",
        status=DataStatus.SIMULATED,
        issued=ISSUED,
        years=YEARS,
        sources=tables["sources"],
        seed=seed,
    )
    return Dataset(descriptor=descriptor, tables=tables)


def write_simulated(directory: Path = DEFAULT_DIRECTORY, *, seed: int = DEFAULT_SEED) -> None:
    """Make a simulated data set and write it into a directory, which is made if need be.

    Raises:
        DataError: a carried file is not as the contract says.
        SimulationError: the published figures cannot be met from these draws.
        OSError: the directory cannot be written.
    """
    dataset = simulate(seed=seed)
    directory.mkdir(parents=True, exist_ok=True)
    write_dataset(directory, dataset=dataset)


def _departments(tables: Mapping[str, tuple[Row, ...]]) -> list[Department]:
    winners = {row["agency_id"] for row in tables["awards"]}
    return [
        Department(
            agency_id=str(row["agency_id"]),
            group=str(row["ministry_id"] or ""),
            since=_whole(row.get("since")),
            winner=row["agency_id"] in winners,
        )
        for row in tables["agencies"]
        if row["level"] == Level.DEPARTMENT
    ]


def _offices(tables: Mapping[str, tuple[Row, ...]]) -> list[Office]:
    winners = {row["province_id"] for row in tables["awards"]}
    regions = {row["province_id"]: str(row["region_id"]) for row in tables["provinces"]}
    confirmed = {
        row["office_kind_id"] for row in tables["office_kinds"] if row["surveyed"] == "confirmed"
    }
    return [
        Office(
            agency_id=str(row["agency_id"]),
            kind=str(row["office_kind_id"]),
            province=str(row["province_id"]),
            region=regions[row["province_id"]],
            winner=row["province_id"] in winners,
            confirmed=row["office_kind_id"] in confirmed,
        )
        for row in tables["agencies"]
        if row["level"] == Level.OFFICE
    ]


def _scores(
    tables: Mapping[str, tuple[Row, ...]],
    *,
    by_level: Mapping[Level, Overalls],
    targets: Targets,
    draws: Draws,
) -> tuple[Row, ...]:
    """One row for every agency and year."""
    regions = {row["province_id"]: str(row["region_id"]) for row in tables["provinces"]}
    members = {
        str(row["agency_id"]): (
            (f"kind {row['office_kind_id']}", f"region {regions[row['province_id']]}")
            if row["level"] == Level.OFFICE
            else (f"type {row['agency_type_id']}", f"ministry {row['ministry_id']}")
        )
        for row in tables["agencies"]
    }
    profiles = draw_profiles(members, draws=draws)
    pillars = {
        (level, year): split(
            overalls.of(year),
            profiles=profiles,
            means=_pillar_means(level, year=year, targets=targets),
            draws=draws,
        )
        for level, overalls in by_level.items()
        for year in YEARS
    }
    rows: list[Row] = []
    for agency in tables["agencies"]:
        level = Level(str(agency["level"]))
        for year in YEARS:
            key = str(agency["agency_id"])
            row: dict[str, str | int | float | None] = {
                "agency_id": key,
                "year": year,
                "provenance": Provenance.SIMULATED,
            }
            overall = by_level[level].of(year).get(key)
            if overall is None:
                existed = _whole(agency.get("since")) <= year
                row["status"] = Response.NOT_IN_SIMULATION if existed else Response.NOT_ASKED
            else:
                row["status"] = Response.ANSWERED
                row["overall"] = overall / 100
                values = pillars[level, year][key]
                row |= {pillar: value / 100 for pillar, value in zip(PILLARS, values, strict=True)}
            rows.append(row)
    return tuple(rows)


def _pillar_means(level: Level, *, year: int, targets: Targets) -> Mapping[Measure, float]:
    """Wanted means of the pillars; they average exactly to the mean of the overall scores."""
    department = level is Level.DEPARTMENT
    profile = (_DEPARTMENT_PROFILE if department else _OFFICE_PROFILE)[year]
    overall = {
        (True, YEAR): targets.department_mean,
        (True, PREVIOUS): targets.department_mean_previous,
        (False, YEAR): targets.office_mean,
        (False, PREVIOUS): targets.office_mean_previous,
    }[department, year] / 100
    fixed = dict(targets.pillars_previous) if department and year == PREVIOUS else {}
    means = {
        pillar: fixed.get(pillar, overall + distance)
        for pillar, distance in zip(PILLARS, profile, strict=True)
    }
    free = [pillar for pillar in PILLARS if pillar not in fixed]
    gap = overall * len(PILLARS) - sum(means.values())
    return means | {pillar: means[pillar] + gap / len(free) for pillar in free}


def _weights() -> tuple[Row, ...]:
    return tuple(
        {
            "year": year,
            "item_id": pillar,
            "weight": 1 / len(PILLARS),
            "provenance": Provenance.SIMULATED,
        }
        for year in YEARS
        for pillar in PILLARS
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
