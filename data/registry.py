"""Turns the facts carried in data/source into the tables of a data set, scores excepted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.codes import Level
from data.contract import TABLES, Table
from data.tables import Row, read_table

SOURCE_DIRECTORY = Path(__file__).parent / "source"
OFFICE_TYPE = "provincial_office"
# 76 provinces were surveyed, not 77: the source counts no provincial office in Bangkok.
WITHOUT_OFFICES = frozenset({"TH-10"})

_CARRIED = (
    "pillars",
    "indicators",
    "ministries",
    "quadrants",
    "regions",
    "provinces",
    "agency_types",
    "office_kinds",
    "sources",
    "published",
    "findings",
    "recommendations",
    "awards",
    "glossary",
    "source_checks",
)
_DEPARTMENT_COLUMNS = frozenset(
    {
        "agency_id",
        "name_th",
        "name_en",
        "abbrev_en",
        "agency_type_id",
        "ministry_id",
        "since",
        "until",
        "note",
    }
)


def load_registry(directory: Path = SOURCE_DIRECTORY) -> Mapping[str, tuple[Row, ...]]:
    """Read every carried table and derive the agencies.

    Returns:
        All tables of the contract but `scores` and `weights`.

    Raises:
        DataError: a carried file is not as the contract says.
    """
    tables = {
        name: read_table(directory / TABLES[name].file, table=TABLES[name]) for name in _CARRIED
    }
    tables["agencies"] = (
        *_departments(directory / "departments.csv"),
        *_offices(kinds=tables["office_kinds"], provinces=tables["provinces"]),
    )
    return tables


def _departments(path: Path) -> tuple[Row, ...]:
    columns = tuple(
        column for column in TABLES["agencies"].columns if column.name in _DEPARTMENT_COLUMNS
    )
    table = Table(
        name="departments",
        title_en="Departments that can be named",
        title_th="หน่วยงานระดับกรมที่ระบุชื่อได้",
        key=("agency_id",),
        columns=columns,
    )
    return tuple({**row, "level": Level.DEPARTMENT} for row in read_table(path, table=table))


def _offices(*, kinds: tuple[Row, ...], provinces: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(
        {
            "agency_id": f"{kind['office_kind_id']}-{province['tis_code']}",
            "name_th": f"{kind['name_th']}{province['name_th']}",
            "name_en": f"{province['name_en']} {kind['name_en']}",
            "level": Level.OFFICE,
            "agency_type_id": OFFICE_TYPE,
            "ministry_id": kind["ministry_id"],
            "province_id": province["province_id"],
            "office_kind_id": kind["office_kind_id"],
        }
        for province in provinces
        if province["province_id"] not in WITHOUT_OFFICES
        for kind in kinds
        if kind["surveyed"] != "no"
    )
