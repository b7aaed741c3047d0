"""Turns rows of the prepared artefact into the records of data.model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from data import scoring
from data.codes import (
    PILLARS,
    SCORES,
    Level,
    Measure,
    Missing,
    Provenance,
    Quadrant,
    Response,
    Scope,
)
from data.connections import Row
from data.model import (
    AgencyRow,
    ArtefactError,
    Coverage,
    Entity,
    Name,
    QuadrantPoint,
    Rank,
    RankingRow,
    ScopedRank,
    Summary,
    Unranked,
    Value,
)
from data.scoring import Band

LISTED: tuple[Measure, ...] = (*SCORES, Measure.CHANGE)
"""Measures that a row of a list of agencies carries."""

RANKING_COLUMNS = (
    "scores.entity, response, missing, provenance, change, change_missing, change_provenance,"
    " answered, surveyed, answered_both, quadrant, place, ties, span_low, span_high, span_p5,"
    " span_p95, reason"
)
"""What ranking_row reads of `scores` and `ranks`, beside the measure."""


def name(row: Row, stem: str = "name") -> Name:
    """Read a pair of columns such as name_th and name_en; empty cells are empty strings."""
    return Name(th=row[f"{stem}_th"] or "", en=row[f"{stem}_en"] or "")


def value_of(row: Row, measure: Measure) -> Value:
    """Read one measure of a row of `scores`."""
    number: float | None = row[measure]
    column = "change_provenance" if measure is Measure.CHANGE else "provenance"
    provenance = Provenance(row[column])
    if number is not None:
        return Value(number=number, provenance=provenance, missing=None)
    return Value(number=None, provenance=provenance, missing=_missing(row, measure))


def _missing(row: Row, measure: Measure) -> Missing:
    if measure is Measure.CHANGE:
        return Missing(row["change_missing"])
    if measure is Measure.COVERAGE and row["response"] is not None:
        return Missing.NOT_APPLICABLE
    if row["missing"] is not None:
        return Missing(row["missing"])
    if measure in PILLARS:
        return Missing.NOT_ASKED  # the pillar is not one of this year
    return Missing.NOT_APPLICABLE if measure is Measure.COVERAGE else Missing.NOT_AVAILABLE


def values_of(row: Row, measures: Iterable[Measure]) -> Mapping[Measure, Value]:
    """Read several measures of a row of `scores`."""
    return MappingProxyType({measure: value_of(row, measure) for measure in measures})


def indicators_of(row: Row) -> Mapping[str, Value]:
    """Read the indicators of a row of `scores`; there are none where it has none."""
    provenance = Provenance(row["provenance"])
    content: dict[str, float] = json.loads(row["indicators"] or "{}")
    return MappingProxyType(
        {
            item: Value(number=number, provenance=provenance, missing=None)
            for item, number in content.items()
        }
    )


def coverage_of(row: Row, *, measure: Measure = Measure.OVERALL) -> Coverage | None:
    """Read the coverage behind a measure of a roll-up; None for an agency.

    Behind the change stand the members that answered both years.
    """
    if row["response"] is not None:
        return None
    column = "answered_both" if measure is Measure.CHANGE else "answered"
    return Coverage(answered=row[column], surveyed=row["surveyed"])


def band_of(value: Value, *, measure: Measure) -> Band | None:
    """Return the band of a score; changes and coverage have none."""
    if value.number is None or measure not in SCORES:
        return None
    return scoring.band(value.number)


def rank_of(row: Row, *, of: int, prefix: str = "") -> Rank | None:
    """Read a rank with its ranges, or None where the row has no place.

    Columns of `scores` begin with `level_`, those of `ranks` with nothing.
    """
    if row[f"{prefix}place"] is None:
        return None
    return Rank(
        place=row[f"{prefix}place"],
        ties=row[f"{prefix}ties"],
        of=of,
        low=row[f"{prefix}span_low"],
        high=row[f"{prefix}span_high"],
        p5=row[f"{prefix}span_p5"],
        p95=row[f"{prefix}span_p95"],
    )


def unranked_of(row: Row, *, prefix: str = "") -> Unranked | None:
    """Read why a row has no rank."""
    reason = row[f"{prefix}reason"]
    return Unranked(reason) if reason else None


def scoped_rank(row: Row) -> ScopedRank:
    """Read a row of `ranks` joined with its `peers`."""
    rank = rank_of(row, of=row["ranked"])
    if rank is None:
        raise ArtefactError("a rank without a place")
    return ScopedRank(
        measure=Measure(row["measure"]),
        scope=Scope(row["scope"]),
        scope_id=row["scope_id"] or None,
        rank=rank,
    )


def ranking_row(row: Row, *, measure: Measure, entity: Entity, of: int) -> RankingRow:
    """Read a row of `ranks` joined with its `scores`."""
    value = value_of(row, measure)
    return RankingRow(
        entity=entity,
        value=value,
        rank=rank_of(row, of=of),
        band=band_of(value, measure=measure),
        coverage=coverage_of(row, measure=measure),
        change=value_of(row, Measure.CHANGE),
        quadrant=quadrant_of(row),
        unranked=unranked_of(row),
    )


def summary(row: Row) -> Summary:
    """Read a row of `peers`."""
    return Summary(
        measure=row["measure"],
        level=Level(row["level"]),
        year=row["year"],
        scope=Scope(row["scope"]),
        scope_id=row["scope_id"] or None,
        n=row["n"],
        mean=row["mean"],
        low=row["low"],
        q1=row["q1"],
        median=row["median"],
        q3=row["q3"],
        high=row["high"],
        provenance=Provenance(row["provenance"]),
    )


def quadrant_point(row: Row, *, entity: Entity, previous: Value) -> QuadrantPoint:
    """Read a ministry's row of `scores` as a point."""
    published, placed = quadrant_of(row), quadrant_of(row, "placed")
    return QuadrantPoint(
        entity=entity,
        x=value_of(row, Measure.OVERALL),
        y=value_of(row, Measure.CHANGE),
        previous=previous,
        published=published,
        placed=placed,
        agrees=published is placed if published and placed else None,
        coverage=Coverage(answered=row["answered"], surveyed=row["surveyed"]),
        answered_both=row["answered_both"],
    )


def quadrant_of(row: Row, column: str = "quadrant") -> Quadrant | None:
    """Read a quadrant, or None."""
    return Quadrant(row[column]) if row[column] else None


def agency_row(row: Row, *, entity: Entity) -> AgencyRow:
    """Read a row of `scores` as one of a list of agencies."""
    return AgencyRow(
        entity=entity,
        response=Response(row["response"]),
        values=values_of(row, LISTED),
        band=Band(row["band"]) if row["band"] else None,
        rank=rank_of(row, of=row["level_ranked"], prefix="level_"),
        quadrant=quadrant_of(row),
    )


def entity(row: Row) -> Entity:
    """Read a row of `entities`."""
    return Entity(
        level=Level(row["level"]),
        id=row["id"],
        name=name(row),
        abbrev=name(row, "abbrev"),
        ministry_id=_shared(row["ministry_id"]),
        province_id=_shared(row["province_id"]),
        region_id=_shared(row["region_id"]),
        agency_type_id=_shared(row["agency_type_id"]),
        office_kind_id=_shared(row["office_kind_id"]),
        predecessor_id=row["predecessor_id"],
        note=row["note"],
        since=row["since"],
        until=row["until"],
        award=bool(row["award"]),
    )


def _shared(id: str | None) -> str | None:
    """Return the one copy of an id that thousands of entities name."""
    return None if id is None else sys.intern(id)


def complete_pillars(row: Row, *, pillars: Iterable[Measure]) -> Mapping[Measure, float] | None:
    """Read some pillars of a row of `scores`, or None where one of them is missing."""
    found = {item: row[item] for item in pillars}
    return None if None in found.values() else found
