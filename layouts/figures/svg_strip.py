"""Draws a distribution strip: every entity a dot on one axis, one of them picked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import Cut, Strip, StripDot
from layouts.figures.labels import plain, said, text_width
from layouts.figures.marks import (
    LABEL,
    NARROW,
    PITCH,
    SMALL,
    Drawing,
    Head,
    Linear,
    Paint,
    data,
    draw_head,
    line,
    linked,
    plan_head,
    symbol,
    text,
    titled,
    value_axis,
)

FOOT: Final = 46.0
_MOST_LEVELS: Final = 9  # dots stack this high; the rest lie on top of each other


def levels(places: Sequence[float], *, pitch: float) -> tuple[int, ...]:
    """Return a level for each dot so that dots of one level do not touch.

    Args:
        places: Positions in ascending order.
        pitch: Least distance of two dots on a level.

    Returns:
        0 for the middle, then 1, -1, 2, -2 …, in the order of the places.
    """
    order = [0] + [s * n for n in range(1, _MOST_LEVELS // 2 + 1) for s in (1, -1)]
    last: dict[int, float] = {}
    found = []
    for place in places:
        level = next((n for n in order if place - last.get(n, -1e9) >= pitch), 0)
        last[level] = place
        found.append(level)
    return tuple(found)


def known(chart: Strip) -> list[tuple[float, StripDot]]:
    """Return the dots that have a value, in ascending order, ties by id."""
    found = [(d.value.number, d) for d in chart.dots if d.value.number is not None]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def dot_radius(chart: Strip, *, width: float) -> float:
    """Return the radius of the plain dots; smaller where there are many."""
    many = len(chart.dots) > 120
    return (2.2 if many else 3.2) if width < NARROW else (3.0 if many else 4.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPlan:
    """Places of everything in a strip of one size; ``dots`` run as `known` gives them."""

    head: Head
    scale: Linear
    dots: tuple[tuple[float, float, StripDot], ...]  # number, y, dot
    chosen: StripDot | None
    radius: float
    middle: float
    reach: float
    top: float
    bottom: float
    height: float


def arrange(
    chart: Strip, *, width: float, height: float | None = None, paint: Paint = str
) -> StripPlan:
    """Stack the dots so that none hides another, as far as nine levels go."""
    head = plan_head((), status=chart.status, width=width)
    scale = Linear(axis=chart.axis, start=10.0, end=width - 12.0)
    dots = known(chart)
    radius = dot_radius(chart, width=width)
    found = levels([scale.at(number) for number, _ in dots], pitch=2 * radius + 0.6)
    pitch = 2 * radius + 0.8
    reach = (max((abs(n) for n in found), default=0) + 0.5) * pitch
    chosen = next((dot for _, dot in dots if dot.id == chart.selected), None)
    words = LABEL * PITCH + 12 if chosen else 0.0
    marks = LABEL * PITCH + 4 if chart.marks else 0.0
    natural = head.height + words + 2 * reach + marks + 12 + FOOT
    spare = max(0.0, (height or natural) - natural)
    middle = head.height + words + reach + 6 + spare / 2
    bottom = middle + reach + marks + 6 + spare / 2
    return StripPlan(
        head=head,
        scale=scale,
        dots=tuple(
            (number, middle - (0 if dot is chosen else level * pitch), dot)
            for (number, dot), level in zip(dots, found, strict=True)
        ),
        chosen=chosen,
        radius=radius,
        middle=middle,
        reach=reach,
        top=middle - reach - 4,
        bottom=bottom,
        height=bottom + FOOT,
    )


def draw(chart: Strip, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a strip in a given width."""
    plan = arrange(chart, width=width, height=height, paint=paint)
    body = [
        draw_head(plan.head, status=chart.status, paint=paint),
        value_axis(plan.scale, top=plan.top, bottom=plan.bottom, paint=paint),
        _marks(chart, plan, paint=paint),
    ]
    body += [
        _dot(dot, number, plan.scale.at(number), y, plan.radius, paint=paint)
        for number, y, dot in plan.dots
        if dot is not plan.chosen
    ]
    if plan.chosen:
        body.append(_chosen(plan.chosen, plan, width=width, paint=paint))
    links = any(dot.href for dot in chart.dots)
    return Drawing(width=width, height=plan.height, body="".join(body), links=links)


def _dot(dot: StripDot, number: float, x: float, y: float, radius: float, *, paint: Paint) -> str:
    extra = data(id=dot.id, value=number, x=x)
    mark = symbol("circle", x, y, radius, fill=paint("dot"), extra=extra)
    return linked(dot.href, said(dot.label, value=dot.value.text), mark)


def chosen_text(dot: StripDot) -> str:
    """Return what is printed above the dot that is picked out."""
    return f"{plain(dot.label)} {dot.value.text}"


def chosen_x(dot: StripDot, plan: StripPlan, *, width: float) -> float:
    """Return the middle of those words, kept inside the drawing."""
    half = text_width(chosen_text(dot), size=LABEL, bold=True) / 2
    return min(max(plan.scale.at(dot.value.number or 0.0), half), width - half)


def _chosen(dot: StripDot, plan: StripPlan, *, width: float, paint: Paint) -> str:
    number = dot.value.number or 0.0
    words = chosen_text(dot)
    x, at, middle = plan.scale.at(number), chosen_x(dot, plan, width=width), plan.middle
    y = middle - plan.reach - 16
    ink = paint("series-1")
    marks = (
        line(x, y + 10, x, middle, stroke=ink, width=1.2)
        + symbol(
            "circle",
            x,
            middle,
            plan.radius + 2.4,
            fill=ink,
            stroke=paint("paper"),
            extra=data(id=dot.id, value=number, x=x),
        )
        + text(at, y, words, fill=ink, anchor="middle", bold=True, halo=paint("paper"))
    )
    return titled(words, marks)


def mark_x(mark: Cut, plan: StripPlan, marks: Sequence[Cut] = ()) -> float:
    """Return the middle of the words of a mark, inside the drawing and clear of its neighbour's.

    Where the words of two marks would meet, each stands on its own side of its line.
    """
    half = text_width(mark.text, size=SMALL) / 2
    x = plan.scale.at(mark.at)
    for other in marks:
        reach = half + text_width(other.text, size=SMALL) / 2 + 8
        if other is not mark and abs(plan.scale.at(other.at) - x) < reach:
            x += (half - 4) * (1 if mark.at > other.at else -1)
    return min(max(x, half), plan.scale.end + 12 - half)


def _marks(chart: Strip, plan: StripPlan, *, paint: Paint) -> str:
    parts = []
    y = plan.bottom - 10
    for mark in chart.marks:
        x, at = plan.scale.at(mark.at), mark_x(mark, plan, chart.marks)
        parts.append(
            line(
                x,
                plan.middle - plan.reach - 2,
                x,
                y - 9,
                stroke=paint("ink"),
                width=1.5,
                extra=data(mark=mark.at, x=x),
            )
        )
        parts.append(
            text(
                at,
                y,
                mark.text,
                fill=paint("ink"),
                size=SMALL,
                anchor="middle",
                halo=paint("paper"),
            )
        )
    return "".join(parts)
