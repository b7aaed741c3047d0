"""Populations, and what is known within each: ranks, ranges of rank, distribution (build time)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data import ranges, scoring
from data.codes import PILLARS, Level, Measure, Provenance, Scope
from data.model import Unranked
from data.ranges import RankRange, Tenths
from data.scoring import Distribution, Placing
from data.standings import ROLL_UPS, Standing, scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One entity in one population: `placing`, or the reason for having none."""

    number: int
    placing: Placing | None
    span: RankRange | None
    reason: Unranked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """One measure in one population; `rows` is empty for an indicator, which is not ranked."""

    level: Level
    year: int
    scope: Scope
    scope_id: str
    measure: str
    provenance: Provenance
    distribution: Distribution | None
    rows: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class _Weighted:
    """Scores of a level under every weighting; `columns` maps entity number -> column."""

    scores: Tenths
    columns: Mapping[int, int]
    left_out: int

    def spans(self, numbers: Sequence[int]) -> tuple[RankRange, ...] | None:
        """Return the ranges of a population, or None where a member lacks a pillar."""
        if not numbers or not all(number in self.columns for number in numbers):
            return None
        chosen = self.scores[:, [self.columns[number] for number in numbers]]
        return ranges.rank_ranges(chosen, left_out=self.left_out)


def peers(
    found: Mapping[tuple[Level, int], Sequence[Standing]],
    *,
    weights: Mapping[int, Mapping[Measure, float]],
) -> Iterator[Peers]:
    """Yield every population and measure in a fixed order.

    Args:
        found: Standings by level and year, each by entity number.
        weights: Year -> weights of the pillars; a year without weights has no ranges.
    """
    for (level, year), group in sorted(found.items()):
        populations: dict[tuple[Scope, str], list[Standing]] = defaultdict(list)
        for item in group:
            for population in scopes(item.entity):
                populations[population].append(item)
        weighted = _weighted(group, weights=weights.get(year, {}))
        measures = [item for item in Measure if item is not Measure.COVERAGE or level in ROLL_UPS]
        indicators = sorted({name for item in group for name in item.values} - set(Measure))
        for (scope, scope_id), members in sorted(populations.items()):
            for measure in (*measures, *indicators):
                yield Peers(
                    level=level,
                    year=year,
                    scope=scope,
                    scope_id=scope_id,
                    measure=measure,
                    provenance=_provenance(members, measure=measure),
                    distribution=scoring.distribution(
                        [item.values[measure] for item in members if measure in item.values]
                    ),
                    rows=_ranked(members, measure=measure, weighted=weighted)
                    if isinstance(measure, Measure)
                    else (),
                )


def _provenance(members: Sequence[Standing], *, measure: str) -> Provenance:
    """Return the one provenance of all values, or what a computation from them would have."""
    kinds = {item.provenance_for(measure) for item in members}
    return kinds.pop() if len(kinds) == 1 else scoring.provenance_of(kinds)


def _weighted(group: Sequence[Standing], *, weights: Mapping[Measure, float]) -> _Weighted | None:
    used = [pillar for pillar in PILLARS if weights.get(pillar)]
    complete = [item for item in group if all(pillar in item.values for pillar in used)]
    if len(used) < 2 or not complete:
        return None
    by = ranges.weightings([weights[pillar] for pillar in used])
    scores = np.array([[item.values[pillar] for pillar in used] for item in complete])
    return _Weighted(
        ranges.tenths(scores, by=by),
        {item.number: column for column, item in enumerate(complete)},
        len(used),
    )


def _ranked(
    members: Sequence[Standing], *, measure: Measure, weighted: _Weighted | None
) -> tuple[Ranked, ...]:
    able = [item for item in members if measure in item.values and item.rankable(measure)]
    placings = scoring.competition_ranks([item.values[measure] for item in able])
    spans: Sequence[RankRange | None] | None = None
    if weighted is not None and measure is Measure.OVERALL:
        spans = weighted.spans([item.number for item in able])
    ranked = [
        Ranked(number=item.number, placing=placing, span=span, reason=None)
        for item, placing, span in zip(able, placings, spans or [None] * len(able), strict=True)
    ]
    ranked.sort(key=_order)
    inside = {item.number for item in able}
    return (
        *ranked,
        *(
            Ranked(number=item.number, placing=None, span=None, reason=_reason(item, measure))
            for item in members
            if item.number not in inside
        ),
    )


def _order(row: Ranked) -> tuple[int, int]:
    return (row.placing.place if row.placing else 0, row.number)


def _reason(item: Standing, measure: Measure) -> Unranked:
    missing = item.missing_for(measure)
    return Unranked(missing.value) if missing else Unranked.LOW_COVERAGE
