"""Draws the quadrant chart: two cut lines, four named fields, points with labels apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import QuadrantChart, QuadrantPoint
from layouts.figures.labels import Box, Placement, Spot, place, text_width, widest, wrap
from layouts.figures.marks import (
    NARROW,
    PITCH,
    SMALL,
    TICK,
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
    num,
    plan_head,
    rect,
    symbol,
    text,
    value_axis,
)
from layouts.theme import QUADRANT_MARKS

FOOT: Final = 46.0
_RATIO: Final = 0.72
_LINE_BOX: Final = 1.6  # height of a line with its upper and lower Thai marks, in em
_LINE_CLEAR: Final = 2.5  # half of what a label keeps away from a cut line
_WRAP_AT: Final = 130.0
LABEL: Final = 13.0
NAME: Final = 15.0
_REACH: Final = {"triangle-up": 1.3, "diamond": 1.2}  # beyond the radius of a circle
_TARGET: Final = 12.0  # radius of what a finger may hit
_UPWARD: Final = 13.0  # room of the arrow before the name of the upright axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Places of everything in a quadrant chart of one size, in pixels."""

    head: Head
    height: float
    x: Linear
    y: Linear
    frame: Box
    labels: dict[str, Placement]
    words: dict[str, tuple[str, ...]]
    radii: dict[str, float]


def key_numbers(chart: QuadrantChart) -> tuple[tuple[int, QuadrantPoint], ...]:
    """Return the points in the order of the numbers by which a narrow drawing names them."""
    return tuple(enumerate(chart.points, start=1))


def arrange(
    chart: QuadrantChart, *, width: float, height: float | None = None, paint: Paint = str
) -> Plan:
    """Place axes, points and labels in a drawing of a given size."""
    narrow = width < NARROW
    head = plan_head(_key(chart, paint=paint), status=chart.status, width=width)
    top = head.height
    tall = height or top + 28 + FOOT + (width - 40) * (1.05 if narrow else _RATIO)
    left = 40.0 if narrow else 52.0
    frame = Box(left=left, top=top + 28, right=width - 10, bottom=tall - FOOT)
    x = Linear(axis=chart.x, start=frame.left, end=frame.right)
    y = Linear(axis=chart.y, start=frame.bottom, end=frame.top)
    words = _words(chart, narrow=narrow)
    radii = {p.id: _radius(chart, p, narrow=narrow) for p in chart.points}
    spots = tuple(
        Spot(
            id=p.id,
            x=x.at(p.x.number),
            y=y.at(p.y.number),
            radius=radii[p.id] * _REACH.get(QUADRANT_MARKS[p.quadrant][0], 1.0),
            width=widest(words[p.id], size=LABEL, bold=p.selected) + (10 if narrow else 3)
            if words[p.id]
            else 0.0,
            height=(len(words[p.id]) - 1) * LABEL * 1.3 + LABEL * _LINE_BOX,
        )
        for p in chart.points
        if p.x.number is not None and p.y.number is not None
    )
    fixed, trails = _obstacles(chart, x, y, frame), _trails(chart, x, y)
    found = place(spots, frame=frame, obstacles=fixed + trails)
    if trails and len(found) < sum(spot.width > 0 for spot in spots):
        found = place(spots, frame=frame, obstacles=fixed)  # a name counts more than a clear trail
    return Plan(
        head=head,
        height=tall,
        x=x,
        y=y,
        frame=frame,
        words=words,
        radii=radii,
        labels={one.id: one for one in found},
    )


def _words(chart: QuadrantChart, *, narrow: bool) -> dict[str, tuple[str, ...]]:
    if narrow:
        return {p.id: (str(n),) if p.label else () for n, p in key_numbers(chart)}
    return {
        p.id: wrap(p.label, width=_WRAP_AT, size=LABEL, bold=p.selected) if p.label else ()
        for p in chart.points
    }


def _radius(chart: QuadrantChart, point: QuadrantPoint, *, narrow: bool) -> float:
    least, most = (4.0, 8.0) if narrow else (4.5, 11.0)
    if not point.label:
        least, most = (2.8, 4.5) if narrow else (3.4, 6.0)
    counts = [p.n for p in chart.points if p.n is not None]
    if point.n is None or not counts or max(counts) <= 0:
        return least + 1
    return max(least, most * math.sqrt(point.n / max(counts)))


def _obstacles(chart: QuadrantChart, x: Linear, y: Linear, frame: Box) -> tuple[Box, ...]:
    cut_x, cut_y = x.at(chart.x_cut.at), y.at(chart.y_cut.at)
    clear = _LINE_CLEAR
    boxes = [
        Box(left=cut_x - clear, top=frame.top, right=cut_x + clear, bottom=frame.bottom),
        Box(left=frame.left, top=cut_y - clear, right=frame.right, bottom=cut_y + clear),
    ]
    for corner in corners(chart, frame):
        wide = widest(corner.rows, size=NAME, bold=True) + 4
        half = len(corner.rows) * NAME * PITCH / 2 + 2
        start = corner.x if corner.anchor == "start" else corner.x - wide
        boxes.append(
            Box(left=start, top=corner.y - half, right=start + wide, bottom=corner.y + half)
        )
    wide = text_width(chart.y_cut.text, size=SMALL) + 8
    boxes.append(
        Box(left=frame.right - wide, top=cut_y - 20, right=frame.right, bottom=cut_y + clear)
    )
    return tuple(boxes)


def _trails(chart: QuadrantChart, x: Linear, y: Linear) -> tuple[Box, ...]:
    return tuple(
        _trail(p.before, (p.x.number, p.y.number), x, y)
        for p in chart.points
        if p.before and p.x.number is not None and p.y.number is not None
    )


def _trail(before: tuple[float, float], now: tuple[float, float], x: Linear, y: Linear) -> Box:
    """Return the box around the line from a point's earlier place; it is level or nearly so."""
    xs = sorted((x.at(before[0]), x.at(now[0])))
    ys = sorted((y.at(before[1]), y.at(now[1])))
    clear = _LINE_CLEAR
    return Box(left=xs[0] - clear, top=ys[0] - clear, right=xs[1], bottom=ys[1] + clear)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """The name of a quadrant in its corner; y is the middle of its lines."""

    code: str
    rows: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor
    low: bool


def corners(chart: QuadrantChart, frame: Box) -> tuple[Corner, ...]:
    """Place the four names; long ones are broken so that two never meet."""
    names = chart.names
    found = []
    for code, name, right, low in (
        ("rising_star", names.rising_star, False, False),
        ("developed", names.developed, True, False),
        ("developing", names.developing, False, True),
        ("maintain", names.maintain, True, True),
    ):
        rows = wrap(name, width=(frame.right - frame.left) / 2 - 16, size=NAME, bold=True)
        away = len(rows) * NAME * PITCH / 2 + 5
        found.append(
            Corner(
                code=code,
                rows=rows,
                x=frame.right - 8 if right else frame.left + 8,
                y=frame.bottom - away if low else frame.top + away,
                anchor="end" if right else "start",
                low=low,
            )
        )
    return tuple(found)


def draw(chart: QuadrantChart, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a quadrant chart in a given width."""
    made = arrange(chart, width=width, height=height, paint=paint)
    body = [
        draw_head(made.head, status=chart.status, paint=paint),
        _axes(chart, made, paint=paint),
        _cuts(chart, made, paint=paint),
    ]
    body += [
        lines_of_text(
            corner.x,
            corner.y,
            corner.rows,
            fill=paint(QUADRANT_MARKS[corner.code][1]),
            size=NAME,
            anchor=corner.anchor,
            bold=True,
        )
        for corner in corners(chart, made.frame)
    ]
    order = sorted(chart.points, key=lambda p: (p.selected, -made.radii[p.id], p.id))
    body += [_point(p, made, paint=paint) for p in order if _placed(p)]
    body.append(f'<g data-provenance="published">{_cut_names(chart, made, paint=paint)}</g>')
    links = any(point.href for point in chart.points)
    return Drawing(width=width, height=made.height, body="".join(body), links=links)


def _placed(point: QuadrantPoint) -> bool:
    return point.x.number is not None and point.y.number is not None


def _key(chart: QuadrantChart, *, paint: Paint) -> list[KeyItem]:
    if not chart.size_key:
        return []
    ink = paint("ink-soft")
    marks = "".join(
        f'<circle cx="{x}" cy="0" r="{r}" fill="none" stroke="{ink}"/>'
        for x, r in ((-4, 2.5), (5, 5))
    )
    return [KeyItem(mark=marks, glyph="○", colour="ink-soft", word=chart.size_key)]


def _axes(chart: QuadrantChart, made: Plan, *, paint: Paint) -> str:
    frame = made.frame
    soft = paint("ink-soft")
    parts = []
    if chart.margin:
        shade = f' opacity="0.8"{data(margin=chart.margin)}'
        for scale, cut, across in (
            (made.x, chart.x_cut.at, True),
            (made.y, chart.y_cut.at, False),
        ):
            low, high = sorted((scale.at(cut - chart.margin), scale.at(cut + chart.margin)))
            fill = paint("paper-soft")
            parts.append(
                rect(low, frame.top, high - low, frame.bottom - frame.top, fill=fill, extra=shade)
                if across
                else rect(
                    frame.left, low, frame.right - frame.left, high - low, fill=fill, extra=shade
                )
            )
    parts.append(value_axis(made.x, top=frame.top, bottom=frame.bottom, paint=paint))
    for tick in chart.y.ticks:
        y = made.y.at(tick.at)
        parts.append(
            line(frame.left, y, frame.right, y, stroke=paint("grid"), extra=data(tick=tick.at, y=y))
        )
        parts.append(text(frame.left - 7, y, tick.text, fill=soft, size=TICK, anchor="end"))
    parts.append(_upward(frame.top - 16, ink=soft))
    parts.append(text(_UPWARD, frame.top - 16, chart.y.label, fill=soft, size=SMALL))
    return "".join(parts)


def _cuts(chart: QuadrantChart, made: Plan, *, paint: Paint) -> str:
    frame = made.frame
    x, y = made.x.at(chart.x_cut.at), made.y.at(chart.y_cut.at)
    ink = paint("ink-soft")
    return line(
        x, frame.top, x, frame.bottom, stroke=ink, width=1.5, extra=data(cut=chart.x_cut.at)
    ) + line(frame.left, y, frame.right, y, stroke=ink, width=1.5, extra=data(cut=chart.y_cut.at))


def _cut_names(chart: QuadrantChart, made: Plan, *, paint: Paint) -> str:
    """Draw the names of the cut lines, over any point that many marks put there."""
    frame = made.frame
    return text(
        cut_name_x(chart, made),
        frame.top - 16,
        chart.x_cut.text,
        fill=paint("ink"),
        size=SMALL,
        anchor="middle",
    ) + text(
        frame.right - 4,
        made.y.at(chart.y_cut.at) - 10,
        chart.y_cut.text,
        fill=paint("ink"),
        size=SMALL,
        anchor="end",
        halo=paint("paper"),
    )


def _upward(y: float, *, ink: str) -> str:
    """Draw the arrow before the name of the upright axis; few fonts have the character."""
    return (
        f'<path d="M4.5 {num(y + 5)}V{num(y - 5)}M1 {num(y - 1)}L4.5 {num(y - 5)}L8 {num(y - 1)}" '
        f'fill="none" stroke="{ink}" stroke-width="1.2"/>'
    )


def cut_name_x(chart: QuadrantChart, made: Plan) -> float:
    """Return the middle of the name of the upright cut line, clear of the name of the axis."""
    half = text_width(chart.x_cut.text, size=SMALL) / 2 + 4
    after_axis = _UPWARD + text_width(chart.y.label, size=SMALL) + 8 + half
    return min(max(after_axis, made.x.at(chart.x_cut.at)), made.frame.right - half + 4)


def point_text(point: QuadrantPoint) -> str:
    """Return what a point says when it is pointed at."""
    words = (point.name, f"{point.x.text} / {point.y.text}", point.detail, point.borderline)
    return ", ".join(word for word in words if word)


def _point(point: QuadrantPoint, made: Plan, *, paint: Paint) -> str:
    if point.x.number is None or point.y.number is None:
        return ""
    x, y = made.x.at(point.x.number), made.y.at(point.y.number)
    radius = made.radii[point.id]
    shape, colour = QUADRANT_MARKS[point.quadrant]
    fill = paint(colour)
    parts = []
    if point.before:
        from_x, from_y = made.x.at(point.before[0]), made.y.at(point.before[1])
        parts.append(line(from_x, from_y, x, y, stroke=fill, width=1.2, extra=' opacity="0.6"'))
        parts.append(symbol("circle", from_x, from_y, 2, fill=fill, extra=' opacity="0.6"'))
    parts.append(
        symbol("circle", x, y, max(_TARGET, radius), fill="transparent") if point.href else ""
    )
    if point.selected:
        parts.append(symbol("circle", x, y, radius + 4, fill="none", stroke=paint("ink"), width=2))
    parts.append(
        symbol(
            shape,
            x,
            y,
            radius,
            fill=paint("paper") if point.borderline else fill,
            stroke=fill if point.borderline else paint("paper"),
            width=2.2 if point.borderline else 1,
            extra=data(
                id=point.id,
                quadrant=point.quadrant,
                valuex=point.x.number,
                valuey=point.y.number,
                x=x,
                y=y,
            ),
        )
    )
    parts.append(_label(point, made, paint=paint))
    return linked(point.href, _name(point, made.words[point.id]), "".join(parts))


def _name(point: QuadrantPoint, drawn: tuple[str, ...]) -> str:
    """What a point is called: its words, which hold what is drawn beside it, for voice control."""
    words, label = point_text(point), " ".join(drawn)
    whole = f" {label.replace(',', ' ')} " in f" {words.replace(',', ' ')} "
    return words if whole else f"{label} {words}"


def label_anchor(box: Box, point: float) -> tuple[float, Anchor]:
    """Return where a label's lines begin: at the side of the box that faces the point."""
    if box.left >= point:
        return box.left + 1.5, "start"
    if box.right <= point:
        return box.right - 1.5, "end"
    return (box.left + box.right) / 2, "middle"


def _label(point: QuadrantPoint, made: Plan, *, paint: Paint) -> str:
    found = made.labels.get(point.id)
    if found is None:
        return ""
    box = found.box
    words = made.words[point.id]
    leader = ""
    if found.leader:
        x1, y1, x2, y2 = found.leader
        leader = line(x1, y1, x2, y2, stroke=paint("ink-faint"), width=0.8)
    x, anchor = label_anchor(box, made.x.at(point.x.number or 0.0))
    step = LABEL * 1.3
    top = (box.top + box.bottom) / 2 - step * (len(words) - 1) / 2
    rows = " ".join(
        text(
            x,
            top + i * step,
            row,
            fill=paint("ink"),
            size=LABEL,
            anchor=anchor,
            bold=point.selected,
        )
        for i, row in enumerate(words)
    )
    return f"{leader}<g{data(label=point.id)}>{rows}</g>"
