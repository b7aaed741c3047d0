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
LINK: Final = 3.0  # width of the line between two values that are compared
ABOVE: Final = 17.0  # from a mark up to the value over it
APART: Final = 10.0  # between two values side by side


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
    dense: bool  # rows are low, so that values stand at their end
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
    right = width - (12.0 if narrow else 20.0)
    room = None if height is None else height - head.height - FOOT - 10
    places, dense = _places(chart, narrow=narrow, left=left, width=width), False
    if room is not None and not narrow and sum(need for _, need in places) > room:
        dense, left, places = True, *_dense(chart, width=width)
        right = width - _beside(chart)
    rows, bottom = _rows(chart, places, narrow=narrow, dense=dense, top=head.height, room=room)
    return DotPlan(
        head=head,
        scale=Linear(axis=chart.axis, start=left, end=right),
        rows=tuple(rows),
        narrow=narrow,
        dense=dense,
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


def stacked(chart: DotPlot) -> list[int]:
    """Return the series in the order in which their marks lie on each other, the lowest first.

    Those for reference lie below; the first, the largest, below the others, so that of two at one
    value both are seen.
    """
    return sorted(range(len(chart.series)), key=lambda n: chart.series[n].role != "reference")


def dot_radius(number: int) -> float:
    """Return the size of the marks of the n-th series, from 0."""
    return DOT if number == 0 else DOT - 1.6


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


def _beside(chart: DotPlot) -> float:
    """Return the room that values at the end of a row need."""
    return 122.0 if any(pair(chart, row) for row in chart.rows) else 70.0


def _places(
    chart: DotPlot, *, narrow: bool, left: float, width: float
) -> list[tuple[tuple[str, ...], float]]:
    """Return the lines of every row's name and the height that the row needs."""
    step = LABEL * PITCH
    space = width - _beside(chart) if narrow else left - 18
    labels = [wrap(row.label, width=space, size=LABEL) for row in chart.rows]
    return [
        (lines, len(lines) * step + 34 if narrow else max(46.0, len(lines) * step + 12))
        for lines in labels
    ]


def _dense(chart: DotPlot, *, width: float) -> tuple[float, list[tuple[tuple[str, ...], float]]]:
    """Return where the axis starts and low rows, for more of them than the height has room for."""
    longest = max((text_width(plain(row.label), size=LABEL) for row in chart.rows), default=0.0)
    left = min(longest + 20, width * 0.46)
    labels = [wrap(row.label, width=left - 18, size=LABEL) for row in chart.rows]
    return left, [(lines, len(lines) * LABEL * PITCH + 3) for lines in labels]


def _rows(
    chart: DotPlot,
    places: list[tuple[tuple[str, ...], float]],
    *,
    narrow: bool,
    dense: bool,
    top: float,
    room: float | None,
) -> tuple[list[Row], float]:
    step = LABEL * PITCH
    spare = 0.0 if room is None else max(0.0, room - sum(need for _, need in places))
    each = spare / max(1, len(places))
    rows = []
    y = top + 8
    for item, (lines, need) in zip(chart.rows, places, strict=True):
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
            middle = y + tall / 2 + (0 if dense else 4)
            rows.append(
                Row(item=item, label=lines, middle=middle, label_middle=middle - (not dense) * 2)
            )
        y += tall
    return rows, y + 2


def _row(chart: DotPlot, row: Row, plan: DotPlan, *, width: float, paint: Paint) -> str:
    item, scale, narrow = row.item, plan.scale, plan.narrow
    name = lines_of_text(
        0 if narrow else scale.start - 18,
        row.label_middle,
        row.label,
        fill=paint("link" if item.href else "ink"),
        anchor="start" if narrow else "end",
    )
    parts = [linked(item.href, " ".join(row.label), name) if item.href else name]
    parts.append(_spread(row, scale, paint=paint))
    parts.append(_bar(chart, row, scale, paint=paint))
    for number in stacked(chart):
        value = item.values[number]
        if value.number is not None:
            parts.append(_dot(chart, row, number, value, scale, paint=paint))
    parts += [
        text(
            one.x,
            one.y,
            one.words,
            fill=paint(one.colour),
            size=one.size,
            anchor=one.anchor,
            bold=one.bold,
            halo=paint("paper") if one.bold and not narrow else "",
        )
        for one in printed(chart, row, plan, width=width)
    ]
    return "".join(parts)


def pair(chart: DotPlot, row: DotRow) -> tuple[float, float] | None:
    """Return both numbers of a row that compares two, the lower first; None for any other row."""
    numbers = [value.number for value in row.values if value.number is not None]
    if len(chart.series) != 2 or len(numbers) < 2 or row.spread:
        return None
    return min(numbers), max(numbers)


def _bar(chart: DotPlot, row: Row, scale: Linear, *, paint: Paint) -> str:
    """Draw the line between two values that are compared."""
    ends = pair(chart, row.item)
    if ends is None:
        return ""
    low, high = (scale.at(number) for number in ends)
    extra = data(between=row.item.id, low=ends[0], high=ends[1])
    return line(
        low, row.middle, high, row.middle, stroke=paint("spread-core"), width=LINK, extra=extra
    )


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
        radius=dot_radius(number),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A value printed in a row, and where; y is the middle of its line."""

    x: float
    y: float
    words: str
    colour: str
    size: float = VALUE
    anchor: Anchor = "middle"
    bold: bool = True


def printed(chart: DotPlot, row: Row, plan: DotPlan, *, width: float) -> tuple[Printed, ...]:
    """Return the values that a row prints: both of a pair, else the first; or why it has none."""
    values = row.item.values
    if pair(chart, row.item):
        return _both(chart, row, plan, width=width)
    first = values[0]
    if first.number is None:
        x, y = missing_place(first, row, plan.scale, narrow=plan.narrow, width=width)
        end: Anchor = "end" if plan.narrow else "start"
        return (
            Printed(
                x=x, y=y, words=first.text, colour="ink-soft", size=SMALL, anchor=end, bold=False
            ),
        )
    if plan.narrow or plan.dense:
        y = row.middle if plan.dense else _first_line(row)
        return (Printed(x=width, y=y, words=first.text, colour="series-1", anchor="end"),)
    x = plan.scale.at(first.number)
    return (Printed(x=x, y=row.middle - ABOVE, words=first.text, colour="series-1"),)


def _both(chart: DotPlot, row: Row, plan: DotPlan, *, width: float) -> tuple[Printed, ...]:
    """Both values of a pair: over their marks, side by side where these lie close together."""
    colours = [series_colour(number, series) for number, series in enumerate(chart.series)]
    order = sorted(enumerate(row.item.values), key=lambda item: (item[1].number or 0.0, item[0]))
    wide = [text_width(value.text, size=VALUE, bold=True) for _, value in order]
    y = row.middle - ABOVE
    if plan.narrow or plan.dense:
        # In the order of the key, at the end of the row.
        y = row.middle if plan.dense else _first_line(row)
        shift = text_width(row.item.values[1].text, size=VALUE, bold=True) + APART
        ends = (width - shift, width)
        return tuple(
            Printed(x=x, y=y, words=value.text, colour=colours[number], anchor="end")
            for number, (value, x) in enumerate(zip(row.item.values, ends, strict=True))
        )
    left, right = (plan.scale.at(value.number or 0.0) for _, value in order)
    apart = (wide[0] + wide[1]) / 2 + APART
    if right - left < apart:
        middle = (left + right) / 2
        left = middle - apart * wide[0] / (wide[0] + wide[1])
        right = left + apart
    over = max(0.0, plan.scale.start - 10 - (left - wide[0] / 2))
    over -= max(0.0, right + over + wide[1] / 2 - width)
    return tuple(
        Printed(x=x + over, y=y, words=value.text, colour=colours[number])
        for (number, value), x in zip(order, (left, right), strict=True)
    )


def _first_line(row: Row) -> float:
    """Return the middle of the first line of a row's name."""
    return row.label_middle - (len(row.label) - 1) * LABEL * PITCH / 2
