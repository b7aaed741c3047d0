"""The shapes built once for all tests of this room, and the drawn outlines read back."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build import build
from geo.shapes import ShapeSet, load

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def outline_of(path: str) -> BaseGeometry:
    """Read SVG path data back, by the grammar of SVG and without the code that wrote it."""
    rings = []
    for subpath in path.split("M")[1:]:
        start, _, steps = subpath.removesuffix("z").partition("l")
        points = [tuple(float(value) for value in _NUMBER.findall(start))]
        values = [float(value) for value in _NUMBER.findall(steps)]
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        rings.append(shapely.Polygon(points))
    # Holes are wound against the ring around them: their area counts off.
    area = sum(ring.area if ring.exterior.is_ccw else -ring.area for ring in rings)
    joined = rings[0]
    for ring in rings[1:]:
        joined = joined.symmetric_difference(ring)
    assert abs(abs(area) - joined.area) < 1e-6
    return joined


@pytest.fixture(scope="session")
def built_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a fresh build of the committed extract."""
    directory = tmp_path_factory.mktemp("geo") / "built"
    build(directory)
    return directory


@pytest.fixture(scope="session")
def shapes(built_directory: Path) -> ShapeSet:
    """The map as the web process sees it."""
    return load(built_directory)


@pytest.fixture(scope="session")
def outlines(shapes: ShapeSet) -> Mapping[str, BaseGeometry]:
    """Drawn outlines by province, read back from the paths."""
    return {code: outline_of(shape.path) for code, shape in shapes.provinces.items()}
