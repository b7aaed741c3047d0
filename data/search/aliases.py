"""Reads the curated abbreviations, everyday and former names (build time)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.codes import Level

ALIASES = Path(__file__).resolve().parent.parent / "source" / "aliases.csv"


class AliasError(ValueError):
    """The table of aliases holds what it must not; the message names the line."""


class AliasLevel(StrEnum):
    """What an alias names; the alias of a kind of office holds for the office of each province."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    AGENCY = "agency"
    OFFICE_KIND = "office_kind"


class AliasKind(StrEnum):
    """Where an alias comes from."""

    ABBREVIATION = "abbreviation"
    EVERYDAY = "everyday"
    FORMER = "former"
    ROMANISATION = "romanisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of `entity_id`, written as people write it."""

    level: AliasLevel
    entity_id: str
    kind: AliasKind
    alias: str


def read_aliases(path: Path = ALIASES) -> tuple[Alias, ...]:
    """Read the table in its order.

    Raises:
        AliasError: A line has an empty cell, an unknown code, or repeats an earlier one.
    """
    found: dict[tuple[str, str, str], Alias] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            try:
                item = Alias(
                    level=AliasLevel(row["level"]),
                    entity_id=row["entity_id"],
                    kind=AliasKind(row["kind"]),
                    alias=row["alias"],
                )
            except (KeyError, ValueError) as error:
                raise AliasError(f"{path.name}, line {number}: {error}") from error
            key = (item.level.value, item.entity_id, item.alias)
            if not item.alias or not item.entity_id or key in found:
                raise AliasError(f"{path.name}, line {number}: empty or repeated")
            found[key] = item
    return tuple(found.values())


def by_entity(aliases: tuple[Alias, ...]) -> Mapping[tuple[AliasLevel, str], tuple[str, ...]]:
    """Return (level, id) -> its aliases."""
    found: dict[tuple[AliasLevel, str], list[str]] = defaultdict(list)
    for item in aliases:
        found[item.level, item.entity_id].append(item.alias)
    return {key: tuple(texts) for key, texts in found.items()}


def level_of(level: Level) -> AliasLevel:
    """Return under which level the aliases of an entity stand."""
    if level in (Level.MINISTRY, Level.PROVINCE):
        return AliasLevel(level.value)
    return AliasLevel.AGENCY
