"""Keeps the generated browser files and their manifest up to date; needs no network."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from web.packing import Packed
from web.plotly_bundle import BundleError, build_plotly, pack_stock
from web.vendor import build_vendor

BUILT = Path(__file__).resolve().parent.parent / "assets" / "built"
MANIFEST = "manifest.json"
KEPT = 3
"""Builds whose files stay: a tab left open asks for its Plotly long after the site was renewed."""

_HASHED = re.compile(r"(?P<kind>.+)-[0-9a-f]{12}\.min\.js")


def read_manifest(into: Path) -> dict[str, Packed]:
    """What was built before, by logical name; nothing when there is none or it is broken."""
    try:
        stored = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
        return {name: Packed(**about) for name, about in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def tell(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


def ensure(into: Path = BUILT, *, say: Callable[[str], None] = tell) -> dict[str, Packed]:
    """Build what is missing or stale and return the manifest: `vendor` and `plotly`.

    The files of the last `KEPT` builds stay, because pages that are open may still ask for them.

    Args:
        into: directory for generated files.
        say: takes one line for each thing done.

    Raises:
        VendorError: when the installed Dash is not the pinned one.
    """
    known = read_manifest(into)
    built = {
        "vendor": build_vendor(into, known=known.get("vendor")),
        "plotly": _plotly(into, known=known.get("plotly"), say=say),
    }
    if built == known:
        return built
    for name, packed in built.items():
        if packed != known.get(name):
            say(f"{packed.file}: {packed.note}, {packed.br / 1000:.0f} KB brotli")
    part = into / f".{MANIFEST}"
    text = json.dumps({name: asdict(packed) for name, packed in built.items()}, indent=2)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(into / MANIFEST)
    _retire(into, built)
    return built


def _retire(into: Path, built: Mapping[str, Packed]) -> None:
    """Remove what only earlier builds than the last ones named, kind by kind."""
    kinds: dict[str, list[Path]] = {}
    for path in into.glob("*.min.js"):
        if found := _HASHED.fullmatch(path.name):
            kinds.setdefault(found["kind"], []).append(path)
    named = {packed.file for packed in built.values()}
    for paths in kinds.values():
        older = [path for path in paths if path.name not in named]
        older.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
        for path in older[KEPT - 1 :]:
            for form in ("", ".br", ".gz"):
                path.with_name(path.name + form).unlink(missing_ok=True)


def _plotly(into: Path, *, known: Packed | None, say: Callable[[str], None]) -> Packed:
    try:
        return build_plotly(into, known=known)
    except BundleError as error:
        say(f"no own Plotly bundle, the site uses the complete plotly.js: {error}")
        return pack_stock(into, known=known)
