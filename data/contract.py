"""The one contract that every data set keeps, simulated or official."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data import contract_entities as entities
from data import contract_figures as figures
from data.schema import Column, ColumnType, Reference, Table

__all__ = ["DESCRIPTOR_FILE", "TABLES", "Column", "ColumnType", "Reference", "Table"]

DESCRIPTOR_FILE = "datapackage.json"

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            entities.PILLARS,
            entities.INDICATORS,
            entities.WEIGHTS,
            entities.MINISTRIES,
            entities.QUADRANTS,
            entities.REGIONS,
            entities.PROVINCES,
            entities.AGENCY_TYPES,
            entities.OFFICE_KINDS,
            entities.AGENCIES,
            figures.SCORES,
            figures.SOURCES,
            figures.PUBLISHED,
            figures.FINDINGS,
            figures.RECOMMENDATIONS,
            figures.AWARDS,
            figures.GLOSSARY,
            figures.SOURCE_CHECKS,
        )
    }
)
