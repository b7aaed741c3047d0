"""Renders a chart description to a plain dict that plotly.js draws, with the SVG's positions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

TRACE_TYPES: Final = ("scatter", "scatterpolar", "bar", "heatmap")
"""The only traces figures use, and so the only ones in the bundle."""

GRAPH_CONFIG: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "displaylogo": False,
        "displayModeBar": False,
        "modeBarButtonsToRemove": ["sendChartToCloud"],
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": "reset",
    }
)
"""Configuration of every graph; nothing may offer to send a chart elsewhere."""
