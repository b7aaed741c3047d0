"""Plotly rendering of the trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layouts.figures import svg_trend
from layouts.figures.describe import Trend, TrendLine
from layouts.figures.labels import said, text_width
from layouts.figures.marks import SMALL, TICK, VALUE
from layouts.figures.plotly_parts import (
    MARK_SIZES,
    Canvas,
    Colours,
    Part,
    figure,
    head_words,
    pixel_axis,
    safe,
    value_axis,
)
from layouts.figures.svg_radar import series_colour
from layouts.figures.svg_trend import Stretch, TrendPlan
from layouts.theme import SERIES_MARKS


def trend(chart: Trend, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a trend; years lie at the SVG's pixels."""
    plan = svg_trend.arrange(chart, width=width, height=height)
    scale = plan.scale
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=30.0,
        right=plan.right,
        top=scale.end,
        bottom=scale.start,
    )
    notes = head_words(canvas, plan.head)
    notes.append(canvas.words(0, scale.end - 18, chart.axis.label, colour="ink-soft", size=SMALL))
    for n in plan.named:
        name = canvas.words(0, scale.start + 17, chart.years[n].text, colour="ink-soft", size=TICK,
                            anchor="middle", below=True)  # fmt: skip
        notes.append(name | {"xref": "x", "x": plan.x[n], "xshift": 0})
    traces: list[Part] = []
    for number, one in reversed(list(enumerate(chart.lines))):
        colour = series_colour(number, one.series)
        pieces = svg_trend.stretches(chart, one)
        traces += [
            _pieces(one, [p for p in pieces if p.comparable is joined], plan,
                    style={"color": colours[colour], "width": 2.2, "dash": dash})
            for joined, dash in ((True, "solid"), (False, "dash"))
            if any(p.comparable is joined for p in pieces)
        ]  # fmt: skip
        traces.append(_marks(chart, number, plan, colour=colours[colour]))
        notes += _values(chart, number, plan, canvas)
    for place in plan.names:
        notes += _end_name(place, plan, canvas)
    return figure(
        canvas,
        traces,
        annotations=notes,
        xaxis=pixel_axis(30.0, plan.right),
        yaxis=value_axis(scale, canvas),
    )


def _pieces(
    one: TrendLine, pieces: Sequence[Stretch], plan: TrendPlan, *, style: Mapping[str, object]
) -> Part:
    """The pieces of a line that look the same, as one trace with gaps."""
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in pieces:
        x += [plan.x[piece.start], plan.x[piece.end], None]
        y += [one.values[piece.start].number, one.values[piece.end].number, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "line": dict(style),
    }


def _marks(chart: Trend, number: int, plan: TrendPlan, *, colour: str) -> Part:
    """The values of a line, for those who hover."""
    one = chart.lines[number]
    shape = SERIES_MARKS[number % 5]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": one.series.id,
        "ids": [year.text for year in chart.years],
        "x": list(plan.x),
        "y": [value.number for value in one.values],
        "hoverinfo": "text",
        "hovertext": [
            safe(said(one.series.label, year.text, value=value.text))
            for year, value in zip(chart.years, one.values, strict=True)
        ],
        "cliponaxis": False,
        "marker": {"symbol": shape, "size": 4.6 * MARK_SIZES[shape], "color": colour},
    }


def _values(chart: Trend, number: int, plan: TrendPlan, canvas: Canvas) -> list[Part]:
    """What is printed beside the marks: values, and the sign of a year without one."""
    one = chart.lines[number]
    colour = series_colour(number, one.series)
    scale = plan.scale
    found = []
    for n, value in enumerate(one.values):
        if value.missing:
            low = scale.back(scale.start - 8 - 12 * number)
            found.append(
                canvas.on_axes(plan.x[n], low, svg_trend.ABSENT, colour=colour, size=VALUE,
                               anchor="middle")
            )  # fmt: skip
        elif value.number is not None and n in plan.valued and n < len(plan.x) - 1:
            found.append(
                canvas.on_axes(plan.x[n], value.number, value.text, colour=colour, size=VALUE,
                               anchor="middle", bold=number == 0,
                               yshift=-svg_trend.lift(chart, number, n))
            )  # fmt: skip
    return found


def _end_name(place: svg_trend.EndName, plan: svg_trend.TrendPlan, canvas: Canvas) -> list[Part]:
    colour = series_colour(place.number, place.line.series)
    first = place.first
    value = place.value
    indent = text_width(value, size=VALUE, bold=True) + 7 if value else 0.0
    x = plan.x[-1] + 10
    scale = plan.scale
    printed = canvas.on_axes(x, scale.back(first), value, colour=colour, size=VALUE, bold=True)
    return [
        *([printed] if value else []),
        *([canvas.on_axes(x + indent, scale.back(place.y), place.rows, colour=colour)]
          if place.rows else []),
    ]  # fmt: skip
