"""The smallest records: names, values, ranks, entities, and the errors of the repository."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.codes import Level, Missing, Provenance


class ArtefactError(Exception):
    """The artefact cannot answer: it is absent, damaged or of another make."""


class UnknownEntity(LookupError):
    """No ministry, province or agency has this level and id."""


class NoSuchFigure(LookupError):
    """No published figure answers to this measure, level and year."""


class NoSuchPopulation(LookupError):
    """Nobody is ranked by this measure at this level, year and scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in both languages; either may be empty where the source has none."""

    th: str
    en: str

    def get(self, lang: str) -> str:
        """Return the name in `lang` ("th" or "en"), or in the other language where it has none."""
        return (self.en or self.th) if lang == "en" else (self.th or self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number with its provenance, or the reason why there is none: exactly one of the two.

    Scores are 0-100, a change is in points, coverage in percent.
    """

    number: float | None
    provenance: Provenance
    missing: Missing | None

    def __post_init__(self) -> None:
        """Refuse a value that is both there and missing, or neither."""
        if (self.number is None) == (self.missing is None):
            raise ValueError("a value needs exactly one of number and missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the surveyed members answered."""

    answered: int
    surveyed: int

    @property
    def share(self) -> float:
        """Answered over surveyed, 0 to 1; 0 where nobody was surveyed."""
        return self.answered / self.surveyed if self.surveyed else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A competition rank; `ties` counts all who share the place, the entity itself included.

    `low`-`high` are the best and the worst place over the six scores that leave one pillar out,
    `p5`-`p95` the 5th and 95th percentile over 1,000 random weightings. They exist for the
    overall score only, and not where a data set carries no weights.
    """

    place: int
    ties: int
    of: int
    low: int | None = None
    high: int | None = None
    p5: int | None = None
    p95: int | None = None

    @property
    def joint(self) -> bool:
        """Whether the place is shared."""
        return self.ties > 1


class Unranked(StrEnum):
    """Why an entity is shown without a rank: one of the five missing kinds, or low coverage."""

    LOW_COVERAGE = "low_coverage"
    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    NOT_IN_SIMULATION = "not_in_simulation"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything that has a page: an agency, a ministry or a province. Ids are None where empty."""

    level: Level
    id: str
    name: Name
    abbrev: Name
    ministry_id: str | None = None
    province_id: str | None = None
    region_id: str | None = None
    agency_type_id: str | None = None
    office_kind_id: str | None = None
    predecessor_id: str | None = None
    note: str = ""
    since: int | None = None
    until: int | None = None
    award: bool = False

    def exists(self, *, year: int) -> bool:
        """Whether it exists in a year."""
        return (self.since or year) <= year <= (self.until or year)


class Match(StrEnum):
    """How a search hit was found, best first."""

    EXACT = "exact"
    PREFIX = "prefix"
    CONTAINS = "contains"
    SIMILAR = "similar"


class HitKind(StrEnum):
    """What a search can find: the levels of entities, and what the survey asked."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DEPARTMENT = "department"
    OFFICE = "office"
    LOCAL = "local"
    PILLAR = "pillar"
    INDICATOR = "indicator"
    FINDING = "finding"
