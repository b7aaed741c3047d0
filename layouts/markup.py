"""The vocabulary of static markup: Dash's HTML components, raw SVG, elements that Dash lacks.

They live in the same tree and exist on the server only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dash import html as dash_html
from dash.development.base_component import Component


@dataclass(frozen=True, slots=True)
class Raw:
    """Finished markup made by our own builders (SVG); it is emitted as it is.

    Whoever makes one has escaped every text that came from data.
    """

    html: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An element by name, for what dash.html lacks (`input`, `search`, `abbr` with attributes)."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    children: Any = None


Node: TypeAlias = Any
"""A dash component, Raw, Tag, str, int, None, or a list or tuple of these."""


def script_place(name: str) -> Raw:
    """Where an inline script of a page stands that is to run before the rest has come.

    Scripts without a place stand at the end of the document.
    """
    return Raw(f"<!--script:{name}-->")


class Elements:
    """`dash.html` with a constructor that costs a tenth.

    Each class is a subclass of Dash's own and takes the same arguments. Dash's constructor looks
    at every property several times and puts words for an error together before there is one;
    with thousands of nodes that was a third of the time to make a page.
    """

    def __getattr__(self, name: str) -> type[Component]:
        """The element of that name, made when it is first asked for.

        Raises:
            AttributeError: when dash.html has no such element.
        """
        made = _light(getattr(dash_html, name))
        # Two threads may both make one; the first stays.
        return self.__dict__.setdefault(name, made)


def _light(heavy: Callable[..., Component]) -> type[Component]:
    """A subclass that checks the names of its properties and keeps them."""
    pattern = heavy()
    known = frozenset(pattern._prop_names)
    ways = tuple(pattern._valid_wildcard_attributes)

    def begin(self: Component, children: Any = None, **props: Any) -> None:
        if not known.issuperset(props):
            strange = [name for name in props if name not in known and not name.startswith(ways)]
            if strange:
                message = f"html.{pattern._type} has no property {strange}"
                raise TypeError(message)
        self.__dict__.update(props, children=children)

    given = {name: getattr(pattern, name) for name in OF_DASH}
    about = {name: getattr(pattern, name) for name in ("_namespace", "_children_props")}
    about["__module__"] = heavy.__module__
    kind: Any = type(heavy)
    made: type[Component] = kind(pattern._type, (heavy,), {**given, **about, "__init__": begin})
    return made


OF_DASH = (
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
)
"""What a component of Dash keeps for Dash beside what it was given."""

html: Any = Elements()
