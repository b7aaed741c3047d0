"""Turns rows of the tables beside the scores into the records of data.model."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from data.codes import Level, Measure, Missing, Provenance, Quadrant
from data.connections import Row
from data.model import (
    AgencyType,
    Award,
    Finding,
    Indicator,
    Ministry,
    Name,
    OfficeKind,
    Pillar,
    Province,
    PublishedFigure,
    Recommendation,
    Region,
    Source,
    SourceCheck,
    Term,
    Value,
    Weight,
)
from data.records import name


def pillar(row: Row) -> Pillar:
    """Read a row of `pillars`."""
    return Pillar(
        id=row["pillar_id"],
        measure=Measure(row["pillar_id"]),
        number=row["number"],
        name=name(row),
        short=name(row, "short"),
        since=row["since"],
        until=row["until"],
    )


def indicator(row: Row) -> Indicator:
    """Read a row of `indicators`."""
    return Indicator(
        id=row["indicator_id"],
        pillar_id=row["pillar_id"],
        number=row["number"],
        name=name(row),
        name_th_origin=row["name_th_origin"],
        named=row["named"] == "yes",
        since=row["since"],
        until=row["until"],
        note=row["note"] or "",
    )


def weight(row: Row) -> Weight:
    """Read a row of `weights`."""
    return Weight(
        item_id=row["item_id"], weight=row["weight"], provenance=Provenance(row["provenance"])
    )


def region(row: Row) -> Region:
    """Read a row of `regions`."""
    return Region(id=row["region_id"], number=row["number"], name=name(row))


def province(row: Row, *, surveyed: bool) -> Province:
    """Read a row of `provinces`; `surveyed` says whether it has offices in the data."""
    return Province(
        id=row["province_id"],
        tis_code=row["tis_code"],
        name=name(row),
        abbrev=name(row, "abbrev"),
        region_id=row["region_id"],
        cluster_id=row["cluster_id"],
        cluster=name(row, "cluster_name"),
        population=row["population"],
        population_year=row["population_year"],
        population_source=row["population_source"] or "",
        lat=row["lat"],
        lon=row["lon"],
        surveyed=surveyed,
    )


def ministry(row: Row, *, quadrants: Mapping[int, Quadrant]) -> Ministry:
    """Read a row of `ministries`."""
    return Ministry(
        id=row["ministry_id"],
        name=name(row),
        abbrev=Name(th=row["abbrev_th"] or "", en=""),
        since=row["since"],
        until=row["until"],
        predecessor_id=row["predecessor_id"],
        quadrants=MappingProxyType(dict(quadrants)),
    )


def agency_type(row: Row) -> AgencyType:
    """Read a row of `agency_types`."""
    return AgencyType(id=row["agency_type_id"], name=name(row))


def office_kind(row: Row) -> OfficeKind:
    """Read a row of `office_kinds`."""
    return OfficeKind(
        id=row["office_kind_id"],
        name=name(row),
        parent_agency_id=row["parent_agency_id"],
        ministry_id=row["ministry_id"],
        surveyed=row["surveyed"],
        source=row["source"] or "",
    )


def award(row: Row) -> Award:
    """Read a row of `awards`."""
    return Award(
        id=row["award_id"],
        year=row["year"],
        level=Level(row["level"]),
        order=row["order_in_source"],
        name_th_source=row["name_th_source"],
        agency_id=row["agency_id"],
        province_id=row["province_id"],
        source_heading=row["source_heading"] or "",
        source_line=row["source_line"] or "",
        note=row["note"] or "",
    )


def published(row: Row) -> PublishedFigure:
    """Read a row of `published`."""
    return PublishedFigure(
        id=row["figure_id"],
        year=row["year"],
        level=row["level"],
        entity_id=row["entity_id"],
        measure=row["measure"],
        value=_number(row),
        printed=_printed(row),
        text_value=row["text_value"] or "",
        unit=row["unit"] or "",
        vintage=row["vintage"] or "",
        used=row["used"] == "yes",
        provenance=Provenance(row["provenance"]),
        confidence=row["confidence"] or "",
        source_id=row["source_id"],
        source_heading=row["source_heading"] or "",
        source_line=row["source_line"] or "",
        note=row["note"] or "",
    )


def source(row: Row) -> Source:
    """Read a row of `sources`."""
    return Source(
        id=row["source_id"],
        title=name(row, "title"),
        publisher=name(row, "publisher"),
        published=row["published"] or "",
        url=row["url"] or "",
        vintage=row["vintage"] or "",
        note=row["note"] or "",
    )


def finding(row: Row) -> Finding:
    """Read a row of `findings`; where no kind of missing is given, it was a picture."""
    number = _number(row)
    missing = Missing(row["missing_kind"]) if row["missing_kind"] else Missing.NOT_AVAILABLE
    return Finding(
        id=row["finding_id"],
        pillar_id=row["pillar_id"],
        indicator_id=row["indicator_id"],
        level=row["level"],
        question=name(row, "question"),
        option=name(row, "option"),
        value=Value(
            number=number,
            provenance=Provenance(row["provenance"]),
            missing=missing if number is None else None,
        ),
        printed=_printed(row),
        unit=row["unit"] or "",
        n_respondents=row["n_respondents"],
        value_type=row["value_type"],
        not_asked_level=row["not_asked_level"],
        source_heading=row["source_heading"] or "",
        source_line=row["source_line"] or "",
        note=row["note"] or "",
    )


def recommendation(row: Row) -> Recommendation:
    """Read a row of `recommendations`."""
    return Recommendation(
        id=row["rec_id"],
        form=row["form"],
        pillar_id=row["pillar_id"],
        topic_id=row["topic_id"],
        topic=name(row, "topic"),
        addressee=row["addressee"],
        summary=name(row, "summary"),
        parent_id=row["parent_rec_id"],
        long_form_id=row["long_form_rec_id"],
        source_heading=row["source_heading"] or "",
        source_line=row["source_line"] or "",
        note=row["note"] or "",
    )


def term(row: Row) -> Term:
    """Read a row of `glossary`."""
    return Term(
        id=row["term_id"],
        term=name(row, "term"),
        abbrev=row["abbrev"] or "",
        definition=name(row, "definition"),
        source_line=row["source_line"] or "",
    )


def source_check(row: Row) -> SourceCheck:
    """Read a row of `source_checks`."""
    findings: str = row["finding_ids"] or ""
    return SourceCheck(
        id=row["check_id"],
        result=row["result"],
        statement=name(row, "statement"),
        remark=name(row, "remark"),
        source_lines=row["source_lines"] or "",
        finding_ids=tuple(part.strip() for part in findings.split(";") if part.strip()),
        external_source=row["external_source"] or "",
    )


def _printed(row: Row) -> Decimal | None:
    return Decimal(row["value"]) if row["value"] is not None else None


def _number(row: Row) -> float | None:
    return float(row["value"]) if row["value"] is not None else None
