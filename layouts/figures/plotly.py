"""Renders a chart description to a plain dict that plotly.js draws, with the SVG's positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from layouts.figures import plotly_fields, plotly_radar, plotly_rows, plotly_trend
from layouts.figures.describe import (
    AnyChart,
    Bars,
    DotPlot,
    HeatMap,
    QuadrantChart,
    Radar,
    Strip,
    Trend,
)
from layouts.figures.svg import WIDE

TRACE_TYPES: Final = ("scatter", "scatterpolar", "bar", "heatmap")
"""The only traces figures use, and so the only ones in the bundle."""

GRAPH_CONFIG: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "displaylogo": False,
        "displayModeBar": False,
        "modeBarButtonsToRemove": ["sendChartToCloud"],
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
    }
)
"""Configuration of every graph; nothing may offer to send a chart elsewhere."""

_RENDERERS: Final[Mapping[type, Callable[..., dict[str, Any]]]] = MappingProxyType(
    {
        Radar: plotly_radar.radar,
        DotPlot: plotly_rows.dots,
        QuadrantChart: plotly_fields.quadrant,
        Strip: plotly_rows.strip,
        Bars: plotly_rows.bars,
        HeatMap: plotly_fields.heat,
        Trend: plotly_trend.trend,
    }
)


def plotly(
    chart: AnyChart,
    *,
    colours: Mapping[str, str],
    width: float = WIDE,
    height: float | None = None,
) -> dict[str, Any]:
    """Render a chart to ``{"data": …, "layout": …}``.

    Everything lies where it lies in the SVG of the same width and height; in a box of another size
    the plot stretches and the text keeps its size. `customdata` holds the address behind a mark.

    Args:
        chart: The description.
        colours: Literal colours, from `layouts.theme.colours`.
        width: Width in pixels the figure is arranged for; below 480 the arrangement for phones.
        height: Height it is arranged for; the drawing's own where None.
    """
    return _RENDERERS[type(chart)](chart, colours=colours, width=width, height=height)
