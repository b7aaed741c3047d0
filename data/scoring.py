"""The one place for arithmetic on scores: printed precision, bands, ranks, coverage, roll-ups.

Pure functions of the standard library. Scores arrive as floats with at most two decimals, and
results are freed of binary residue, so that a mean which ends in exactly 5 is rounded as a reader
with pencil and paper would round it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum
from functools import lru_cache

from data.codes import Measure, Missing, Provenance, Quadrant

DECIMALS = 1
"""Decimals at which an entity's score is printed, compared and ranked."""

STORED_DECIMALS = 2
"""Decimals at which an agency's score is stored."""

BAND_STEP = 20
"""Width of a band in points."""

_KEPT_DECIMALS = 9

COVERAGE_TO_RANK = 60
"""Least coverage, in percent, at which a roll-up is ranked."""


class Band(IntEnum):
    """Five steps of 20 points, 1 lowest; the lower edge belongs to the band. Ours, not DGA's."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    FIVE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A competition rank: the place, how many share it (itself included), and of how many."""

    place: int
    ties: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Number, mean and five-number summary of a set of values."""

    n: int
    mean: float
    low: float
    q1: float
    median: float
    q3: float
    high: float


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


@lru_cache(maxsize=8_192)  # the scores of a year differ in a few thousand values
def printed(value: float, *, decimals: int = DECIMALS) -> Decimal:
    """Round a number to the precision at which it is printed, halves away from zero.

    Works on the shortest decimal form of the float, so 50.25 gives 50.3 and 2.675 at two decimals
    gives 2.68, as written. Never returns a negative zero.
    """
    rounded = _exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded


def stored(value: float) -> float:
    """Round a score to the precision at which an agency's score is stored."""
    return float(printed(value, decimals=STORED_DECIMALS))


def is_tie(a: float, b: float) -> bool:
    """Whether two values are equal as printed."""
    return printed(a) == printed(b)


def competition_ranks(values: Sequence[float]) -> tuple[Placing, ...]:
    """Rank values, highest first, in their own order.

    Standard competition ranking ("1224"): a place is one more than the number of values that are
    greater as printed, and equal ones share it.
    """
    shown = [printed(value) for value in values]
    ordered = sorted(shown)
    total = len(ordered)
    count: dict[Decimal, int] = {}
    for value in ordered:
        count[value] = count.get(value, 0) + 1
    return tuple(
        Placing(place=total - bisect_right(ordered, value) + 1, ties=count[value], of=total)
        for value in shown
    )


def rank_if(value: float, others: Iterable[float]) -> Placing:
    """Return the place that `value` would take among `others`, which do not contain it."""
    own = printed(value)
    greater = equal = total = 0
    for other in others:
        shown = printed(other)
        greater += shown > own
        equal += shown == own
        total += 1
    return Placing(place=greater + 1, ties=equal + 1, of=total + 1)


def band(score: float) -> Band:
    """Return the band of a score (0-100) as printed: 59.95 is printed 60.0 and lies in the fourth.

    Raises:
        ValueError: The score lies outside 0-100.
    """
    shown = printed(score)
    if not 0 <= shown <= 100:
        raise ValueError(f"a score lies between 0 and 100, not at {score}")
    return Band(min(int(shown // BAND_STEP) + 1, Band.FIVE))


def share_percent(*, answered: int, surveyed: int) -> float | None:
    """Return coverage in percent, or None where nobody was surveyed.

    Raises:
        ValueError: More answered than were surveyed, or a count is negative.
    """
    if not 0 <= answered <= surveyed:
        raise ValueError(f"{answered} answers of {surveyed} surveyed")
    return float(Decimal(100 * answered) / surveyed) if surveyed else None


def is_rankable(*, answered: int, surveyed: int) -> bool:
    """Whether a roll-up is covered well enough to be ranked: 60 % or more, taken exactly."""
    return surveyed > 0 and 100 * answered >= COVERAGE_TO_RANK * surveyed


def mean(values: Sequence[float]) -> float | None:
    """Return the unweighted mean, unrounded, or None of nothing.

    Ours for roll-ups: a province is the mean of its answering offices, a ministry of its
    answering departments. It stays unrounded so that printing rounds once, not twice; nine decimals
    are kept, which is far below 1/n hundredths and removes the residue of binary fractions.
    """
    if not values:
        return None
    return round(math.fsum(values) / len(values), _KEPT_DECIMALS)


def overall(pillars: Mapping[Measure, float], *, weights: Mapping[Measure, float]) -> float:
    """Return the weighted mean of the pillars to two decimals; weights need not sum to one.

    Raises:
        ValueError: A weighted pillar has no score, a weight is negative, or all are zero.
    """
    lacking = [item for item, weight in weights.items() if weight and item not in pillars]
    if lacking:
        raise ValueError(f"no score for {', '.join(lacking)}")
    if any(weight < 0 for weight in weights.values()) or not any(weights.values()):
        raise ValueError("weights are zero or more, and not all zero")
    parts = [(_exact(pillars[item]), _exact(weight)) for item, weight in weights.items() if weight]
    total = sum(weight for _, weight in parts)
    return stored(float(sum(score * weight for score, weight in parts) / total))


def change(now: float, before: float) -> float:
    """Return the difference in points."""
    return round(now - before, _KEPT_DECIMALS)


def missing_of(members: Sequence[Missing]) -> Missing:
    """Return why a roll-up none of whose members has a score has none itself.

    No members at all: not applicable. Otherwise the mildest true statement: if any member is just
    not in the simulated set nobody is accused of silence, and only if none was asked is it said
    that nobody was.
    """
    if not members:
        return Missing.NOT_APPLICABLE
    for kind in (
        Missing.NOT_AVAILABLE,
        Missing.NOT_IN_SIMULATION,
        Missing.NO_ANSWER,
        Missing.NOT_ASKED,
    ):
        if kind in members:
            return kind
    return Missing.NOT_APPLICABLE


def provenance_of(parts: Iterable[Provenance]) -> Provenance:
    """Return the provenance of what is computed from `parts`.

    One simulated part makes the result simulated; all else is derived.
    """
    return Provenance.SIMULATED if Provenance.SIMULATED in parts else Provenance.DERIVED


def quadrant_of(
    *, performance: float, growth: float, cut_performance: float, cut_growth: float
) -> Quadrant:
    """Return the group in which a point lies; a point on a cut line counts as over it.

    The four groups and the cuts are the survey's; its names follow the growth-share matrix.
    Compared unrounded, because the cuts are published with two decimals.
    """
    if performance >= cut_performance:
        return Quadrant.DEVELOPED if growth >= cut_growth else Quadrant.MAINTAIN
    return Quadrant.RISING_STAR if growth >= cut_growth else Quadrant.DEVELOPING


def distance(a: Mapping[Measure, float], b: Mapping[Measure, float]) -> float:
    """Return the Euclidean distance over the pillars of `a`, in points."""
    return math.dist(list(a.values()), [b[pillar] for pillar in a])


def _quantile(ordered: Sequence[float], share: float) -> float:
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def distribution(values: Sequence[float]) -> Distribution | None:
    """Describe values by mean and quartiles, or None of nothing.

    Quartiles interpolate linearly between order statistics (Hyndman and Fan 1996, type 7, the
    default of R, NumPy and spreadsheets).
    """
    average = mean(values)
    if average is None:
        return None
    ordered = sorted(values)
    return Distribution(
        n=len(ordered),
        mean=average,
        low=ordered[0],
        q1=_quantile(ordered, 0.25),
        median=_quantile(ordered, 0.5),
        q3=_quantile(ordered, 0.75),
        high=ordered[-1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fifth:
    """One of five groups of about equal number: its lowest and highest printed value."""

    low: float
    high: float
    n: int


def fifths(values: Sequence[float], *, decimals: int = DECIMALS) -> tuple[int, ...]:
    """Divide values into fifths, 0 the lowest, in their own order.

    A value's fifth is five times the share of values that print lower, rounded down. Values that
    print the same always fall in the same fifth, so a fifth may be empty or larger than another.
    """
    shown = [printed(value, decimals=decimals) for value in values]
    ordered = sorted(shown)
    total = len(ordered)
    return tuple(min(4, 5 * bisect_left(ordered, value) // total) for value in shown)


def fifth_ranges(values: Sequence[float], *, decimals: int = DECIMALS) -> tuple[Fifth | None, ...]:
    """The printed range and size of each fifth; None where it is empty."""
    groups: list[list[float]] = [[], [], [], [], []]
    for value, group in zip(values, fifths(values, decimals=decimals), strict=True):
        groups[group].append(float(printed(value, decimals=decimals)))
    return tuple(
        Fifth(low=min(group), high=max(group), n=len(group)) if group else None for group in groups
    )
