"""Plotly renderings of the charts that fill a field: quadrant and heat map."""

from __future__ import annotations

from layouts.figures import svg_heat, svg_quadrant
from layouts.figures.describe import HeatMap, QuadrantChart, QuadrantPoint
from layouts.figures.labels import said, text_width, wrap
from layouts.figures.marks import LABEL, SMALL, TICK
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
from layouts.theme import QUADRANT_MARKS, map_class


def quadrant(chart: QuadrantChart, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a quadrant chart; labels stand at the numbers under the places found for the SVG."""
    plan = svg_quadrant.arrange(chart, width=width, height=height)
    frame = plan.frame
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=frame.left,
        right=frame.right,
        top=frame.top,
        bottom=frame.bottom,
    )
    ink = colours["ink-soft"]
    x_low, x_high, y_low, y_high = chart.x.low, chart.x.high, chart.y.low, chart.y.high
    x_cut, y_cut, margin = chart.x_cut.at, chart.y_cut.at, chart.margin
    shapes = []
    if margin:
        soft = colours["paper-soft"]
        shapes += [
            area(x_cut - margin, y_low, x_cut + margin, y_high, colour=soft),
            area(x_low, y_cut - margin, x_high, y_cut + margin, colour=soft),
        ]
    shapes += [
        stroke(x_cut, y_low, x_cut, y_high, colour=ink, width=1.5),
        stroke(x_low, y_cut, x_high, y_cut, colour=ink, width=1.5),
    ]
    shapes += _leaders(chart, plan, colours)
    return figure(
        canvas,
        [_points(chart, plan, code, colours) for code in QUADRANT_MARKS],
        annotations=_quadrant_words(chart, plan, canvas),
        shapes=shapes,
        xaxis=value_axis(plan.x, canvas),
        yaxis=value_axis(plan.y, canvas),
    )


def _quadrant_words(chart: QuadrantChart, plan: svg_quadrant.Plan, canvas: Canvas) -> list[Part]:
    frame = plan.frame
    above = frame.top - 16
    notes = [*head_words(canvas, plan.head), axis_name(canvas, plan.x)]
    notes.append(canvas.words(0, above, f"↑ {chart.y.label}", colour="ink-soft", size=SMALL))
    cut = canvas.words(0, above, chart.x_cut.text, size=SMALL, anchor="middle")
    at = plan.x.back(svg_quadrant.cut_name_x(chart, plan))
    notes.append(cut | {"xref": "x", "x": at, "xshift": 0})
    cut = canvas.words(frame.right - 4, 0, chart.y_cut.text, size=SMALL, anchor="end")
    notes.append(cut | {"yref": "y", "y": chart.y_cut.at, "yshift": 10})
    notes += [
        canvas.words(
            corner.x,
            corner.y,
            corner.rows,
            colour=QUADRANT_MARKS[corner.code][1],
            size=svg_quadrant.NAME,
            anchor=corner.anchor,
            bold=True,
            below=corner.low,
        )
        for corner in svg_quadrant.corners(chart, frame)
    ]
    for point in chart.points:
        found = plan.labels.get(point.id)
        if found is None or point.x.number is None:
            continue
        box = found.box
        x, side = svg_quadrant.label_anchor(box, plan.x.at(point.x.number))
        notes.append(
            canvas.on_axes(
                plan.x.back(x),
                plan.y.back((box.top + box.bottom) / 2),
                plan.words[point.id],
                size=svg_quadrant.LABEL,
                anchor=side,
                bold=point.selected,
                name=point.id,
            )
        )
    return notes


def _leaders(chart: QuadrantChart, plan: svg_quadrant.Plan, colours: Colours) -> list[Part]:
    found = []
    for label in plan.labels.values():
        if label.leader:
            x1, y1, x2, y2 = label.leader
            found.append(
                stroke(
                    plan.x.back(x1),
                    plan.y.back(y1),
                    plan.x.back(x2),
                    plan.y.back(y2),
                    colour=colours["ink-faint"],
                    width=0.8,
                )
            )
    for point in chart.points:
        if point.before and point.x.number is not None and point.y.number is not None:
            colour = colours[QUADRANT_MARKS[point.quadrant][1]]
            found.append(
                stroke(*point.before, point.x.number, point.y.number, colour=colour, width=1.2)
            )
    return found


def _points(chart: QuadrantChart, plan: svg_quadrant.Plan, code: str, colours: Colours) -> Part:
    points: list[QuadrantPoint] = [
        p
        for p in chart.points
        if p.quadrant == code and p.x.number is not None and p.y.number is not None
    ]
    shape, name = QUADRANT_MARKS[code]
    fill, paper = colours[name], colours["paper"]
    edges = [colours["ink"] if p.selected else fill if p.borderline else paper for p in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": code,
        "ids": [p.id for p in points],
        "x": [p.x.number for p in points],
        "y": [p.y.number for p in points],
        "customdata": [p.href for p in points],
        "hoverinfo": "text",
        "hovertext": [safe(svg_quadrant.point_text(p)) for p in points],
        "cliponaxis": False,
        "marker": {
            "symbol": shape,
            "opacity": 1,
            "size": [plan.radii[p.id] * MARK_SIZES[shape] for p in points],
            "color": [paper if p.borderline else fill for p in points],
            "line": {
                "color": edges,
                "width": [2.2 if p.borderline or p.selected else 1 for p in points],
            },
        },
    }


def heat(chart: HeatMap, *, colours: Colours, width: float, height: float | None) -> Part:
    """Render a heat map: cells at the SVG's pixels, `z` the class, `text` the printed number."""
    plan = svg_heat.arrange(chart, width=width, height=height)
    top, bottom = plan.rows[0][0], sum(plan.rows[-1])
    canvas = Canvas(
        chart=chart,
        colours=colours,
        width=width,
        height=plan.height,
        left=plan.left,
        right=width,
        top=top,
        bottom=bottom,
    )
    count = len(chart.scale.thresholds) + 1
    edges = [plan.left + plan.each * n for n in range(len(chart.columns) + 1)]
    steps = [
        [at / count, colours[f"{chart.scale.ramp}-{n + 1}"]]
        for n in range(count)
        for at in (n, n + 1)
    ]
    cells = {
        "type": "heatmap",
        "x": edges,
        "y": [*(y for y, _ in plan.rows), bottom],
        "z": [
            [
                None if v.number is None else map_class(v.number, scale=chart.scale)
                for v in row.values
            ]
            for row in chart.rows
        ],
        "text": [[safe(v.text) for v in row.values] for row in chart.rows],
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": steps,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "customdata": [[row.href] * len(chart.columns) for row in chart.rows],
        "hoverinfo": "text",
        "hoverongaps": True,
        "hovertext": [
            [
                safe(said(row.label, column.label, value=value.text))
                for column, value in zip(chart.columns, row.values, strict=True)
            ]
            for row in chart.rows
        ],
    }
    return figure(
        canvas,
        [cells, _numbers(chart, plan, colours)],
        annotations=_heat_words(chart, plan, canvas),
        xaxis=pixel_axis(plan.left, width),
        yaxis=pixel_axis(bottom, top),
        plot_bgcolor=colours["missing-paper"],
    )


def _numbers(chart: HeatMap, plan: svg_heat.HeatPlan, colours: Colours) -> Part:
    """Return the printed numbers as text of their own: a heat map has one text colour only."""
    x, y, words, inks = [], [], [], []
    for row, (top, tall) in zip(chart.rows, plan.rows, strict=True):
        for n, value in enumerate(row.values):
            if value.number is None and text_width(value.text, size=SMALL) >= plan.each - 8:
                continue
            x.append(plan.left + (n + 0.5) * plan.each)
            y.append(top + tall / 2)
            words.append(safe(value.text))
            inks.append(
                colours["ink"]
                if value.number is None
                else colours[f"on-{svg_heat.cell_colour(chart, value.number)}"]
            )
    return {
        "type": "scatter",
        "mode": "text",
        "name": "numbers",
        "x": x,
        "y": y,
        "text": words,
        "textposition": "middle center",
        "textfont": {"size": LABEL if plan.each > 48 else SMALL, "color": inks},
        "hoverinfo": "skip",
    }


def _heat_words(chart: HeatMap, plan: svg_heat.HeatPlan, canvas: Canvas) -> list[Part]:
    notes = head_words(canvas, plan.head)
    for label, (top, tall) in zip(plan.labels, plan.rows, strict=True):
        name = canvas.words(plan.left - 10, 0, label, size=TICK, anchor="end")
        notes.append(name | {"yref": "y", "y": top + tall / 2, "yshift": 0})
    straight = svg_heat.upright(chart, each=plan.each)
    for n, column in enumerate(chart.columns):
        rows = (
            wrap(column.label, width=plan.each - 4, size=TICK)
            if straight
            else svg_heat.tilted(column.label)
        )
        name = canvas.words(
            0,
            canvas.top - 6,
            rows,
            colour="ink-soft",
            size=TICK if straight else SMALL,
            anchor="middle" if straight else "end",
        )
        at = {"xref": "x", "x": plan.left + (n + 0.5) * plan.each, "xshift": 0}
        turn = {} if straight else {"textangle": svg_heat.TILT}
        notes.append(name | at | turn | {"yanchor": "bottom"})
    return notes
