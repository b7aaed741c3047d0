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
PART_COLOURS: Final = ("seq-8", "seq-6", "seq-4", "seq-2", "spread-core", "spread")


def bar_colour(chart: Bars, row: BarRow, part: int) -> str:
    """Return the name of the colour of a bar or of a part of it."""
    if len(chart.parts) > 1:
        return PART_COLOURS[part % len(PART_COLOURS)]
    picked = any(other.selected for other in chart.rows)
    return "spread-core" if picked and not row.selected else "series-1"


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
    left = 5.0 if narrow else min(280.0, width * 0.36)
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
    rows = []
    y = head.height + 8
    for row, lines, need in zip(chart.rows, labels, needs, strict=True):
        block = len(lines) * step
        middle = y + block + BAR / 2 if narrow else y + (need + each) / 2
        label_middle = y + block / 2 - 2 if narrow else middle
        rows.append(BarPlace(row=row, label=lines, label_middle=label_middle, middle=middle))
        y += need + each
    return BarPlan(
        head=head,
        scale=Linear(axis=chart.axis, start=left, end=width - _after(chart)),
        rows=tuple(rows),
        narrow=narrow,
        top=head.height,
        bottom=y,
        height=y + foot,
    )


def draw(chart: Bars, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw bars in a given width; a given height spreads the rows."""
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
        body.append(
            linked(place.row.href, plain(place.row.label), name) if place.row.href else name
        )
        body.append(_row(chart, place.row, scale, place.middle, paint=paint))
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
            mark=rect(-6, -7, 14, 14, fill=paint(PART_COLOURS[n % len(PART_COLOURS)])),
            glyph=GLYPHS["square"],
            colour=PART_COLOURS[n % len(PART_COLOURS)],
            word=part.label,
        )
        for n, part in enumerate(chart.parts)
    ]


def _row(chart: Bars, row: BarRow, scale: Linear, y: float, *, paint: Paint) -> str:
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
            y - BAR / 2,
            abs(x2 - x1),
            BAR,
            fill=paint(colour),
            extra=data(series=part.id, id=row.id, value=value.number, x=x2)
            + ("" if single else f' stroke="{paint("paper")}"'),
        )
        inside = ""
        if not single and x2 - x1 > text_width(value.text, size=SMALL) + 6:
            ink = paint(f"on-{colour}") if colour.startswith("seq") else paint("ink")
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
