"""manifest.json, which names the prepared artefact in use; standard library only."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from data.model import ArtefactError

FORMAT = 1
"""Make of the artefact: to be raised when its tables change their shape."""

MANIFEST_FILE = "manifest.json"


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


def read_manifest(directory: Path) -> Manifest:
    """Read the manifest of a directory.

    Raises:
        ArtefactError: It is absent, not a manifest, or of another make.
    """
    path = directory / MANIFEST_FILE
    advice = "run `python -m data build`"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = Manifest(**{**content, "years": tuple(content["years"])})
    except OSError as error:
        raise ArtefactError(f"{path} cannot be read: {advice}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ArtefactError(f"{path} is not a manifest: {advice}") from error
    if found.format != FORMAT:
        raise ArtefactError(f"{path} is of make {found.format}, not {FORMAT}: {advice}")
    return found


def write_manifest(directory: Path, *, manifest: Manifest) -> None:
    """Replace the manifest in one step: readers see the old or the new one, never a part."""
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n"
    partial = directory / f".{MANIFEST_FILE}.{os.getpid()}"
    with partial.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(directory / MANIFEST_FILE)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
