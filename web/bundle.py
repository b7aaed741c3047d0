"""The files that browsers get: style and small scripts to inline, addresses of the hashed ones."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from layouts.theme import class_css, css_variables, figure_css

ASSETS = Path(__file__).resolve().parent.parent / "assets"
STYLES = (
    "css/site.css",
    "css/charts.css",
    "css/map.css",
    "css/findings.css",
    "css/ministries.css",
    "css/agency.css",
    "css/search.css",
    "css/print.css",
)
SCRIPTS = ("map_data", "map", "search", "simulator")
PREFIX = "/assets/"


class MissingBundle(FileNotFoundError):
    """The generated files are not there; the message says what makes them."""


@dataclass(frozen=True, slots=True)
class Script:
    """An inline script and its hash for the content security policy."""

    source: str
    csp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything a document needs from `assets/`."""

    css: str
    icon: str
    inline: Mapping[str, Script]
    vendor_url: str
    plotly_url: str


def minify_css(css: str) -> str:
    """Drop comments and the white space that has no meaning."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()


def minify_js(source: str) -> str:
    """Drop comment lines, blank lines and indentation; nothing clever."""
    lines = (line.strip() for line in re.sub(r"/\*\*.*?\*/", "", source, flags=re.S).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def script(source: str) -> Script:
    """An inline script with the hash that lets it run."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return Script(source, f"'sha256-{digest}'")


@cache
def load(built: Path) -> Bundle:
    """Read what `python -m web build` made.

    Raises:
        MissingBundle: when it has not run yet.
    """
    manifest_file = built / "manifest.json"
    if not manifest_file.exists():
        message = f"{manifest_file} is missing: run `make prepare` (or `python -m web build`)"
        raise MissingBundle(message)
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    styles = "".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)
    icon = (ASSETS / "icon.svg").read_bytes()
    return Bundle(
        css=minify_css(css_variables() + styles + class_css() + figure_css()),
        icon="data:image/svg+xml;base64," + base64.b64encode(icon).decode(),
        inline=MappingProxyType(
            {
                name: script(minify_js((ASSETS / f"js/{name}.js").read_text(encoding="utf-8")))
                for name in SCRIPTS
            }
        ),
        vendor_url=PREFIX + manifest["vendor"]["file"],
        plotly_url=PREFIX + manifest["plotly"]["file"],
    )
