"""What is drawn: seventy-seven whole provinces, in their places, small enough to send."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import brotli
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.boundaries import neighbour_pairs, read_boundaries
from geo.errors import ShapesMissingError
from geo.shapes import MANIFEST, ShapeSet, load

Outlines = Mapping[str, BaseGeometry]

# ISO 3166-2:TH without Pattaya, written out so that the committed tables are checked too.
TENS = {
    1: range(10, 20), 2: range(20, 28), 3: range(30, 40), 4: range(40, 50), 5: range(50, 59),
    6: range(60, 68), 7: range(70, 78), 8: (80, 81, 82, 83, 84, 85, 86), 9: range(90, 97),
}  # fmt: skip
CODES = tuple(f"TH-{number}" for numbers in TENS.values() for number in numbers)

SMALL = ("TH-75", "TH-12", "TH-83", "TH-74", "TH-17", "TH-15", "TH-11")

# Provincial towns, from general knowledge: a code on the wrong outline misses its town.
TOWNS = {
    "TH-10": (100.50, 13.75), "TH-12": (100.49, 13.86), "TH-15": (100.45, 14.59),
    "TH-16": (100.65, 14.80), "TH-17": (100.40, 14.89), "TH-19": (100.91, 14.53),
    "TH-30": (102.10, 14.97), "TH-34": (104.86, 15.24), "TH-37": (104.63, 15.86),
    "TH-38": (103.65, 18.36), "TH-39": (102.44, 17.20), "TH-45": (103.65, 16.05),
    "TH-50": (98.99, 18.79), "TH-58": (97.97, 19.30), "TH-63": (99.13, 16.88),
    "TH-73": (100.06, 13.82), "TH-75": (100.00, 13.41), "TH-81": (98.92, 8.09),
    "TH-83": (98.37, 7.90), "TH-90": (100.47, 7.01), "TH-96": (101.82, 6.43),
}  # fmt: skip


def test_every_province_is_drawn_and_valid(outlines: Outlines) -> None:
    assert tuple(outlines) == CODES
    assert len(CODES) == 77
    assert all(outline.is_valid and outline.area > 0 for outline in outlines.values())


def test_no_overlaps(outlines: Outlines) -> None:
    overlaps = {
        (first, second): shapely.intersection(outlines[first], outlines[second]).area
        for first, second in combinations(outlines, 2)
    }
    assert max(overlaps.values()) == 0


def test_no_gaps(outlines: Outlines) -> None:
    whole = shapely.union_all(list(outlines.values()))
    assert whole.area == pytest.approx(sum(o.area for o in outlines.values()), rel=1e-12)
    assert shapely.coverage_is_valid(list(outlines.values()))
    holes = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    # Songkhla Lake is open to the sea in this source: nothing within the country is left blank.
    assert holes == []


def test_areas_are_true(shapes: ShapeSet, outlines: Outlines) -> None:
    source = read_boundaries()
    for code, known in zip(source.codes, source.outlines, strict=True):
        drawn = outlines[code].area * shapes.km_per_unit**2
        assert drawn == pytest.approx(known.area / 1e6, rel=0.03), code
        assert shapes.provinces[code].area_px == pytest.approx(outlines[code].area, abs=0.06)


@pytest.mark.parametrize("code", SMALL)
def test_small_provinces_keep_their_shape(code: str, shapes: ShapeSet, outlines: Outlines) -> None:
    source = read_boundaries()
    known = source.outlines[source.codes.index(code)]
    drawn = outlines[code]
    units = known.area / 1e6 / shapes.km_per_unit**2
    compactness = known.area / known.length**2
    assert shapely.get_num_coordinates(drawn) >= 20
    assert drawn.area == pytest.approx(units, rel=0.03)
    assert drawn.area / drawn.length**2 == pytest.approx(compactness, rel=0.35)


def test_towns_lie_in_their_provinces() -> None:
    source = read_boundaries()
    towns = shapely.points(list(TOWNS.values()))
    projected = _project(towns)
    for code, town in zip(TOWNS, projected, strict=True):
        outline = source.outlines[source.codes.index(code)]
        assert outline.distance(town) < 2_500, code


def test_everything_lies_in_the_view_box(shapes: ShapeSet, outlines: Outlines) -> None:
    width, height = shapes.view_box
    left, top, right, bottom = shapely.total_bounds(list(outlines.values()))
    assert 1000 <= height <= 1500
    assert 0 < left < right < width
    assert 0 < top < bottom < height
    for code, shape in shapes.provinces.items():
        box = shape.bbox
        assert (box.x, box.y, box.x + box.width, box.y + box.height) == outlines[code].bounds


def test_north_is_up(shapes: ShapeSet) -> None:
    at = shapes.provinces
    assert at["TH-57"].label_y < at["TH-10"].label_y < at["TH-95"].label_y
    assert at["TH-58"].label_x < at["TH-34"].label_x


def test_labels_stand_inside_at_their_distance(shapes: ShapeSet, outlines: Outlines) -> None:
    for code, shape in shapes.provinces.items():
        label = shapely.Point(shape.label_x, shape.label_y)
        assert outlines[code].contains(label), code
        reach = outlines[code].boundary.distance(label)
        assert reach == pytest.approx(shape.label_radius, abs=0.3), code
        assert reach > 5, code


def test_paths_are_small_on_the_wire(shapes: ShapeSet) -> None:
    paths = "\n".join(shape.path for shape in shapes.provinces.values())
    assert len(brotli.compress(paths.encode(), quality=5)) < 30_000


def test_islands_are_there(outlines: Outlines) -> None:
    parts = {code: shapely.get_num_geometries(outline) for code, outline in outlines.items()}
    assert parts["TH-23"] >= 3
    assert parts["TH-82"] >= 5
    assert parts["TH-84"] >= 4
    assert parts["TH-91"] >= 3


def test_tile_grid(shapes: ShapeSet) -> None:
    cells = {(shape.tile_row, shape.tile_col) for shape in shapes.provinces.values()}
    assert (shapes.tile_rows, shapes.tile_cols) == (18, 10)
    assert len(cells) == 77
    assert {row for row, _ in cells} == set(range(18))
    assert {column for _, column in cells} == set(range(10))


def test_neighbours_are_mutual(shapes: ShapeSet) -> None:
    given = {
        (code, other) for code, shape in shapes.provinces.items() for other in shape.neighbours
    }
    assert all((other, code) in given and code != other for code, other in given)
    assert len(given) == 2 * 177
    assert {pair for pair in given if pair[0] < pair[1]} == set(neighbour_pairs())
    assert all(shape.neighbours for shape in shapes.provinces.values())


def test_inset_holds_the_bangkok_basin(shapes: ShapeSet) -> None:
    box = shapes.inset
    assert {"TH-10", "TH-11", "TH-12", "TH-13", "TH-73", "TH-74", "TH-75"} == set(
        shapes.inset_provinces
    )
    for code in shapes.inset_provinces:
        inner = shapes.provinces[code].bbox
        assert box.x < inner.x
        assert box.y < inner.y
        assert inner.x + inner.width < box.x + box.width
        assert inner.y + inner.height < box.y + box.height
    assert box.width < shapes.view_box[0] / 5
    assert box.view_box == f"{box.x:g} {box.y:g} {box.width:g} {box.height:g}"


def test_credits_and_defects(shapes: ShapeSet) -> None:
    assert "Natural Earth" in shapes.source_en
    assert "Natural Earth" in shapes.source_th
    assert "MIT" in shapes.tile_source
    assert {code for defect in shapes.defects for code in defect.provinces} <= set(CODES)
    told = {"TH-16", "TH-19", "TH-37", "TH-81", "TH-82", "TH-84", "TH-90", "TH-91"}
    assert told <= {code for defect in shapes.defects for code in defect.provinces}
    assert all(defect.text_en and defect.text_th for defect in shapes.defects)


def test_nothing_built_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ShapesMissingError, match="python -m geo build"):
        load(tmp_path)
    (tmp_path / MANIFEST).write_text('{"shapes": "gone.json"}', encoding="utf-8")
    with pytest.raises(ShapesMissingError, match="python -m geo build"):
        load(tmp_path)


def _project(points: object) -> list[BaseGeometry]:
    import geopandas as gpd

    from geo.boundaries import PROJECTION

    return list(gpd.GeoSeries(points, crs="EPSG:4326").to_crs(PROJECTION))
