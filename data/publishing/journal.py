"""The log of who published what from which checksum: one JSON object a line, only appended."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from data.manifest import Manifest

JOURNAL_FILE = "publish.log"


def append(directory: Path, entry: Mapping[str, Any]) -> None:
    """Add one entry and make it survive a loss of power."""
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    with (directory / JOURNAL_FILE).open("ab") as stream:
        if stream.tell() and not _ends_with_line(directory / JOURNAL_FILE):
            stream.write(b"\n")
        stream.write(line.encode())
        stream.flush()
        os.fsync(stream.fileno())


def entries(directory: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries, oldest first; a line torn by a crash is left out."""
    try:
        text = (directory / JOURNAL_FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            yield entry


def complete(directory: Path, manifest: Manifest) -> None:
    """Add the entry of a publication that was cut off after its switch."""
    published = manifest.publication
    if published is None:
        return
    known = {entry.get("number") for entry in entries(directory)}
    if published.number not in known:
        append(directory, entry_of(manifest, event="publish") | {"recovered": True})


def entry_of(manifest: Manifest, *, event: str, previous: str = "") -> dict[str, Any]:
    """Describe what made a version the current one."""
    published = manifest.publication
    return {
        "event": event,
        "number": published.number if published else None,
        "at": published.at if published else None,
        "by": published.by if published else None,
        "version": manifest.version,
        "previous": previous or None,
        "status": manifest.status,
        "years": list(manifest.years),
        "checksum": published.checksum if published else None,
    }


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
