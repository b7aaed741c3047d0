"""Makes datapackage.json, the Frictionless descriptor, from the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.codes import DataStatus
from data.contract import TABLES, Column, ColumnType, Table
from data.tables import Row

_TYPES = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.PRINTED: "number",
}
LICENCE_NOTE = (
    "No licence is claimed for the texts of the sources; recommendations are summaries in our own "
    "words. Figures are facts and carry their source."
)


def make_descriptor(
    *,
    name: str,
    title_en: str,
    title_th: str,
    status: DataStatus,
    issued: date,
    years: Sequence[int],
    sources: Sequence[Row],
    seed: int | None = None,
    indicator_columns: Sequence[str] = (),
) -> dict[str, Any]:
    """Describe a data set.

    Args:
        name: lower-case name of the package.
        title_en: title for readers, English.
        title_th: title for readers, Thai.
        status: simulated or official.
        issued: date of issue, CE.
        years: years with scores, Buddhist Era.
        sources: rows of the table `sources`.
        seed: seed of a simulated set.
        indicator_columns: indicator columns that scores.csv holds beyond the contract's.
    """
    descriptor: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title_en,
        "title_th": title_th,
        "status": str(status),
        "issued": issued.isoformat(),
        "years": sorted(years),
    }
    if seed is not None:
        descriptor["seed"] = seed
    # No key `licenses`: the standard wants at least one there, and none is claimed.
    descriptor["licence_note"] = LICENCE_NOTE
    descriptor["sources"] = [
        {"title": str(row["title_en"])} | ({"path": str(row["url"])} if row["url"] else {})
        for row in sources
    ]
    descriptor["resources"] = [
        _resource(table, extra=indicator_columns if table.extra else ())
        for table in TABLES.values()
    ]
    return descriptor


def _resource(table: Table, *, extra: Sequence[str]) -> dict[str, Any]:
    fields = [field_of(column) for column in table.columns]
    if table.extra is not None:
        template = field_of(table.extra)
        fields += [{**template, "name": name} for name in extra]
    schema: dict[str, Any] = {
        "fields": fields,
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [_foreign_key(column, table=table) for column in table.columns if column.references]
    singles = [key for key in keys if key]
    if singles:
        schema["foreignKeys"] = singles
    return {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "profile": "tabular-data-resource",
        "title": table.title_en,
        "title_th": table.title_th,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def field_of(column: Column) -> dict[str, Any]:
    """Describe a column as a field of a table schema."""
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = [str(code) for code in column.codes]
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description_en,
        "description_th": column.description_th,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(column: Column, *, table: Table) -> dict[str, Any] | None:
    if column.references is None or column.is_list:
        return None
    target = column.references
    return {
        "fields": column.name,
        "reference": {
            # Frictionless writes a table's reference to itself as an empty name.
            "resource": "" if target.table == table.name else target.table.replace("_", "-"),
            "fields": target.column,
        },
    }
