"""Ranges of rank under other weightings, at build time (NumPy); it knows no table and no entity.

Method: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7, robustness by
varying the weights. Two questions are asked: what if one pillar were left out, and what if the
weights were somewhat different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DRAWS = 1_000
"""Number of random weightings."""

SEED = 2562
"""Seed of the random weightings: the same for every year and population."""

CONCENTRATION = 50.0
"""Sum of the Dirichlet parameters: at equal weights of 1/6 a weight's standard deviation is 0.052,
about a third of the weight itself."""

_TENTHS = 10
_EPSILON = 1e-7
_CHUNK = 128
"""Rows or columns worked on at once; bounds the memory of a large population."""

Floats = npt.NDArray[np.float64]
Tenths = npt.NDArray[np.int16]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRange:
    """Best and worst place leaving one pillar out, and the 5th and 95th percentile of places."""

    low: int
    high: int
    p5: int
    p95: int


def weightings(weights: Sequence[float], *, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Return weightings, one a row, rows summing to one: first leave-one-out, then random.

    Args:
        weights: The k weights in use, all above zero; they need not sum to one.
        draws: Number of random rows, Dirichlet with mean `weights`.
        seed: Seed; the legacy generator is used because NumPy freezes its stream.

    Returns:
        Array of shape (k + draws, k).

    Raises:
        ValueError: A weight is zero or less, or there are fewer than two.
    """
    base = np.asarray(weights, dtype=np.float64)
    if base.size < 2 or (base <= 0).any():
        raise ValueError("ranges need two weights or more, each above zero")
    base = base / base.sum()
    without = np.tile(base, (base.size, 1))
    np.fill_diagonal(without, 0.0)
    without /= without.sum(axis=1, keepdims=True)
    drawn = np.random.RandomState(seed).dirichlet(base * CONCENTRATION, size=draws)
    return np.vstack([without, drawn])


def tenths(pillars: Floats, *, by: Floats) -> Tenths:
    """Score entities under every weighting, as printed, in whole tenths of a point.

    Args:
        pillars: Shape (n, k), 0-100, none missing.
        by: Shape (m, k) from `weightings`.

    Returns:
        Array of shape (m, n). A residue below 1e-7 of a tenth counts as a half, so that halves
        are rounded up as in scoring.printed.
    """
    found = np.empty((len(by), len(pillars)), dtype=np.int16)
    for start in range(0, len(by), _CHUNK):
        part = by[start : start + _CHUNK] @ pillars.T * _TENTHS + 0.5 + _EPSILON
        found[start : start + _CHUNK] = np.floor(part)
    return found


def places(scores: Tenths) -> Places:
    """Rank each row, highest first, equal ones sharing the better place.

    Counts how many entities have each score rather than sorting: linear in the number of entities.
    """
    found = np.empty(scores.shape, dtype=np.int32)
    for start in range(0, len(scores), _CHUNK):
        found[start : start + _CHUNK] = _places(scores[start : start + _CHUNK])
    return found


def _places(scores: Tenths) -> Places:
    rows, _ = scores.shape
    offset = int(scores.min())
    width = int(scores.max()) - offset + 1
    starts = np.arange(rows, dtype=np.int32)[:, np.newaxis] * width
    keys = scores.astype(np.int32) - offset + starts
    counts = np.bincount(keys.ravel(), minlength=rows * width).reshape(rows, width)
    at_or_above = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]
    above = (at_or_above - counts).ravel()
    found: Places = (above[keys] + 1).astype(np.int32)
    return found


def rank_ranges(scores: Tenths, *, left_out: int) -> tuple[RankRange, ...]:
    """Return the ranges of every entity of one population.

    Args:
        scores: Shape (m, n) from `tenths`, columns being the population.
        left_out: How many of the first rows leave one pillar out; the others are random.

    Returns:
        One range an entity, in column order. Percentiles are places that did occur: the smallest
        place that at least 5 (95) percent of the draws do not exceed.
    """
    if scores.shape[1] == 0:
        return ()
    ranked = places(scores)
    without, drawn = ranked[:left_out], ranked[left_out:]
    parts = [
        np.percentile(drawn[:, start : start + _CHUNK], [5, 95], axis=0, method="inverted_cdf")
        for start in range(0, drawn.shape[1], _CHUNK)
    ]
    p5, p95 = np.concatenate(parts, axis=1)
    return tuple(
        RankRange(low=int(low), high=int(high), p5=int(fifth), p95=int(ninety_fifth))
        for low, high, fifth, ninety_fifth in zip(
            without.min(axis=0), without.max(axis=0), p5, p95, strict=True
        )
    )
