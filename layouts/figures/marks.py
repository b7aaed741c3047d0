"""The few SVG elements figures are made of, as escaped text, and the row that heads each figure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape as _escape
from typing import Final, Literal

from layouts.figures.describe import Axis, Status
from layouts.figures.labels import plain, shortened, text_width
from layouts.theme import FIGURE_LINE, FIGURE_TEXT

Paint = Callable[[str], str]
"""From the name of a colour to what stands in the SVG: a CSS variable or the literal colour."""
Anchor = Literal["start", "middle", "end"]

LABEL: Final = FIGURE_TEXT["label"]
VALUE: Final = FIGURE_TEXT["value"]
TICK: Final = FIGURE_TEXT["tick"]
SMALL: Final = FIGURE_TEXT["small"]
PITCH: Final = FIGURE_LINE
NARROW: Final = 480.0  # drawings narrower than this use the arrangement for phones
BASELINE: Final = 0.35  # of the size: from the middle of a line down to its baseline
KEY_MARK: Final = 22.0
_KEY_GAP: Final = 18.0
_KEY_LINE: Final = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished drawing: its size in pixels and its elements."""

    width: float
    height: float
    body: str
    links: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyItem:
    """One entry of a key: its mark drawn around the origin, as a character, and its word."""

    mark: str
    glyph: str
    colour: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """From the numbers of an axis to pixels."""

    axis: Axis
    start: float
    end: float

    def back(self, pixel: float) -> float:
        """Return the number at a pixel."""
        share = (pixel - self.start) / (self.end - self.start)
        return self.axis.low + share * (self.axis.high - self.axis.low)

    def at(self, value: float) -> float:
        """Return the pixel of a number; one beyond the axis is kept at its end."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def escape(text: str) -> str:
    """Return a text as it may stand in markup or an attribute, without break marks."""
    text = plain(text)
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c == "\u00a0")
    return _escape(text, quote=True)


def num(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def text(
    x: float,
    y: float,
    words: str,
    *,
    fill: str,
    size: float = LABEL,
    anchor: Anchor = "start",
    bold: bool = False,
    halo: str = "",
) -> str:
    """Return a line of text whose middle is at y."""
    where = f'x="{num(x)}" y="{num(y + size * BASELINE)}" font-size="{num(size)}"'
    if anchor != "start":
        where += f' text-anchor="{anchor}"'
    if bold:
        where += ' font-weight="600"'
    if halo:
        where += f' stroke="{halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
    return f'<text {where} fill="{fill}">{escape(words)}</text>'


def lines_of_text(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    fill: str,
    size: float = LABEL,
    anchor: Anchor = "start",
    bold: bool = False,
    halo: str = "",
) -> str:
    """Return several lines of text, the block centred on y.

    Lines stand apart in the markup too, so that they read as several words; a link around them is
    called by the lines joined in the same way.
    """
    step = size * PITCH
    top = y - step * (len(lines) - 1) / 2
    return " ".join(
        text(x, top + i * step, line, fill=fill, size=size, anchor=anchor, bold=bold, halo=halo)
        for i, line in enumerate(lines)
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    stroke: str,
    width: float = 1.0,
    dash: str = "",
    extra: str = "",
) -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}" stroke="{stroke}" '
        f'stroke-width="{num(width)}" fill="none"{dashes}{extra}/>'
    )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str,
    radius: float = 0,
    extra: str = "",
) -> str:
    """Return a filled rectangle."""
    corner = f' rx="{num(radius)}"' if radius else ""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(0, width))}" '
        f'height="{num(height)}"{corner} fill="{fill}"{extra}/>'
    )


def polyline(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the path data that joins points."""
    return (
        "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + ("Z" if closed else "")
        if points
        else ""
    )


def symbol(
    shape: str,
    x: float,
    y: float,
    radius: float,
    *,
    fill: str,
    stroke: str = "",
    width: float = 1.5,
    extra: str = "",
) -> str:
    """Return a mark of about the area of a circle of the given radius, centred on x, y."""
    line_of = f' stroke="{stroke}" stroke-width="{num(width)}"' if stroke else ""
    if shape == "circle":
        where = f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"'
    else:
        points = [(x + radius * dx, y + radius * dy) for dx, dy in _SHAPES[shape]]
        where = f'<path d="{polyline(points, closed=True)}"'
    return f'{where} fill="{fill}"{line_of}{extra}/>'


GLYPHS: Final = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "open": "◇",
}
"""The characters that stand for the marks where only text can be drawn."""

_WIDE: Final = 1.3 * 2 / math.sqrt(3)
_SHAPES: Final = {
    "square": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle-up": ((0, -1.3), (_WIDE, 0.65), (-_WIDE, 0.65)),
    "cross": (
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
        (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip


def data(**values: str | float) -> str:
    """Return ``data-…`` attributes by which tests and scripts find what a mark stands for."""
    return "".join(
        f' data-{name}="{escape(value) if isinstance(value, str) else repr(float(value))}"'
        for name, value in values.items()
    )


def titled(words: str, marks: str) -> str:
    """Return marks with words that show when a pointer rests on them."""
    return f"<g><title>{escape(words)}</title>{marks}</g>"


def linked(href: str, words: str, marks: str) -> str:
    """Return marks that are a link where there is an address, else marks with their words."""
    if not href:
        return titled(words, marks)
    said = escape(words)
    return f'<a href="{escape(href)}" aria-label="{said}"><title>{said}</title>{marks}</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The row above a figure: where each entry of its key stands, and how tall it is."""

    items: tuple[KeyItem, ...]
    places: tuple[tuple[float, float], ...]
    badge: float  # width of the mark of the data, 0 without one
    width: float
    height: float


def plan_head(items: Sequence[KeyItem], *, status: Status, width: float) -> Head:
    """Arrange the key at the left and the mark of the data at the right, in as few rows as fit."""
    badge = text_width(status.word, size=SMALL, bold=True) + 16 if status.word else 0.0
    places: list[tuple[float, float]] = []
    x, middle = 0.0, _KEY_LINE / 2
    items = [
        replace(item, word=shortened(item.word, width=width - KEY_MARK, size=SMALL))
        for item in items
    ]
    for item in items:
        needs = KEY_MARK + text_width(item.word, size=SMALL)
        limit = width - badge - 10 if badge and middle < _KEY_LINE else width
        if x + needs > limit and (x > 0 or limit < width):
            x, middle = 0.0, middle + _KEY_LINE
        places.append((x, middle))
        x += needs + _KEY_GAP
    height = middle + _KEY_LINE / 2 + 4 if items or badge else 0.0
    return Head(items=tuple(items), places=tuple(places), badge=badge, width=width, height=height)


def draw_head(plan: Head, *, status: Status, paint: Paint) -> str:
    """Draw the row above a figure."""
    parts = []
    for item, (x, y) in zip(plan.items, plan.places, strict=True):
        parts.append(f'<g transform="translate({num(x + 8)} {num(y)})">{item.mark}</g>')
        parts.append(text(x + KEY_MARK, y, item.word, fill=paint("ink-soft"), size=SMALL))
    if plan.badge:
        ink, soft = paint(f"status-{status.code}"), paint(f"status-{status.code}-soft")
        edge = f' stroke="{ink}" class="status"'
        left = plan.width - plan.badge
        parts.append(rect(left - 0.5, 1, plan.badge, 22, fill=soft, radius=3, extra=edge))
        middle = left + plan.badge / 2
        parts.append(
            text(middle, 12, status.word, fill=ink, size=SMALL, anchor="middle", bold=True)
        )
    return "".join(parts)


def value_axis(
    scale: Linear, *, top: float, bottom: float, paint: Paint, label: bool = True
) -> str:
    """Draw the grid lines and printed positions of a horizontal axis, and its name beneath."""
    parts = []
    for tick in scale.axis.ticks:
        x = scale.at(tick.at)
        parts.append(line(x, top, x, bottom, stroke=paint("grid"), extra=data(tick=tick.at, x=x)))
        parts.append(
            text(x, bottom + 12, tick.text, fill=paint("ink-soft"), size=TICK, anchor="middle")
        )
    if label:
        middle = (scale.start + scale.end) / 2
        parts.append(
            text(
                middle,
                bottom + 33,
                scale.axis.label,
                fill=paint("ink-soft"),
                size=SMALL,
                anchor="middle",
            )
        )
    return "".join(parts)
