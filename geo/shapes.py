"""The map as the web process knows it: paths, labels, neighbours and tiles, read from JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.errors import ShapesMissingError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in view box units, y pointing down."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The value of an SVG `viewBox` attribute that shows just this rectangle."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceShape:
    """One province as drawn.

    Attributes:
        id: ISO 3166-2 code, such as `TH-45`.
        path: SVG path data in view box units; fill rule nonzero.
        label_x: The point farthest from the outline, where a label fits best.
        label_y: As above.
        label_radius: Distance from that point to the outline, in view box units.
        bbox: The rectangle around the shape.
        area_px: Area in square view box units.
        tile_row: Row in the tile grid, from 0 at the north.
        tile_col: Column in the tile grid, from 0 at the west.
        neighbours: Codes of the provinces that share a border or a bridge, in order.
    """

    id: str
    path: str
    label_x: float
    label_y: float
    label_radius: float
    bbox: Box
    area_px: float
    tile_row: int
    tile_col: int
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A known fault of the boundaries that readers may be told about."""

    id: str
    provinces: tuple[str, ...]
    text_en: str
    text_th: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeSet:
    """The whole map.

    Attributes:
        view_box: Width and height; the origin is 0 0.
        provinces: Shapes by province id, in the order of the codes.
        tile_rows: Number of rows of the tile grid.
        tile_cols: Number of columns of the tile grid.
        inset: The rectangle around Bangkok and the small provinces about it.
        inset_provinces: The provinces that lie wholly in the inset.
        km_per_unit: Kilometres in one view box unit.
        centre: Latitude and longitude of the centre of the equal-area projection.
        origin: View box coordinates of that centre.
        source_en: Credit line for the boundaries.
        source_th: The same in Thai.
        tile_source: Credit line for the tile grid.
        defects: Known faults; none are stated for boundaries the operator supplied.
        digest: Names this version; changes whenever anything drawn changes.
        download: The file with longitudes and latitudes, beside the manifest.
    """

    view_box: tuple[int, int]
    provinces: Mapping[str, ProvinceShape]
    tile_rows: int
    tile_cols: int
    inset: Box
    inset_provinces: tuple[str, ...]
    km_per_unit: float
    centre: tuple[float, float]
    origin: tuple[float, float]
    source_en: str
    source_th: str
    tile_source: str
    defects: tuple[Defect, ...]
    digest: str
    download: Path


def load(directory: Path) -> ShapeSet:
    """Read the shapes that `python -m geo build` wrote.

    Args:
        directory: Where the manifest stands, usually `geo/built`.

    Returns:
        The shapes the manifest names.

    Raises:
        ShapesMissingError: When the manifest or a file it names is not there or not whole.
    """
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        held = json.loads((directory / manifest["shapes"]).read_text(encoding="utf-8"))
        return _shape_set(
            held, digest=manifest["digest"], download=directory / manifest["download"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"no usable shapes in {directory}: run `python -m geo build` ({error!r})"
        raise ShapesMissingError(message) from error


def _shape_set(held: Mapping[str, Any], *, digest: str, download: Path) -> ShapeSet:
    width, height = held["view_box"]
    return ShapeSet(
        view_box=(width, height),
        provinces=MappingProxyType({row["id"]: _province(row) for row in held["provinces"]}),
        tile_rows=held["tile_rows"],
        tile_cols=held["tile_cols"],
        inset=_box(held["inset"]),
        inset_provinces=tuple(held["inset_provinces"]),
        km_per_unit=held["km_per_unit"],
        centre=(held["centre"][0], held["centre"][1]),
        origin=(held["origin"][0], held["origin"][1]),
        source_en=held["source_en"],
        source_th=held["source_th"],
        tile_source=held["tile_source"],
        defects=tuple(_defect(row) for row in held["defects"]),
        digest=digest,
        download=download,
    )


def _province(row: Mapping[str, Any]) -> ProvinceShape:
    label_x, label_y, label_radius = row["label"]
    tile_row, tile_col = row["tile"]
    return ProvinceShape(
        id=row["id"],
        path=row["path"],
        label_x=label_x,
        label_y=label_y,
        label_radius=label_radius,
        bbox=_box(row["bbox"]),
        area_px=row["area_px"],
        tile_row=tile_row,
        tile_col=tile_col,
        neighbours=tuple(row["neighbours"]),
    )


def _defect(row: Mapping[str, Any]) -> Defect:
    return Defect(
        id=row["id"],
        provinces=tuple(row["provinces"]),
        text_en=row["text_en"],
        text_th=row["text_th"],
    )


def _box(values: list[float]) -> Box:
    x, y, width, height = values
    return Box(x=x, y=y, width=width, height=height)
