"""What a data set says beside scores: framework, names, published figures, words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar, cast

from data import fact_records as records
from data.codes import Measure, Quadrant
from data.connections import Connections, Row
from data.contract_figures import COMPARABILITY
from data.model import (
    AgencyType,
    Award,
    Finding,
    Indicator,
    Ministry,
    NoSuchFigure,
    OfficeKind,
    Pillar,
    Province,
    PublishedFigure,
    Recommendation,
    Region,
    Source,
    SourceCheck,
    Term,
    Weight,
)

Record = TypeVar("Record")

COMPARABLE = "yes"
_FigureKey: TypeAlias = tuple[str, str, int, str | None, bool]


class FactRepository:
    """Questions that have the same answer for every entity; short tables are read once."""

    def __init__(self, database: Path) -> None:
        """Remember the database; it is opened with the first question."""
        self._database = Connections(database)
        self._tables: dict[str, tuple[object, ...]] = {}
        self._figures: Mapping[_FigureKey, PublishedFigure] | None = None

    def pillars(self, *, year: int | None = None) -> tuple[Pillar, ...]:
        """Return the pillars by number, those of one year if given."""
        found = self._table("pillars", make=records.pillar, order="number")
        return tuple(item for item in found if _valid(item.since, item.until, year))

    def pillar_measures(self, *, year: int) -> tuple[Measure, ...]:
        """Return the pillars of a year as measures, by number."""
        return tuple(item.measure for item in self.pillars(year=year))

    def indicators(
        self, *, year: int | None = None, pillar_id: str | None = None
    ) -> tuple[Indicator, ...]:
        """Return the indicators by number, of one year or pillar if given."""
        numbered = self._table("indicators", make=records.indicator)
        return tuple(
            item
            for item in sorted(numbered, key=lambda item: _place(item.number))
            if _valid(item.since, item.until, year) and pillar_id in (None, item.pillar_id)
        )

    def weights(self, *, year: int) -> Mapping[str, Weight]:
        """Return the weights of a year by pillar or indicator; empty where there are none."""
        rows = self._rows("SELECT * FROM weights WHERE year = ?", year)
        return MappingProxyType({row["item_id"]: records.weight(row) for row in rows})

    def comparable(self, *, year: int) -> bool:
        """Whether a source says that a year is fully comparable with the one before.

        Without such a figure it is not: the cautious reading is the one that needs no source.
        """
        return any(
            item.text_value == COMPARABLE
            for item in self.published_all()
            if (item.measure, item.year, item.used) == (COMPARABILITY, year, True)
        )

    def regions(self) -> tuple[Region, ...]:
        """Return the six regions in their order."""
        return self._table("regions", make=records.region, order="number")

    def provinces(self) -> tuple[Province, ...]:
        """Return all provinces, Bangkok included, in the order of the data set."""
        return self._once("provinces", read=self._read_provinces)

    def ministries(self) -> tuple[Ministry, ...]:
        """Return all ministries in the order of the data set."""
        return self._once("ministries", read=self._read_ministries)

    def office_kinds(self) -> tuple[OfficeKind, ...]:
        """Return the kinds of provincial office in the order of the data set."""
        return self._table("office_kinds", make=records.office_kind)

    def agency_types(self) -> tuple[AgencyType, ...]:
        """Return the types of agency in the order of the data set."""
        return self._table("agency_types", make=records.agency_type)

    def published(
        self,
        *,
        measure: str,
        level: str,
        year: int,
        entity_id: str | None = None,
        used: bool = True,
    ) -> PublishedFigure:
        """Return one published figure: by default the one in use, of the level as a whole.

        Raises:
            NoSuchFigure: There is none.
        """
        found = self._published().get((measure, level, year, entity_id, used))
        if found is None:
            raise NoSuchFigure(f"{measure} {level} {year} {entity_id or ''}")
        return found

    def published_all(self) -> tuple[PublishedFigure, ...]:
        """Return every published figure in the order of the data set."""
        return self._table("published", make=records.published)

    def sources(self) -> tuple[Source, ...]:
        """Return the works that figures are cited from."""
        return self._table("sources", make=records.source)

    def findings(self, *, pillar_id: str | None = None) -> tuple[Finding, ...]:
        """Return the figures of the survey's presentation, of one pillar if given."""
        found = self._table("findings", make=records.finding)
        if pillar_id is None:
            return found
        return tuple(item for item in found if item.pillar_id == pillar_id)

    def recommendations(self, *, pillar_id: str | None = None) -> tuple[Recommendation, ...]:
        """Return the survey's recommendations, of one pillar if given."""
        found = self._table("recommendations", make=records.recommendation)
        if pillar_id is None:
            return found
        return tuple(item for item in found if item.pillar_id == pillar_id)

    def awards(self, *, year: int | None = None) -> tuple[Award, ...]:
        """Return the awards as printed, of one year if given."""
        found = self._table("awards", make=records.award)
        return tuple(item for item in found if year in (None, item.year))

    def glossary(self) -> tuple[Term, ...]:
        """Return the terms in the order of the data set."""
        return self._table("glossary", make=records.term)

    def source_checks(self) -> tuple[SourceCheck, ...]:
        """Return the checks of the source's own arithmetic."""
        return self._table("source_checks", make=records.source_check)

    def _published(self) -> Mapping[_FigureKey, PublishedFigure]:
        """The first figure of each key; made once, for a page asks for a score of them."""
        if self._figures is None:
            found: dict[_FigureKey, PublishedFigure] = {}
            for item in self.published_all():
                key = (item.measure, item.level, item.year, item.entity_id, item.used)
                found.setdefault(key, item)
            self._figures = MappingProxyType(found)
        return self._figures

    def _read_provinces(self) -> tuple[Province, ...]:
        offices = self._rows("SELECT DISTINCT province_id FROM entities WHERE level = 'office'")
        surveyed = {row["province_id"] for row in offices}
        return tuple(
            records.province(row, surveyed=row["province_id"] in surveyed)
            for row in self._rows("SELECT * FROM provinces ORDER BY rowid")
        )

    def _read_ministries(self) -> tuple[Ministry, ...]:
        groups: dict[str, dict[int, Quadrant]] = defaultdict(dict)
        for row in self._rows("SELECT * FROM quadrants"):
            groups[row["ministry_id"]][row["year"]] = Quadrant(row["quadrant"])
        return tuple(
            records.ministry(row, quadrants=groups[row["ministry_id"]])
            for row in self._rows("SELECT * FROM ministries ORDER BY rowid")
        )

    def _rows(self, query: str, *parameters: str | int | None) -> list[Row]:
        return self._database.rows(query, parameters)

    def _table(
        self, name: str, *, make: Callable[[Row], Record], order: str = "rowid"
    ) -> tuple[Record, ...]:
        query = f"SELECT * FROM {name} ORDER BY {order}"  # noqa: S608 -- names of this module
        return self._once(name, read=lambda: tuple(make(row) for row in self._rows(query)))

    def _once(self, name: str, *, read: Callable[[], tuple[Record, ...]]) -> tuple[Record, ...]:
        """Read a table once; two threads may both do so, with equal results."""
        if name not in self._tables:
            self._tables[name] = read()
        return cast(tuple[Record, ...], self._tables[name])


def _place(number: str) -> tuple[float, ...]:
    """Return the place of a number such as 1.10; one that is not known comes last."""
    return tuple(float(part) if part.isdigit() else math.inf for part in number.split("."))


def _valid(since: int | None, until: int | None, year: int | None) -> bool:
    return year is None or (since or year) <= year <= (until or year)
