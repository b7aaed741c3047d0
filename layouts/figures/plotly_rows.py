"""Plotly renderings of the charts made of rows: dot plot, strip, bars."""

from __future__ import annotations

from layouts.figures import svg_bars, svg_dots, svg_strip
from layouts.figures.describe import Bars, DotPlot, Strip
from layouts.figures.labels import said, text_width
from layouts.figures.marks import SMALL, VALUE, Linear
from layouts.figures.plotly_parts import (
    MARK_SIZES,
    Canvas,
    Colours,
    Part,
    area,
    axis_name,
    figure,
    head_words,
    pixel_axis,
    safe,
    stroke,
    value_axis,
)
from layouts.figures.svg_radar import series_colour


def dots(chart: DotPlot, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a dot plot; rows lie at the SVG's pixels."""
    plan = svg_dots.arrange(chart, width=width, height=height)
    scale = plan.scale
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=scale.start,
        right=scale.end,
        top=plan.top,
        bottom=plan.bottom,
    )
    traces = [*_spreads(plan, colours), *_links(chart, plan, colours)]
    traces += [_series(chart, plan, number, colours) for number in svg_dots.stacked(chart)]
    notes = [*head_words(canvas, plan.head), axis_name(canvas, scale)]
    for row in plan.rows:
        at = 0.0 if plan.narrow else scale.start - 18
        name = canvas.words(at, 0, row.label, anchor="start" if plan.narrow else "end")
        notes.append(name | {"yref": "y", "y": row.label_middle, "yshift": 0})
        notes += [
            _printed(one, canvas, scale) for one in svg_dots.printed(chart, row, plan, width=width)
        ]
    return figure(
        canvas,
        traces,
        annotations=notes,
        xaxis=value_axis(scale, canvas),
        yaxis=pixel_axis(plan.bottom, plan.top),
    )


def _spreads(plan: svg_dots.DotPlan, colours: Colours) -> list[Part]:
    """Return three traces: extents, middle halves, means."""
    known = [row for row in plan.rows if row.item.spread]
    extent: tuple[list[float | None], list[float | None]] = ([], [])
    core: tuple[list[float | None], list[float | None]] = ([], [])
    means, mean_y, words = [], [], []
    for row in known:
        spread = row.item.spread
        if spread is None:
            continue
        extent[0].extend((spread.low.number, spread.high.number, None))
        core[0].extend((spread.q1.number, spread.q3.number, None))
        for ys in (extent[1], core[1]):
            ys.extend((row.middle, row.middle, None))
        means.append(spread.mean.number)
        mean_y.append(row.middle)
        words.append(safe(said(row.item.label, value=svg_dots.spread_text(spread))))
    if not means:
        return []
    lines = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return [
        lines
        | {
            "name": "extent",
            "x": extent[0],
            "y": extent[1],
            "line": {"color": colours["spread"], "width": 3},
        },
        lines
        | {
            "name": "middle-half",
            "x": core[0],
            "y": core[1],
            "line": {"color": colours["spread-core"], "width": svg_dots.BAR},
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "mean",
            "x": means,
            "y": mean_y,
            "hoverinfo": "text",
            "hovertext": words,
            "marker": {
                "symbol": "line-ns",
                "size": 18,
                "line": {"color": colours["ink"], "width": 2},
            },
        },
    ]


def _series(chart: DotPlot, plan: svg_dots.DotPlan, number: int, colours: Colours) -> Part:
    series = chart.series[number]
    rows = [row for row in plan.rows if row.item.values[number].number is not None]
    shape = svg_dots.dot_mark(number, series)
    colour = colours[series_colour(number, series)]
    hollow = series.role == "reference"
    radius = svg_dots.dot_radius(number)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": series.id,
        "ids": [row.item.id for row in rows],
        "x": [row.item.values[number].number for row in rows],
        "y": [row.middle for row in rows],
        "customdata": [row.item.href for row in rows],
        "hoverinfo": "text",
        "hovertext": [
            safe(said(series.label, row.item.label, value=row.item.values[number].text))
            for row in rows
        ],
        "cliponaxis": False,
        "marker": {
            "symbol": shape,
            "size": radius * MARK_SIZES[shape],
            "opacity": 1,
            "color": colours["paper"] if hollow else colour,
            "line": {"color": colour if hollow else colours["paper"], "width": 1.8},
        },
    }


def _links(chart: DotPlot, plan: svg_dots.DotPlan, colours: Colours) -> list[Part]:
    """Return the trace of the lines between two values that are compared."""
    found = [(svg_dots.pair(chart, row.item), row.middle) for row in plan.rows]
    ends = [(pair, y) for pair, y in found if pair]
    if not ends:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "between",
            "hoverinfo": "skip",
            "x": [x for pair, _ in ends for x in (*pair, None)],
            "y": [value for _, y in ends for value in (y, y, None)],
            "line": {"color": colours["spread-core"], "width": svg_dots.LINK},
        }
    ]


def _printed(one: svg_dots.Printed, canvas: Canvas, scale: Linear) -> Part:
    # Plotly leaves out what stands beyond an axis, so that the rest of the way is a shift.
    at = min(max(scale.back(one.x), scale.axis.low), scale.axis.high)
    note = canvas.on_axes(
        at,
        one.y,
        one.words,
        colour=one.colour,
        size=one.size,
        anchor=one.anchor,
        bold=one.bold,
    )
    return note | {"xshift": one.x - scale.at(at)}


def strip(chart: Strip, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a distribution strip; levels lie at the SVG's pixels."""
    plan = svg_strip.arrange(chart, width=width, height=height)
    scale = plan.scale
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=scale.start,
        right=scale.end,
        top=plan.top,
        bottom=plan.bottom,
    )
    chosen = plan.chosen
    order = sorted(plan.dots, key=lambda place: place[2] is chosen)
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "all",
        "ids": [dot.id for _, _, dot in order],
        "x": [number for number, _, _ in order],
        "y": [y for _, y, _ in order],
        "customdata": [dot.href for _, _, dot in order],
        "hoverinfo": "text",
        "hovertext": [safe(said(dot.label, value=dot.value.text)) for _, _, dot in order],
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            "size": [2 * (plan.radius + (2.4 if dot is chosen else 0)) for _, _, dot in order],
            "color": [colours["series-1" if dot is chosen else "dot"] for _, _, dot in order],
            "line": {"color": colours["paper"], "width": [int(d is chosen) for _, _, d in order]},
        },
    }
    notes = [*head_words(canvas, plan.head), axis_name(canvas, scale)]
    shapes = []
    for place in plan.marks:
        rows = plan.mark_rows(place)
        at, top = place.mark.at, plan.middle - plan.reach - 2
        line = stroke(at, top, at, rows[0] - 9, colour=colours["ink"], width=1.5)
        shapes.append(line | {"layer": "above"})
        x = scale.back(place.at)
        notes += [
            canvas.on_axes(x, y, words, size=SMALL, anchor="middle")
            for y, words in zip(rows, place.lines, strict=True)
        ]
    if chosen and chosen.value.number is not None:
        number = chosen.value.number
        top = plan.middle - plan.reach - 16
        line = stroke(number, top + 10, number, plan.middle, colour=colours["series-1"], width=1.2)
        shapes.append(line | {"layer": "above"})
        x = scale.back(svg_strip.chosen_x(chosen, plan, width=width))
        words = svg_strip.chosen_text(chosen)
        notes.append(canvas.on_axes(x, top, words, colour="series-1", anchor="middle", bold=True))
    return figure(
        canvas,
        [trace],
        annotations=notes,
        shapes=shapes,
        xaxis=value_axis(scale, canvas),
        yaxis=pixel_axis(plan.bottom, plan.top),
    )


def bars(chart: Bars, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render bars; rows lie at the SVG's pixels."""
    plan = svg_bars.arrange(chart, width=width, height=height)
    scale = plan.scale
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=scale.start,
        right=scale.end,
        top=plan.top,
        bottom=plan.bottom,
    )
    notes = [*head_words(canvas, plan.head)]
    if chart.axis.ticks:
        notes.append(axis_name(canvas, scale))
    shapes = []
    for place in plan.rows:
        at = 0.0 if plan.narrow else scale.start - 14
        name = canvas.words(
            at,
            0,
            place.label,
            anchor="start" if plan.narrow else "end",
            bold=place.row.selected,
        )
        notes.append(name | {"yref": "y", "y": place.label_middle, "yshift": 0})
        notes += _after(chart, place, canvas)
        if all(value.number is None for value in place.row.values):
            half = plan.bar / 2
            end = scale.back(scale.start + 34)
            box = area(
                scale.axis.low,
                place.middle - half,
                end,
                place.middle + half,
                colour=colours["missing-paper"],
            )
            shapes.append(box | {"line": {"width": 1, "color": colours["missing-ink"]}})
    if chart.mark:
        at = chart.mark.at
        line = stroke(at, plan.top, at, plan.bottom, colour=colours["ink"], width=1.5)
        shapes.append(line | {"layer": "above"})
        notes.append(canvas.on_axes(at, plan.top + 2, chart.mark.text, size=SMALL, xshift=4))
    return figure(
        canvas,
        [_part(chart, plan, number, colours) for number in range(len(chart.parts))],
        annotations=notes,
        shapes=shapes,
        barmode="stack",
        xaxis=value_axis(scale, canvas),
        yaxis=pixel_axis(plan.bottom, plan.top),
    )


def _part(chart: Bars, plan: svg_bars.BarPlan, number: int, colours: Colours) -> Part:
    places = [place for place in plan.rows if place.row.values[number].number is not None]
    names = [svg_bars.bar_colour(chart, place.row, number) for place in places]
    single = len(chart.parts) == 1
    scale = plan.scale
    words = []
    for place in places:
        value = place.row.values[number]
        room = scale.at(scale.axis.low + (value.number or 0.0)) - scale.start
        fits = not single and room > text_width(value.text, size=SMALL) + 6
        words.append(safe(value.text) if fits else "")
    return {
        "type": "bar",
        "orientation": "h",
        "name": chart.parts[number].id,
        "ids": [place.row.id for place in places],
        "x": [place.row.values[number].number for place in places],
        "y": [place.middle for place in places],
        "width": plan.bar,
        "customdata": [place.row.href for place in places],
        "hoverinfo": "text",
        "hovertext": [safe(svg_bars.bar_text(chart, place.row, number)) for place in places],
        "text": words,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {
            "size": SMALL,
            "color": [colours[svg_bars.ink_on(name)] for name in names],
        },
        "marker": {
            "color": [colours[name] for name in names],
            "line": {"color": colours["paper"], "width": 0 if single else 1},
        },
    }


def _after(chart: Bars, place: svg_bars.BarPlace, canvas: Canvas) -> list[Part]:
    """Return what is printed after a bar: its value, its n, or the word of its missing kind."""
    row, low = place.row, chart.axis.low
    numbers = [value.number for value in row.values if value.number is not None]
    first = row.values[0]
    if not numbers:
        note = canvas.on_axes(low, place.middle, first.text, colour="ink-soft", size=SMALL)
        return [note | {"xshift": 42}]
    end = max(low, min(chart.axis.high, max(0.0, low) + sum(numbers)))
    notes, shift = [], 6.0
    if len(chart.parts) == 1:
        value = canvas.on_axes(end, place.middle, first.text, size=VALUE, bold=True)
        notes.append(value | {"xshift": shift})
        shift += text_width(first.text, size=VALUE, bold=True) + 8
    if row.after:
        after = canvas.on_axes(end, place.middle, row.after, colour="ink-soft", size=SMALL)
        notes.append(after | {"xshift": shift})
    return notes
