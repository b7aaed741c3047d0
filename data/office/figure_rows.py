"""Figures of a year as rows of the contract, and how they join those that are there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from data.codes import SCORES
from data.office.grids import Grid
from data.office.notes import Note
from data.tables import Row

CUTS = ("cut_performance", "cut_growth")
FIGURE = ("year", "level", "entity_id", "measure")
"""What makes a published figure that figure, whoever says it."""


@dataclass(slots=True, kw_only=True)
class Figures:
    """What the sheets of an import give, as rows of the contract's tables.

    Attributes:
        rest: the sheets that hold something else.
    """

    quadrants: list[Row] = field(default_factory=list)
    published: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rest: list[Grid] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many quadrants, cut lines and aggregates there are."""
        return len(self.quadrants) + len(self.published)

    @property
    def years(self) -> frozenset[int]:
        """The years that need scores for their quadrants and cut lines to be shown."""
        lines = [row for row in self.published if row["measure"] in CUTS]
        return frozenset(int(str(row["year"])) for row in (*self.quadrants, *lines))


def merged(tables: Mapping[str, tuple[Row, ...]], found: Figures) -> dict[str, tuple[Row, ...]]:
    """The tables with what was read: a quadrant and a source replace their like.

    A published figure that another replaces stays, and is used no more.
    """
    quadrants = {(row["year"], row["ministry_id"]): row for row in tables["quadrants"]}
    quadrants |= {(row["year"], row["ministry_id"]): row for row in found.quadrants}
    sources = {row["source_id"]: row for row in (*tables["sources"], *found.sources)}
    figures = list(tables["published"])
    for row in found.published:
        figures = [_retired(old, by=row) for old in figures if not _is_again(old, row)]
        taken = {old["figure_id"] for old in figures}
        figures.append({**row, "figure_id": _free(str(row["figure_id"]), taken=taken)})
    return {
        "quadrants": tuple(quadrants.values()),
        "published": tuple(figures),
        "sources": tuple(sources.values()),
    }


def _is_again(old: Row, new: Row) -> bool:
    """Whether a figure comes once more from the same source."""
    return old["source_id"] == new["source_id"] and all(old[k] == new[k] for k in FIGURE)


def _retired(old: Row, *, by: Row) -> Row:
    same = all(old[name] == by[name] for name in FIGURE)
    return {**old, "used": "no"} if same and old["used"] == "yes" else old


def _free(key: str, *, taken: Set[object]) -> str:
    """The code itself, or with the first number that makes it another."""
    if key not in taken:
        return key
    return next(name for n in range(2, len(taken) + 3) if (name := f"{key}-{n}") not in taken)


def units(published: Iterable[Row]) -> dict[str, str]:
    """Measure -> its unit; empty where the known figures have several."""
    found: dict[str, set[str]] = {name: {"score"} for name in SCORES}
    for row in published:
        if row["value"] is not None:
            found.setdefault(str(row["measure"]), set()).add(str(row["unit"] or ""))
    return {name: units.pop() if len(units) == 1 else "" for name, units in found.items()}
