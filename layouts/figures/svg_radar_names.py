"""Finds a place beside its line for the name of every outline of a radar that holds many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import Radar
from layouts.figures.labels import Box, Spot, place, widest, wrap
from layouts.figures.marks import PITCH, SMALL

_WRAP_AT: Final = 118.0
_MARK: Final = 4.2
_AROUND: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineName:
    """The name of the n-th outline: its lines in a box, and the line that leads to its mark."""

    number: int
    rows: tuple[str, ...]
    box: Box
    leader: tuple[float, float, float, float] | None


def names(
    chart: Radar,
    points: tuple[tuple[tuple[float, float] | None, ...], ...],
    *,
    frame: Box,
    obstacles: tuple[Box, ...],
) -> tuple[OutlineName, ...]:
    """Place the names; one that finds no place is left to the key.

    Args:
        points: for each outline its vertices in pixels, None where a value is missing.
        frame: what no name may leave.
        obstacles: labels of the spokes.
    """
    chosen = _vertices(points)
    rows = {
        number: wrap(outline.series.label, width=_WRAP_AT, size=SMALL, bold=True)
        for number, outline in enumerate(chart.outlines)
    }
    spots = []
    for number, vertices in enumerate(points):
        for spoke, vertex in enumerate(vertices):
            if vertex is None:
                continue
            named = chosen.get(number) == spoke
            spots.append(
                Spot(
                    id=f"{number}" if named else f"{number}-{spoke}",
                    x=vertex[0],
                    y=vertex[1],
                    radius=_MARK,
                    width=widest(rows[number], size=SMALL, bold=True) + 4 if named else 0.0,
                    height=len(rows[number]) * SMALL * PITCH + 2,
                )
            )
    found = place(tuple(spots), frame=frame, obstacles=obstacles + _along(points))
    return tuple(
        OutlineName(number=int(f.id), rows=rows[int(f.id)], box=f.box, leader=f.leader)
        for f in found
    )


def _vertices(points: tuple[tuple[tuple[float, float] | None, ...], ...]) -> dict[int, int]:
    """Return for each outline the spoke where its mark lies farthest from all the others."""
    taken: set[int] = set()
    chosen = {}
    for number, vertices in enumerate(points):
        apart = {
            spoke: min(
                (
                    (vertex[0] - other[0]) ** 2 + (vertex[1] - other[1]) ** 2
                    for rest, others in enumerate(points)
                    if rest != number and (other := others[spoke]) is not None
                ),
                default=0.0,
            )
            for spoke, vertex in enumerate(vertices)
            if vertex is not None
        }
        free = {spoke: gap for spoke, gap in apart.items() if spoke not in taken} or apart
        if free:
            chosen[number] = max(free, key=lambda spoke: (free[spoke], -spoke))
            taken.add(chosen[number])
    return chosen


def _along(points: tuple[tuple[tuple[float, float] | None, ...], ...]) -> tuple[Box, ...]:
    """Return small boxes along every line, so that no name lies on one."""
    boxes = []
    for vertices in points:
        for start, end in zip(vertices, (*vertices[1:], vertices[0]), strict=True):
            if start is None or end is None:
                continue
            steps = max(2, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / _AROUND))
            for at in range(1, steps):
                x = start[0] + (end[0] - start[0]) * at / steps
                y = start[1] + (end[1] - start[1]) * at / steps
                half = _AROUND / 2 - 1.5
                boxes.append(Box(left=x - half, top=y - half, right=x + half, bottom=y + half))
    return tuple(boxes)
