"""What an agency's score, band and places would be if its pillars changed and all else stood still.

Pure arithmetic on scores; it says nothing about what an agency could or should do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data import scoring
from data.codes import PILLARS, Measure
from data.scoring import BAND_STEP, Band, Placing

HIGHEST = Decimal(100)
STEP = Decimal("0.1")
"""Steps in which a pillar is changed: the precision at which scores are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A recomputed overall score with its band and, by population, its place."""

    overall: float
    band: Band
    placings: tuple[Placing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The least change that reaches a target.

    `pillars` holds the new values of the pillars that change, to one decimal; `points` is the sum
    of what they gain over their printed values.
    """

    pillars: Mapping[Measure, float]
    points: Decimal


def changed(
    own: Mapping[Measure, float], wanted: Mapping[Measure, float]
) -> Mapping[Measure, float]:
    """Return the pillars with the wanted values in place.

    A wanted value that prints like the agency's own is no change: the exact score stays.
    """
    return {
        pillar: own[pillar]
        if pillar not in wanted or scoring.is_tie(wanted[pillar], own[pillar])
        else float(scoring.printed(wanted[pillar]))
        for pillar in own
    }


def outcome(
    pillars: Mapping[Measure, float],
    *,
    weights: Mapping[Measure, float],
    others: Sequence[Sequence[float]],
) -> Outcome:
    """Recompute the overall score and the places among several sets of others.

    Raises:
        ValueError: A weighted pillar has no score.
    """
    score = scoring.overall(pillars, weights=weights)
    return Outcome(
        overall=score,
        band=scoring.band(score),
        placings=tuple(scoring.rank_if(score, population) for population in others),
    )


def next_band(score: float) -> Decimal | None:
    """Return the printed score at which the next band begins, or None in the highest."""
    band = scoring.band(score)
    return None if band is Band.FIVE else Decimal(int(band) * BAND_STEP)


def next_place(score: float, others: Sequence[float]) -> Decimal | None:
    """Return the printed score of the nearest one above, or None where nobody is."""
    own = scoring.printed(score)
    return min((p for item in others if (p := scoring.printed(item)) > own), default=None)


def least_change(
    own: Mapping[Measure, float], *, weights: Mapping[Measure, float], target: Decimal
) -> Change | None:
    """Return the least change, in steps of a tenth, after which the overall prints as `target`.

    A point is worth most in the pillar of the greatest weight, so that one is raised first, up to
    100, then the next. Of equal weights the weakest pillar comes first.

    Returns:
        None where the target is reached already, or is out of reach.
    """
    pillars = dict(own)
    if scoring.printed(scoring.overall(pillars, weights=weights)) >= target:
        return None
    order = sorted(
        (p for p in PILLARS if weights.get(p)), key=lambda p: (-weights[p], own[p], p.value)
    )
    raised: dict[Measure, float] = {}
    points = Decimal(0)
    for pillar in order:
        start = scoring.printed(own[pillar])
        if start >= HIGHEST:
            continue
        value = _least(pillars, pillar, start=start, weights=weights, target=target)
        pillars[pillar] = raised[pillar] = float(value or HIGHEST)
        points += (value or HIGHEST) - start
        if value is not None:
            return Change(pillars=raised, points=points)
    return None


def even_change(
    own: Mapping[Measure, float], *, weights: Mapping[Measure, float], target: Decimal
) -> Decimal | None:
    """Return by how many points all pillars together must rise, each up to 100, for `target`.

    Returns:
        None where the target is reached already, or is out of reach.
    """

    def reaches(steps: int) -> bool:
        tried = {
            pillar: float(min(HIGHEST, scoring.printed(score) + steps * STEP))
            for pillar, score in own.items()
        }
        return scoring.printed(scoring.overall(tried, weights=weights)) >= target

    if scoring.printed(scoring.overall(own, weights=weights)) >= target or not reaches(1000):
        return None
    low, high = 0, 1000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high * STEP


def _least(
    pillars: Mapping[Measure, float],
    pillar: Measure,
    *,
    start: Decimal,
    weights: Mapping[Measure, float],
    target: Decimal,
) -> Decimal | None:
    """Return the least value of one pillar that reaches the target, found by halving."""

    def reaches(steps: int) -> bool:
        tried = {**pillars, pillar: float(start + steps * STEP)}
        return scoring.printed(scoring.overall(tried, weights=weights)) >= target

    low, high = 0, int((HIGHEST - start) / STEP)
    if not reaches(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return start + high * STEP
