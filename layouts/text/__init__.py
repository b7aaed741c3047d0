"""All words of the site: TOML tables in this folder, both languages under each key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def flatten(table: Mapping[str, Any], *, prefix: str = "") -> dict[str, dict[str, str]]:
    """Nested TOML tables to dotted keys; a leaf is a table with `th` and `en`."""
    flat: dict[str, dict[str, str]] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if set(value) == {"th", "en"} and isinstance(value["th"], str):
            flat[key] = value
        else:
            flat |= flatten(value, prefix=f"{key}.")
    return flat


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text: dotted key -> {"th": …, "en": …}.

    Raises:
        ValueError: when a key stands in two files.
    """
    merged: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        flat = flatten(tomllib.loads(file.read_text(encoding="utf-8")))
        if twice := set(flat) & set(merged):
            message = f"{file.name}: keys stand elsewhere too: {sorted(twice)}"
            raise ValueError(message)
        merged |= flat
    return MappingProxyType(merged)


def translate(key: str, *, lang: str, **values: object) -> str:
    """The text under a key with its placeholders filled.

    Raises:
        KeyError: when the key or a placeholder's value is missing.
    """
    template = texts()[key][lang]
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), template) if values else template


def rich(key: str, *, lang: str, **values: object) -> list[object]:
    """The text under a key as tree children, with components in the places of placeholders."""
    parts = PLACEHOLDER.split(texts()[key][lang])
    return [values[part] if index % 2 else part for index, part in enumerate(parts)]
