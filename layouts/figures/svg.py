"""Renders a chart description to SVG: inline for a page, or standing alone as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from layouts.figures import (
    svg_bars,
    svg_dots,
    svg_heat,
    svg_map,
    svg_quadrant,
    svg_radar,
    svg_strip,
    svg_trend,
)
from layouts.figures.describe import (
    AnyChart,
    Bars,
    Chart,
    DotPlot,
    HeatMap,
    MapChart,
    QuadrantChart,
    Radar,
    Strip,
    Trend,
)
from layouts.figures.labels import BREAK, plain, text_width, wrap
from layouts.figures.marks import PITCH, Drawing, Paint, escape, lines_of_text, num, rect
from layouts.theme import FIGURE_TEXT, FONT_STACK, Mode, colours, pattern_id, patterns

WIDE: Final = 720.0
NARROW: Final = 360.0

# Logical size and the factor to pixels: 1600x900, 1200x1200, 1080x1920 and the preview card. Wide
# enough for the arrangement with names: a picture has no list beside it.
SHAPES: Final[Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {
        "16:9": (960.0, 540.0, 5 / 3),
        "1:1": (720.0, 720.0, 5 / 3),
        "9:16": (540.0, 960.0, 2.0),
        "card": (960.0, 504.0, 1.25),
    }
)

_DRAWERS: Final[Mapping[type, Callable[..., Drawing]]] = MappingProxyType(
    {
        Radar: svg_radar.draw,
        DotPlot: svg_dots.draw,
        QuadrantChart: svg_quadrant.draw,
        Strip: svg_strip.draw,
        Bars: svg_bars.draw,
        HeatMap: svg_heat.draw,
        MapChart: svg_map.draw,
        Trend: svg_trend.draw,
    }
)
_MARGIN: Final = 20.0
_ZOOMS: Final = (1.7, 1.5, 1.3, 1.15)  # times the size of a page that rows grow to in a picture
_LEAST: Final = 340.0  # width that rows need at least, in pixels of a page
_PATTERN: Final = re.compile(rf"url\(#{pattern_id('([a-z_]+)')}\)")


def svg(
    chart: AnyChart,
    *,
    width: float = WIDE,
    height: float | None = None,
    standalone: bool = False,
    mode: Mode = "light",
) -> str:
    """Render a chart.

    Inline, colours are CSS variables and the page prints title, note and source around it.
    Standing alone, colours are literal and title, subtitle, note, source and address are inside.
    Below 480 pixels of width the arrangement for phones is drawn.

    Args:
        chart: The description.
        width: Width of the drawing in pixels; the page may scale it.
        height: Height to fill; the drawing's own where None.
        standalone: Whether the SVG has to be complete without a page.
        mode: Set of literal colours of a standalone SVG.
    """
    if standalone:
        return _complete(chart, width=width, height=height, factor=1.0, mode=mode)
    made = _draw(chart, width=width, height=height, paint=_variable)
    stem = escape(f"{chart.id}-{num(width)}")
    defs, body = _with_patterns(made, None, stem)
    role = "group" if made.links else "img"
    return (
        f'<svg class="figure figure-{type(chart).__name__.lower()}" role="{role}" '
        f'aria-labelledby="{stem}-title {stem}-desc" viewBox="0 0 {num(width)} {num(made.height)}" '
        f'width="100%" lang="{chart.lang}" data-kind="{type(chart).__name__}" '
        f'data-provenance="{escape(chart.status.code)}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{stem}-title">{escape(chart.title)}</title>'
        f'<desc id="{stem}-desc">{escape(chart.alt)}</desc>{defs}{body}</svg>'
    )


def both(chart: AnyChart, *, wide: float = WIDE, narrow: float = NARROW) -> str:
    """Render the wide and the narrow variant; the box around them shows the one that fits."""
    return (
        f'<div class="figure-box"><div class="figure-wide">{svg(chart, width=wide)}</div>'
        f'<div class="figure-narrow">{svg(chart, width=narrow)}</div></div>'
    )


def picture(chart: AnyChart, shape: str, *, mode: Mode = "light") -> str:
    """Render a chart as a picture of one of the `SHAPES`, complete in itself.

    Raises:
        KeyError: for a shape that is none of them.
    """
    width, height, factor = SHAPES[shape]
    return _complete(chart, width=width, height=height, factor=factor, mode=mode)


def _variable(name: str) -> str:
    return f"var(--{name})"


def _draw(chart: Chart, *, width: float, height: float | None, paint: Paint) -> Drawing:
    return _DRAWERS[type(chart)](chart, width=width, height=height, paint=paint)


def _with_patterns(made: Drawing, paint: Mapping[str, str] | None, stem: str) -> tuple[str, str]:
    """Return the patterns a drawing uses, and the drawing with their ids made its own."""
    used = set(_PATTERN.findall(made.body))
    if not used:
        return "", made.body
    defs = f"<defs>{patterns(paint, prefix=f'{stem}-', kinds=used)}</defs>"
    return defs, made.body.replace("url(#", f"url(#{stem}-")


def _complete(
    chart: AnyChart, *, width: float, height: float | None, factor: float, mode: Mode
) -> str:
    literal = colours(mode)
    paint = literal.__getitem__
    inner = width - 2 * _MARGIN
    above, top = _heading(chart, inner, paint)
    below, foot = _footing(chart, inner, paint)
    room = None if height is None else height - top - foot - 2 * _MARGIN
    made, scale = _fitted(chart, inner, room, paint)
    tall = height if height is not None else top + made.height + foot + 2 * _MARGIN
    defs, body = _with_patterns(made, literal, escape(chart.id))
    x = _MARGIN + (inner - made.width * scale) / 2
    move = f"translate({num(x)} {num(_MARGIN + top)})" + (
        f" scale({scale:.4f})" if scale != 1 else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{num(width * factor)}" '
        f'height="{num(tall * factor)}" viewBox="0 0 {num(width)} {num(tall)}" role="img" '
        f'lang="{chart.lang}" font-family="{escape(FONT_STACK)}" '
        f'style="font-variant-numeric:tabular-nums" data-provenance="{escape(chart.status.code)}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
        f"{defs}"
        f"{rect(0, 0, width, tall, fill=paint('paper'))}"
        f'<g transform="translate({num(_MARGIN)} {num(_MARGIN)})">{above}</g>'
        f'<g transform="{move}">{body}</g>'
        f'<g transform="translate({num(_MARGIN)} {num(tall - _MARGIN - foot)})">{below}</g></svg>'
    )


def _fitted(chart: Chart, inner: float, room: float | None, paint: Paint) -> tuple[Drawing, float]:
    """Draw to the room, larger where a few rows would be lost in it.

    Where the chart needs more height than there is, it is drawn wider and scaled down.
    """
    made = _draw(chart, width=inner, height=room, paint=paint)
    if room is None:
        return made, 1.0
    if made.height <= room + 0.5:
        return _enlarged(chart, inner, room, paint) or (made, 1.0)
    wider = inner * min(1.5, made.height / room)
    made = _draw(chart, width=wider, height=room * wider / inner, paint=paint)
    return made, min(room / made.height, inner / wider)


def _enlarged(
    chart: Chart, inner: float, room: float, paint: Paint
) -> tuple[Drawing, float] | None:
    """Draw rows as large as the room allows; None for charts that fill it by themselves."""
    if not isinstance(chart, Bars | DotPlot | Strip):
        return None
    for zoom in _ZOOMS:
        width, height = inner / zoom, room / zoom
        if width < _LEAST:
            continue
        if _draw(chart, width=width, height=None, paint=paint).height <= height + 0.5:
            return _draw(chart, width=width, height=height, paint=paint), zoom
    return None


def _heading(chart: Chart, inner: float, paint: Paint) -> tuple[str, float]:
    size, small = FIGURE_TEXT["title"], FIGURE_TEXT["subtitle"]
    title = wrap(chart.title, width=inner, size=size, bold=True)
    under = wrap(chart.subtitle, width=inner, size=small) if chart.subtitle else ()
    first, second = len(title) * size * PITCH, len(under) * small * PITCH
    return (
        lines_of_text(0, first / 2, title, fill=paint("ink"), size=size, bold=True)
        + lines_of_text(0, first + second / 2, under, fill=paint("ink-soft"), size=small),
        first + second + 12,
    )


def _footing(chart: Chart, inner: float, paint: Paint) -> tuple[str, float]:
    size = FIGURE_TEXT["small"]
    rows = [row for words in (chart.note, chart.source) for row in _rows(words, inner, size)]
    if chart.address:
        last = rows[-1] if rows else ""
        together = f"{last} · {chart.address}"
        rows = (
            [*rows[:-1], together]
            if last and text_width(together, size=size) < inner
            else [*rows, *wrap(_breakable(chart.address), width=inner, size=size)]
        )
    tall = len(rows) * size * PITCH
    words = lines_of_text(0, 10 + tall / 2, rows, fill=paint("ink-soft"), size=size)
    return words, tall + 10 if rows else 0.0


def _breakable(address: str) -> str:
    """Return an address that may be broken after what separates its parts."""
    return "".join(f"{char}{BREAK}" if char in ",&?" else char for char in address)


def _rows(words: str, inner: float, size: float) -> tuple[str, ...]:
    return wrap(words, width=inner, size=size) if plain(words) else ()
