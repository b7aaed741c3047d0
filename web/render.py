"""Layout tree in, HTML out; live components leave holes. It knows no route and no data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import dash_bootstrap_components as dbc
from dash import html as dash_html
from dash.development.base_component import Component

from layouts.islands import Island
from layouts.markup import Raw, Tag

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
RENAMED = {"className": "class", "htmlFor": "for"}
BOOLEAN = frozenset(
    {"hidden", "disabled", "checked", "selected", "open", "multiple", "required", "reversed"}
)

OF_DASH = frozenset(
    {
        "_prop_names",
        "_valid_wildcard_attributes",
        "available_properties",
        "available_wildcard_properties",
    }
)
"""What every component keeps for Dash beside what it was given."""


class UnknownComponent(TypeError):
    """A tree holds something that the server cannot render."""


def render_html(tree: Any, islands: list[Island] | None = None) -> str:
    """Render a layout tree.

    Args:
        tree: dash.html and the dbc components of `BOOTSTRAP`, Raw, Tag, islands, text, lists.
        islands: collects the live components in the order of their holes; without it an island
            in the tree is an error (a fragment returned by a callback holds none).

    Raises:
        UnknownComponent: for anything else, so that nothing is dropped silently.
    """
    parts: list[str] = []
    _render(tree, parts.append, islands)
    return "".join(parts)


def _render(node: Any, emit: Callable[[str], None], islands: list[Island] | None) -> None:
    if node is None:
        return
    if isinstance(node, str):
        emit(escape(node, quote=False))
    elif isinstance(node, Raw):
        emit(node.html)
    elif isinstance(node, Tag):
        _element(node.name, node.attributes, node.children, emit, islands)
    elif isinstance(node, Island):
        _hole(node, emit, islands)
    elif isinstance(node, Component):
        _component(node, emit, islands)
    elif isinstance(node, (list, tuple)):
        for child in node:
            _render(child, emit, islands)
    elif isinstance(node, int) and not isinstance(node, bool):
        emit(str(node))
    else:
        message = f"cannot render {type(node).__name__}: {node!r:.80}"
        raise UnknownComponent(message)


def _hole(island: Island, emit: Callable[[str], None], islands: list[Island] | None) -> None:
    if islands is None:
        message = f"a live component ({island._type}) where none may be"
        raise UnknownComponent(message)
    number = len(islands)
    islands.append(island)
    emit(f'<div class="hole hole-{island._type.lower()}" data-hole="{number}">')
    _render(island.stand_in, emit, islands)
    emit("</div>")


def _component(node: Component, emit: Callable[[str], None], islands: list[Island] | None) -> None:
    given = vars(node)
    # In the order of names: Dash sets them in that of a set, which is another in every process.
    props = {name: given[name] for name in sorted(given.keys() - OF_DASH)}
    children = props.pop("children", None)
    if node._namespace == HTML_NAMESPACE:
        _element(node._type.lower(), props, children, emit, islands)
        return
    shape = BOOTSTRAP.get(type(node))
    if shape is None:
        message = f"no server rendering for {node._namespace}.{node._type}"
        raise UnknownComponent(message)
    name, attributes = shape(props)
    _element(name, attributes, children, emit, islands)


def _element(
    name: str,
    attributes: dict[str, Any],
    children: Any,
    emit: Callable[[str], None],
    islands: list[Island] | None,
) -> None:
    emit(f"<{name}{''.join(_attributes(attributes))}>")
    if name in VOID:
        return
    _render(children, emit, islands)
    emit(f"</{name}>")


def _attributes(attributes: dict[str, Any]) -> Iterable[str]:
    for key, value in attributes.items():
        if value is None or key in {"key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}:
            continue
        name = RENAMED.get(key) or (key if "-" in key else key.lower())
        if name in BOOLEAN:
            if value:
                yield f" {name}"
        elif isinstance(value, dict):
            css = ";".join(f"{_css(k)}:{v}" for k, v in value.items())
            yield f' {name}="{escape(css)}"'
        else:
            yield f' {name}="{escape(str(value))}"'


def _css(prop: str) -> str:
    if prop.startswith("--"):
        return prop
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in prop)


Shape = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]


def _classes(props: dict[str, Any], *classes: str) -> dict[str, Any]:
    rest = {k: v for k, v in props.items() if k in {"id", "style"} or "-" in k}
    named = " ".join(filter(None, (*classes, props.get("class_name"), props.get("className"))))
    return {"className": named, **rest}


def _column(props: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    sizes = [
        "col" if width is True else f"col{infix}-{width}"
        for size, infix in (("width", ""), ("sm", "-sm"), ("md", "-md"), ("lg", "-lg"))
        if (width := props.get(size))
    ]
    return "div", _classes(props, *(sizes or ["col"]))


def _table(props: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "table", _classes(props, "table", "table-sm" if props.get("size") == "sm" else "")


BOOTSTRAP: dict[type[Component], Shape] = {
    dbc.Container: lambda props: ("div", _classes(props, "container")),
    dbc.Row: lambda props: ("div", _classes(props, "row")),
    dbc.Col: _column,
    dbc.Table: _table,
    dbc.Badge: lambda props: ("span", _classes(props, "badge")),
    dbc.Alert: lambda props: ("div", _classes(props, "alert")),
}
"""The part of dash-bootstrap-components that the pages speak, with its Bootstrap 5 markup."""

HTML_NAMESPACE = dash_html.Div._namespace
