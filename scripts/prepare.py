"""Builds what the site serves and is missing or stale: scores, shapes, browser files.

Nothing here needs a network.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".cache" / "prepare.json"
BUILT = ROOT / "data" / "built"
FILL = "--fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One room's build.

    Attributes:
        name: what is built, in words.
        build: does it; imports its room only then, because builders bring heavy libraries along.
        inputs: patterns of the files that the result depends on.
        output: exists when the build has been done.
    """

    name: str
    build: Callable[[], object]
    inputs: tuple[str, ...]
    output: str


class NotReadyError(Exception):
    """A part of the site cannot be built; the message lists all reasons, one a line."""


def renew_published(directory: Path) -> str | None:
    """Make published scores anew where the program now reads another make of artefact.

    Raises:
        NotReadyError: when that fails; what was published stays as it is.
    """
    from data.manifest import FORMAT, read_manifest
    from data.model import ArtefactError

    try:
        found = read_manifest(directory, any_format=True)
    except ArtefactError:
        return None
    if found.publication is None or found.format == FORMAT:
        return None
    from data.build import RefusedError
    from data.publishing.lock import BusyError
    from data.publishing.publish import PublishError, renew

    try:
        renew(directory)
    except (ArtefactError, BusyError, PublishError, RefusedError) as error:
        raise NotReadyError(f"{directory}: the published scores: {error}") from error
    return f"published scores of {directory} renewed"


def fill(directory: Path) -> None:
    """Build the project's own data set into a directory of scores that is empty or out of date.

    Published scores stay as they are, also those whose manifest was damaged.

    Raises:
        NotReadyError: when the data set has faults, or nobody can tell what was published.
    """
    from data.build import DEFAULT_DATASET, RefusedError, ensure
    from data.manifest import MANIFEST_FILE, read_manifest
    from data.model import ArtefactError

    try:
        if directory != BUILT and (directory / MANIFEST_FILE).exists():
            read_manifest(directory, any_format=True)
        ensure(DEFAULT_DATASET, directory)
    except ArtefactError as error:
        raise NotReadyError(str(error)) from error
    except RefusedError as error:
        raise NotReadyError("\n".join(str(fault) for fault in error.faults)) from error


def build_shapes() -> None:
    """Simplify and draw the boundaries."""
    from geo.build import ensure
    from geo.errors import GeoError

    try:
        ensure()
    except GeoError as error:
        raise NotReadyError(str(error)) from error


def build_browser_files() -> None:
    """Bundle the scripts that browsers load."""
    from web.build import ensure
    from web.vendor import VendorError

    try:
        ensure()
    except VendorError as error:
        raise NotReadyError(str(error)) from error


STEPS = (
    Step(
        name="scores",
        build=lambda: fill(BUILT),
        inputs=("requirements.txt", "data/**/*.py", "data/sets/*/*"),
        output="data/built/manifest.json",
    ),
    Step(
        name="shapes",
        build=build_shapes,
        inputs=("requirements.txt", "geo/**/*.py", "geo/source/*"),
        output="geo/built/manifest.json",
    ),
    Step(
        name="browser files",
        build=build_browser_files,
        inputs=(
            "requirements.txt",
            "assets/js/*.js",
            "layouts/figures/plotly.py",
            "node_modules/.package-lock.json",
            "web/build.py",
            "web/packing.py",
            "web/plotly_bundle.py",
            "web/vendor.py",
        ),
        output="assets/built/manifest.json",
    ),
)


def fingerprint(root: Path, patterns: Sequence[str]) -> str:
    """Digest of names and contents of all files that match."""
    total = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        if path.is_file():
            total.update(f"{path.relative_to(root)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def prepare(
    root: Path = ROOT, *, steps: Sequence[Step] = STEPS, stamps: Path = STAMPS
) -> Iterator[str]:
    """Run each step whose inputs have changed or whose output is gone; one line for each run.

    Raises:
        NotReadyError: when a part cannot be built; what was built before it stays.
    """
    done = _read(stamps)
    for step in steps:
        now = fingerprint(root, step.inputs)
        if done.get(step.name) == now and (root / step.output).exists():
            continue
        start = time.monotonic()
        step.build()
        done[step.name] = now
        stamps.parent.mkdir(parents=True, exist_ok=True)
        stamps.write_text(json.dumps(done, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        yield f"{step.name} ready in {time.monotonic() - start:.1f} s"


def _read(stamps: Path) -> dict[str, str]:
    try:
        stored = json.loads(stamps.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def main(arguments: Sequence[str] = ()) -> int:
    """Prepare and say so; silent when everything is up to date, 1 when a part cannot be built.

    With `--fill` the directory that DATA_DIR names gets the project's own data set where nothing
    was published. Otherwise a wrong DATA_DIR is an error, not a site with other scores.
    """
    try:
        for line in prepare(steps=STEPS):
            sys.stdout.write(line + "\n")
        served = Path(os.environ.get("DATA_DIR") or BUILT)
        if FILL in arguments:
            fill(served)
        if renewed := renew_published(served):
            sys.stdout.write(renewed + "\n")
    except NotReadyError as error:
        sys.stderr.write(f"{error}\nThe site is not ready: repair this first.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
