"""Draws a distribution strip: every entity a dot on one axis, one of them picked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from layouts.figures.describe import Cut, Strip, StripDot
from layouts.figures.labels import plain, said, text_width, widest, wrap
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
_APART: Final = 8.0  # between the words of two marks on one row
_CLEAR: Final = 4.0  # words reach this far beyond their own line and end this far from another's


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
class MarkPlace:
    """Where a mark's line stands and where its words stand under it."""

    mark: Cut
    x: float
    at: float  # the middle of its words
    row: int  # of its first line of words, counted from 0
    lines: tuple[str, ...]

    @property
    def box(self) -> tuple[float, float]:
        """The left and the right end of its words."""
        half = widest(self.lines, size=SMALL) / 2
        return self.at - half, self.at + half

    @property
    def rows(self) -> range:
        """The rows that its words take."""
        return range(self.row, self.row + len(self.lines))


def place_marks(marks: Sequence[Cut], *, scale: Linear, width: float) -> tuple[MarkPlace, ...]:
    """Place the words of marks: on one row if they fit, else on rows of their own.

    On rows of their own the words end (or begin) at their line, so that the lines that go on to a
    lower row pass beside them. Where even that has no room the words are broken into two lines.
    """
    found = tuple(
        MarkPlace(mark=mark, x=scale.at(mark.at), at=0.0, row=0, lines=(plain(mark.text),))
        for mark in sorted(marks, key=lambda mark: mark.at)
    )
    broken = tuple(
        replace(place, lines=tuple(map(plain, _broken(place.mark.text)))) for place in found
    )
    for places in (found, broken):
        for trial in (
            _centred(places, width=width),
            _outward(places, width=width),
            _stairs(places, width=width),
            _stairs(places, width=width, mirrored=True),
        ):
            if _stands(trial, width=width):
                return trial
    return _stairs(broken, width=width)


def _broken(words: str) -> tuple[str, ...]:
    """Words on two lines about equally long; on one where they have no place to break."""
    whole = text_width(words, size=SMALL)
    trials = (wrap(words, width=share * whole / 20, size=SMALL) for share in range(10, 20))
    return next((lines for lines in trials if len(lines) <= 2), (words,))


def _from(place: MarkPlace, left: float, *, width: float, row: int = 0) -> MarkPlace:
    """A place whose words begin there, but inside the drawing."""
    wide = widest(place.lines, size=SMALL)
    return replace(place, at=min(max(left, 0.0), width - wide) + wide / 2, row=row)


def _centred(places: Sequence[MarkPlace], *, width: float) -> tuple[MarkPlace, ...]:
    return tuple(_from(p, p.x - widest(p.lines, size=SMALL) / 2, width=width) for p in places)


def _outward(places: Sequence[MarkPlace], *, width: float) -> tuple[MarkPlace, ...]:
    """The words of the first before its line, those of the last behind its own."""
    found = list(_centred(places, width=width))
    if len(found) > 1:
        first, last = found[0], found[-1]
        left = first.x + _CLEAR - widest(first.lines, size=SMALL)
        found[0] = _from(first, left, width=width)
        found[-1] = _from(last, last.x - _CLEAR, width=width)
    return tuple(found)


def _stairs(
    places: Sequence[MarkPlace], *, width: float, mirrored: bool = False
) -> tuple[MarkPlace, ...]:
    """Each on rows of its own, its words on the side of its line where no later line stands."""
    places = places[::-1] if mirrored else places
    found: list[MarkPlace] = []
    row = 0
    for place, after in zip(places, [*places[1:], None], strict=True):
        wide = widest(place.lines, size=SMALL)
        if after is None:
            left = place.x - wide / 2
        elif mirrored:
            left = max(place.x - _CLEAR, after.x + _CLEAR)
        else:
            left = min(place.x + _CLEAR, after.x - _CLEAR) - wide
        found.append(_from(place, left, width=width, row=row))
        row += len(place.lines)
    return tuple(found)


def _stands(places: Sequence[MarkPlace], *, width: float) -> bool:
    """Whether all words are inside, apart from each other, and crossed by no other's line."""
    for place in places:
        left, right = place.box
        if left < -0.01 or right > width + 0.01:
            return False
        for other in places:
            if other is place:
                continue
            begin, end = other.box
            if set(place.rows) & set(other.rows) and begin < right + _APART and left < end + _APART:
                return False
            # A line ends above its words: it passes the rows before them.
            passes = other.row > place.row
            if passes and left - _CLEAR + 0.01 < other.x < right + _CLEAR - 0.01:
                return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPlan:
    """Places of everything in a strip of one size; ``dots`` run as `known` gives them."""

    head: Head
    scale: Linear
    dots: tuple[tuple[float, float, StripDot], ...]  # number, y, dot
    marks: tuple[MarkPlace, ...]
    chosen: StripDot | None
    radius: float
    middle: float
    reach: float
    top: float
    bottom: float
    height: float

    def mark_rows(self, place: MarkPlace) -> tuple[float, ...]:
        """The middles of the lines of a mark's words."""
        last = max(row for one in self.marks for row in one.rows)
        return tuple(self.bottom - 10 - (last - row) * SMALL * PITCH for row in place.rows)


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
    placed = place_marks(chart.marks, scale=scale, width=width)
    rows = max((row for place in placed for row in place.rows), default=0)
    marks = LABEL * PITCH + 4 + rows * SMALL * PITCH if placed else 0.0
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
        marks=placed,
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
        _marks(plan, paint=paint),
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


def _marks(plan: StripPlan, *, paint: Paint) -> str:
    parts = []
    for place in plan.marks:
        x, rows = place.x, plan.mark_rows(place)
        parts.append(
            line(
                x,
                plan.middle - plan.reach - 2,
                x,
                rows[0] - 9,
                stroke=paint("ink"),
                width=1.5,
                extra=data(mark=place.mark.at, x=x),
            )
        )
        parts += [
            text(
                place.at,
                y,
                words,
                fill=paint("ink"),
                size=SMALL,
                anchor="middle",
                halo=paint("paper"),
            )
            for y, words in zip(rows, place.lines, strict=True)
        ]
    return "".join(parts)
