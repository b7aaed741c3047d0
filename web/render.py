"""Layout tree in, HTML out; live components leave holes. It knows no route and no data."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias

import dash_bootstrap_components as dbc
from dash import html as dash_html
from dash.development.base_component import Component

from layouts.islands import Island
from layouts.markup import OF_DASH, Raw, Tag

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
RENAMED = {"className": "class", "htmlFor": "for"}
BOOLEAN = frozenset(
    {"hidden", "disabled", "checked", "selected", "open", "multiple", "required", "reversed"}
)
UNSAID = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"})
"""Properties that are no attributes."""

Emit: TypeAlias = Callable[[str], None]
Islands: TypeAlias = list[Island] | None


class UnknownComponent(TypeError):
    """A tree holds something that the server cannot render."""


def render_html(tree: Any, islands: Islands = None) -> str:
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


def _render(node: Any, emit: Emit, islands: Islands) -> None:
    """Render one node; the kinds stand in the order of how many of them a page has."""
    kind: Any = type(node)
    if kind is str:
        emit(_text(node))
    elif kind is list or kind is tuple:
        for child in node:
            _render(child, emit, islands)
    elif node is None:
        return
    elif kind is Tag:
        _element(node.name, _attributes(node.attributes), node.children, emit, islands)
    elif kind is Raw:
        emit(node.html)
    elif name := _html_name(kind):
        props = vars(node)
        # In the order of names: Dash sets them in that of a set, which is another in each process.
        ordered = {key: props[key] for key in sorted(props)} if len(props) > 1 else props
        _element(name, _attributes(ordered), props.get("children"), emit, islands)
    else:
        _render_rare(node, emit, islands)


def _render_rare(node: Any, emit: Emit, islands: Islands) -> None:
    """Render islands, dbc, counts, and what is of a kind derived from those of `_render`."""
    if isinstance(node, Component):
        _component(node, emit, islands)
    elif isinstance(node, Tag):
        _element(node.name, _attributes(node.attributes), node.children, emit, islands)
    elif isinstance(node, (list, tuple)):
        _render(list(node), emit, islands)
    elif isinstance(node, str):
        emit(_text(str(node)))
    elif isinstance(node, int) and not isinstance(node, bool):
        emit(str(node))
    else:
        message = f"cannot render {type(node).__name__}: {node!r:.80}"
        raise UnknownComponent(message)


def _hole(island: Island, emit: Emit, islands: Islands) -> None:
    if islands is None:
        message = f"a live component ({island._type}) where none may be"
        raise UnknownComponent(message)
    number = len(islands)
    islands.append(island)
    emit(f'<div class="hole hole-{island._type.lower()}" data-hole="{number}">')
    _render(island.stand_in, emit, islands)
    emit("</div>")


def _component(node: Component, emit: Emit, islands: Islands) -> None:
    if isinstance(node, Island):
        _hole(node, emit, islands)
        return
    shape = BOOTSTRAP.get(type(node))
    if shape is None:
        message = f"no server rendering for {node._namespace}.{node._type}"
        raise UnknownComponent(message)
    props = vars(node)
    name, attributes = shape({key: props[key] for key in sorted(props.keys() - set(OF_DASH))})
    _element(name, _attributes(attributes), props.get("children"), emit, islands)


@lru_cache(maxsize=256)
def _html_name(kind: Any) -> str:
    """The element's name, for a class of dash.html; asked once, for a page has thousands."""
    of_html = issubclass(kind, Component) and kind._namespace == HTML_NAMESPACE
    return str(kind._type).lower() if of_html else ""


def _element(name: str, attributes: str, children: Any, emit: Emit, islands: Islands) -> None:
    if name in VOID:
        emit(f"<{name}{attributes}>")
    elif type(children) is str:
        emit(f"<{name}{attributes}>{_text(children)}</{name}>")
    else:
        emit(f"<{name}{attributes}>")
        _render(children, emit, islands)
        emit(f"</{name}>")


def _text(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return escape(text, quote=False)
    return text


def _attributes(given: dict[str, Any]) -> str:
    """The attributes as written."""
    found = ""
    for key, value in given.items():
        if value is None or key in UNSAID or key in OF_DASH:
            continue
        name = _attribute_name(key)
        if type(value) is str and name not in BOOLEAN:
            found += f' {name}="{_quoted(value)}"'
        else:
            found += _attribute(name, value)
    return found


def _attribute(name: str, value: Any) -> str:
    if name in BOOLEAN:
        return f" {name}" if value else ""
    if isinstance(value, dict):
        value = ";".join(f"{_css(k)}:{v}" for k, v in value.items())
    return f' {name}="{escape(str(value))}"'


def _quoted(value: str) -> str:
    if '"' in value or "&" in value or "<" in value or ">" in value or "'" in value:
        return escape(value)
    return value


@lru_cache(maxsize=256)
def _attribute_name(key: str) -> str:
    return RENAMED.get(key) or (key if "-" in key else key.lower())


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
