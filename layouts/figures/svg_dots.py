"""Draws a dot plot: a row per item with the spread of the level and a mark per series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import DotPlot, DotRow, Series, Spread, Value
from layouts.figures.labels import plain, said, text_width, wrap
from layouts.figures.marks import (
    GLYPHS,
    LABEL,
    NARROW,
    PITCH,
    SMALL,
    VALUE,
    Anchor,
    Drawing,
    Head,
    KeyItem,
    Linear,
    Paint,
    data,
    draw_head,
    line,
    lines_of_text,
    linked,
    plan_head,
    rect,
    symbol,
    text,
    titled,
    value_axis,
)
from layouts.figures.svg_radar import series_colour
from layouts.theme import SERIES_MARKS

FOOT: Final = 46.0
BAR: Final = 9.0
DOT: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its label, and where label and marks stand."""

    item: DotRow
    label: tuple[str, ...]
    middle: float  # of the marks
    label_middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DotPlan:
    """Places of everything in a dot plot of one size."""

    head: Head
    scale: Linear
    rows: tuple[Row, ...]
    narrow: bool
    top: float
    bottom: float
    height: float


def arrange(
    chart: DotPlot, *, width: float, height: float | None = None, paint: Paint = str
) -> DotPlan:
    """Find the places of the axis and of every row."""
    narrow = width < NARROW
    head = plan_head(_key(chart, paint=paint), status=chart.status, width=width)
    left = 10.0 if narrow else min(260.0, width * 0.34)
    rows, bottom = _rows(chart, narrow=narrow, left=left, top=head.height, width=width, fill=height)
    return DotPlan(
        head=head,
        scale=Linear(axis=chart.axis, start=left, end=width - (12.0 if narrow else 20.0)),
        rows=tuple(rows),
        narrow=narrow,
        top=head.height + 4,
        bottom=bottom,
        height=bottom + FOOT,
    )


def draw(chart: DotPlot, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a dot plot in a given width; rows spread over a given height."""
    plan = arrange(chart, width=width, height=height, paint=paint)
    body = [
        draw_head(plan.head, status=chart.status, paint=paint),
        value_axis(plan.scale, top=plan.top, bottom=plan.bottom, paint=paint),
    ]
    body += [_row(chart, row, plan, width=width, paint=paint) for row in plan.rows]
    links = any(row.href for row in chart.rows)
    return Drawing(width=width, height=plan.height, body="".join(body), links=links)


def dot_mark(number: int, series: Series) -> str:
    """Return the shape of the mark of the n-th series, from 0."""
    return "diamond" if series.role == "reference" else SERIES_MARKS[number % 5]


def _key(chart: DotPlot, *, paint: Paint) -> list[KeyItem]:
    items = [
        KeyItem(
            mark=_mark(chart, number, 1, 0, paint=paint, radius=5.0),
            glyph=GLYPHS["open" if series.role == "reference" else SERIES_MARKS[number % 5]],
            colour=series_colour(number, series),
            word=series.label,
        )
        for number, series in enumerate(chart.series)
    ]
    if chart.words and any(row.spread for row in chart.rows):
        marks = (
            ("ink", "|", line(1, -7, 1, 7, stroke=paint("ink"), width=2), chart.words.mean),
            (
                "spread-core",
                "▬",
                rect(-8, -BAR / 2, 18, BAR, fill=paint("spread-core"), radius=2),
                chart.words.middle_half,
            ),
            (
                "spread",
                "—",
                line(-8, 0, 10, 0, stroke=paint("spread"), width=3),
                chart.words.extent,
            ),
        )
        items += [
            KeyItem(mark=mark, glyph=glyph, colour=colour, word=word)
            for colour, glyph, mark, word in marks
        ]
    return items


def _rows(
    chart: DotPlot, *, narrow: bool, left: float, top: float, width: float, fill: float | None
) -> tuple[list[Row], float]:
    step = LABEL * PITCH
    space = width - 70 if narrow else left - 18
    labels = [wrap(row.label, width=space, size=LABEL) for row in chart.rows]
    needs = [
        len(lines) * step + 34 if narrow else max(46.0, len(lines) * step + 12) for lines in labels
    ]
    spare = 0.0 if fill is None else max(0.0, fill - top - FOOT - 8 - sum(needs))
    each = spare / max(1, len(needs))
    rows = []
    y = top + 8
    for item, lines, need in zip(chart.rows, labels, needs, strict=True):
        tall = need + each
        if narrow:
            block = len(lines) * step
            lead = (tall - need) / 2
            rows.append(
                Row(
                    item=item,
                    label=lines,
                    middle=y + lead + block + 16,
                    label_middle=y + lead + block / 2,
                )
            )
        else:
            middle = y + tall / 2 + 4
            rows.append(Row(item=item, label=lines, middle=middle, label_middle=middle - 2))
        y += tall
    return rows, y + 2


def _row(chart: DotPlot, row: Row, plan: DotPlan, *, width: float, paint: Paint) -> str:
    item, scale, narrow = row.item, plan.scale, plan.narrow
    first = item.values[0]
    name = lines_of_text(
        0 if narrow else scale.start - 18,
        row.label_middle,
        row.label,
        fill=paint("link" if item.href else "ink"),
        anchor="start" if narrow else "end",
    )
    parts = [linked(item.href, plain(item.label), name) if item.href else name]
    parts.append(_spread(row, scale, paint=paint))
    for number in range(len(chart.series) - 1, -1, -1):
        value = item.values[number]
        if value.number is not None:
            parts.append(_dot(chart, row, number, value, scale, paint=paint))
    parts.append(_printed(first, row, scale, narrow=narrow, width=width, paint=paint))
    return "".join(parts)


def _spread(row: Row, scale: Linear, *, paint: Paint) -> str:
    spread = row.item.spread
    numbers = (
        [v.number for v in (spread.low, spread.q1, spread.mean, spread.q3, spread.high)]
        if spread
        else []
    )
    known = [n for n in numbers if n is not None]
    if spread is None or len(known) < len(numbers):
        return ""
    low, q1, mean, q3, high = (scale.at(n) for n in known)
    y = row.middle
    keys = dict(zip(("low", "q1", "mean", "q3", "high"), known, strict=True))
    marks = (
        line(low, y, high, y, stroke=paint("spread"), width=3)
        + rect(q1, y - BAR / 2, q3 - q1, BAR, fill=paint("spread-core"), radius=2)
        + line(
            mean,
            y - 9,
            mean,
            y + 9,
            stroke=paint("ink"),
            width=2,
            extra=data(row=row.item.id, **keys),
        )
    )
    return titled(said(row.item.label, value=spread_text(spread)), marks)


def spread_text(spread: Spread) -> str:
    """Return the five printed numbers of a spread."""
    numbers = (spread.low, spread.q1, spread.mean, spread.q3, spread.high)
    return " · ".join(number.text for number in numbers)


def _dot(
    chart: DotPlot, row: Row, number: int, value: Value, scale: Linear, *, paint: Paint
) -> str:
    x = scale.at(value.number or 0.0)
    series = chart.series[number]
    mark = _mark(
        chart,
        number,
        x,
        row.middle,
        paint=paint,
        radius=DOT if number == 0 else DOT - 1,
        extra=data(series=series.id, id=row.item.id, value=value.number or 0.0, x=x),
    )
    return titled(said(series.label, row.item.label, value=value.text), mark)


def _mark(
    chart: DotPlot,
    number: int,
    x: float,
    y: float,
    *,
    paint: Paint,
    radius: float,
    extra: str = "",
) -> str:
    series = chart.series[number]
    colour = paint(series_colour(number, series))
    hollow = series.role == "reference"
    return symbol(
        dot_mark(number, series),
        x,
        y,
        radius,
        fill=paint("paper") if hollow else colour,
        stroke=colour if hollow else paint("paper"),
        width=1.8 if hollow else 1.2,
        extra=extra,
    )


def missing_place(
    value: Value, row: Row, scale: Linear, *, narrow: bool, width: float
) -> tuple[float, float]:
    """Return where the word of a missing value stands: at the row's start, clear of its spread."""
    if narrow:
        return width, row.label_middle
    low = row.item.spread.low.number if row.item.spread else None
    needs = text_width(value.text, size=SMALL) + 16
    in_way = low is not None and scale.at(low) < scale.start + needs
    return scale.start + 8, row.middle - (16 if in_way else 0)


def _printed(
    value: Value, row: Row, scale: Linear, *, narrow: bool, width: float, paint: Paint
) -> str:
    if value.number is None:
        x, y = missing_place(value, row, scale, narrow=narrow, width=width)
        end: Anchor = "end" if narrow else "start"
        return text(x, y, value.text, fill=paint("ink-soft"), size=SMALL, anchor=end)
    colour = paint("series-1")
    if narrow:
        first = row.label_middle - (len(row.label) - 1) * LABEL * PITCH / 2
        return text(width, first, value.text, fill=colour, size=VALUE, anchor="end", bold=True)
    return text(
        scale.at(value.number),
        row.middle - 17,
        value.text,
        fill=colour,
        size=VALUE,
        anchor="middle",
        bold=True,
        halo=paint("paper"),
    )
