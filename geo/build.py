"""Builds the shapes directory: hashed files and a manifest, whole or not at all."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyproj
import shapely

from geo.boundaries import (
    DEFAULT_CODE_COLUMN,
    AdjacencyDifference,
    Boundaries,
    compare_adjacency,
    neighbour_pairs,
    read_boundaries,
)
from geo.draw import Credit, default_credit, download_collection, draw, shape_rows
from geo.errors import GeoError
from geo.extract import BOUNDARIES, SOURCE
from geo.shapes import MANIFEST

BUILT = Path(__file__).parent / "built"
_DIGEST_LENGTH = 12
_NAMED = ("shapes", "download")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left behind.

    Attributes:
        shapes: The shapes file.
        download: The GeoJSON file, named `.json` so that servers compress it.
        fresh: Whether it was written now, or stood there already.
        adjacency: Where drawn borders and given neighbours differ; the given ones were used.
    """

    shapes: Path
    download: Path
    fresh: bool
    adjacency: AdjacencyDifference


def build(
    into: Path = BUILT,
    *,
    source: Path = BOUNDARIES,
    code_column: str = DEFAULT_CODE_COLUMN,
    credit: Credit | None = None,
) -> Built:
    """Read, check, simplify and write; nothing is touched unless all of it succeeds.

    Args:
        into: The directory to write to.
        source: The boundary file; the committed extract unless told otherwise.
        code_column: The column that holds the province codes.
        credit: Who to name for the boundaries; a file of one's own is named by its file name.

    Returns:
        The files, and how the adjacency compares.

    Raises:
        BoundaryFileError: When the file has faults.
        GeoError: When a province is too small to be drawn.
    """
    boundaries = read_boundaries(source, code_column=code_column)
    named = credit or _credit(boundaries)
    adjacency = compare_adjacency(boundaries, neighbour_pairs())
    inputs = _inputs_digest(boundaries, credit=named)
    held = _whole_manifest(into)
    fresh = held is None or held["inputs"] != inputs
    if held is None or fresh:
        held = _write(into, boundaries=boundaries, credit=named, inputs=inputs)
    return Built(
        shapes=into / held["shapes"],
        download=into / held["download"],
        fresh=fresh,
        adjacency=adjacency,
    )


def ensure(into: Path = BUILT) -> Path:
    """Make sure usable shapes stand in a directory, and leave an operator's own alone.

    Args:
        into: The directory.

    Returns:
        The shapes file.

    Raises:
        GeoError: When the default build fails.
    """
    held = _whole_manifest(into)
    if held is not None and not held["committed"]:
        return into / str(held["shapes"])
    return build(into).shapes


def _credit(boundaries: Boundaries) -> Credit:
    if boundaries.committed:
        return default_credit()
    return Credit(en=boundaries.name, th=boundaries.name)


def _write(into: Path, *, boundaries: Boundaries, credit: Credit, inputs: str) -> dict[str, Any]:
    try:
        drawn = draw(boundaries)
        contents = {
            "shapes": _json_bytes(shape_rows(boundaries, drawn=drawn, credit=credit)),
            "provinces": _json_bytes(download_collection(boundaries, credit=credit)),
        }
    except ValueError as error:
        raise GeoError(f"{boundaries.name}: {error}") from error
    names = {stem: f"{stem}-{_digest(content)}.json" for stem, content in contents.items()}
    manifest = {
        "digest": _digest(b"".join(contents.values())),
        "inputs": inputs,
        "committed": boundaries.committed,
        "source": boundaries.name,
        "shapes": names["shapes"],
        "download": names["provinces"],
    }
    into.mkdir(parents=True, exist_ok=True)
    for stem, content in contents.items():
        _replace(into / names[stem], content)
    # Last: until the manifest is switched, readers see the former set.
    _replace(into / MANIFEST, _json_bytes(manifest))
    for stem, name in names.items():
        for stale in into.glob(f"{stem}-*.json"):
            if stale.name != name:
                stale.unlink()
    return manifest


def _whole_manifest(into: Path) -> dict[str, Any] | None:
    """The manifest, if the files it names are there and unharmed."""
    try:
        held: dict[str, Any] = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
        for key in _NAMED:
            path = into / held[key]
            if not path.stem.endswith(f"-{_digest(path.read_bytes())}"):
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return held if {"inputs", "committed", "digest"} <= held.keys() else None


def _inputs_digest(boundaries: Boundaries, *, credit: Credit) -> str:
    """Everything the output follows from: outlines, tables, this package's code, libraries."""
    digest = hashlib.sha256(boundaries.fingerprint.encode())
    package = Path(__file__).parent
    tables = (path for path in SOURCE.glob("*.json") if path != BOUNDARIES)
    for path in sorted([*package.glob("*.py"), *tables]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    versions = (shapely.__version__, shapely.geos_version_string, pyproj.proj_version_str)
    digest.update(repr((boundaries.name, boundaries.committed, credit, versions)).encode())
    return digest.hexdigest()


def _json_bytes(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGEST_LENGTH]


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
