"""Draws the map of provinces for pictures: shapes by class, an inset, a key, the highest."""

from __future__ import annotations

from typing import Final

from layouts.figures.describe import MapChart, MapShape
from layouts.figures.labels import text_width, widest
from layouts.figures.marks import (
    LABEL,
    SMALL,
    Drawing,
    Paint,
    data,
    draw_head,
    escape,
    num,
    plan_head,
    rect,
    text,
)
from layouts.theme import pattern_id

_ROW: Final = 23.0
_SWATCH: Final = (24.0, 14.0)
_GAP: Final = 28.0
_INSET: Final = 0.28  # width of the inset as a share of the map's
_LOWEST: Final = 280.0


def draw(chart: MapChart, *, width: float, height: float | None, paint: Paint) -> Drawing:
    """Draw a map in a given width: words beside it where it is wide, beneath where it is tall."""
    head = plan_head((), status=chart.status, width=width)
    room = max(_LOWEST, height or 640.0) - head.height
    key, names = _key_width(chart), _names_width(chart)
    stacked = _ROW * (len(chart.key) + len(chart.highest) + 3) <= room
    side = max(key, names) if stacked else key + _GAP + names
    beside = width - side - _GAP >= room * chart.width / chart.height * 0.75
    words_tall = 0.0 if beside else _ROW * (max(len(chart.key), len(chart.highest)) + 1.8)
    most_wide = width - (side + _GAP if beside else 0)
    scale = min(most_wide / chart.width, (room - words_tall) / chart.height)
    wide, high = chart.width * scale, chart.height * scale
    left, top = max(0.0, (most_wide - wide) / 2), head.height
    if beside:
        x, y = most_wide + _GAP, top + 10
        drawn, below = _key(chart, x, y, paint=paint)
        at = (x, below + _ROW * 0.6) if stacked else (x + key + _GAP, y)
    else:
        y = top + high + 18
        drawn, _ = _key(chart, 0, y, paint=paint)
        at = (max(width / 2 + 10, key + _GAP), y)
    body = (
        draw_head(head, status=chart.status, paint=paint)
        + _shapes(chart, left, top, scale, paint=paint)
        + drawn
        + _highest(chart, *at, paint=paint)
    )
    return Drawing(width=width, height=top + max(high + words_tall, room), body=body)


def _key_width(chart: MapChart) -> float:
    labels = widest([item.label for item in chart.key], size=SMALL) + _SWATCH[0] + 50
    return max(labels, text_width(chart.unit, size=SMALL))


def _names_width(chart: MapChart) -> float:
    names = widest([name for name, _ in chart.highest], size=LABEL)
    return max(names + 70, text_width(chart.highest_title, size=SMALL)) if chart.highest else 0.0


def _fill(shape: MapShape, paint: Paint) -> str:
    return f"url(#{pattern_id(shape.missing)})" if shape.missing else paint(shape.colour)


def _shapes(chart: MapChart, x: float, y: float, scale: float, *, paint: Paint) -> str:
    edge = paint("paper")
    paths = {
        shape.id: f'<path d="{escape(shape.path)}" fill="{_fill(shape, paint)}"'
        f"{data(id=shape.id)}/>"
        for shape in chart.shapes
    }
    chosen = "".join(
        f'<path d="{escape(shape.path)}" fill="none" stroke="{paint("ink")}" '
        f'stroke-width="{3 / scale:.2f}" stroke-linejoin="round"/>'
        for shape in chart.shapes
        if shape.id == chart.selected
    )
    box_x, box_y, box_wide, box_high = chart.inset
    wide = chart.width * _INSET
    zoom = wide / box_wide
    inset_x = chart.width - wide
    within = "".join(paths[code] for code in chart.inset_ids if code in paths)
    clip = f"inset-{escape(chart.id)}"
    return (
        f'<g transform="translate({num(x)} {num(y)}) scale({scale:.5f})">'
        f'<g stroke="{edge}" stroke-width="{0.8 / scale:.2f}">{"".join(paths.values())}</g>{chosen}'
        f'<clipPath id="{clip}"><rect x="{num(inset_x)}" y="0" width="{num(wide)}" '
        f'height="{num(box_high * zoom)}"/></clipPath>'
        f'<g clip-path="url(#{clip})"><g transform="translate({num(inset_x)} 0) '
        f'scale({zoom:.4f}) translate({num(-box_x)} {num(-box_y)})" stroke="{edge}" '
        f'stroke-width="{0.8 / scale / zoom:.2f}">{within}</g></g>'
        f'<rect x="{num(inset_x)}" y="0" width="{num(wide)}" height="{num(box_high * zoom)}" '
        f'fill="none" stroke="{paint("rule-strong")}" stroke-width="{1 / scale:.2f}"/></g>'
    )


def _key(chart: MapChart, x: float, y: float, *, paint: Paint) -> tuple[str, float]:
    ink, soft = paint("ink"), paint("ink-soft")
    parts = [text(x, y, chart.unit, fill=soft, size=SMALL)]
    y += _ROW
    wide, high = _SWATCH
    for item in chart.key:
        fill = f"url(#{pattern_id(item.missing)})" if item.missing else paint(item.colour)
        parts.append(rect(x, y - high / 2, wide, high, fill=fill, radius=2))
        parts.append(text(x + wide + 8, y, item.label, fill=ink, size=SMALL))
        at = x + wide + 8 + text_width(item.label, size=SMALL) + 8
        parts.append(text(at, y, item.count, fill=soft, size=SMALL))
        y += _ROW
    return "".join(parts), y


def _highest(chart: MapChart, x: float, y: float, *, paint: Paint) -> str:
    if not chart.highest:
        return ""
    parts = [text(x, y, chart.highest_title, fill=paint("ink-soft"), size=SMALL)]
    y += _ROW
    names = widest([name for name, _ in chart.highest], size=LABEL)
    for name, value in chart.highest:
        parts.append(text(x, y, name, fill=paint("ink"), size=LABEL))
        parts.append(text(x + names + 14, y, value, fill=paint("ink"), size=LABEL, bold=True))
        y += _ROW
    return "".join(parts)
