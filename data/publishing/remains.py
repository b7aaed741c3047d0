"""Clears away what publications leave behind, and nothing that they did not make."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.build import VERSIONS
from data.export_files import PREFIX
from data.manifest import MANIFEST_FILE, Manifest, read_manifest
from data.publishing import journal

SETS = "sets"
COPY = f"{SETS}/.copy"
"""The copy of a data set while it is checked and built."""

_REHEARSAL = ".phrom-rehearsal"
"""Where a dry run makes its version: what is in use has the same names."""

_TEMPORARY = (
    _REHEARSAL,
    ".phrom-[0-9]*.partial*",
    f".{MANIFEST_FILE}.[0-9]*",
    f".{PREFIX}{VERSIONS}",
    COPY,
)
_OF_VERSIONS = (f"phrom-{VERSIONS}.sqlite", f"{PREFIX}{VERSIONS}", f"{SETS}/{VERSIONS}")


def current_manifest(into: Path) -> Manifest | None:
    """Return the manifest in use, or None where there is none.

    Raises:
        ArtefactError: There is one, but it cannot be read or was changed by hand.
    """
    if not (into / MANIFEST_FILE).exists():
        return None
    return read_manifest(into, any_format=True)


@contextmanager
def workplace(into: Path, *, current: Manifest | None, dry_run: bool) -> Iterator[Path]:
    """Clear up before and after a version is made, and yield the directory to make it in.

    A dry run works in a directory of its own and takes nothing else away: it neither replaces a
    file in use nor has to tell afterwards which files are its own.
    """
    _remove_temporary(into)
    try:
        if dry_run:
            (into / _REHEARSAL).mkdir()
            yield into / _REHEARSAL
        else:
            with _cleared(into, current=current):
                yield into
    finally:
        _remove_temporary(into)


@contextmanager
def _cleared(into: Path, *, current: Manifest | None) -> Iterator[None]:
    spared = _spared(into, current=current)
    _clean(into, current=current, spared=spared)
    try:
        yield
    finally:
        # Read again: what is in use decides what is kept, whatever went wrong.
        _clean(into, current=current_manifest(into), former=current, spared=spared)


def _spared(into: Path, *, current: Manifest | None) -> frozenset[Path]:
    """What stays though no manifest names it.

    Without a manifest of published data nobody can tell remains from versions whose manifest was
    lost, of which `sets/` may hold the only copy.
    """
    if current is not None and current.publication is not None:
        return frozenset()
    return frozenset(_of_versions(into))


def _clean(
    into: Path,
    *,
    current: Manifest | None,
    former: Manifest | None = None,
    spared: frozenset[Path],
) -> None:
    """Remove what no kept version names: remains of interrupted runs, and retired versions.

    Retired files go with the publication after the one that retires them (`former` keeps them
    until then), so that a reader who has just asked for one still finds it.
    """
    if current is not None:
        journal.complete(into, current)
    named = {
        path
        for one in (current, former)
        if one is not None
        for item in one.versions
        for path in _files_of(item, into=into)
    }
    for path in _of_versions(into):
        if path not in named and path not in spared:
            _remove(path)


def _files_of(item: Manifest, *, into: Path) -> Iterator[Path]:
    yield into / item.database
    yield into / f"{PREFIX}{item.version}"
    if item.publication is not None:
        yield into / item.publication.dataset


def _of_versions(into: Path) -> list[Path]:
    """Everything under a name that only a version has; other files are somebody else's."""
    return [path for pattern in _OF_VERSIONS for path in into.glob(pattern)]


def _remove_temporary(into: Path) -> None:
    for pattern in _TEMPORARY:
        for path in list(into.glob(pattern)):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
