"""Random draws that are the same for the same seed on every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import NormalDist
from typing import TypeVar

Item = TypeVar("Item")

_STANDARD = NormalDist()


class Draws:
    """A seeded stream of draws.

    Everything is made from `Random.random()`, the only method whose sequence Python promises to
    keep for a seed.
    """

    def __init__(self, seed: int) -> None:
        """Start the stream of a seed."""
        self._random = Random(seed)  # noqa: S311 - a simulation, nothing secret

    def uniform(self, low: float, high: float) -> float:
        """A draw between two bounds."""
        return low + (high - low) * self._random.random()

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        """A draw from a normal distribution, cut at three standard deviations."""
        share = self.uniform(_STANDARD.cdf(-3), _STANDARD.cdf(3))
        return mean + sd * _STANDARD.inv_cdf(share)

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in random order."""
        keyed = [(self._random.random(), position) for position in range(len(items))]
        return [items[position] for _, position in sorted(keyed)]
