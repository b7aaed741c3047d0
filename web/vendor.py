"""Joins React, dash-renderer and our islands into the one script that a live page loads.

Dash itself would serve these as a score of separate files. The order matters: React before what
uses it, the renderer before component libraries (they look for its API when they load), our islands
after React, and the start at the very end, when every namespace of the page is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from web.packing import Packed, digest, pack

REACT = "18.3.1"
RENDERER = (
    f"deps/react@{REACT}.min.js",
    f"deps/react-dom@{REACT}.min.js",
    "deps/prop-types@15.8.1.min.js",
    "dash-renderer/build/dash_renderer.min.js",
)
ISLANDS = Path(__file__).resolve().parent.parent / "assets" / "js" / "islands.js"
START = "new DashRenderer();"

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=\S*\s*$", re.MULTILINE)


class VendorError(RuntimeError):
    """The installed Dash does not hold a file that the script is made of."""


def package_directory(package: str) -> Path:
    """Where an installed package lies; it is not imported.

    Raises:
        VendorError: when it is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"the Python package {package} is not installed"
        raise VendorError(message)
    return Path(spec.submodule_search_locations[0])


def vendor_script(*, islands: Path = ISLANDS, dash: Path | None = None) -> str:
    """The whole script as text.

    Args:
        islands: our own components, `window.phrom`.
        dash: directory of the Dash package; the installed one when left out.

    Raises:
        VendorError: when a file is not where this version of Dash keeps it.
    """
    root = package_directory("dash") if dash is None else dash
    return "\n;".join([*_texts([root / name for name in RENDERER] + [islands]), START]) + "\n"


def build_vendor(into: Path, *, islands: Path = ISLANDS, known: Packed | None = None) -> Packed:
    """Write the script as `dash-renderer-<hash>.min.js` and tell about it.

    Args:
        into: directory for generated files.
        islands: our own components.
        known: what was built before; returned as it is when nothing has changed.

    Raises:
        VendorError: see `vendor_script`.
    """
    content = vendor_script(islands=islands).encode()
    key = digest(content)
    if known is not None and known.key == key and (into / known.file).exists():
        return known
    note = f"React {REACT}, dash-renderer, islands"
    return pack(content, into=into, name=f"dash-renderer-{key}.min.js", key=key, note=note)


def _texts(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        if not file.is_file():
            message = f"{file} is missing: is this the pinned version of Dash?"
            raise VendorError(message)
        yield _SOURCE_MAP.sub("", file.read_text(encoding="utf-8")).strip()
