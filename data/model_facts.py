"""The frozen records of what a data set says beside scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.codes import Level, Measure, Provenance, Quadrant
from data.model_base import Name, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """One of the survey's pillars; `short` may hold U+200B where a chart label may break."""

    id: str
    measure: Measure
    number: int
    name: Name
    short: Name
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator of a pillar; `named` is False where the source gives no label."""

    id: str
    pillar_id: str
    number: str
    name: Name
    name_th_origin: str
    named: bool
    since: int | None
    until: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The weight of a pillar or an indicator in a year, 0 to 1 within its parent."""

    item_id: str
    weight: float
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One of the six regions."""

    id: str
    number: int
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """What is known of a province beside its scores; its Entity is `repository.entity(...)`."""

    id: str
    tis_code: str
    name: Name
    abbrev: Name
    region_id: str
    cluster_id: str | None
    cluster: Name
    population: int | None
    population_year: int | None
    population_source: str
    lat: float | None
    lon: float | None
    surveyed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ministry:
    """A ministry with its published quadrant in each year that has one."""

    id: str
    name: Name
    abbrev: Name
    since: int | None
    until: int | None
    predecessor_id: str | None
    quadrants: Mapping[int, Quadrant]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyType:
    """A legal type of agency."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKind:
    """A kind of provincial office; `surveyed` is confirmed, assumed or no."""

    id: str
    name: Name
    parent_agency_id: str | None
    ministry_id: str | None
    surveyed: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award as printed: `order` is the order in the source, never a rank."""

    id: str
    year: int
    level: Level
    order: int
    name_th_source: str
    agency_id: str | None
    province_id: str | None
    source_heading: str
    source_line: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A published aggregate.

    `printed` is the value with the digits of its source (64.60), `text_value` what the source
    gives where it is not a number.
    """

    id: str
    year: int
    level: str
    entity_id: str | None
    measure: str
    value: float | None
    printed: Decimal | None
    text_value: str
    unit: str
    vintage: str
    used: bool
    provenance: Provenance
    confidence: str
    source_id: str
    source_heading: str
    source_line: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that figures are cited from; `published` is a date or a year, as known."""

    id: str
    title: Name
    publisher: Name
    published: str
    url: str
    vintage: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One number (or unavailable number) of the survey's presentation, with its own n.

    `printed` is the number with the digits of its source, `not_asked_level` the other level where
    the question was not put to it.
    """

    id: str
    pillar_id: str | None
    indicator_id: str | None
    level: str
    question: Name
    option: Name
    value: Value
    printed: Decimal | None
    unit: str
    n_respondents: int | None
    value_type: str
    not_asked_level: str | None
    source_heading: str
    source_line: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation of the survey, in our own words."""

    id: str
    form: str
    pillar_id: str | None
    topic_id: str
    topic: Name
    addressee: str
    summary: Name
    parent_id: str | None
    long_form_id: str | None
    source_heading: str
    source_line: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the glossary."""

    id: str
    term: Name
    abbrev: str
    definition: Name
    source_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """A check of the source's own arithmetic."""

    id: str
    result: str
    statement: Name
    remark: Name
    source_lines: str
    finding_ids: tuple[str, ...]
    external_source: str
