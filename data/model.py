"""The frozen records that ScoreRepository hands to pages; it knows no table and no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.codes import Level, Measure, Missing, Provenance, Quadrant, Response, Scope
from data.model_base import (
    ArtefactError,
    Coverage,
    Entity,
    HitKind,
    Match,
    Name,
    NoSuchFigure,
    NoSuchPopulation,
    Rank,
    UnknownEntity,
    Unranked,
    Value,
)
from data.model_facts import (
    AgencyType,
    Award,
    Finding,
    Indicator,
    Ministry,
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
from data.scoring import Band

__all__ = [
    "AgencyFilter",
    "AgencyPage",
    "AgencyRow",
    "AgencyType",
    "ArtefactError",
    "Award",
    "Band",
    "Coverage",
    "Entity",
    "FacetCount",
    "Finding",
    "Hit",
    "HitKind",
    "Indicator",
    "Match",
    "Members",
    "Ministry",
    "Name",
    "NoSuchFigure",
    "NoSuchPopulation",
    "OfficeKind",
    "Pillar",
    "Profile",
    "Province",
    "PublishedFigure",
    "QuadrantPoint",
    "Quadrants",
    "Rank",
    "Ranking",
    "RankingRow",
    "Recommendation",
    "Region",
    "ScopedRank",
    "Similar",
    "Source",
    "SourceCheck",
    "Summary",
    "Term",
    "UnknownEntity",
    "Unranked",
    "Value",
    "Weight",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """One entity in a ranking: `rank` or `unranked`, never both, never neither."""

    entity: Entity
    value: Value
    rank: Rank | None
    band: Band | None
    coverage: Coverage | None
    change: Value
    quadrant: Quadrant | None
    unranked: Unranked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A ranking: `ranked` by place, tied ones and `unranked` in Thai alphabetical order."""

    level: Level
    measure: Measure
    year: int
    scope: Scope
    scope_id: str | None
    ranked: tuple[RankingRow, ...]
    unranked: tuple[RankingRow, ...]
    of: int
    provenance: Provenance

    @property
    def rows(self) -> tuple[RankingRow, ...]:
        """All rows, the ranked ones first."""
        return self.ranked + self.unranked


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopedRank:
    """A rank of one measure within one population."""

    measure: Measure
    scope: Scope
    scope_id: str | None
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All there is about one entity in one year.

    `scores` has a Value for every Measure; `indicators` only those that the data set carries.
    `ranks` holds every measure and population in which the entity is ranked. `coverage` is None
    for an agency. `quadrant` is the ministry's published one.
    """

    entity: Entity
    year: int
    response: Response | None
    scores: Mapping[Measure, Value]
    indicators: Mapping[str, Value]
    band: Band | None
    coverage: Coverage | None
    unranked: Unranked | None
    ranks: tuple[ScopedRank, ...]
    previous_year: int | None
    previous: Mapping[Measure, Value]
    previous_coverage: Coverage | None
    awards: tuple[Award, ...]
    quadrant: Quadrant | None

    @property
    def change(self) -> Value:
        """The change of the overall score since the previous year, in points."""
        return self.scores[Measure.CHANGE]

    def rank(self, *, scope: Scope, measure: Measure = Measure.OVERALL) -> Rank | None:
        """Return the entity's rank in one population, or None where it has none."""
        for item in self.ranks:
            if item.scope is scope and item.measure is measure:
                return item.rank
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The distribution of one measure (or indicator id) among all peers that have a value.

    Computed from the unrounded values; `n` counts them. All numbers are None where n is 0.
    """

    measure: str
    level: Level
    year: int
    scope: Scope
    scope_id: str | None
    n: int
    mean: float | None
    low: float | None
    q1: float | None
    median: float | None
    q3: float | None
    high: float | None
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency in a list; `values` has the overall score, the six pillars and the change.

    `rank` is that of the overall score within the level. `quadrant` is its ministry's.
    """

    entity: Entity
    response: Response
    values: Mapping[Measure, Value]
    band: Band | None
    rank: Rank | None
    quadrant: Quadrant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The agencies of a roll-up: those with a score by score, the others by kind of missing."""

    rows: tuple[AgencyRow, ...]
    without: Mapping[Missing, tuple[Entity, ...]]
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFilter:
    """What to list: within a field any of its values, all fields together; empty = no limit.

    `quadrant` is the published quadrant of the agency's ministry. `text` is matched like search.
    """

    text: str = ""
    level: tuple[str, ...] = ()
    ministry: tuple[str, ...] = ()
    agency_type: tuple[str, ...] = ()
    office_kind: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    quadrant: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    response: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many agencies a filter value would show; `value` is "" for agencies that have none."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPage:
    """One page of a list of agencies.

    `page` counts from 1 and is brought within 1..pages. `facets` maps each field of AgencyFilter
    except `text` to the counts under all the other fields.
    """

    rows: tuple[AgencyRow, ...]
    total: int
    page: int
    page_size: int
    facets: Mapping[str, tuple[FacetCount, ...]]

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.page_size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A similar entity: `distance` is Euclidean over the six pillars, in points."""

    entity: Entity
    distance: float
    overall: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantPoint:
    """A ministry in the quadrant chart.

    `x` is performance (overall), `y` growth in points; `previous` is the overall score of the year
    before. `published` is the group that the survey printed, `placed` the one in which the point
    lies; `agrees` is None where one of them is missing.
    """

    entity: Entity
    x: Value
    y: Value
    previous: Value
    published: Quadrant | None
    placed: Quadrant | None
    agrees: bool | None
    coverage: Coverage
    answered_both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrants:
    """The quadrant chart of a year: published cut lines (None where unpublished) and points."""

    year: int
    cut_performance: float | None
    cut_growth: float | None
    points: tuple[QuadrantPoint, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search hit: an entity, or a pillar, indicator or finding.

    Attributes:
        id: Id within its kind.
        note: What to say beside the name, such as the question to which a line belongs.
        entity: The entity; None for what the survey asked.
        pillar_id: Pillar on whose page it stands; None for an entity or what belongs to no pillar.
        finding_id: The finding to show there, or None.
    """

    kind: HitKind
    id: str
    name: Name
    note: Name
    match: Match
    entity: Entity | None = None
    pillar_id: str | None = None
    finding_id: str | None = None
