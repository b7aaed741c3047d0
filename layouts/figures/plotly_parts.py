"""What the Plotly renderings share: a canvas in the SVG's pixels, text on it, the common layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from layouts.figures.describe import Chart
from layouts.figures.labels import plain
from layouts.figures.marks import KEY_MARK, LABEL, SMALL, TICK, Anchor, Head, Linear
from layouts.theme import FONT_STACK

Colours = Mapping[str, str]
Part = dict[str, Any]

_ANCHORS: Final[Mapping[str, str]] = {"start": "left", "middle": "center", "end": "right"}
# Plotly's `size` that gives a mark the outline it has in the SVG at radius 1.
MARK_SIZES: Final[Mapping[str, float]] = {
    "circle": 2.0,
    "square": 1.78,
    "diamond": 1.92,
    "triangle-up": 2.6,
    "cross": 2.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """The drawing's size and the box of its plot, in pixels of the SVG."""

    chart: Chart
    colours: Colours
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    def words(
        self,
        x: float,
        y: float,
        words: str | Sequence[str],
        *,
        colour: str = "ink",
        size: float = LABEL,
        anchor: Anchor = "start",
        bold: bool = False,
        below: bool = False,
        **more: Any,
    ) -> Part:
        """Return text at a pixel of the SVG that keeps its distance to a corner of the plot.

        The corner is the top left one; with `below` the bottom left one, and in the right half of
        the drawing the right one, so that a plot that is wider or taller keeps all in place.
        """
        right = x > (self.left + self.right) / 2
        return {
            "xref": "paper",
            "yref": "paper",
            "x": 1 if right else 0,
            "y": 0 if below else 1,
            "xshift": x - (self.right if right else self.left),
            "yshift": (self.bottom if below else self.top) - y,
            **self.style(words, colour=colour, size=size, anchor=anchor, bold=bold),
            **more,
        }

    def on_axes(
        self,
        x: float,
        y: float,
        words: str | Sequence[str],
        *,
        colour: str = "ink",
        size: float = LABEL,
        anchor: Anchor = "start",
        bold: bool = False,
        **more: Any,
    ) -> Part:
        """Return text at numbers of the axes."""
        return {
            "xref": "x",
            "yref": "y",
            "x": x,
            "y": y,
            **self.style(words, colour=colour, size=size, anchor=anchor, bold=bold),
            **more,
        }

    def style(
        self,
        words: str | Sequence[str],
        *,
        colour: str = "ink",
        size: float = LABEL,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> Part:
        """Return what any text has: its words, safe for Plotly, and how they look."""
        rows = [words] if isinstance(words, str) else words
        font = {"size": size, "color": self.colours[colour]} | ({"weight": 600} if bold else {})
        return {
            "text": "<br>".join(safe(row) for row in rows),
            "showarrow": False,
            "xanchor": _ANCHORS[anchor],
            "yanchor": "middle",
            "align": _ANCHORS[anchor],
            "borderpad": 0,
            "font": font,
        }


def safe(words: str) -> str:
    """Return words that Plotly cannot take for its own markup."""
    return escape(plain(words), quote=False)


def head_words(canvas: Canvas, head: Head) -> list[Part]:
    """Return the key and the mark of the data above a figure."""
    found = []
    for item, (x, y) in zip(head.items, head.places, strict=True):
        glyph = canvas.words(x + 9, y, item.glyph, colour=item.colour, size=TICK, anchor="middle")
        word = canvas.words(x + KEY_MARK, y, item.word, colour="ink-soft", size=SMALL)
        # The entries of a key keep their distances, so all of them hold on to the left.
        found.append(glyph | {"x": 0, "xshift": x + 9 - canvas.left})
        found.append(word | {"x": 0, "xshift": x + KEY_MARK - canvas.left})
    if head.badge:
        code = canvas.chart.status.code
        found.append(
            canvas.words(
                head.width - head.badge / 2 - 1,
                15,  # leaves room for the border, which Plotly draws outside
                canvas.chart.status.word,
                colour=f"status-{code}",
                size=SMALL,
                anchor="middle",
                bold=True,
                bgcolor=canvas.colours[f"status-{code}-soft"],
                bordercolor=canvas.colours[f"status-{code}"],
                borderpad=3,
                name="status",
            )
        )
    return found


def axis_name(canvas: Canvas, scale: Linear) -> Part:
    """Return the name of a horizontal axis beneath its ticks."""
    middle = (scale.start + scale.end) / 2
    name = canvas.words(
        middle,
        canvas.bottom + 33,
        scale.axis.label,
        colour="ink-soft",
        size=SMALL,
        anchor="middle",
        below=True,
    )
    return {**name, "x": 0.5, "xshift": middle - (canvas.left + canvas.right) / 2}


def figure(
    canvas: Canvas,
    data: Sequence[Part],
    *,
    annotations: Sequence[Part] = (),
    shapes: Sequence[Part] = (),
    **more: Any,
) -> Part:
    """Return a complete figure: traces, texts, shapes and the layout all figures share.

    The height is left to the box that holds it; `meta` says the size it was arranged for.
    """
    colours = canvas.colours
    return {
        "data": list(data),
        "layout": {
            "autosize": True,
            "paper_bgcolor": colours["paper"],
            "plot_bgcolor": colours["paper"],
            "font": {"family": FONT_STACK, "size": LABEL, "color": colours["ink"]},
            "margin": {
                "l": canvas.left,
                "r": canvas.width - canvas.right,
                "t": canvas.top,
                "b": canvas.height - canvas.bottom,
                "autoexpand": False,
            },
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colours["paper-raised"],
                "bordercolor": colours["rule-strong"],
                "font": {"family": FONT_STACK, "size": LABEL, "color": colours["ink"]},
                "align": "left",
            },
            "uirevision": canvas.chart.id,
            "meta": {"width": canvas.width, "height": canvas.height, "kind": canvas.chart.id},
            "annotations": list(annotations),
            "shapes": list(shapes),
            **more,
        },
    }


def value_axis(scale: Linear, canvas: Canvas, **more: Any) -> Part:
    """Return an axis of numbers with its fixed range and printed positions."""
    low, high = scale.axis.low, scale.axis.high
    return {
        "range": [low, high],
        "tickmode": "array",
        "tickvals": [tick.at for tick in scale.axis.ticks],
        "ticktext": [safe(tick.text) for tick in scale.axis.ticks],
        "tickfont": {"size": TICK, "color": canvas.colours["ink-soft"]},
        "gridcolor": canvas.colours["grid"],
        "showgrid": True,
        "zeroline": False,
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "automargin": False,
        **more,
    }


def pixel_axis(start: float, end: float) -> Part:
    """Return an axis that counts the SVG's pixels, for rows and columns that have no number."""
    return {"range": [start, end], "visible": False, "fixedrange": True, "automargin": False}


def stroke(x0: float, y0: float, x1: float, y1: float, *, colour: str, width: float) -> Part:
    """Return a straight line at numbers of the axes."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "layer": "below",
        "line": {"color": colour, "width": width},
    }


def area(x0: float, y0: float, x1: float, y1: float, *, colour: str) -> Part:
    """Return a filled rectangle at numbers of the axes."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "layer": "below",
        "fillcolor": colour,
        "line": {"width": 0},
    }
