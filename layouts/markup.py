"""Static markup that neither dash.html nor dash-bootstrap-components has: raw SVG and form inputs.

They live in the same tree as the other components and exist on the server only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias


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
