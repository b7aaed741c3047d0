"""How shapes are built: repeatably, from a file of one's own, and not at all from a bad one."""

import ast
import hashlib
import json
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.boundaries import compare_adjacency, neighbour_pairs, read_boundaries
from geo.build import build, ensure
from geo.coverage import drop_islets, simplify, svg_path
from geo.draw import GRID, draw
from geo.errors import BoundaryFileError, GeoError
from geo.extract import BOUNDARIES, PROVENANCE, SOURCE, extract
from geo.shapes import load


@pytest.fixture(scope="module")
def table() -> gpd.GeoDataFrame:
    """The committed extract as somebody else's file might hold it: numbers for codes."""
    held = gpd.read_file(BOUNDARIES)
    held["prov_no"] = held["code"].str[3:].astype(int)
    return held[["prov_no", "geometry"]]


def _contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_a_second_build_gives_the_same_bytes(built_directory: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert build(again).fresh
    assert _contents(again) == _contents(built_directory)


def test_names_hold_the_digest_of_the_content(built_directory: Path) -> None:
    files = [path for path in built_directory.iterdir() if path.name != "manifest.json"]
    assert len(files) == 2
    for path in files:
        assert path.stem.split("-")[1] == hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def test_what_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    build(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert not build(tmp_path).fresh
    assert ensure(tmp_path).name.startswith("shapes-")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_damaged_file_is_built_again(tmp_path: Path) -> None:
    sound = build(tmp_path)
    content = sound.shapes.read_bytes()
    sound.shapes.write_bytes(content[:-20])
    assert ensure(tmp_path) == sound.shapes
    assert sound.shapes.read_bytes() == content


def test_boundaries_of_ones_own(table: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "official.gpkg"
    table.to_crs("EPSG:32647").to_file(source)
    into = tmp_path / "built"
    arguments = ["build", "--source", str(source), "--code-column", "prov_no"]
    credit = ["--credit-en", "Survey Department", "--credit-th", "กรมแผนที่ทหาร"]
    assert main([*arguments, *credit, "--into", str(into)]) == 0
    shapes = load(into)
    assert len(shapes.provinces) == 77
    assert (shapes.source_en, shapes.source_th) == ("Survey Department", "กรมแผนที่ทหาร")
    assert shapes.defects == ()
    before = _contents(into)
    ensure(into)
    assert _contents(into) == before


def test_rows_of_one_province_are_joined(table: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "parts.geojson"
    table.explode().to_file(source)
    joined = read_boundaries(source, code_column="prov_no")
    plain = read_boundaries()
    assert joined.codes == plain.codes
    assert [outline.area for outline in joined.outlines] == pytest.approx(
        [outline.area for outline in plain.outlines], rel=1e-6
    )


def test_overlaps_and_slivers_are_cleaned(table: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "rough.gpkg"
    rough = table.to_crs("EPSG:32647")
    sign = np.where(np.arange(len(rough)) % 2, 40.0, -40.0)
    rough["geometry"] = shapely.make_valid(rough.geometry.buffer(sign).to_numpy())
    rough.to_file(source)
    cleaned = read_boundaries(source, code_column="prov_no")
    assert not shapely.coverage_is_valid(rough.geometry.to_numpy())
    assert shapely.coverage_is_valid(np.array(cleaned.outlines))
    drawn = build(tmp_path / "built", source=source, code_column="prov_no")
    assert len(load(drawn.shapes.parent).provinces) == 77


def _without(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return table[table["prov_no"] != 45]


def _unknown(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return table.assign(prov_no=table["prov_no"].replace({45: 99}))


def _swapped(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return table.assign(prov_no=table["prov_no"].replace({45: 50, 50: 45}))


def _points(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    points = table.geometry.representative_point()
    return table.set_geometry(table.geometry.where(table["prov_no"] != 45, points))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(_without, ["TH-45: not in the file"], id="missing code"),
        pytest.param(_unknown, ["99 in 'prov_no'", "TH-45: not in"], id="unknown code"),
        pytest.param(_swapped, ["TH-45: drawn", "TH-50: drawn"], id="codes exchanged"),
        pytest.param(_points, ["(TH-45): its outline is a Point"], id="a point"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_what_is_wrong(
    spoil, told, table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "built"
    build(into)
    before = _contents(into)
    source = tmp_path / "bad.geojson"
    spoil(table).to_file(source)
    arguments = ["build", "--source", str(source), "--code-column", "prov_no"]
    assert main([*arguments, "--into", str(into)]) == 1
    message = capsys.readouterr().err
    assert all(words in message for words in told)
    assert _contents(into) == before


def test_a_column_that_is_not_there(table: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "other.geojson"
    table.to_file(source)
    with pytest.raises(BoundaryFileError, match="no column 'iso'; its columns are: prov_no"):
        build(tmp_path / "built", source=source, code_column="iso")
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize("content", [None, "not a map", '{"type": "FeatureCollection"'])
def test_a_file_that_is_no_map(content: str | None, tmp_path: Path) -> None:
    source = tmp_path / "broken.geojson"
    if content is not None:
        source.write_text(content, encoding="utf-8")
    with pytest.raises(BoundaryFileError, match=r"no such file|not a boundary file"):
        build(tmp_path / "built", source=source)
    assert not (tmp_path / "built").exists()


def test_a_file_without_coordinate_system(table: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "bare.shp"
    table.to_file(source)
    source.with_suffix(".prj").unlink()
    with pytest.raises(BoundaryFileError, match="coordinate system is not stated"):
        build(tmp_path / "built", source=source, code_column="prov_no")


def test_the_download_is_a_coverage_in_degrees(built_directory: Path) -> None:
    path = load(built_directory).download
    held = json.loads(path.read_text(encoding="utf-8"))
    outlines = [shapely.from_geojson(json.dumps(row["geometry"])) for row in held["features"]]
    assert len({row["properties"]["province_id"] for row in held["features"]}) == 77
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)
    assert shapely.total_bounds(outlines) == pytest.approx([97.36, 5.63, 105.65, 20.45], abs=0.02)
    parts = shapely.get_parts(outlines)
    assert len(parts) >= 77
    assert all(part.exterior.is_ccw for part in parts)


def test_drawn_borders_differ_from_neighbours_only_where_known() -> None:
    differences = compare_adjacency(read_boundaries(), neighbour_pairs())
    assert differences.given_only == (
        ("TH-16", "TH-36"), ("TH-82", "TH-83"), ("TH-91", "TH-93"),
    )  # fmt: skip
    assert differences.drawn_only == (("TH-90", "TH-92"),)


def test_committed_files_are_those_of_the_provenance() -> None:
    provenance = json.loads(PROVENANCE.read_text(encoding="utf-8"))
    for entry in ("boundaries", "adjacency", "tile_grid"):
        content = (SOURCE / provenance[entry]["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == provenance[entry]["sha256"], entry
    assert "MIT" in (SOURCE / provenance["tile_grid"]["licence_file"]).read_text(encoding="utf-8")
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    assert {key for row in features for key in row["properties"]} == {"code"}


def test_the_extract_is_only_taken_from_the_named_file(tmp_path: Path) -> None:
    other = tmp_path / "build.json"
    other.write_text('{"features": []}', encoding="utf-8")
    with pytest.raises(GeoError, match="expected b2eaff7b"):
        extract(other, into=tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_what_the_web_process_reads_needs_only_the_standard_library() -> None:
    package = SOURCE.parent
    for name in ("__init__.py", "shapes.py", "errors.py"):
        tree = ast.parse((package / name).read_text(encoding="utf-8"))
        imported = {
            node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        outside = {module for module in imported if module.split(".")[0] not in
                   sys.stdlib_module_names}  # fmt: skip
        assert outside <= {"geo.errors"}, name


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=3, max_size=12))
@settings(max_examples=50, deadline=None)
def test_paths_say_what_the_outline_is(points: list[tuple[int, int]]) -> None:
    hull = shapely.MultiPoint([(x / 2, y / 2) for x, y in points]).convex_hull
    if hull.geom_type != "Polygon":
        return
    path = svg_path(hull, grid=0.5)
    assert _read(path) == [tuple(point) for point in hull.exterior.coords[:-1]]


def _read(path: str) -> list[tuple[float, float]]:
    start, steps = path.removeprefix("M").removesuffix("z").split("l")
    x, y = _split(start)
    points = [(x, y)]
    values = _split(steps)
    for dx, dy in zip(values[::2], values[1::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    return points


def _split(text: str) -> list[float]:
    """One number at a time: a sign, a blank or a second point begins the next."""
    numbers, current = [], ""
    for letter in text:
        if current and (letter in "- " or (letter == "." and "." in current)):
            numbers.append(float(current))
            current = ""
        current += letter.strip()
    return [*numbers, float(current)]


def test_a_straight_border_needs_no_vertices_between() -> None:
    left = shapely.Polygon([(0, 0), (10, 0), (10, 5), (10, 10), (0, 10)])
    right = shapely.Polygon([(10, 0), (20, 0), (20, 10), (10, 10), (10, 5)])
    drawn = simplify([left, right], tolerance=0.0, grid=1.0)
    assert svg_path(drawn[0], grid=1.0).count("l") == 1
    assert shapely.get_num_coordinates(drawn).tolist() == [5, 5]


def test_islets_go_but_a_province_of_islets_stays() -> None:
    islet = shapely.box(30, 0, 30.5, 0.5)
    mainland = shapely.MultiPolygon([shapely.box(0, 0, 10, 10), islet])
    archipelago = shapely.MultiPolygon([shapely.box(50, 0, 50.5, 0.5), shapely.box(60, 0, 61, 1)])
    kept = drop_islets([mainland, archipelago], below=2.0)
    assert [outline.area for outline in kept] == [100.0, 1.0]


def test_an_outline_too_small_for_the_grid_is_an_error() -> None:
    with pytest.raises(ValueError, match="vanished"):
        simplify([shapely.box(0, 0, 10, 10), shapely.box(20, 20, 20.1, 20.1)], tolerance=0, grid=1)


def test_detail_gives_way_to_the_limit_on_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.draw.MAX_PATH_CHARACTERS", 30_000)
    drawn = draw(read_boundaries())
    assert sum(len(svg_path(outline, grid=GRID)) for outline in drawn.outlines) <= 30_000
    assert len(drawn.outlines) == 77
    assert shapely.coverage_is_valid(drawn.outlines)


def test_an_inlet_closed_by_the_grid_leaves_no_pinhole() -> None:
    land = shapely.box(0, 0, 20, 20)
    inlet = shapely.Polygon(
        [(20, 9.9), (12, 9.9), (12, 8), (10, 8), (10, 12), (12, 12), (12, 10.1)]
    )
    drawn = simplify([land.difference(inlet)], tolerance=0.0, grid=1.0)
    assert drawn[0].area == 400
