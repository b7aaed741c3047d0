"""Plotly rendering of the radar."""

from __future__ import annotations

import math

from layouts.figures import svg_radar
from layouts.figures.describe import Radar
from layouts.figures.labels import said
from layouts.figures.marks import LABEL, SMALL, TICK, VALUE, Anchor
from layouts.figures.plotly_parts import MARK_SIZES, Canvas, Colours, Part, figure, head_words, safe
from layouts.theme import SERIES_DASHES, SERIES_MARKS


def radar(chart: Radar, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a radar; the web lies where it lies in the SVG, its texts at shares of the box."""
    plan = svg_radar.arrange(chart, width=width, height=height)
    web, tall = plan.web, plan.height
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=tall,
        left=0.0,
        right=width,
        top=0.0,
        bottom=tall,
    )
    ids = [spoke.id for spoke in chart.spokes]
    traces = [
        _outline(chart, number, ids, colours) for number in range(len(chart.outlines) - 1, -1, -1)
    ]
    notes = head_words(canvas, plan.head)
    notes += [
        _share(canvas, x, y, rows, size=LABEL, anchor=anchor) for x, y, rows, anchor in plan.labels
    ]
    notes += _rings(chart, web, canvas)
    if len(chart.outlines) <= svg_radar.PRINTED:
        notes += _radar_values(chart, web, canvas)
    else:
        notes += [
            _share(
                canvas,
                (found.box.left + found.box.right) / 2,
                (found.box.top + found.box.bottom) / 2,
                found.rows,
                size=SMALL,
                anchor="middle",
                bold=True,
                colour=svg_radar.series_colour(found.number, chart.outlines[found.number].series),
            )
            for found in svg_radar.outline_names(chart, plan, width)
        ]
    return figure(
        canvas,
        traces,
        annotations=notes,
        polar={
            "domain": {
                "x": [(web.x - web.radius) / width, (web.x + web.radius) / width],
                "y": [1 - (web.y + web.radius) / tall, 1 - (web.y - web.radius) / tall],
            },
            "gridshape": "linear",
            "bgcolor": colours["paper"],
            "radialaxis": {
                "range": [chart.axis.low, chart.axis.high],
                "tickvals": [tick.at for tick in chart.axis.ticks],
                "showticklabels": False,
                "ticks": "",
                "showline": False,
                "gridcolor": colours["grid"],
            },
            "angularaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": ids,
                "direction": "clockwise",
                "rotation": 90,
                "showticklabels": False,
                "ticks": "",
                "gridcolor": colours["grid"],
                "linecolor": colours["rule"],
            },
        },
    )


def _outline(chart: Radar, number: int, ids: list[str], colours: Colours) -> Part:
    outline = chart.outlines[number]
    colour = colours[svg_radar.series_colour(number, outline.series)]
    shape = SERIES_MARKS[number % 5]
    numbers = [value.number for value in outline.values]
    words = [
        safe(said(outline.series.label, spoke.label, value=value.text))
        for spoke, value in zip(chart.spokes, outline.values, strict=True)
    ]
    alone = len(chart.outlines) == 1 and None not in numbers
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": outline.series.id,
        "r": [*numbers, numbers[0]],
        "theta": [*ids, ids[0]],
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": [*words, words[0]],
        "cliponaxis": False,
        "fill": "toself" if alone else "none",
        "fillcolor": _faint(colour),
        "line": {
            "color": colour,
            "width": 2.2 if number == 0 else 1.8,
            "dash": _dash(SERIES_DASHES[number % 5]),
        },
        "marker": {
            "symbol": shape,
            "size": (4.2 if number == 0 else 3.6) * MARK_SIZES[shape],
            "color": colour,
            "line": {"color": colours["paper"], "width": 1},
        },
    }


def _dash(lengths: str) -> str:
    return ",".join(f"{length}px" for length in lengths.split()) or "solid"


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.08)"


def _share(
    canvas: Canvas,
    x: float,
    y: float,
    words: str | tuple[str, ...],
    *,
    colour: str = "ink",
    size: float = LABEL,
    anchor: Anchor = "start",
    bold: bool = False,
) -> Part:
    """Return text at a share of the whole box, so that it moves with the web."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x / canvas.width,
        "y": 1 - y / canvas.height,
        **canvas.style(words, colour=colour, size=size, anchor=anchor, bold=bold),
    }


def _rings(chart: Radar, web: svg_radar.Web, canvas: Canvas) -> list[Part]:
    flat = math.cos(math.pi / web.count)
    notes = []
    for tick in chart.axis.ticks:
        share = (tick.at - web.low) / (web.high - web.low)
        if share > 0:
            x, y = web.out(0.5, web.radius * share * flat)
            notes.append(
                _share(canvas, x, y, tick.text, colour="ink-faint", size=SMALL, anchor="middle")
            )
    return notes


def _radar_values(chart: Radar, web: svg_radar.Web, canvas: Canvas) -> list[Part]:
    notes = []
    for place in svg_radar.value_places(chart, web):
        outline = chart.outlines[place.outline]
        value = outline.values[place.spoke]
        first = place.outline == 0
        drawn = value.number is not None
        notes.append(
            _share(
                canvas,
                place.x,
                place.y,
                value.text,
                colour=svg_radar.series_colour(place.outline, outline.series)
                if drawn
                else "ink-soft",
                size=VALUE if first and drawn else TICK,
                anchor="middle",
                bold=first and drawn,
            )
        )
    return notes
