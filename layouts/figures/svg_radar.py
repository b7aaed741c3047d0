"""Draws a radar: spokes clockwise from the top, rings at the ticks, one outline per series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import Outline, Radar, Series
from layouts.figures.labels import Box, said, text_width, widest, wrap
from layouts.figures.marks import (
    GLYPHS,
    LABEL,
    PITCH,
    SMALL,
    TICK,
    VALUE,
    Anchor,
    Drawing,
    Head,
    KeyItem,
    Paint,
    data,
    draw_head,
    line,
    lines_of_text,
    num,
    plan_head,
    polyline,
    symbol,
    text,
    titled,
)
from layouts.figures.svg_radar_names import OutlineName, names
from layouts.theme import SERIES_DASHES, SERIES_MARKS

_LABEL_GAP: Final = 26.0  # from the outermost ring to a spoke's label; a value fits between
_VALUE_GAP: Final = 13.0
_NEAR: Final = 30.0  # values nearer than this to each other are printed on both sides
PRINTED: Final = 2  # outlines whose values are printed at the vertices
_LARGEST: Final = 160.0
_BESIDE: Final = 600.0  # drawings at least this wide have room for labels beside the web
_SIDE: Final = 190.0
_CORNER: Final = 52.0


Label = tuple[float, float, tuple[str, ...], Anchor]
"""Where a spoke's label stands, its lines and its anchor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Centre, radius and range of a radar, from which every place in it follows."""

    x: float
    y: float
    radius: float
    low: float
    high: float
    count: int

    def at(self, spoke: int, value: float) -> tuple[float, float]:
        """Return the pixel of a value on a spoke."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.out(spoke, share * self.radius)

    def out(self, spoke: float, distance: float) -> tuple[float, float]:
        """Return the pixel at a distance from the centre along a spoke."""
        angle = 2 * math.pi * spoke / self.count
        return self.x + distance * math.sin(angle), self.y - distance * math.cos(angle)

    def sideways(self, spoke: int) -> float:
        """Return how far right (1) or left (-1) a spoke points; 0 for one straight up or down."""
        lean = math.sin(2 * math.pi * spoke / self.count)
        return 0.0 if abs(lean) < 0.1 else lean


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarPlan:
    """Places of everything in a radar of one size."""

    head: Head
    web: Web
    labels: tuple[Label, ...]
    height: float


def series_colour(number: int, series: Series) -> str:
    """Return the name of the colour of the n-th series of a chart, from 0."""
    return "reference" if series.role == "reference" else f"series-{number % 5 + 1}"


def draw(chart: Radar, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a radar in a given width; a given height is filled."""
    plan = arrange(chart, width=width, height=height, paint=paint)
    web = plan.web
    body = [draw_head(plan.head, status=chart.status, paint=paint), _grid(chart, web, paint=paint)]
    body += [
        lines_of_text(x, y, rows, fill=paint("ink"), size=LABEL, anchor=anchor)
        for x, y, rows, anchor in plan.labels
    ]
    last_first = list(enumerate(chart.outlines))[::-1]
    body += [_outline(chart, web, number, outline, paint=paint) for number, outline in last_first]
    if len(chart.outlines) <= PRINTED:
        body.append(_values(chart, web, paint=paint))
    else:
        body += [_name(chart, found, paint=paint) for found in outline_names(chart, plan, width)]
    return Drawing(width=width, height=plan.height, body="".join(body))


def _key(chart: Radar, *, paint: Paint) -> list[KeyItem]:
    if len(chart.outlines) < PRINTED:
        return []
    items = []
    for number, outline in enumerate(chart.outlines):
        colour = paint(series_colour(number, outline.series))
        stroke = line(-8, 0, 10, 0, stroke=colour, width=2, dash=SERIES_DASHES[number % 5])
        mark = symbol(SERIES_MARKS[number % 5], 1, 0, 3.6, fill=colour)
        name = series_colour(number, outline.series)
        items.append(
            KeyItem(
                mark=stroke + mark,
                glyph=GLYPHS[SERIES_MARKS[number % 5]],
                colour=name,
                word=outline.series.label,
            )
        )
    return items


def arrange(
    chart: Radar, *, width: float, height: float | None = None, paint: Paint = str
) -> RadarPlan:
    """Find the largest web that leaves room for its labels, then the places of the labels."""
    head = plan_head(_key(chart, paint=paint), status=chart.status, width=width)
    top = head.height
    count = len(chart.spokes)
    corners = width < _BESIDE
    largest = (width / 2 - (_CORNER if corners else _SIDE)) / math.sin(math.pi / 3)
    step = LABEL * PITCH
    middle = [wrap(s.label, width=width * 0.4, size=LABEL) for s in chart.spokes]
    above = _LABEL_GAP + len(middle[0]) * step
    below = _LABEL_GAP + (len(middle[count // 2]) * step if count % 2 == 0 else 0)
    radius = min(_LARGEST, largest)
    if height is not None:
        radius = min(largest, (height - top - above - below) / 2)
    radius = max(60.0, radius)
    need = top + above + below + 2 * radius
    tall = max(need, height or 0.0)
    web = Web(
        x=width / 2,
        y=top + above + radius + (tall - need) / 2,
        radius=radius,
        low=chart.axis.low,
        high=chart.axis.high,
        count=count,
    )
    values = value_places(chart, web) if len(chart.outlines) <= PRINTED else []
    labels = tuple(
        (
            _in_corner(web, number, spoke.label, width=width)
            if corners
            else _beside(
                web, number, spoke.label, width=width, reach=_reach(chart, web, values, number)
            )
        )
        if web.sideways(number)
        else _on_axis(web, number, middle[number])
        for number, spoke in enumerate(chart.spokes)
    )
    return RadarPlan(head=head, web=web, labels=labels, height=tall)


def _on_axis(web: Web, number: int, rows: tuple[str, ...]) -> Label:
    x, y = web.out(number, web.radius + _LABEL_GAP - 6)
    block = (len(rows) - 1) * LABEL * PITCH / 2
    return x, y - block if number == 0 else y + block, rows, "middle"


def _reach(chart: Radar, web: Web, values: Sequence[ValuePlace], spoke: int) -> float:
    """Return how far from the middle, sideways, the values printed on a spoke reach."""
    return max(
        (
            abs(place.x - web.x)
            + text_width(chart.outlines[place.outline].values[spoke].text, size=VALUE, bold=True)
            / 2
            for place in values
            if place.spoke == spoke
        ),
        default=0.0,
    )


def _beside(web: Web, number: int, label: str, *, width: float, reach: float) -> Label:
    x, y = web.out(number, web.radius + _LABEL_GAP - 6)
    right = x > web.x
    x = web.x + max(abs(x - web.x) - 2, reach + 6) * (1 if right else -1)
    rows = wrap(label, width=(width - x if right else x) - 2, size=LABEL)
    return x, y, rows, "start" if right else "end"


def _in_corner(web: Web, number: int, label: str, *, width: float) -> Label:
    x, y = web.out(number, web.radius)
    right, upper = x > web.x, y < web.y
    rows = wrap(label, width=width * 0.31, size=LABEL)
    away = _LABEL_GAP + (len(rows) - 1) * LABEL * PITCH / 2 + 4
    return (
        width if right else 0.0,
        y + (-away if upper else away),
        rows,
        "end" if right else "start",
    )


def _grid(chart: Radar, web: Web, *, paint: Paint) -> str:
    parts = []
    for tick in chart.axis.ticks:
        ring = [web.at(n, tick.at) for n in range(web.count)]
        outer = tick.at == web.high
        parts.append(
            f'<path d="{polyline(ring, closed=True)}" fill="none" '
            f'stroke="{paint("rule" if outer else "grid")}"{data(ring=tick.at)}/>'
        )
    for number in range(web.count):
        x, y = web.out(number, web.radius)
        parts.append(line(web.x, web.y, x, y, stroke=paint("grid")))
    flat = math.cos(math.pi / web.count)
    for tick in chart.axis.ticks:
        share = (tick.at - web.low) / (web.high - web.low)
        x, y = web.out(0.5, web.radius * share * flat)
        if share > 0:
            parts.append(
                text(
                    x,
                    y,
                    tick.text,
                    fill=paint("ink-faint"),
                    size=SMALL,
                    anchor="middle",
                    halo=paint("paper"),
                )
            )
    return "".join(parts)


def _outline(chart: Radar, web: Web, number: int, outline: Outline, *, paint: Paint) -> str:
    colour = paint(series_colour(number, outline.series))
    dash = SERIES_DASHES[number % 5]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    parts = []
    for run in runs([v.number for v in outline.values]):
        closed = len(run) == web.count
        points = [web.at(n, outline.values[n].number or 0.0) for n in run]
        single = closed and len(chart.outlines) == 1
        fill = f'fill="{colour}" fill-opacity="0.08"' if single else 'fill="none"'
        parts.append(
            f'<path d="{polyline(points, closed=closed)}" {fill} stroke="{colour}" '
            f'stroke-width="{num(2.2 if number == 0 else 1.8)}" stroke-linejoin="round"{dashes}/>'
        )
    for spoke, value in enumerate(outline.values):
        if value.number is None:
            continue
        x, y = web.at(spoke, value.number)
        words = said(outline.series.label, chart.spokes[spoke].label, value=value.text)
        mark = symbol(
            SERIES_MARKS[number % 5],
            x,
            y,
            4.2 if number == 0 else 3.6,
            fill=colour,
            stroke=paint("paper"),
            width=1,
            extra=data(
                series=outline.series.id,
                id=chart.spokes[spoke].id,
                value=value.number,
                x=x - web.x,
                y=web.y - y,
            ),
        )
        parts.append(titled(words, mark))
    return "".join(parts)


def outline_names(chart: Radar, plan: RadarPlan, width: float) -> tuple[OutlineName, ...]:
    """Return where the names of many outlines stand."""
    web = plan.web
    points = tuple(
        tuple(
            None if value.number is None else web.at(spoke, value.number)
            for spoke, value in enumerate(outline.values)
        )
        for outline in chart.outlines
    )
    blocks = tuple(_block(label) for label in plan.labels)
    frame = Box(left=0, top=plan.head.height, right=width, bottom=plan.height)
    return names(chart, points, frame=frame, obstacles=blocks)


def _block(label: Label) -> Box:
    x, y, rows, anchor = label
    wide, half = widest(rows, size=LABEL) + 4, len(rows) * LABEL * PITCH / 2
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left=left, top=y - half, right=left + wide, bottom=y + half)


def _name(chart: Radar, found: OutlineName, *, paint: Paint) -> str:
    colour = paint(series_colour(found.number, chart.outlines[found.number].series))
    box = found.box
    leader = line(*found.leader, stroke=paint("ink-faint"), width=0.8) if found.leader else ""
    words = lines_of_text(
        (box.left + box.right) / 2,
        (box.top + box.bottom) / 2,
        found.rows,
        fill=colour,
        size=SMALL,
        anchor="middle",
        bold=True,
        halo=paint("paper"),
    )
    return f"{leader}<g{data(outline=chart.outlines[found.number].series.id)}>{words}</g>"


def runs(numbers: Sequence[float | None]) -> list[list[int]]:
    """Return the stretches of a closed line between missing values, as indices in order."""
    count = len(numbers)
    gaps = [n for n, value in enumerate(numbers) if value is None]
    if not gaps:
        return [list(range(count))]
    order = [(gaps[0] + 1 + n) % count for n in range(count)]
    stretches: list[list[int]] = [[]]
    for n in order:
        if numbers[n] is None:
            stretches.append([])
        else:
            stretches[-1].append(n)
    return [stretch for stretch in stretches if stretch]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePlace:
    """Where the value of an outline at a spoke is printed, both by index."""

    outline: int
    spoke: int
    x: float
    y: float


def value_places(chart: Radar, web: Web) -> list[ValuePlace]:
    """Return the places of all printed values; a missing one only of the first outline."""
    found = []
    for spoke in range(web.count):
        for number, outline in enumerate(chart.outlines):
            value = outline.values[spoke].number
            if value is None and number > 0:
                continue
            share = 0.3 if value is None else (value - web.low) / (web.high - web.low)
            away = 0.0 if value is None else _value_side(chart, web, spoke, number)
            x, y = web.out(spoke, web.radius * share + away)
            found.append(ValuePlace(outline=number, spoke=spoke, x=x, y=y))
    return found


def _values(chart: Radar, web: Web, *, paint: Paint) -> str:
    parts = []
    for place in value_places(chart, web):
        outline = chart.outlines[place.outline]
        value = outline.values[place.spoke]
        drawn = value.number is not None
        first = drawn and place.outline == 0
        name = series_colour(place.outline, outline.series) if drawn else "ink-soft"
        parts.append(
            text(
                place.x,
                place.y,
                value.text,
                fill=paint(name),
                size=VALUE if first else TICK,
                anchor="middle",
                bold=first,
                halo=paint("paper"),
            )
        )
    return "".join(parts)


def _value_side(chart: Radar, web: Web, spoke: int, number: int) -> float:
    """Return how far along its spoke a value is printed from its vertex.

    Outward; inward for the smaller of two values that lie near each other.
    """
    gap = _VALUE_GAP + (5 if web.sideways(spoke) else 0)
    others = [o.values[spoke].number for n, o in enumerate(chart.outlines) if n != number]
    other = others[0] if others else None
    own = chart.outlines[number].values[spoke].number
    if other is None or own is None:
        return gap
    smaller = own < other or (own == other and number > 0)
    near = abs(own - other) * web.radius / (web.high - web.low) < _NEAR
    return -gap if smaller and near else gap
