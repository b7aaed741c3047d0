"""Turns checked boundaries into what is stored: the drawn map, and outlines for download."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.boundaries import CENTRE, PROJECTION, Boundaries, neighbour_pairs, tile_cells
from geo.coverage import Outlines, drop_islets, label_point, simplify, svg_path
from geo.extract import PROVENANCE, SOURCE

# The map is fitted to this height: one unit is then a little over a kilometre.
HEIGHT = 1500
MARGIN = 6
INSET_MARGIN = 4

# Half a unit, so that the small provinces keep their shape when the inset or a profile enlarges
# them; at whole units they turn into staircases.
GRID = 0.5
TOLERANCE = 0.5
ISLET_KM2 = 2.0

# About 0.29 of this leaves a brotli compressor: it keeps any source under 30 KB on the wire.
MAX_PATH_CHARACTERS = 90_000
TOLERANCE_STEP = 1.25

DOWNLOAD_TOLERANCE_M = 300.0
DOWNLOAD_DECIMALS = 4

# Bangkok and the small provinces around it, too small to hit or tell apart at the map's scale.
INSET_PROVINCES = ("TH-10", "TH-11", "TH-12", "TH-13", "TH-73", "TH-74", "TH-75")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who is named for the boundaries, in both languages."""

    en: str
    th: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The coverage in view box units.

    Attributes:
        outlines: One outline for each code, on the grid, y pointing down.
        width: Of the view box.
        km_per_unit: Scale.
        origin: View box coordinates of the projection's centre.
    """

    outlines: Outlines
    width: int
    km_per_unit: float
    origin: tuple[float, float]


def draw(boundaries: Boundaries, *, tolerance: float = TOLERANCE) -> Drawn:
    """Fit the boundaries to the view box and simplify them.

    Args:
        boundaries: In metres.
        tolerance: Simplification in view box units; grows until the paths are small enough.

    Returns:
        The map.

    Raises:
        ValueError: When a province is too small to be drawn.
    """
    land = drop_islets(boundaries.outlines, below=ISLET_KM2 * 1e6)
    west, south, east, north = shapely.total_bounds(land)
    metres = (north - south) / (HEIGHT - 2 * MARGIN)

    def fit(points: Any) -> Any:
        x = (points[:, 0] - west) / metres + MARGIN
        y = (north - points[:, 1]) / metres + MARGIN
        return np.column_stack([x, y])

    fitted = shapely.transform(land, fit)
    while True:
        outlines = simplify(fitted, tolerance=tolerance, grid=GRID)
        if sum(len(svg_path(outline, grid=GRID)) for outline in outlines) <= MAX_PATH_CHARACTERS:
            break
        tolerance *= TOLERANCE_STEP
    width = int(np.ceil((east - west) / metres)) + 2 * MARGIN
    return Drawn(
        outlines=outlines,
        width=width,
        km_per_unit=round(metres / 1000, 4),
        origin=(round(MARGIN - west / metres, 2), round(MARGIN + north / metres, 2)),
    )


def shape_rows(boundaries: Boundaries, *, drawn: Drawn, credit: Credit) -> dict[str, Any]:
    """Everything the map needs, as `geo.shapes` reads it."""
    provenance = json.loads(PROVENANCE.read_text(encoding="utf-8"))
    tiles = json.loads((SOURCE / "tile_grid.json").read_text(encoding="utf-8"))
    outline_of = dict(zip(boundaries.codes, drawn.outlines, strict=True))
    inset = [outline_of[code] for code in INSET_PROVINCES]
    return {
        "view_box": [drawn.width, HEIGHT],
        "km_per_unit": drawn.km_per_unit,
        "centre": list(CENTRE),
        "origin": list(drawn.origin),
        "inset": _box(inset, margin=INSET_MARGIN),
        "inset_provinces": list(INSET_PROVINCES),
        "tile_rows": tiles["rows"],
        "tile_cols": tiles["columns"],
        "tile_source": provenance["tile_grid"]["credit"],
        "source_en": credit.en,
        "source_th": credit.th,
        "defects": provenance["defects"] if boundaries.committed else [],
        "provinces": _province_rows(outline_of),
    }


def download_collection(boundaries: Boundaries, *, credit: Credit) -> dict[str, Any]:
    """The provinces as GeoJSON (RFC 7946) in longitude and latitude, simplified for other maps."""
    smooth = shapely.coverage_simplify(np.asarray(boundaries.outlines), DOWNLOAD_TOLERANCE_M)
    degrees = gpd.GeoSeries(smooth, crs=PROJECTION).to_crs("EPSG:4326").to_numpy()
    grid = 10.0**-DOWNLOAD_DECIMALS
    outlines = simplify(degrees, tolerance=0.0, grid=grid)
    # RFC 7946 wants the outer ring anticlockwise.
    wound = shapely.orient_polygons(outlines, exterior_cw=False)
    return {
        "type": "FeatureCollection",
        "source": credit.en,
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"province_id": code},
                "geometry": _geojson_geometry(outline),
            }
            for code, outline in zip(boundaries.codes, wound, strict=True)
        ],
    }


def default_credit() -> Credit:
    """The credit line of the committed extract."""
    held = json.loads(PROVENANCE.read_text(encoding="utf-8"))["boundaries"]
    return Credit(en=held["credit_en"], th=held["credit_th"])


def _province_rows(outline_of: Mapping[str, BaseGeometry]) -> list[dict[str, Any]]:
    cells = tile_cells()
    neighbours: dict[str, list[str]] = {code: [] for code in outline_of}
    for first, second in neighbour_pairs():
        neighbours[first].append(second)
        neighbours[second].append(first)
    return [
        {
            "id": code,
            "path": svg_path(outline, grid=GRID),
            "label": list(label_point(outline, precision=0.1)),
            "bbox": _box([outline], margin=0),
            "area_px": round(float(outline.area), 1),
            "tile": list(cells[code]),
            "neighbours": sorted(neighbours[code]),
        }
        for code, outline in outline_of.items()
    ]


def _box(outlines: Sequence[BaseGeometry], *, margin: int) -> list[float]:
    """Left, top, width and height of the rectangle around outlines."""
    left, top, right, bottom = (float(value) for value in shapely.total_bounds(np.array(outlines)))
    return [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin]


def _geojson_geometry(outline: BaseGeometry) -> dict[str, Any]:
    polygons = [
        [
            [
                [round(float(x), DOWNLOAD_DECIMALS), round(float(y), DOWNLOAD_DECIMALS)]
                for x, y in shapely.get_coordinates(ring)
            ]
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        for polygon in shapely.get_parts(outline)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}
