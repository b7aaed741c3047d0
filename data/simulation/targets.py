"""The published figures that the simulated set has to reproduce, read from the carried tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.codes import Level, Measure
from data.simulation.fitting import SimulationError
from data.tables import Row

YEAR = 2562
PREVIOUS = 2561


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Published figures; means are in hundredths of a point."""

    department_mean: int
    department_mean_previous: int
    department_count: int
    department_count_both: int
    office_mean: int
    office_mean_previous: int
    office_count: int
    office_count_previous: int
    cut_performance: float
    cut_growth: float
    pillars_previous: Mapping[Measure, float]


def read_targets(published: tuple[Row, ...]) -> Targets:
    """Pick the targets from the table of published figures.

    Raises:
        SimulationError: a figure is missing.
    """

    def figure(measure: str, *, level: Level, year: int = YEAR) -> Decimal:
        for row in published:
            if (row["measure"], row["level"], row["year"]) != (measure, level, year):
                continue
            value = row["value"]
            if row["used"] == "yes" and row["entity_id"] is None and isinstance(value, Decimal):
                return value
        raise SimulationError(f"no published figure for {measure}, {level}, {year}")

    department, office, ministry = Level.DEPARTMENT, Level.OFFICE, Level.MINISTRY
    return Targets(
        department_mean=int(figure("overall", level=department) * 100),
        department_mean_previous=int(figure("overall", level=department, year=PREVIOUS) * 100),
        department_count=int(figure("agencies_responded", level=department)),
        department_count_both=int(figure("agencies_in_both_years", level=department)),
        office_mean=int(figure("overall", level=office) * 100),
        office_mean_previous=int(figure("overall", level=office, year=PREVIOUS) * 100),
        office_count=int(figure("agencies_responded", level=office)),
        office_count_previous=int(figure("agencies_responded", level=office, year=PREVIOUS)),
        cut_performance=float(figure("cut_performance", level=ministry)),
        cut_growth=float(figure("cut_growth", level=ministry)),
        pillars_previous={
            pillar: float(figure(pillar, level=department, year=PREVIOUS))
            for pillar in (Measure.P1, Measure.P2, Measure.P6)
        },
    )
