"""Draws a trend over years; those not fully comparable are joined by broken lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from layouts.figures.describe import Trend, TrendLine
from layouts.figures.labels import plain, said, text_width, widest, wrap
from layouts.figures.marks import (
    GLYPHS,
    LABEL,
    NARROW,
    PITCH,
    SMALL,
    TICK,
    VALUE,
    Drawing,
    Head,
    KeyItem,
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
ABSENT: Final = "×"
"""Stands at the foot of a year in which a line has no value."""
_LEFT: Final = 48.0
_TALL: Final = 280.0
_CLEAR: Final = 9.0
BROKEN: Final = "5 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndName:
    """What stands at the right end of a line: its last value and, where there is room, its name."""

    number: int
    line: TrendLine
    rows: tuple[str, ...]
    y: float

    @property
    def first(self) -> float:
        """The middle of the first row, where the value stands."""
        return self.y - max(0, len(self.rows) - 1) * LABEL * PITCH / 2

    @property
    def value(self) -> str:
        """What is printed before the name; nothing where the last year has no value."""
        last = self.line.values[-1]
        return last.text if last.number is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPlan:
    """Places of everything in a trend of one size.

    Attributes:
        x: one place for each year, as far apart as the years are.
        named: indices of the years that are printed below.
        valued: indices of the years whose values are printed.
    """

    head: Head
    scale: Linear
    x: tuple[float, ...]
    right: float
    names: tuple[EndName, ...]
    named: tuple[int, ...]
    valued: tuple[int, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a line between two years that follow each other."""

    start: int
    end: int
    comparable: bool


def arrange(
    chart: Trend, *, width: float, height: float | None = None, paint: Paint = str
) -> TrendPlan:
    """Find the places of years and names."""
    narrow = width < NARROW
    head = plan_head(_key(chart, paint=paint) if narrow else (), status=chart.status, width=width)
    tall = height if height is not None else head.height + _TALL
    most = width * 0.28 - 16
    names = [
        () if narrow else wrap(o.series.label, width=most, size=LABEL, bold=True)
        for o in chart.lines
    ]
    room = max((widest(rows, size=LABEL, bold=True) for rows in names if rows), default=-12.0) + 54
    scale = Linear(axis=chart.axis, start=tall - FOOT, end=head.height + 24)
    first, last = chart.years[0].at, chart.years[-1].at
    unit = (width - room - 70) / max(1.0, last - first)
    x = tuple(_LEFT + unit * (year.at - first) for year in chart.years)
    years = max(text_width(year.text, size=TICK) for year in chart.years)
    values = max(
        (text_width(v.text, size=VALUE, bold=True) for o in chart.lines for v in o.values if v.text
         and v.number is not None),
        default=0.0,
    )  # fmt: skip
    return TrendPlan(
        head=head,
        scale=scale,
        x=x,
        right=width - room + 4,
        names=tuple(_spread_out(chart, names, scale)),
        named=_spaced(x, least=years + _CLEAR),
        valued=_spaced(x, least=values + _CLEAR),
        width=width,
        height=tall,
    )


def _key(chart: Trend, *, paint: Paint) -> list[KeyItem]:
    """On a phone the names stand above: beside the lines they would leave these no room."""
    colours = [series_colour(number, one.series) for number, one in enumerate(chart.lines)]
    shapes = [SERIES_MARKS[number % 5] for number in range(len(chart.lines))]
    return [
        KeyItem(
            mark=symbol(shape, 0, 0, 5.0, fill=paint(colour)),
            glyph=GLYPHS[shape],
            colour=colour,
            word=plain(one.series.label),
        )
        for one, colour, shape in zip(chart.lines, colours, shapes, strict=True)
    ]


def _spaced(x: tuple[float, ...], *, least: float) -> tuple[int, ...]:
    """Indices so far apart that nothing printed there touches; the last is always among them.

    The first is too, where about as many can then be printed.
    """
    last = len(x) - 1
    step = min((b - a for a, b in pairwise(x)), default=least)
    every = max(1, math.ceil(least / step))
    even = next((n for n in range(every, 2 * every) if last % n == 0), every)
    return tuple(n for n in range(last + 1) if (last - n) % even == 0)


def stretches(chart: Trend, one: TrendLine) -> tuple[Stretch, ...]:
    """The pieces of a line; it is interrupted where a year has no value."""
    return tuple(
        Stretch(start=n, end=n + 1, comparable=n < len(chart.comparable) and chart.comparable[n])
        for n, (a, b) in enumerate(pairwise(one.values))
        if a.number is not None and b.number is not None
    )


def lift(chart: Trend, number: int, n: int) -> float:
    """Pixels by which a value is printed off its mark: the higher line's above, others' below."""
    own = chart.lines[number].values[n].number or 0.0
    others = [o.values[n].number for k, o in enumerate(chart.lines) if k != number]
    known = [value for value in others if value is not None]
    above = number == 0 if own in known else all(own > value for value in known)
    return -14.0 if above else 14.0


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
        text(plan.x[n], scale.start + 17, chart.years[n].text, fill=soft, size=TICK,
             anchor="middle")
        for n in plan.named
    ]  # fmt: skip
    return "".join(parts)


def _line(chart: Trend, number: int, plan: TrendPlan, *, paint: Paint) -> str:
    scale, x = plan.scale, plan.x
    one = chart.lines[number]
    colour = paint(series_colour(number, one.series))
    at = [None if v.number is None else scale.at(v.number) for v in one.values]
    parts = [
        line(x[piece.start], at[piece.start] or 0.0, x[piece.end], at[piece.end] or 0.0,
             stroke=colour, width=2.2, dash="" if piece.comparable else BROKEN)
        for piece in stretches(chart, one)
    ]  # fmt: skip
    for n, (value, y, year) in enumerate(zip(one.values, at, chart.years, strict=True)):
        words = said(one.series.label, year.text, value=value.text)
        if y is None:
            if not value.missing:
                continue
            low = scale.start - 8 - 12 * number
            mark = text(x[n], low, ABSENT, fill=colour, size=VALUE, anchor="middle")
            parts.append(titled(words, mark))
            continue
        extra = data(series=one.series.id, id=year.text, value=value.number or 0.0, y=y)
        mark = symbol(SERIES_MARKS[number % 5], x[n], y, 4.6, fill=colour, extra=extra)
        parts.append(titled(words, mark))
        if n in plan.valued and n < len(x) - 1:
            parts.append(
                text(x[n], y + lift(chart, number, n), value.text, fill=colour, size=VALUE,
                     anchor="middle", bold=number == 0, halo=paint("paper"))
            )  # fmt: skip
    return "".join(parts)


def _spread_out(chart: Trend, names: list[tuple[str, ...]], scale: Linear) -> list[EndName]:
    """Give every line's name its place at the right end, pushed apart where they would touch."""
    ends = []
    for number, (one, rows) in enumerate(zip(chart.lines, names, strict=True)):
        known = [value.number for value in one.values if value.number is not None]
        if known and (rows or one.values[-1].number is not None):
            ends.append(EndName(number=number, line=one, rows=rows, y=scale.at(known[-1])))
    # A name alone gives way to one whose value stands beside its mark.
    ends.sort(key=lambda place: (place.y + (0 if place.value else LABEL), place.number))
    found: list[EndName] = []
    floor = float("-inf")
    for place in ends:
        half = max(1, len(place.rows)) * LABEL * PITCH / 2 + 1
        y = max(place.y, floor + half)
        floor = y + half
        found.append(EndName(number=place.number, line=place.line, rows=place.rows, y=y))
    return found


def _name(place: EndName, x: float, *, paint: Paint) -> str:
    colour = paint(series_colour(place.number, place.line.series))
    first = place.first
    value = place.value
    indent = text_width(value, size=VALUE, bold=True) + 7 if value else 0.0
    printed = text(x, first, value, fill=colour, size=VALUE, bold=True) if value else ""
    return printed + lines_of_text(
        x + indent, place.y, [plain(row) for row in place.rows], fill=colour, size=LABEL
    )
