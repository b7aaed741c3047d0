"""The list of agencies: filters, order, pages and facet counts, worked out by SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from data.codes import SCORES, Measure
from data.connections import Connections, Row
from data.model import AgencyFilter, FacetCount
from data.search.match import Matcher

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "level": "level",
        "ministry": "ministry_id",
        "agency_type": "agency_type_id",
        "office_kind": "office_kind_id",
        "province": "province_id",
        "region": "region_id",
        "quadrant": "quadrant",
        "band": "band",
        "response": "response",
    }
)
_SORTABLE = (*SCORES, Measure.CHANGE)


class Listing:
    """The agencies of a year that a filter lets through.

    Every piece of SQL is put together from names in this module; what readers type is bound.
    """

    def __init__(self, database: Connections, *, year: int, where: AgencyFilter) -> None:
        """Resolve the text of the filter, which is the same for all questions."""
        self._database = database
        self._year = year
        self._where = where
        self._found: str | None = None
        if where.text.strip():
            self._found = json.dumps(Matcher(database).every(where.text))

    def page(
        self, *, sort: Measure | None, ascending: bool, lang: str, limit: int, offset: int
    ) -> list[Row]:
        """Return rows of `scores`: equal ones as printed alphabetically, missing ones last.

        Raises:
            ValueError: Agencies cannot be sorted by this measure.
        """
        if sort is not None and sort not in _SORTABLE:
            raise ValueError(f"agencies cannot be sorted by {sort}")
        condition, parameters = self._condition()
        alphabet = "order_en" if lang == "en" else "order_th"
        way = "ASC" if ascending else "DESC"
        order = (
            f"{alphabet} {way}"
            if sort is None
            else f"{sort} IS NULL, {as_printed(sort)} {way}, {alphabet}"
        )
        # The inner query sorts keys alone; whole rows are fetched for one page only.
        return self._database.rows(
            "SELECT scores.* FROM (SELECT year, level, entity FROM scores"  # noqa: S608
            f" WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?)"
            f" JOIN scores USING (year, level, entity) ORDER BY {order}",
            (*parameters, limit, offset),
        )

    def facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """Return the counts of every filter value, each field under all the other fields."""
        return MappingProxyType({field: self._facet(field) for field in _COLUMNS})

    def _facet(self, field: str) -> tuple[FacetCount, ...]:
        condition, parameters = self._condition(without=field)
        rows = self._database.rows(
            f"SELECT {_COLUMNS[field]} AS value, COUNT(*) AS number FROM scores"  # noqa: S608
            f" WHERE {condition} GROUP BY value ORDER BY value",
            parameters,
        )
        return tuple(
            FacetCount(value="" if row["value"] is None else str(row["value"]), count=row["number"])
            for row in rows
        )

    def _condition(self, *, without: str = "") -> tuple[str, tuple[str | int, ...]]:
        # A response marks an agency; roll-ups have none.
        parts = ["year = ?", "response IS NOT NULL"]
        parameters: list[str | int] = [self._year]
        for field, column in _COLUMNS.items():
            values: tuple[str, ...] = getattr(self._where, field)
            if values and field != without:
                marks = ", ".join("?" * len(values))
                parts.append(f"CAST(COALESCE({column}, '') AS TEXT) IN ({marks})")
                parameters.extend(values)
        if self._found is not None:
            parts.append("entity IN (SELECT value FROM json_each(?))")
            parameters.append(self._found)
        return " AND ".join(parts), tuple(parameters)


def as_printed(measure: Measure) -> str:
    """Return SQL that rounds as scoring.printed does, so that equal rows stay together."""
    tenths = f"CAST(ABS({measure}) * 10 + 0.5000001 AS INTEGER)"
    return f"CASE WHEN {measure} < 0 THEN -{tenths} ELSE {tenths} END"
