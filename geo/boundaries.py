"""Reads a boundary file and checks it, province by province, before anything is drawn."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from geo.errors import BoundaryFileError
from geo.extract import BOUNDARIES, SOURCE

DEFAULT_CODE_COLUMN = "code"

# Equal area, so that a province's ink is worth its land; centred on Thailand, where the error of
# shape stays under 0.5 %. docs/geography.md compares the choices.
CENTRE = (13.0, 101.5)
PROJECTION = f"+proj=laea +lat_0={CENTRE[0]} +lon_0={CENTRE[1]} +datum=WGS84 +units=m +no_defs"

# A province drawn farther than this from where it is known to lie carries the wrong code.
MAX_DISPLACEMENT_KM = 50.0

# Slivers between neighbours that were digitised apart are closed up to this width.
GAP_WIDTH_M = 200.0

_CODE = re.compile(r"(?:TH-?)?(\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Checked outlines of all provinces in the projection of the map.

    Attributes:
        codes: ISO 3166-2 codes, sorted.
        outlines: One outline for each code, in metres of `PROJECTION`; together a coverage
            (neighbours share their border exactly).
        name: File name of the source.
        fingerprint: SHA-256 of the codes and outlines as read.
        committed: Whether this is the committed extract.
    """

    codes: tuple[str, ...]
    outlines: tuple[BaseGeometry, ...]
    name: str
    fingerprint: str
    committed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjacencyDifference:
    """Where the given neighbours and the drawn borders disagree."""

    given_only: tuple[tuple[str, str], ...]
    drawn_only: tuple[tuple[str, str], ...]


def tile_cells() -> dict[str, tuple[int, int]]:
    """Row and column of each province in the tile grid; its keys are the provinces there are."""
    cells = json.loads((SOURCE / "tile_grid.json").read_text(encoding="utf-8"))["cells"]
    return {code: (row, column) for code, (row, column) in sorted(cells.items())}


def neighbour_pairs() -> tuple[tuple[str, str], ...]:
    """The pairs of neighbouring provinces, the smaller code first: the authority on adjacency."""
    pairs = json.loads((SOURCE / "adjacency.json").read_text(encoding="utf-8"))["pairs"]
    return tuple((first, second) for first, second in pairs)


def read_boundaries(
    source: Path = BOUNDARIES, *, code_column: str = DEFAULT_CODE_COLUMN
) -> Boundaries:
    """Read any file geopandas reads and check that it holds every province once, in its place.

    Rows with the same code are joined, so a file of districts that carry their province's code
    will do. Overlaps and slivers between neighbours are cleaned away.

    Args:
        source: The boundary file.
        code_column: The column with `TH-45`, `TH45` or `45`.

    Returns:
        The outlines, projected.

    Raises:
        BoundaryFileError: With every fault found.
    """
    table = _table(source, code_column=code_column)
    parts = _parts_by_code(table, code_column=code_column)
    codes = tuple(sorted(parts))
    outlines = np.array([_polygons(shapely.union_all(parts[code])) for code in codes])
    committed = source.resolve() == BOUNDARIES.resolve()
    if not committed:
        _check_places(dict(zip(codes, outlines, strict=True)))
    if not shapely.coverage_is_valid(outlines):
        outlines = shapely.coverage_clean(outlines, gap_width=GAP_WIDTH_M)
    digest = hashlib.sha256("".join(codes).encode())
    for outline in outlines:
        digest.update(shapely.to_wkb(outline, byte_order=1))
    return Boundaries(
        codes=codes,
        outlines=tuple(outlines),
        name=source.name,
        fingerprint=digest.hexdigest(),
        committed=committed,
    )


def compare_adjacency(
    boundaries: Boundaries, pairs: tuple[tuple[str, str], ...]
) -> AdjacencyDifference:
    """Compare given neighbours with the borders drawn, where a border is more than a point."""
    tree = shapely.STRtree(boundaries.outlines)
    drawn = set()
    for first, second in tree.query(boundaries.outlines, predicate="intersects").T:
        if first < second:
            shared = shapely.intersection(boundaries.outlines[first], boundaries.outlines[second])
            if shapely.length(shared) > 0:
                drawn.add((boundaries.codes[first], boundaries.codes[second]))
    given = set(pairs)
    return AdjacencyDifference(
        given_only=tuple(sorted(given - drawn)), drawn_only=tuple(sorted(drawn - given))
    )


def _table(source: Path, *, code_column: str) -> gpd.GeoDataFrame:
    if not source.exists():
        raise BoundaryFileError((f"{source}: no such file",))
    try:
        table = gpd.read_file(source)
    except (DataSourceError, DataLayerError) as error:
        raise BoundaryFileError((f"{source}: not a boundary file ({error})",)) from error
    columns = [str(name) for name in table.columns if name != "geometry"]
    if code_column not in columns:
        held = ", ".join(columns) or "none"
        raise BoundaryFileError((f"{source}: no column {code_column!r}; its columns are: {held}",))
    if not isinstance(table, gpd.GeoDataFrame):
        raise BoundaryFileError((f"{source}: no shapes in it, only a table",))
    if table.crs is None:
        raise BoundaryFileError((f"{source}: its coordinate system is not stated",))
    projected: gpd.GeoDataFrame = table.to_crs(PROJECTION)
    return projected


def _parts_by_code(
    table: gpd.GeoDataFrame, *, code_column: str
) -> Mapping[str, list[BaseGeometry]]:
    """Group valid polygons by province; refuse the file when any row or province is wanting."""
    known = tile_cells()
    parts: dict[str, list[BaseGeometry]] = {}
    faults = []
    rows = zip(table[code_column].tolist(), table.geometry.tolist(), strict=True)
    for number, (value, outline) in enumerate(rows, start=1):
        code = _code(value)
        if code not in known:
            faults.append(f"row {number}: {value!r} in {code_column!r} is not a province code")
            continue
        fault = _outline_fault(outline)
        if fault:
            faults.append(f"row {number} ({code}): {fault}")
        parts.setdefault(code, []).append(shapely.make_valid(outline))
    faults.extend(f"{code}: not in the file" for code in known if code not in parts)
    if faults:
        raise BoundaryFileError(tuple(faults))
    return parts


def _code(value: object) -> str:
    """ISO code for what a file may hold; numbers come as 45, 45.0 or text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    match = _CODE.fullmatch(str(value).strip())
    return f"TH-{match.group(1)}" if match else ""


def _outline_fault(outline: BaseGeometry | None) -> str:
    if outline is None or outline.is_empty:
        return "it has no outline"
    if outline.geom_type not in {"Polygon", "MultiPolygon"}:
        return f"its outline is a {outline.geom_type}, not an area"
    if not np.isfinite(outline.bounds).all():
        return "its coordinates cannot be projected; is the coordinate system right?"
    return ""


def _check_places(outlines: Mapping[str, BaseGeometry]) -> None:
    """Refuse outlines that do not lie where the committed extract has that province."""
    known = read_boundaries()
    faults = []
    for code, expected in zip(known.codes, known.outlines, strict=True):
        apart = shapely.distance(outlines[code].centroid, expected.centroid) / 1000
        if apart > MAX_DISPLACEMENT_KM:
            faults.append(
                f"{code}: drawn {apart:.0f} km from where it lies; wrong code or wrong coordinates"
            )
    if faults:
        raise BoundaryFileError(tuple(faults))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Keep the areas of a repaired shape; a repair can leave stray lines behind."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    nested = [
        part
        for group in shapely.get_parts(shape)
        if group.geom_type == "MultiPolygon"
        for part in group.geoms
    ]
    return shapely.union_all([*parts, *nested])
