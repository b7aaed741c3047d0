"""Small numeric tools that make simulated numbers hit published ones exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 4_000
TOLERANCE = 1e-6


class SimulationError(Exception):
    """The published figures cannot be reproduced together."""


class InfeasibleError(SimulationError):
    """Bounds and published means do not meet with these draws; others may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A weighted sum that must have a given value."""

    weights: tuple[float, ...]
    total: float


def project(
    values: Sequence[float],
    *,
    lower: Sequence[float],
    upper: Sequence[float],
    equations: Sequence[Equation],
) -> list[float]:
    """Move values as little as needed into their bounds and onto linear equations.

    Alternating projections onto convex sets (von Neumann 1933; Kaczmarz 1937).

    Raises:
        InfeasibleError: bounds and equations do not meet.
    """
    current = list(values)
    for _ in range(ROUNDS):
        for equation in equations:
            gap = equation.total - _dot(equation.weights, current)
            norm = _dot(equation.weights, equation.weights)
            current = [
                value + weight * gap / norm
                for value, weight in zip(current, equation.weights, strict=True)
            ]
        clipped = [
            min(max(value, low), high)
            for value, low, high in zip(current, lower, upper, strict=True)
        ]
        gaps = [abs(equation.total - _dot(equation.weights, clipped)) for equation in equations]
        current = clipped
        if max(gaps) < TOLERANCE:
            return current
    raise InfeasibleError("bounds and published means do not meet")


def hundredths(values: Sequence[float], *, total: int) -> list[int]:
    """Round values to hundredths so that they add up to `total` hundredths.

    The remainder goes, one hundredth each, to the values that rounding moved most.
    """
    floors = [math.floor(value * 100) for value in values]
    each, left = divmod(total - sum(floors), len(values))
    order = sorted(
        range(len(values)),
        key=lambda position: (floors[position] - values[position] * 100, position),
    )
    result = [floor + each for floor in floors]
    for position in order[:left]:
        result[position] += 1
    return result


def logit(score: float) -> float:
    """The score (0-100, ends excluded) on an unbounded scale."""
    return math.log(score / (100 - score))


def score_of(level: float) -> float:
    """The inverse of `logit`."""
    return 100 / (1 + math.exp(-level))


def shift_to_mean(levels: Sequence[float], *, mean: float) -> list[float]:
    """Move unbounded levels by one constant so that their scores have a given mean.

    Args:
        levels: values on the logit scale.
        mean: wanted mean of the scores, between 0 and 100, ends excluded.

    Returns:
        The scores, all strictly between 0 and 100.
    """
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        reached = sum(score_of(level + middle) for level in levels) / len(levels)
        low, high = (middle, high) if reached < mean else (low, middle)
    return [score_of(level + low) for level in levels]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))
