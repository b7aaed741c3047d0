"""Draws horizontal bars: one value a row, or a whole divided into parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import BarRow, Bars
from layouts.figures.labels import plain, said, text_width, wrap
from layouts.figures.marks import (
    GLYPHS,
    LABEL,
    NARROW,
    PITCH,
    SMALL,
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
    linked,
    plan_head,
    rect,
    text,
    titled,
    value_axis,
)
from layouts.theme import pattern_id

FOOT: Final = 46.0
BAR: Final = 20.0
_THICKEST: Final = 56.0
_STEP: Final = 58.0  # height of a line of a single whole in a picture
PART_COLOURS: Final = ("seq-8", "seq-6", "seq-4", "seq-2", "spread-core", "spread")


def bar_colour(chart: Bars, row: BarRow, part: int) -> str:
    """Return the name of the colour of a bar or of a part of it."""
    if len(chart.parts) > 1:
        return chart.parts[part].colour or PART_COLOURS[part % len(PART_COLOURS)]
    picked = any(other.selected for other in chart.rows)
    return "spread-core" if picked and not row.selected else "series-1"


def ink_on(colour: str) -> str:
    """Return the name of the colour in which text stands on a part."""
    if colour.startswith("seq"):
        return f"on-{colour}"
    return "paper" if colour.startswith("quad") else "ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlace:
    """Where one row's label and bar stand."""

    row: BarRow
    label: tuple[str, ...]
    label_middle: float
    middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlan:
    """Places of everything in a bar chart of one size."""

    head: Head
    scale: Linear
    rows: tuple[BarPlace, ...]
    bar: float  # thickness of a bar
    narrow: bool
    top: float
    bottom: float
    height: float


def arrange(
    chart: Bars, *, width: float, height: float | None = None, paint: Paint = str
) -> BarPlan:
    """Find the places of the axis and of every row."""
    narrow = width < NARROW
    head = plan_head(_key(chart, paint=paint), status=chart.status, width=width)
    named = any(row.label for row in chart.rows)
    left = 5.0 if narrow or not named else min(280.0, width * 0.36)
    step = LABEL * PITCH
    labels = [
        wrap(row.label, width=width if narrow else left - 14, size=LABEL) for row in chart.rows
    ]
    needs = [
        len(rows) * step + BAR + 16 if narrow else max(BAR + 14, len(rows) * step + 10)
        for rows in labels
    ]
    foot = FOOT if chart.axis.ticks else 8.0
    spare = 0.0 if height is None else max(0.0, height - head.height - foot - 8 - sum(needs))
    each = spare / max(1, len(needs))
    bar = min(_THICKEST, BAR + each / 3)
    rows = []
    y = head.height + 8
    for row, lines, need in zip(chart.rows, labels, needs, strict=True):
        block = len(lines) * step
        lead = (each - (bar - BAR)) / 2
        middle = y + lead + block + bar / 2 if narrow else y + (need + each) / 2
        label_middle = y + lead + block / 2 - 2 if narrow else middle
        rows.append(BarPlace(row=row, label=lines, label_middle=label_middle, middle=middle))
        y += need + each
    return BarPlan(
        head=head,
        scale=Linear(axis=chart.axis, start=left, end=width - _after(chart)),
        rows=tuple(rows),
        bar=bar,
        narrow=narrow,
        top=head.height,
        bottom=y,
        height=y + foot,
    )


def draw(chart: Bars, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw bars in a given width; a given height spreads the rows.

    A single whole given a height is drawn with its parts counted up in large figures.
    """
    if height is not None and len(chart.rows) == 1 and len(chart.parts) > 1:
        return _tally(chart, width=width, height=height, paint=paint)
    plan = arrange(chart, width=width, height=height, paint=paint)
    scale = plan.scale
    body = [
        draw_head(plan.head, status=chart.status, paint=paint),
        value_axis(
            scale, top=plan.top, bottom=plan.bottom, paint=paint, label=bool(chart.axis.ticks)
        ),
    ]
    for place in plan.rows:
        name = lines_of_text(
            0 if plan.narrow else scale.start - 14,
            place.label_middle,
            place.label,
            fill=paint("link" if place.row.href else "ink"),
            anchor="start" if plan.narrow else "end",
            bold=place.row.selected,
        )
        words = " ".join(place.label)
        body.append(linked(place.row.href, words, name) if place.row.href else name)
        body.append(_row(chart, place, plan, paint=paint))
    if chart.mark:
        x = scale.at(chart.mark.at)
        extra = data(mark=chart.mark.at, x=x)
        body.append(line(x, plan.top, x, plan.bottom, stroke=paint("ink"), width=1.5, extra=extra))
        body.append(
            text(x + 4, plan.top + 2, chart.mark.text, fill=paint("ink"), size=SMALL,
                 halo=paint("paper"))
        )  # fmt: skip
    links = any(row.href for row in chart.rows)
    return Drawing(width=width, height=plan.height, body="".join(body), links=links)


def _tally(chart: Bars, *, width: float, height: float, paint: Paint) -> Drawing:
    """Draw one whole: its bar, and under it a line for each part with its value."""
    (row,) = chart.rows
    head = plan_head((), status=chart.status, width=width)
    known = [
        (number, part, value)
        for number, (part, value) in enumerate(zip(chart.parts, row.values, strict=True))
        if value.number is not None
    ]
    above = " · ".join(word for word in (plain(row.label), row.after) if word)
    room = height - head.height
    step = min(_STEP, room / (len(known) + 3))
    bar = min(_THICKEST, step * 1.2)
    size, small = step * 0.62, max(SMALL, step * 0.36)
    y = head.height + (room - (step * (len(known) + 1) + bar)) / 2
    body = [draw_head(head, status=chart.status, paint=paint)]
    if above:
        body.append(text(0, y + step * 0.3, above, fill=paint("ink"), size=small))
    y += step * 0.7
    scale = Linear(axis=chart.axis, start=0, end=width)
    start = 0.0
    wide = max((text_width(v.text, size=size, bold=True) for _, _, v in known), default=0.0)
    for line_number, (number, part, value) in enumerate(known):
        colour = paint(bar_colour(chart, row, number))
        x1, x2 = scale.at(start), scale.at(start + (value.number or 0.0))
        start += value.number or 0.0
        extra = data(series=part.id, id=row.id, value=value.number or 0.0, x=x2)
        edge = f' stroke="{paint("paper")}"'
        shape = rect(x1, y, x2 - x1, bar, fill=colour, extra=extra + edge)
        body.append(titled(bar_text(chart, row, number), shape))
        at = y + bar + step * (line_number + 0.8)
        body.append(rect(0, at - size * 0.4, size * 0.8, size * 0.8, fill=colour, radius=2))
        end = size * 1.2 + wide
        body.append(
            text(end, at, value.text, fill=paint("ink"), size=size, anchor="end", bold=True)
        )
        body.append(text(end + size * 0.5, at, part.label, fill=paint("ink"), size=small))
    return Drawing(width=width, height=height, body="".join(body))


def _after(chart: Bars) -> float:
    """Return the room that values and words after the longest bars need."""
    single = len(chart.parts) == 1
    return max(
        (
            text_width(row.values[0].text if single else "", size=VALUE, bold=True)
            + text_width(row.after, size=SMALL)
            + (16 if row.after else 8)
            for row in chart.rows
            if any(v.number is not None for v in row.values)
        ),
        default=8.0,
    )


def _key(chart: Bars, *, paint: Paint) -> list[KeyItem]:
    if len(chart.parts) < 2:
        return []
    return [
        KeyItem(
            mark=rect(-6, -7, 14, 14, fill=paint(bar_colour(chart, chart.rows[0], n))),
            glyph=GLYPHS["square"],
            colour=bar_colour(chart, chart.rows[0], n),
            word=part.label,
        )
        for n, part in enumerate(chart.parts)
    ]


def _row(chart: Bars, place: BarPlace, plan: BarPlan, *, paint: Paint) -> str:
    row, scale, y = place.row, plan.scale, place.middle
    parts = []
    base = max(chart.axis.low, min(0.0, chart.axis.high))
    start = base
    single = len(chart.parts) == 1
    end = scale.at(base)
    for number, (part, value) in enumerate(zip(chart.parts, row.values, strict=True)):
        if value.number is None:
            continue
        x1, x2 = scale.at(start), scale.at(start + value.number)
        colour = bar_colour(chart, row, number)
        bar = rect(
            min(x1, x2),
            y - plan.bar / 2,
            abs(x2 - x1),
            plan.bar,
            fill=paint(colour),
            extra=data(series=part.id, id=row.id, value=value.number, x=x2)
            + ("" if single else f' stroke="{paint("paper")}"'),
        )
        inside = ""
        if not single and x2 - x1 > text_width(value.text, size=SMALL) + 6:
            ink = paint(ink_on(colour))
            inside = text((x1 + x2) / 2, y, value.text, fill=ink, size=SMALL, anchor="middle")
        parts.append(titled(bar_text(chart, row, number), bar + inside))
        start += value.number
        end = max(end, x2)
    if start == base and all(v.number is None for v in row.values):
        return _missing(row, scale, y, paint=paint)
    if single:
        words = row.values[0].text
        parts.append(text(end + 6, y, words, fill=paint("ink"), size=VALUE, bold=True))
        end += text_width(words, size=VALUE, bold=True) + 8
    if row.after:
        parts.append(text(end + 6, y, row.after, fill=paint("ink-soft"), size=SMALL))
    return "".join(parts)


def bar_text(chart: Bars, row: BarRow, part: int) -> str:
    """Return what a bar says when it is pointed at."""
    name = chart.parts[part].label if len(chart.parts) > 1 else ""
    return said(row.label, name, value=row.values[part].text)


def _missing(row: BarRow, scale: Linear, y: float, *, paint: Paint) -> str:
    value = row.values[0]
    box = rect(scale.start, y - BAR / 2, 34, BAR, fill=f"url(#{pattern_id(value.missing)})")
    return box + text(scale.start + 42, y, value.text, fill=paint("ink-soft"), size=SMALL)
