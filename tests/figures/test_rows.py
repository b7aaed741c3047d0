"""Charts of rows: pairs joined by a line, wholes counted up, and many rows in little height."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import theme
from layouts.figures import svg_bars, svg_dots, svg_strip
from layouts.figures.describe import (
    Axis,
    BarRow,
    Bars,
    Cut,
    DotPlot,
    DotRow,
    Series,
    Spread,
    Status,
    Strip,
    StripDot,
    Tick,
    Value,
)
from layouts.figures.labels import text_width
from layouts.figures.plotly import plotly
from layouts.figures.svg import svg
from tests.figures.markup import SVG, parse, words

WIDTHS = (720, 380)
AXIS = Axis(
    label="", low=0, high=100, ticks=tuple(Tick(at=at, text=f"{at}%") for at in range(0, 101, 20))
)
COMMON = {
    "id": "rows", "title": "Title", "subtitle": "", "note": "", "source": "", "lang": "en",
    "status": Status(code="published", word="Published"), "alt": "",
}  # fmt: skip
SERIES = (
    Series(id="department", label="Departments"),
    Series(id="office", label="Provincial offices", role="peer"),
)


def value(number: float | None) -> Value:
    if number is None:
        return Value(number=None, text="only a picture", missing="not_available")
    return Value(number=number, text=f"{number:.1f}%")


def dots(*pairs: tuple[float | None, ...], spread: Spread | None = None) -> DotPlot:
    return DotPlot(
        **COMMON,
        axis=AXIS,
        series=SERIES,
        rows=tuple(
            DotRow(id=f"r{n}", label=f"Row {n}", values=tuple(map(value, pair)), spread=spread)
            for n, pair in enumerate(pairs)
        ),
    )


def between(chart: DotPlot, width: float) -> dict[str, tuple[float, float]]:
    """The lines of the drawing by row: where they begin and end, as numbers."""
    return {
        str(line.get("data-between")): (
            float(line.get("data-low", "")),
            float(line.get("data-high", "")),
        )
        for line in parse(svg(chart, width=width)).iter()
        if line.get("data-between")
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_joins_two_that_are_compared(width: int) -> None:
    chart = dots((95.0, 84.5), (2.0, 29.5), (40.0, None))
    assert between(chart, width) == {"r0": (84.5, 95.0), "r1": (2.0, 29.5)}
    figure = plotly(chart, colours=theme.colours(), width=width)
    (drawn,) = [trace for trace in figure["data"] if trace["name"] == "between"]
    assert drawn["x"] == [84.5, 95.0, None, 2.0, 29.5, None]
    levels = {
        name: y
        for trace in figure["data"]
        for name, y in zip(trace.get("ids", []), trace["y"], strict=False)
    }
    assert drawn["y"] == [levels["r0"]] * 2 + [None] + [levels["r1"]] * 2 + [None]
    # Under the marks, not over them.
    assert figure["data"].index(drawn) < min(
        n for n, trace in enumerate(figure["data"]) if trace["name"] in {"department", "office"}
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_plotly_prints_each_value_where_the_drawing_does(width: int) -> None:
    """Plotly leaves out words beyond the ends of an axis, and both ends have room for none."""
    chart = dots((100.0, 99.0), (0.0, 0.5), (55.0, 12.0))
    plan = svg_dots.arrange(chart, width=width)
    notes = plotly(chart, colours=theme.colours(), width=width)["layout"]["annotations"]
    for row in plan.rows:
        for one in svg_dots.printed(chart, row, plan, width=width):
            (note,) = [n for n in notes if n["text"] == one.words and n["y"] == one.y]
            assert AXIS.low <= note["x"] <= AXIS.high
            assert plan.scale.at(note["x"]) + note["xshift"] == pytest.approx(one.x)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_where_there_is_no_pair(width: int) -> None:
    low, high = value(10.0), value(90.0)
    spread = Spread(low=low, q1=low, mean=low, q3=high, high=high)
    three = dots((1.0, 2.0))
    three = replace(
        three,
        series=(*SERIES, Series(id="mean", label="Mean", role="reference")),
        rows=(replace(three.rows[0], values=(value(1.0), value(2.0), value(3.0))),),
    )
    for chart in (dots((50.0, 60.0), spread=spread), three, dots((None, 3.0))):
        assert between(chart, width) == {}
        figure = plotly(chart, colours=theme.colours(), width=width)
        assert "between" not in {trace["name"] for trace in figure["data"]}


@given(
    pair=st.tuples(st.floats(0, 100), st.floats(0, 100)),
    width=st.sampled_from([360.0, 380.0, 640.0, 720.0, 920.0]),
)
def test_both_values_are_printed_beside_each_other(pair: tuple[float, float], width: float) -> None:
    chart = dots(tuple(round(number, 1) for number in pair))
    plan = svg_dots.arrange(chart, width=width)
    printed = svg_dots.printed(chart, plan.rows[0], plan, width=width)
    assert sorted(one.words for one in printed) == sorted(v.text for v in chart.rows[0].values)
    assert {one.colour for one in printed} == {"series-1", "series-2"}
    ends = sorted(
        (
            one.x - text_width(one.words, size=one.size, bold=True) * (0.5, 1)[one.anchor == "end"],
            one.x + text_width(one.words, size=one.size, bold=True) * (0.5, 0)[one.anchor == "end"],
        )
        for one in printed
    )
    assert ends[0][0] >= 0
    assert ends[0][1] < ends[1][0]
    assert ends[1][1] <= width + 0.01


def test_many_rows_keep_to_the_height() -> None:
    chart = dots(*((float(n), None) for n in range(20)))
    chart = replace(
        chart,
        series=SERIES[:1],
        rows=tuple(replace(row, values=row.values[:1]) for row in chart.rows),
    )
    room = 600.0
    assert svg_dots.arrange(chart, width=920).height > room
    plan = svg_dots.arrange(chart, width=920, height=room)
    assert plan.dense
    assert plan.height <= room + 0.5
    middles = [row.middle for row in plan.rows]
    assert middles == sorted(middles)
    for row in plan.rows:
        (one,) = svg_dots.printed(chart, row, plan, width=920)
        assert (one.x, one.anchor) == (920, "end")
        assert plan.scale.end < 920 - text_width(one.words, size=one.size, bold=True)


def whole(*numbers: float) -> Bars:
    return Bars(
        **COMMON,
        axis=replace(AXIS, high=sum(numbers), ticks=()),
        parts=tuple(Series(id=f"p{n}", label=f"Part {n}") for n in range(len(numbers))),
        rows=(
            BarRow(
                id="all",
                label="Departments",
                values=tuple(Value(number=n, text=f"{n:g}") for n in numbers),
                after="n = 301",
            ),
        ),
    )


@pytest.mark.parametrize(("width", "height"), [(920, 380), (500, 800), (680, 560)])
def test_a_single_whole_is_counted_up_in_a_picture(width: float, height: float) -> None:
    chart = whole(210, 74, 17)
    made = svg_bars.draw(chart, width=width, height=height, paint=str)
    assert made.height == height
    markup = f'<svg xmlns="http://www.w3.org/2000/svg">{made.body}</svg>'
    said = words(markup)
    for text in ("210", "74", "17", "Part 0", "Part 1", "Part 2", "Departments · n = 301"):
        assert text in said
    bars = [rect for rect in parse(markup).iter(f"{SVG}rect") if rect.get("data-series")]
    wide = [float(bar.get("width", "")) for bar in bars]
    assert sum(wide) == pytest.approx(width, abs=0.1)
    assert wide[0] / wide[1] == pytest.approx(210 / 74, rel=0.01)
    sizes = {
        "".join(text.itertext()): float(text.get("font-size", ""))
        for text in parse(markup).iter(f"{SVG}text")
    }
    assert sizes["210"] > 1.5 * sizes["Part 0"] > 18


def test_on_a_page_a_whole_has_its_own_height_and_key() -> None:
    made = svg_bars.draw(whole(210, 74, 17), width=720, height=None, paint=str)
    assert made.height < 100
    assert "Part 2" in made.body


MEANS = {
    "th": ("ค่าเฉลี่ยกระทรวง {}", "ค่าเฉลี่ย\u200bหน่วยงานระดับกรม {}"),
    "en": ("ministry’s mean {}", "mean of all departments {}"),
}


def means(lang: str, *places: float) -> Strip:
    return Strip(
        **COMMON | {"lang": lang},
        axis=AXIS,
        dots=tuple(StripDot(id=f"d{n}", label=f"D{n}", value=value(50 + n)) for n in range(9)),
        marks=tuple(
            Cut(at=at, text=words.format(at))
            for at, words in zip(places, MEANS[lang], strict=False)
        ),
    )


def ends(text) -> tuple[float, float]:
    wide = text_width("".join(text.itertext()), size=float(text.get("font-size")))
    return float(text.get("x")) - wide / 2, float(text.get("x")) + wide / 2


@pytest.mark.parametrize("lang", ["th", "en"])
@given(
    own=st.integers(0, 1000).map(lambda n: n / 10),
    everyone=st.integers(0, 1000).map(lambda n: n / 10),
    width=st.integers(300, 1150),
)
def test_words_of_two_means_stand_apart_and_inside(lang, own, everyone, width):
    chart = means(lang, own, everyone)
    drawing = svg(chart, width=width)
    root = parse(drawing)
    pieces = "".join("".join(mark.text.split()) for mark in chart.marks).replace("\u200b", "")
    scale = svg_strip.arrange(chart, width=width).scale.axis
    found = [
        text
        for text in root.iter(f"{SVG}text")
        if text.get("text-anchor") == "middle"
        and "".join("".join(text.itertext()).split()) in pieces
        and not any(text.text == tick.text for tick in scale.ticks)
        and text.text
    ]
    assert sorted("".join("".join(t.text.split()) for t in found)) == sorted(pieces)
    for text in found:
        left, right = ends(text)
        assert left >= -0.1
        assert right <= width + 0.1
        assert float(text.get("y")) < float(root.get("viewBox").split()[3]) - svg_strip.FOOT
        for other in found:
            if other is not text and abs(float(other.get("y")) - float(text.get("y"))) < 12:
                assert ends(other)[0] > right + 4 or ends(other)[1] < left - 4
        for line in root.iter(f"{SVG}line"):
            if line.get("data-mark") and float(line.get("y2")) > float(text.get("y")) - 9:
                assert not left - 3 < float(line.get("x1")) < right + 3


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [380, 960])
@pytest.mark.parametrize("places", [(61.0, 64.6), (64.6, 61.0), (64.6, 64.6), (20.0, 80.0)])
def test_plotly_writes_the_means_where_the_drawing_has_them(lang, width, places):
    chart = means(lang, *places)
    plan = svg_strip.arrange(chart, width=width)
    notes = plotly(chart, colours=theme.colours(), width=width)["layout"]["annotations"]
    for place in plan.marks:
        for y, line in zip(plan.mark_rows(place), place.lines, strict=True):
            (note,) = [n for n in notes if n["text"] == line and n["y"] == y]
            assert note["x"] == pytest.approx(plan.scale.back(place.at))
