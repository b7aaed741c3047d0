"""Plotly rendering of the trend."""

from __future__ import annotations

from layouts.figures import svg_trend
from layouts.figures.describe import Trend
from layouts.figures.labels import said, text_width
from layouts.figures.marks import LABEL, PITCH, SMALL, TICK, VALUE
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
    for at, year in zip(plan.x, chart.years, strict=True):
        name = canvas.words(0, scale.start + 17, year.text, colour="ink-soft", size=TICK,
                            anchor="middle", below=True)  # fmt: skip
        notes.append(name | {"xref": "x", "x": at, "xshift": 0})
    traces = []
    for number, one in reversed(list(enumerate(chart.lines))):
        colour = series_colour(number, one.series)
        shape = SERIES_MARKS[number % 5]
        dash = "solid" if chart.comparable else "dash"
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": one.series.id,
                "ids": [year.text for year in chart.years],
                "x": list(plan.x),
                "y": [value.number for value in one.values],
                "connectgaps": True,
                "hoverinfo": "text",
                "hovertext": [
                    safe(said(one.series.label, year.text, value=value.text))
                    for year, value in zip(chart.years, one.values, strict=True)
                ],
                "cliponaxis": False,
                "line": {"color": colours[colour], "width": 2.2, "dash": dash},
                "marker": {"symbol": shape, "size": 4.6 * MARK_SIZES[shape]},
            }
        )
        for at, value in list(zip(plan.x, one.values, strict=True))[:-1]:
            if value.number is not None:
                shift = 14 if number == 0 else -14
                notes.append(
                    canvas.on_axes(at, value.number, value.text, colour=colour, size=VALUE,
                                   anchor="middle", bold=number == 0, yshift=shift)
                )  # fmt: skip
    for place in plan.names:
        notes += _end_name(place, plan, canvas)
    return figure(
        canvas,
        traces,
        annotations=notes,
        xaxis=pixel_axis(30.0, plan.right),
        yaxis=value_axis(scale, canvas),
    )


def _end_name(place: svg_trend.EndName, plan: svg_trend.TrendPlan, canvas: Canvas) -> list[Part]:
    value = place.line.values[-1]
    colour = series_colour(place.number, place.line.series)
    first = place.y - (len(place.rows) - 1) * LABEL * PITCH / 2
    indent = text_width(value.text, size=VALUE, bold=True) + 7
    x = plan.x[-1] + 10
    scale = plan.scale
    return [
        canvas.on_axes(x, scale.back(first), value.text, colour=colour, size=VALUE, bold=True),
        canvas.on_axes(x + indent, scale.back(place.y), place.rows, colour=colour),
    ]
