"""The strip of dots beside the map: its axis, and where each province stands on it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from layouts.figures import describe as d
from layouts.format import number, signed
from layouts.mapview import MapView

WIDTH, HEIGHT, DOT, EDGE = 640.0, 132.0, 4.6, 12.0
BASE, LINE, TICKS = HEIGHT - 30, HEIGHT - 24, HEIGHT - 19
"""Where the lowest dot of a column stands, the line below it, and the top of its numbers."""

AXES: Mapping[str, tuple[tuple[int, int, int], ...]] = {
    "s": ((20, 80, 20), (0, 100, 20)),
    "d": ((-20, 20, 10), (-40, 40, 20), (-100, 100, 50)),
    "k": ((50, 100, 10), (0, 100, 20)),
}
"""For each scale its axes, the narrowest first: low end, high end, steps between the numbers."""


def ends(view: MapView) -> tuple[int, int, int]:
    """The narrowest axis on which every province stands at its own value."""
    known = [row.value.number for row in view.rows if row.value.number is not None]
    axes = AXES[view.scale.name]
    return next((a for a in axes if all(a[0] <= n <= a[1] for n in known)), axes[-1])


def ticks(view: MapView) -> tuple[d.Tick, ...]:
    """The numbers under the axis."""
    low, high, step = ends(view)
    write = signed if view.scale.diverging else number
    return tuple(d.Tick(at=at, text=write(at, decimals=0)) for at in range(low, high + 1, step))


def columns(view: MapView) -> list[int | None]:
    """The column of each row's dot; None where it has no value."""
    low, high, _ = ends(view)
    width = WIDTH - 2 * EDGE
    found: list[int | None] = []
    for row in view.rows:
        if row.value.number is None:
            found.append(None)
            continue
        share = (row.value.number - low) / (high - low)
        found.append(round(share * width / (2 * DOT)))
    return found


def step(view: MapView) -> float:
    """How far the dots of a column stand apart: the tallest column stays inside the strip."""
    tallest = max(Counter(c for c in columns(view) if c is not None).values(), default=1)
    fitting = (BASE - DOT - 1) / max(1, tallest - 1)
    return min(2 * DOT, math.floor(fitting * 10) / 10)


def places(view: MapView, ids: Sequence[str]) -> list[list[float] | None]:
    """Where each province's dot stands: dots of one column are stacked in the order of the rows."""
    stacks: Counter[int] = Counter()
    apart = step(view)
    spots: dict[str, list[float]] = {}
    for row, column in zip(view.rows, columns(view), strict=True):
        if column is None:
            continue
        level = stacks[column]
        stacks[column] += 1
        x = EDGE + column * 2 * DOT
        spots[row.entity.id] = [round(x, 1), round(BASE - level * apart, 1)]
    return [spots.get(i) for i in ids]
