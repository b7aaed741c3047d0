"""Simplifies a coverage without gaps or overlaps and writes its shapes as SVG paths."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Outlines = NDArray[np.object_]

# Water enclosed by the grid itself: at most this many cells.
PINCHED_CELLS = 8


def drop_islets(outlines: Sequence[BaseGeometry], *, below: float) -> Outlines:
    """Leave out parts too small to see, except a province's largest and what a neighbour touches.

    Args:
        outlines: The coverage.
        below: Smallest area kept, in square units of the outlines.

    Returns:
        The coverage without those parts.
    """
    whole = np.asarray(outlines)
    tree = shapely.STRtree(whole)
    kept = []
    for index, outline in enumerate(whole):
        parts = sorted(shapely.get_parts(outline), key=shapely.area, reverse=True)
        stay = [parts[0]]
        for part in parts[1:]:
            touched = set(tree.query(part, predicate="intersects").tolist()) - {index}
            if part.area >= below or touched:
                stay.append(part)
        kept.append(shapely.union_all(stay))
    return np.array(kept)


def simplify(outlines: Sequence[BaseGeometry], *, tolerance: float, grid: float) -> Outlines:
    """Simplify shared borders once for both sides, then bring every vertex onto a grid.

    Visvalingam-Whyatt on the coverage (GEOS), then snap rounding of all borders together and
    polygonising: what comes out is an exact coverage on the grid whatever went in.

    Args:
        outlines: The coverage.
        tolerance: About the square root of the area of a corner that is given up.
        grid: Distance between grid lines.

    Returns:
        One outline for each given, in the same order; normalised, so equal input gives equal bytes.

    Raises:
        ValueError: When an outline is too small to leave a mark on the grid.
    """
    smooth = shapely.coverage_simplify(np.asarray(outlines), tolerance)
    snapped = _snap(smooth, grid=grid)
    # The smallest triangle on a grid is half a cell: less than that is a vertex on a straight line.
    straight = shapely.coverage_simplify(snapped, grid / 2)
    return np.asarray(shapely.normalize(straight))


def svg_path(outline: BaseGeometry, *, grid: float) -> str:
    """Write an outline as SVG path data, relative and without padding.

    Args:
        outline: With every coordinate on the grid.
        grid: Distance between grid lines, 1 or a power of one half.

    Returns:
        One closed subpath for each ring.
    """
    rings = [
        ring
        for polygon in shapely.get_parts(outline)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(_ring_path(shapely.get_coordinates(ring), grid=grid) for ring in rings)


def label_point(outline: BaseGeometry, *, precision: float) -> tuple[float, float, float]:
    """Find the point of an outline farthest from its border.

    Args:
        outline: The province.
        precision: How near to the best point is near enough, in units of the outline.

    Returns:
        x, y and the distance to the border, to one decimal.
    """
    largest = max(shapely.get_parts(outline), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=precision)
    (x, y), _ = shapely.get_coordinates(radius)
    return round(float(x), 1), round(float(y), 1), round(float(radius.length), 1)


def _snap(outlines: Outlines, *, grid: float) -> Outlines:
    """Bring all borders onto the grid together and give each face to the outline that fills it."""
    borders = shapely.union_all(shapely.boundary(outlines), grid_size=grid)
    tree = shapely.STRtree(outlines)
    owned: list[list[BaseGeometry]] = [[] for _ in outlines]
    pinched = []
    for face in shapely.get_parts(shapely.polygonize([borders])):
        candidates = tree.query(face)
        shares = shapely.area(shapely.intersection(outlines[candidates], face))
        # A face no outline fills is a lake or the sea between islands, not land to give away.
        if len(shares) and shares.max() > face.area / 2:
            owned[int(candidates[int(np.argmax(shares))])].append(face)
        elif face.area <= PINCHED_CELLS * grid**2:
            pinched.append(face)
    if not all(owned):
        raise ValueError("an outline vanished on the grid")
    # An inlet whose mouth closed on the grid would stay behind as a pinhole.
    for face in pinched:
        borders_shared = [
            sum(shapely.length(shapely.intersection(face.exterior, shapely.boundary(parts))))
            for parts in owned
        ]
        owned[int(np.argmax(borders_shared))].append(face)
    return np.array([shapely.union_all(parts) for parts in owned])


def _ring_path(points: NDArray[np.float64], *, grid: float) -> str:
    # The last vertex repeats the first: `z` draws that side.
    exact = np.rint(points[:-1] / grid) * grid
    start = _numbers(exact[0])
    return f"M{start}l{_numbers(np.diff(exact, axis=0).ravel())}z"


def _numbers(values: Iterable[float]) -> str:
    """Join numbers; a minus sign, or a point after a fraction, separates as well as a space."""
    text = ""
    before = ""
    for value in values:
        number = f"{value:g}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:g}"
        joined = number.startswith("-") or (number.startswith(".") and "." in before)
        text += number if joined or not text else f" {number}"
        before = number
    return text
