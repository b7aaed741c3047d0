"""The live components: what Dash owns in a page; all else is served HTML and stays as served.

An island stands in the layout tree like any other component. The server renders a hole with a
stand-in, the browser's `window.phrom` (assets/js/islands.js) portals the live part into it.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

NAMESPACE = "phrom"


class Island(Component):
    """Base of the live components; `stand_in` is what the served HTML shows in its place."""

    _namespace = NAMESPACE
    _children_props: list[str] = []
    _base_nodes = ["children"]
    _valid_wildcard_attributes: list[str] = []
    available_wildcard_properties: list[str] = []
    _prop_names: list[str] = ["id"]
    _type = "Island"

    def __init__(self, *, stand_in: Any = None, **props: Any) -> None:
        self.stand_in = stand_in
        # Not Dash's own, which looks for a Python package of the namespace for every property.
        for name, value in props.items():
            if name not in self._prop_names:
                message = f"{self._type} has no property {name}"
                raise TypeError(message)
            setattr(self, name, value)


class Page(Island):
    """Root of the Dash layout: portals each of its children into its hole."""

    _type = "Page"
    _prop_names = ["children"]


class Chart(Island):
    """A Plotly figure that takes the place of its server-drawn SVG when a reader reaches for it.

    Props: `figure` (dict with data and layout), `config` (Plotly's), `drawing` (HTML that a
    callback puts in the place of the served drawing), `least` (pixels of width below which the
    drawing stays, because labels would meet). On a phone it stays in any case: nothing hovers
    there, and Plotly weighs 346 KB. For keys and screen readers it stays everywhere.
    """

    _type = "Chart"
    _prop_names = ["id", "figure", "config", "drawing", "least"]


class Fragment(Island):
    """A region whose served HTML a callback may replace (`Output(id, "html")`)."""

    _type = "Fragment"
    _prop_names = ["id", "html"]


class Choice(Island):
    """A native `<select name=…>` of the served page, adopted as it stands: `Input(id, "value")`.

    `name` is the name of the select and of the URL parameter that keeps the choice.
    """

    _type = "Choice"
    _prop_names = ["id", "name", "value", "context"]
