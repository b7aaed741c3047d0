"""The codes that tables, artefacts and pages share; it knows no table, no page and no library."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What an entity is. The first three are surveyed agencies, the last two are roll-ups."""

    DEPARTMENT = "department"
    OFFICE = "office"
    LOCAL = "local"
    MINISTRY = "ministry"
    PROVINCE = "province"


class Provenance(StrEnum):
    """Where a number comes from; what is computed from a simulated number is simulated."""

    PUBLISHED = "published"
    DERIVED = "derived"
    SIMULATED = "simulated"
    OFFICIAL = "official"


class Missing(StrEnum):
    """The five ways of having no value: never mixed, never zero."""

    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    NOT_IN_SIMULATION = "not_in_simulation"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"


class Response(StrEnum):
    """Column `status` of scores.csv: whether an agency has scores in a year and, if not, why."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    NOT_IN_SIMULATION = "not_in_simulation"
    NOT_ASKED = "not_asked"


class Quadrant(StrEnum):
    """The survey's four groups of ministries (performance x growth)."""

    RISING_STAR = "rising_star"
    DEVELOPED = "developed"
    DEVELOPING = "developing"
    MAINTAIN = "maintain"


class Measure(StrEnum):
    """What a ranking or a map can show. Scores are 0-100, change in points, coverage a share."""

    OVERALL = "overall"
    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    P6 = "p6"
    CHANGE = "change"
    COVERAGE = "coverage"


class DataStatus(StrEnum):
    """What kind of scores a data set holds; there is no third, mixed kind."""

    SIMULATED = "simulated"
    OFFICIAL = "official"


class Scope(StrEnum):
    """The population in which an entity is ranked."""

    LEVEL = "level"
    MINISTRY = "ministry"
    TYPE = "type"
    KIND = "kind"
    PROVINCE = "province"
    REGION = "region"


PILLARS: tuple[Measure, ...] = (
    Measure.P1,
    Measure.P2,
    Measure.P3,
    Measure.P4,
    Measure.P5,
    Measure.P6,
)
SCORES: tuple[Measure, ...] = (Measure.OVERALL, *PILLARS)
