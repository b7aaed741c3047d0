"""manifest.json, which names the prepared artefact in use; standard library only."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from data.model import ArtefactError

FORMAT = 2
"""Make of the artefact: to be raised when its tables change their shape."""

MANIFEST_FILE = "manifest.json"
_SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who made a version the current one, when, and from what.

    Attributes:
        number: Counts publications and rollbacks of a directory from 1.
        by: Name of the person or the account.
        at: When, ISO, UTC.
        checksum: Digest of the data set's files.
        dataset: The kept copy of the data set, relative to the directory.
    """

    number: int
    by: str
    at: str
    checksum: str
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a directory of prepared artefacts holds.

    Attributes:
        format: Make of the artefact.
        version: Short digest of the content: equal content has an equal version.
        title: Title of the data set.
        status: simulated or official.
        issued: Date of issue, ISO.
        years: Years with scores, B.E., ascending.
        inputs: Digest of the data set's files and of the code that prepared them.
        database: Name of the SQLite file in the same directory.
        bytes: Its size.
        sha256: Its digest.
        publication: How it was published; None for a set that was only built.
        history: Earlier versions that are kept, the latest first, themselves without history.
    """

    format: int
    version: str
    title: str
    status: str
    issued: str
    years: tuple[int, ...]
    inputs: str
    database: str
    bytes: int
    sha256: str
    publication: Publication | None = None
    history: tuple[Manifest, ...] = ()

    @property
    def versions(self) -> tuple[Manifest, ...]:
        """This version and the kept ones before it, each without history."""
        return (replace(self, history=()), *self.history)

    def find(self, version: str) -> Manifest | None:
        """Return one of the kept versions, or None."""
        return next((item for item in self.versions if item.version == version), None)


def read_manifest(directory: Path, *, any_format: bool = False) -> Manifest:
    """Read the manifest of a directory.

    Args:
        directory: Where it lies.
        any_format: Whether artefacts of another make may be named, to be made anew.

    Raises:
        ArtefactError: It is absent, not a manifest, changed by hand, or of another make.
    """
    path = directory / MANIFEST_FILE
    advice = "run `python -m data build`"
    damaged = "put it back from a backup; where nothing was published, " + advice
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        seal = content.pop(_SEAL)
        found = _manifest(content)
    except OSError as error:
        raise ArtefactError(f"{path} cannot be read: {advice}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ArtefactError(f"{path} is not a manifest: {damaged}") from error
    if found.format != FORMAT and not any_format:
        raise ArtefactError(f"{path} is of make {found.format}, not {FORMAT}: {advice}")
    if seal != _seal_of(content):
        raise ArtefactError(f"{path} was changed after it was written: {damaged}")
    return found


def write_manifest(directory: Path, *, manifest: Manifest) -> None:
    """Replace the manifest in one step: readers see the old or the new one, never a part."""
    plain = json.loads(json.dumps(asdict(manifest)))
    content = json.dumps(plain | {_SEAL: _seal_of(plain)}, ensure_ascii=False, indent=2) + "\n"
    partial = directory / f".{MANIFEST_FILE}.{os.getpid()}"
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(directory / MANIFEST_FILE)
    finally:
        partial.unlink(missing_ok=True)
    sync_directory(directory)


def sync_directory(directory: Path) -> None:
    """Make the names in a directory survive a loss of power."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(content: Mapping[str, Any]) -> Manifest:
    given = dict(content)
    publication = given.pop("publication")
    return Manifest(
        **{
            **given,
            "years": tuple(given["years"]),
            "publication": Publication(**publication) if publication else None,
            "history": tuple(_manifest(item) for item in given["history"]),
        }
    )


def _seal_of(content: Mapping[str, Any]) -> str:
    """Digest everything a manifest says, whatever the order and the layout."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
