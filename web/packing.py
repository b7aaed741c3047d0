"""Writes generated files under hashed names, with their brotli and gzip forms beside them."""

from __future__ import annotations

import gzip
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import brotli

DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One generated file as the manifest tells it.

    Attributes:
        file: path relative to the directory of the manifest; it holds a hash of the content,
            so that a browser may keep the file for ever.
        bytes: size as written; `br` and `gz` are the sizes in transfer.
        key: digest of everything the file was made from.
        note: what a person would ask about it, such as versions.
    """

    file: str
    bytes: int
    br: int
    gz: int
    key: str
    note: str


def digest(*parts: bytes | str) -> str:
    """Short content hash; where one part ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()[:DIGEST_LENGTH]


def pack(content: bytes, *, into: Path, name: str, key: str, note: str) -> Packed:
    """Write `into/name`, `name.br` and `name.gz`; the same content gives the same bytes.

    Files appear whole or not at all; the compressed forms come first, so that whoever sees the
    file itself finds them too.
    """
    small = {"br": brotli.compress(content, quality=11), "gz": gzip.compress(content, 9, mtime=0)}
    for suffix, data in small.items():
        _write(into / f"{name}.{suffix}", data)
    _write(into / name, content)
    return Packed(
        file=name,
        bytes=len(content),
        br=len(small["br"]),
        gz=len(small["gz"]),
        key=key,
        note=note,
    )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)
