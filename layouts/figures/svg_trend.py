"""Draws a trend of a few years; those not fully comparable are joined by broken lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from layouts.figures.describe import Trend, TrendLine
from layouts.figures.labels import plain, said, text_width, widest, wrap
from layouts.figures.marks import (
    LABEL,
    NARROW,
    PITCH,
    SMALL,
    TICK,
    VALUE,
    Drawing,
    Head,
    Linear,
    Paint,
    data,
    draw_head,
    line,
    lines_of_text,
    plan_head,
    symbol,
    text,
    titled,
)
from layouts.figures.svg_radar import series_colour
from layouts.theme import SERIES_MARKS

FOOT: Final = 30.0
_LEFT: Final = 48.0
_TALL: Final = 280.0
BROKEN: Final = "5 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndName:
    """Where the name of a line stands, beside its last value."""

    number: int
    line: TrendLine
    rows: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPlan:
    """Places of everything in a trend of one size."""

    head: Head
    scale: Linear
    x: tuple[float, ...]
    right: float
    names: tuple[EndName, ...]
    width: float
    height: float


def arrange(
    chart: Trend, *, width: float, height: float | None = None, paint: Paint = str
) -> TrendPlan:
    """Find the places of years and names."""
    head = plan_head((), status=chart.status, width=width)
    tall = height if height is not None else head.height + _TALL
    most = width * (0.34 if width < NARROW else 0.28) - 16
    names = [wrap(o.series.label, width=most, size=LABEL, bold=True) for o in chart.lines]
    room = max((widest(rows, size=LABEL, bold=True) for rows in names), default=0.0) + 54
    step = (width - room - 70) / max(1, len(chart.years) - 1)
    scale = Linear(axis=chart.axis, start=tall - FOOT, end=head.height + 24)
    return TrendPlan(
        head=head,
        scale=scale,
        x=tuple(_LEFT + step * n for n in range(len(chart.years))),
        right=width - room + 4,
        names=tuple(_spread_out(chart, names, scale)),
        width=width,
        height=tall,
    )


def draw(chart: Trend, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a trend in a given width."""
    plan = arrange(chart, width=width, height=height, paint=paint)
    body = [
        draw_head(plan.head, status=chart.status, paint=paint),
        _grid(chart, plan, paint=paint),
    ]
    last_first = range(len(chart.lines) - 1, -1, -1)
    body += [_line(chart, number, plan, paint=paint) for number in last_first]
    body += [_name(place, plan.x[-1] + 10, paint=paint) for place in plan.names]
    return Drawing(width=width, height=plan.height, body="".join(body))


def _grid(chart: Trend, plan: TrendPlan, *, paint: Paint) -> str:
    scale = plan.scale
    soft = paint("ink-soft")
    parts = [text(0, scale.end - 18, chart.axis.label, fill=soft, size=SMALL)]
    for tick in chart.axis.ticks:
        y = scale.at(tick.at)
        parts.append(
            line(30, y, plan.right, y, stroke=paint("grid"), extra=data(tick=tick.at, y=y))
        )
        parts.append(text(24, y, tick.text, fill=soft, size=TICK, anchor="end"))
    parts += [
        text(at, scale.start + 17, year.text, fill=soft, size=TICK, anchor="middle")
        for at, year in zip(plan.x, chart.years, strict=True)
    ]
    return "".join(parts)


def _line(chart: Trend, number: int, plan: TrendPlan, *, paint: Paint) -> str:
    scale, x = plan.scale, plan.x
    one = chart.lines[number]
    colour = paint(series_colour(number, one.series))
    parts = []
    points = [
        (x[n], scale.at(value.number), chart.years[n], value)
        for n, value in enumerate(one.values)
        if value.number is not None
    ]
    for (x1, y1, _, _), (x2, y2, _, _) in pairwise(points):
        dash = "" if chart.comparable else BROKEN
        parts.append(line(x1, y1, x2, y2, stroke=colour, width=2.2, dash=dash))
    for at, y, year, value in points:
        extra = data(series=one.series.id, id=year.text, value=value.number or 0.0, y=y)
        mark = symbol(SERIES_MARKS[number % 5], at, y, 4.6, fill=colour, extra=extra)
        parts.append(titled(said(one.series.label, year.text, value=value.text), mark))
        if at < x[-1]:
            side = -14 if number == 0 else 14
            parts.append(
                text(
                    at,
                    y + side,
                    value.text,
                    fill=colour,
                    size=VALUE,
                    anchor="middle",
                    bold=number == 0,
                    halo=paint("paper"),
                )
            )
    return "".join(parts)


def _spread_out(chart: Trend, names: list[tuple[str, ...]], scale: Linear) -> list[EndName]:
    """Give every line's name its place at the right end, pushed apart where they would touch."""
    ends = []
    for number, (one, rows) in enumerate(zip(chart.lines, names, strict=True)):
        last = one.values[-1].number if one.values else None
        if last is not None:
            ends.append(EndName(number=number, line=one, rows=rows, y=scale.at(last)))
    ends.sort(key=lambda place: (place.y, place.number))
    found: list[EndName] = []
    floor = float("-inf")
    for place in ends:
        half = len(place.rows) * LABEL * PITCH / 2 + 1
        y = max(place.y, floor + half)
        floor = y + half
        found.append(EndName(number=place.number, line=place.line, rows=place.rows, y=y))
    return found


def _name(place: EndName, x: float, *, paint: Paint) -> str:
    colour = paint(series_colour(place.number, place.line.series))
    value = place.line.values[-1].text
    first = place.y - (len(place.rows) - 1) * LABEL * PITCH / 2
    indent = text_width(value, size=VALUE, bold=True) + 7
    return text(x, first, value, fill=colour, size=VALUE, bold=True) + lines_of_text(
        x + indent, place.y, [plain(row) for row in place.rows], fill=colour, size=LABEL
    )
