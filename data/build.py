"""Turns a checked data set into the prepared artefact that the web process reads."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from data.artefact import write
from data.check import Fault, Severity, check_dataset
from data.codes import PILLARS, Level, Measure
from data.export_files import build_downloads, downloads_of, remove_downloads
from data.manifest import (
    FORMAT,
    MANIFEST_FILE,
    Manifest,
    digest_of,
    read_manifest,
    write_manifest,
)
from data.messages import Message
from data.model import ArtefactError
from data.peers import peers
from data.relations import relations
from data.search.aliases import ALIASES
from data.speaking import REFUSED, TROUBLE, Speaker, add_options
from data.standings import entities, standings
from data.tables import Dataset, read_dataset

DEFAULT_DATASET = Path(__file__).parent / "sets" / "simulated"
DEFAULT_INTO = Path(__file__).parent / "built"
CUTS = ("cut_performance", "cut_growth")
"""Measures of published.csv that hold the cut lines of the quadrants."""

VERSIONS = "[0-9a-f]" * 12
"""Pattern of every version's name, for `glob`."""


class RefusedError(Exception):
    """The data set has faults; nothing was changed.

    Attributes:
        faults: Every fault, warnings included.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults for whoever reports them."""
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def ensure(dataset: Path, into: Path = DEFAULT_INTO) -> Path:
    """Build `dataset` into `into` unless that is what stands there, and return `into`.

    A directory that serves published data is left as it is.

    Raises:
        RefusedError: The data set has faults.
    """
    inputs = inputs_of(dataset)
    if not is_published(into) and not _is_current(into, inputs=inputs):
        _build(dataset, into=into, inputs=inputs)
    return into


def build(
    dataset: Path,
    into: Path = DEFAULT_INTO,
    *,
    announce: Callable[[str], None] = lambda step: None,
) -> Manifest:
    """Check and build `dataset` into `into`, and return the manifest.

    The database is written beside and renamed, then the manifest is replaced: whoever reads
    meanwhile sees the old version whole. Repeated, it gives the same bytes. `announce` is called
    before each step, "check" and "build".

    Raises:
        RefusedError: The data set has faults.
        ArtefactError: `into` serves published data, which only `publish` replaces.
    """
    if is_published(into):
        raise ArtefactError(f"{into} serves published data: use `python -m data publish`")
    return _build(dataset, into=into, inputs=inputs_of(dataset), announce=announce)


def is_published(into: Path) -> bool:
    """Whether a directory serves data that were published, of whatever make."""
    try:
        content = json.loads((into / MANIFEST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and bool(content.get("publication"))


def is_whole(manifest: Manifest, *, into: Path) -> bool:
    """Whether the database of a version is, byte for byte, the one its manifest names."""
    try:
        return digest_of(into / manifest.database) == manifest.sha256
    except OSError:
        return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run `python -m data build`; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data build", description=__doc__)
    parser.add_argument("dataset", nargs="?", type=Path, default=DEFAULT_DATASET)
    parser.add_argument("--into", type=Path, default=DEFAULT_INTO)
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    add_options(parser)
    options = parser.parse_args(argv)
    say = Speaker(options)
    try:
        if options.force:
            build(options.dataset, options.into, announce=say.step)
        else:
            ensure(options.dataset, options.into)
        manifest = read_manifest(options.into)
    except RefusedError as error:
        errors = sum(fault.severity is Severity.ERROR for fault in error.faults)
        say.fail(REFUSED, Message("build.refused", errors=errors), faults=error.faults)
    except (ArtefactError, OSError) as error:
        say.fail(TROUBLE, Message("build.stopped", detail=error))
    else:
        file = options.into / manifest.database
        result = "published" if manifest.publication else "built"
        said = Message(f"build.{result}", version=manifest.version, file=file)
        say.result(said, result=result, version=manifest.version, file=str(file))
    return say.code


def inputs_of(dataset: Path) -> str:
    """Digest the data set's files and this package's code, by name and content."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for directory, pattern in (
        (dataset, "*.csv"),
        (dataset, "*.json"),
        (Path(__file__).parent, "*.py"),
        (Path(__file__).parent / "search", "*.py"),
        (ALIASES.parent, ALIASES.name),
    ):
        for path in sorted(directory.glob(pattern)):
            digest.update(f"{path.name} {digest_of(path)}\n".encode())
    return digest.hexdigest()


def _is_current(into: Path, *, inputs: str) -> bool:
    try:
        found = read_manifest(into)
        whole = is_whole(found, into=into)
        return whole and found.inputs == inputs and downloads_of(into, found.version).is_dir()
    except (ArtefactError, OSError):
        return False


def _build(
    directory: Path, *, into: Path, inputs: str, announce: Callable[[str], None] = lambda step: None
) -> Manifest:
    announce("check")
    faults = check_dataset(directory)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise RefusedError(faults)
    announce("build")
    manifest = build_database(directory, into=into, inputs=inputs)
    _replace_manifest(into, manifest=manifest)
    return manifest


def build_database(directory: Path, *, into: Path, inputs: str) -> Manifest:
    """Write the database of a checked data set beside others, without putting it to use.

    Where a manifest names a whole database of the same version, that one stays, with its digest:
    another release of SQLite writes the same content in other bytes.
    """
    into.mkdir(parents=True, exist_ok=True)
    partial = into / f".phrom-{os.getpid()}.partial"
    partial.unlink(missing_ok=True)
    try:
        content, dataset = _write(partial, directory=directory)
        version = _version(content, dataset=dataset)
        with partial.open("rb") as stream:
            os.fsync(stream.fileno())
        manifest = Manifest(
            format=FORMAT,
            version=version,
            title=str(dataset.descriptor["title"]),
            status=dataset.status,
            issued=str(dataset.descriptor["issued"]),
            years=dataset.years,
            inputs=inputs,
            database=f"phrom-{version}.sqlite",
            bytes=partial.stat().st_size,
            sha256=digest_of(partial),
        )
        if (named := _named(manifest, into=into)) is not None:
            manifest = replace(manifest, bytes=named.bytes, sha256=named.sha256)
        else:
            partial.replace(into / manifest.database)
        # Read again, for the scores were let go while the database was made.
        build_downloads(read_dataset(directory), into=into, version=version, inputs=inputs)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _named(built: Manifest, *, into: Path) -> Manifest | None:
    """Return the same version as the manifest in use names it, if its database is whole.

    What was only built is made anew after a change of the code, whose indices the version does
    not tell; published files are never replaced.
    """
    try:
        found = read_manifest(into, any_format=True).find(built.version)
    except ArtefactError:
        return None
    if found is None or found.format != built.format or not is_whole(found, into=into):
        return None
    return found if found.publication is not None or found.inputs == built.inputs else None


def _version(content: str, *, dataset: Dataset) -> str:
    """Digest what a reader can see: the tables, and what datapackage.json says of them."""
    said = [str(dataset.descriptor[key]) for key in ("title", "status", "issued")]
    told = repr((content, *said, dataset.years))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _write(path: Path, *, directory: Path) -> tuple[str, Dataset]:
    """Write the database; return the digest of its content, and the data set without scores."""
    dataset = read_dataset(directory)
    numbered = entities(dataset)
    found = standings(dataset, numbered=numbered)
    # Of a large set the scores fill the memory; the standings hold all of them.
    dataset = replace(dataset, tables={**dataset.tables, "scores": ()})
    content = relations(
        dataset,
        entities=numbered,
        standings=found,
        peers=peers(found, weights=_weights(dataset)),
        cuts=_cuts(dataset),
    )
    return write(path, content=content), dataset


def _replace_manifest(into: Path, *, manifest: Manifest) -> None:
    """Switch over, and delete what neither the new nor the replaced manifest names.

    The files of the replaced version stay, because servers may still open them. Without a readable
    manifest all stay: they may be versions that were published.
    """
    try:
        former = read_manifest(into, any_format=True)
    except ArtefactError:
        write_manifest(into, manifest=manifest)
        return
    write_manifest(into, manifest=manifest)
    kept = (manifest, former)
    for path in into.glob(f"phrom-{VERSIONS}.sqlite"):
        if path.name not in {item.database for item in kept}:
            path.unlink(missing_ok=True)
    remove_downloads(into, keep=[item.version for item in kept])


def _weights(dataset: Dataset) -> dict[int, dict[Measure, float]]:
    found: dict[int, dict[Measure, float]] = defaultdict(dict)
    for row in dataset["weights"]:
        item, year, weight = row["item_id"], row["year"], row["weight"]
        if item in PILLARS and isinstance(year, int) and isinstance(weight, float):
            found[year][Measure(str(item))] = weight
    return dict(found)


def _cuts(dataset: Dataset) -> dict[int, tuple[float, float]]:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for row in dataset["published"]:
        measure, year, value = row["measure"], row["year"], row["value"]
        wanted = row["level"] == Level.MINISTRY and row["used"] == "yes" and not row["entity_id"]
        if wanted and measure in CUTS and isinstance(year, int) and value is not None:
            found[year][str(measure)] = float(value)
    return {
        year: (cut[CUTS[0]], cut[CUTS[1]]) for year, cut in found.items() if len(cut) == len(CUTS)
    }
