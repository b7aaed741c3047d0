"""The SVG and the Plotly figure of one description show the same values at the same places."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from layouts import theme
from layouts.figures.describe import QuadrantChart
from layouts.figures.plotly import GRAPH_CONFIG, TRACE_TYPES, plotly
from layouts.figures.svg import svg
from tests.figures import samples
from tests.figures.markup import parse

LANGS = ("th", "en")
WIDTHS = (720, 380)
EVERY = [
    pytest.param(chart, id=f"{chart.id}-{lang}") for lang in LANGS for chart in samples.every(lang)
]


def marks(chart, width, **attributes):
    root = parse(svg(chart, width=width))
    wanted = {f"data-{name}": value for name, value in attributes.items()}
    return [
        element
        for element in root.iter()
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def number(element, name):
    return float(element.get(f"data-{name}"))


def trace(figure, name):
    return next(t for t in figure["data"] if t.get("name") == name)


def pixel(figure, axis, value):
    """Where plotly.js draws a number, by range and margin, in pixels of the arranged size."""
    layout = figure["layout"]
    low, high = layout[f"{axis}axis"]["range"]
    margin, meta = layout["margin"], layout["meta"]
    share = (value - low) / (high - low)
    if axis == "x":
        return margin["l"] + share * (meta["width"] - margin["l"] - margin["r"])
    return meta["height"] - margin["b"] - share * (meta["height"] - margin["t"] - margin["b"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", EVERY)
def test_figures_are_valid_plain_and_of_our_traces(chart, width):
    figure = plotly(chart, colours=theme.colours(), width=width)
    go.Figure(figure)
    assert json.loads(json.dumps(figure)) == figure
    assert {t["type"] for t in figure["data"]} <= set(TRACE_TYPES)
    layout = figure["layout"]
    assert layout["uirevision"] == chart.id
    assert chart.status.word in [note["text"] for note in layout["annotations"]]
    for axis in ("xaxis", "yaxis"):
        assert axis not in layout or len(layout[axis]["range"]) == 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_radar(lang, width):
    chart = samples.radar(lang)
    figure = plotly(chart, colours=theme.colours(), width=width)
    low, high = figure["layout"]["polar"]["radialaxis"]["range"]
    domain, meta = figure["layout"]["polar"]["domain"], figure["layout"]["meta"]
    radius = (domain["x"][1] - domain["x"][0]) * meta["width"] / 2
    assert radius == pytest.approx((domain["y"][1] - domain["y"][0]) * meta["height"] / 2)
    for outline in chart.outlines:
        drawn = trace(figure, outline.series.id)
        for spoke, r in zip(drawn["theta"][:-1], drawn["r"][:-1], strict=True):
            (mark,) = marks(chart, width, series=outline.series.id, id=spoke)
            assert number(mark, "value") == r
            out = (number(mark, "x") ** 2 + number(mark, "y") ** 2) ** 0.5
            assert out == pytest.approx(radius * (r - low) / (high - low), abs=0.01)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_dots(lang, width):
    chart = samples.dots(lang)
    figure = plotly(chart, colours=theme.colours(), width=width)
    for series in chart.series:
        drawn = trace(figure, series.id)
        found = marks(chart, width, series=series.id)
        assert sorted(m.get("data-id") for m in found) == sorted(drawn["ids"])
        for name, x in zip(drawn["ids"], drawn["x"], strict=True):
            (mark,) = marks(chart, width, series=series.id, id=name)
            assert number(mark, "value") == x
            assert pixel(figure, "x", x) == pytest.approx(number(mark, "x"), abs=0.01)
    spreads = [number(m, "mean") for m in marks(chart, width) if m.get("data-mean")]
    assert spreads == trace(figure, "mean")["x"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_quadrant(lang, width):
    chart = samples.quadrant(lang)
    assert isinstance(chart, QuadrantChart)
    figure = plotly(chart, colours=theme.colours(), width=width)
    seen = set()
    for drawn in figure["data"]:
        for name, x, y in zip(drawn["ids"], drawn["x"], drawn["y"], strict=True):
            (mark,) = marks(chart, width, id=name)
            assert mark.get("data-quadrant") == drawn["name"]
            assert (number(mark, "valuex"), number(mark, "valuey")) == (x, y)
            assert pixel(figure, "x", x) == pytest.approx(number(mark, "x"), abs=0.01)
            assert pixel(figure, "y", y) == pytest.approx(number(mark, "y"), abs=0.01)
            seen.add(name)
    assert seen == {point.id for point in chart.points}
    labels = [note for note in figure["layout"]["annotations"] if note.get("name") in seen]
    assert len(labels) == len(seen)
    cuts = {number(m, "cut") for m in marks(chart, width) if m.get("data-cut")}
    shapes = [s for s in figure["layout"]["shapes"] if s["line"]["width"] == 1.5]
    assert {s["x0"] if s["x0"] == s["x1"] else s["y0"] for s in shapes} == cuts


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_strip(lang, width):
    chart = samples.strip(lang)
    figure = plotly(chart, colours=theme.colours(), width=width)
    (drawn,) = figure["data"]
    for name, x in zip(drawn["ids"], drawn["x"], strict=True):
        (mark,) = marks(chart, width, id=name)
        assert number(mark, "value") == x
        assert pixel(figure, "x", x) == pytest.approx(number(mark, "x"), abs=0.01)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("build", [samples.bars, samples.parts])
def test_bars(build, width):
    chart = build("th")
    figure = plotly(chart, colours=theme.colours(), width=width)
    ends = {}
    for part in chart.parts:
        drawn = trace(figure, part.id)
        for name, x in zip(drawn["ids"], drawn["x"], strict=True):
            (mark,) = marks(chart, width, series=part.id, id=name)
            ends[name] = ends.get(name, 0) + x
            assert number(mark, "value") == x
            assert pixel(figure, "x", ends[name]) == pytest.approx(number(mark, "x"), abs=0.01)


@pytest.mark.parametrize("width", WIDTHS)
def test_heat(width):
    chart = samples.heat("th")
    figure = plotly(chart, colours=theme.colours(), width=width)
    cells = figure["data"][0]
    for row, texts, classes in zip(chart.rows, cells["text"], cells["z"], strict=True):
        for column, value, text, z in zip(chart.columns, row.values, texts, classes, strict=True):
            assert text == value.text
            found = marks(chart, width, id=row.id, series=column.id)
            if value.number is None:
                assert (found, z) == ([], None)
                continue
            assert number(found[0], "value") == value.number
            name = found[0].get("fill").removeprefix("var(--").removesuffix(")")
            first, last = cells["colorscale"][2 * z : 2 * z + 2]
            assert first[1] == last[1] == theme.colours()[name]
            share = (z - cells["zmin"]) / (cells["zmax"] - cells["zmin"])
            assert first[0] < share < last[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_trend(width):
    chart = samples.trend("en")
    figure = plotly(chart, colours=theme.colours(), width=width)
    for one in chart.lines:
        drawn = trace(figure, one.series.id)
        for name, y in zip(drawn["ids"], drawn["y"], strict=True):
            (mark,) = marks(chart, width, series=one.series.id, id=name)
            assert number(mark, "value") == y
            assert pixel(figure, "y", y) == pytest.approx(number(mark, "y"), abs=0.01)


def test_names_cannot_bring_markup_into_plotly():
    chart = samples.quadrant("en")
    point = replace(chart.points[0], label="<b>x</b>", name='<a href="javascript:1">x</a>')
    figure = plotly(replace(chart, points=(point,)), colours=theme.colours())
    text = json.dumps(figure)
    assert "<b>" not in text
    assert "<a" not in text


def test_nothing_offers_to_send_a_chart_away():
    assert "sendChartToCloud" in GRAPH_CONFIG["modeBarButtonsToRemove"]
    assert GRAPH_CONFIG["displaylogo"] is False
    assert GRAPH_CONFIG["displayModeBar"] is False
