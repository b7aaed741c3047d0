"""Draws a heat map: a matrix whose cells carry their numbers, coloured by fixed class steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from layouts.figures.describe import HeatMap, HeatRow
from layouts.figures.labels import said, text_width, widest_piece, wrap
from layouts.figures.marks import (
    GLYPHS,
    LABEL,
    NARROW,
    PITCH,
    SMALL,
    TICK,
    Drawing,
    Head,
    KeyItem,
    Paint,
    data,
    draw_head,
    escape,
    lines_of_text,
    linked,
    num,
    plan_head,
    rect,
    text,
    titled,
)
from layouts.theme import map_class, pattern_id

_CELL: Final = 34.0
_LEAST_CELL: Final = 22.0
TILT: Final = 62
_LONGEST: Final = 128.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPlan:
    """Places of everything in a heat map of one size; ``rows`` hold top and height of each."""

    head: Head
    left: float
    each: float
    above: float
    labels: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[float, float], ...]
    width: float
    height: float


def arrange(
    chart: HeatMap, *, width: float, height: float | None = None, paint: Paint = str
) -> HeatPlan:
    """Find the places of columns and rows."""
    head = plan_head(_key(chart, paint=paint), status=chart.status, width=width)
    left = 112.0 if width < NARROW else min(250.0, width * 0.32)
    longest = max((widest_piece(row.label, size=TICK) for row in chart.rows), default=0.0)
    left = min(max(left, longest + 14), width * 0.46)
    each = (width - left) / max(1, len(chart.columns))
    above = _above(chart, each=each)
    labels = [wrap(row.label, width=left - 10, size=TICK) for row in chart.rows]
    y = head.height + above
    cell = _CELL
    if height is not None:
        cell = min(_CELL, max(_LEAST_CELL, (height - y - 4) / max(1, len(chart.rows))))
    needs = [max(cell, len(rows) * TICK * PITCH + 6) for rows in labels]
    spare = 0.0 if height is None else max(0.0, height - y - sum(needs) - 4)
    more = spare / max(1, len(needs))
    rows = []
    for need in needs:
        rows.append((y, need + more))
        y += need + more
    return HeatPlan(
        head=head,
        left=left,
        each=each,
        above=above,
        labels=tuple(labels),
        rows=tuple(rows),
        width=width,
        height=y + 4,
    )


def draw(chart: HeatMap, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a heat map in a given width; a given height stretches the rows."""
    plan = arrange(chart, width=width, height=height, paint=paint)
    body = [
        draw_head(plan.head, status=chart.status, paint=paint),
        _columns(chart, plan, paint=paint),
    ]
    for row, lines, (y, tall) in zip(chart.rows, plan.labels, plan.rows, strict=True):
        name = lines_of_text(
            plan.left - 10,
            y + tall / 2,
            lines,
            fill=paint("link" if row.href else "ink"),
            size=TICK,
            anchor="end",
        )
        body.append(linked(row.href, " ".join(lines), name) if row.href else name)
        body.append(_cells(chart, row, plan, top=y, tall=tall, paint=paint))
    links = any(row.href for row in chart.rows)
    return Drawing(width=width, height=plan.height, body="".join(body), links=links)


def cell_colour(chart: HeatMap, number: float) -> str:
    """Return the name of the colour of a number."""
    return f"{chart.scale.ramp}-{map_class(number, scale=chart.scale) + 1}"


def _key(chart: HeatMap, *, paint: Paint) -> list[KeyItem]:
    return [
        KeyItem(
            mark=rect(-6, -7, 18, 14, fill=paint(f"{chart.scale.ramp}-{n + 1}"), radius=2),
            glyph=GLYPHS["square"],
            colour=f"{chart.scale.ramp}-{n + 1}",
            word=word,
        )
        for n, word in enumerate(chart.classes)
    ]


def upright(chart: HeatMap, *, each: float) -> bool:
    """Whether the column names stand upright: the widest word of each fits its column."""
    return all(widest_piece(c.label, size=TICK) <= each - 4 for c in chart.columns)


def _above(chart: HeatMap, *, each: float) -> float:
    if upright(chart, each=each):
        lines = [len(wrap(c.label, width=each - 4, size=TICK)) for c in chart.columns]
        return max(lines, default=1) * TICK * PITCH + 10
    longest = max(text_width(c.label, size=SMALL) for c in chart.columns)
    return min(longest, _LONGEST) * 0.9 + 18


def tilted(label: str) -> tuple[str, ...]:
    """Return the lines of a tilted column name: two at most."""
    rows = wrap(label, width=_LONGEST, size=SMALL)
    return rows if len(rows) <= 2 else (rows[0], " ".join(rows[1:]))


def _columns(chart: HeatMap, plan: HeatPlan, *, paint: Paint) -> str:
    """Draw the column names: upright where the widest word fits a column, else tilted."""
    left, each, above, top = plan.left, plan.each, plan.above, plan.head.height
    if upright(chart, each=each):
        names = [wrap(c.label, width=each - 4, size=TICK) for c in chart.columns]
        return "".join(
            lines_of_text(
                left + (n + 0.5) * each,
                top + above - 6 - len(rows) * TICK * PITCH / 2,
                rows,
                fill=paint("ink-soft"),
                size=TICK,
                anchor="middle",
            )
            for n, rows in enumerate(names)
        )
    parts = []
    for n, column in enumerate(chart.columns):
        x, y = left + (n + 0.5) * each, top + above - 6
        rows = tilted(column.label)
        inner = "".join(
            f'<tspan x="0" y="{num((i - (len(rows) - 1) / 2) * SMALL * 1.3)}">{escape(row)}</tspan>'
            for i, row in enumerate(rows)
        )
        parts.append(
            f'<text transform="translate({num(x)} {num(y)}) rotate({TILT})" '
            f'font-size="{num(SMALL)}" text-anchor="end" fill="{paint("ink-soft")}">{inner}</text>'
        )
    return "".join(parts)


def _cells(
    chart: HeatMap, row: HeatRow, plan: HeatPlan, *, top: float, tall: float, paint: Paint
) -> str:
    left, each = plan.left, plan.each
    parts = []
    for n, (column, value) in enumerate(zip(chart.columns, row.values, strict=True)):
        x = left + n * each
        words = said(row.label, column.label, value=value.text)
        if value.number is None:
            cell = rect(
                x + 1, top + 1, each - 2, tall - 2, fill=f"url(#{pattern_id(value.missing)})"
            )
            word = ""
            if text_width(value.text, size=SMALL) < each - 8:
                word = text(
                    x + each / 2,
                    top + tall / 2,
                    value.text,
                    fill=paint("ink"),
                    size=SMALL,
                    anchor="middle",
                    halo=paint("missing-paper"),
                )
            parts.append(titled(words, cell + word))
            continue
        colour = cell_colour(chart, value.number)
        cell = rect(
            x + 1,
            top + 1,
            each - 2,
            tall - 2,
            fill=paint(colour),
            radius=2,
            extra=data(id=row.id, series=column.id, value=value.number),
        )
        number = text(
            x + each / 2,
            top + tall / 2,
            value.text,
            fill=paint(f"on-{colour}"),
            size=LABEL if each > 48 else SMALL,
            anchor="middle",
        )
        parts.append(titled(words, cell + number))
    return "".join(parts)
