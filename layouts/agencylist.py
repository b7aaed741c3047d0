"""What the address of the list of agencies asks for: filters, order, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.codes import PILLARS, Level, Measure, Quadrant, Response
from data.model import AgencyFilter
from data.scoring import Band
from layouts.context import Choice, Context

PAGE_SIZE = 50
LONGEST_TEXT = 100
NONE = "none"
"""In the address: those that have no value in this field, such as agencies of no ministry."""

SORTS: Mapping[str, tuple[Measure | None, bool]] = MappingProxyType(
    {
        "score": (Measure.OVERALL, False),
        "lowest": (Measure.OVERALL, True),
        "change": (Measure.CHANGE, False),
        "name": (None, True),
        **{str(pillar): (pillar, False) for pillar in PILLARS},
    }
)
"""Order in the address -> measure (None: alphabet) and whether the least comes first."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "level": "level",
        "ministry": "ministry",
        "type": "agency_type",
        "kind": "office_kind",
        "province": "province",
        "quadrant": "quadrant",
        "band": "band",
        "answered": "response",
    }
)
"""Filter in the address -> field of AgencyFilter."""

ALWAYS = ("level", "ministry", "type")
"""Filters shown at once; the others stand behind "more filters"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The list that an address asks for, after validation.

    Attributes:
        filters: Filter -> chosen code, empty where nothing is chosen.
        notices: Parameters that could not be used, with what was given.
    """

    year: int
    text: str
    filters: Mapping[str, str]
    sort: str
    page: int
    notices: Mapping[str, str]

    @property
    def where(self) -> AgencyFilter:
        """The filters as the repository takes them."""
        chosen = {
            field: ("" if self.filters[name] == NONE else self.filters[name],)
            for name, field in FIELDS.items()
            if self.filters[name]
        }
        return AgencyFilter(text=self.text, **chosen)


def asked(ctx: Context) -> Asked:
    """Read the address."""
    choices = {
        name: ctx.choose(name, options=list(options(ctx, name)), default="") for name in FIELDS
    }
    sort = ctx.choose("sort", options=list(SORTS), default="score")
    year = ctx.year()
    number = ctx.address.query.get("page", "1")
    usable = number.isdecimal() and number.isascii() and 1 <= int(number[:6]) <= 10_000
    every: dict[str, Choice] = {**choices, "sort": sort, "year": year}
    notices = {name: c.rejected for name, c in every.items() if c.rejected is not None}
    if not usable:
        notices["page"] = number
    return Asked(
        year=int(year.value),
        text=ctx.address.query.get("q", "").strip()[:LONGEST_TEXT],
        filters=MappingProxyType({name: choice.value for name, choice in choices.items()}),
        sort=sort.value,
        page=int(number[:6]) if usable else 1,
        notices=MappingProxyType(notices),
    )


def options(ctx: Context, name: str) -> dict[str, str]:
    """The codes of a filter with their words, in the order in which they are offered."""
    repo = ctx.repo
    if name == "level":
        return {
            str(v): ctx.t(f"level.{v}.many")
            for v in (Level.DEPARTMENT, Level.OFFICE, Level.LOCAL)
            if repo.entities(level=v)
        }
    if name == "quadrant":
        return {str(item): ctx.t(f"quadrant.{item}") for item in Quadrant}
    if name == "band":
        return {str(int(item)): ctx.t(f"band.{int(item)}") for item in reversed(Band)}
    if name == "answered":
        words = {Response.ANSWERED: ctx.t("agencies.answered")}
        # Only official data know silence, only simulated data know absence.
        foreign = Response.NO_ANSWER if ctx.simulated else Response.NOT_IN_SIMULATION
        return {
            str(r): words.get(r) or ctx.t(f"missing.{r}.label")
            for r in Response
            if r is not foreign
        }
    if name == "type":
        return {item.id: ctx.name(item.name) for item in repo.agency_types()}
    if name == "kind":
        return {item.id: ctx.name(item.name) for item in repo.office_kinds()}
    if name == "province":
        return {item.id: ctx.name(item.name) for item in repo.provinces()}
    ministries = {item.id: ctx.name(item.name) for item in repo.ministries()}
    return {**ministries, NONE: ctx.t("agency.independent")}
