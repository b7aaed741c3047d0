"""Which rows a page shows, for the files that hold exactly these: page address in, export out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data import views
from data.codes import Level, Measure
from data.export import Export
from data.model import AgencyFilter, UnknownEntity
from layouts import agencylist, quadrantview
from layouts.context import Choice, Context, NotFound
from layouts.mapview import ALL_OFFICES, EVERYWHERE, choices, map_view
from layouts.routes import Page

EVERYTHING = 1_000_000


class UnusableParameter(ValueError):
    """A parameter of the address has no such value; a file must not guess."""


def export_of(ctx: Context) -> Export:
    """The rows of the page at an address.

    Raises:
        NotFound: the page has no table of its own, or what it is about does not exist.
        UnusableParameter: a query parameter cannot be used.
    """
    build = VIEWS.get(ctx.address.page)
    if build is None:
        raise NotFound(ctx.address.page)
    return build(ctx)


def _use(**chosen: Choice) -> None:
    for name, choice in chosen.items():
        if choice.rejected is not None:
            raise UnusableParameter(name)


def _provinces(ctx: Context) -> Export:
    chosen = choices(ctx)
    for name in chosen.rejected():
        raise UnusableParameter(name)
    kind, region = chosen.kind.value, chosen.region.value
    measure, year = Measure(chosen.measure.value), int(chosen.year.value)
    view = map_view(ctx, measure=measure, year=year, kind_id=None if kind == ALL_OFFICES else kind)
    rows = [row for row in view.rows if region in (EVERYWHERE, row.entity.region_id)]
    return views.provinces(ctx.repo, rows, measure=measure, of_year=year)


def _ministries(ctx: Context) -> Export:
    """The ministries of the chart, or the departments in the same frame."""
    chosen = quadrantview.choices(ctx)
    for name in chosen.rejected():
        raise UnusableParameter(name)
    year, sort = int(chosen.year.value), chosen.sort.value
    if chosen.view.value == "departments":
        rows = quadrantview.departments(ctx, chosen, year=year).rows
        listed = quadrantview.ordered_rows(ctx, rows, sort=sort)
        return views.agencies(ctx.repo, listed, of_year=year, name="departments-both-years")
    points = ctx.repo.quadrants(year=year).points
    if chosen.view.value == "quadrant":
        points = quadrantview.ordered(ctx, points, sort=sort)
    ranking = ctx.repo.ranking(level=Level.MINISTRY, measure=Measure.OVERALL, year=year)
    ranks = {row.entity.id: row.rank for row in ranking.rows}
    return views.ministries(ctx.repo, points, ranks=ranks, of_year=year)


def _agencies(ctx: Context) -> Export:
    """All pages of the list; with `page` in the address that page alone."""
    wanted = agencylist.asked(ctx)
    for name in wanted.notices:
        raise UnusableParameter(name)
    measure, ascending = agencylist.SORTS[wanted.sort]
    found = ctx.repo.agencies(
        year=wanted.year,
        where=wanted.where,
        sort=measure,
        ascending=ascending,
        page=wanted.page,
        page_size=agencylist.PAGE_SIZE if "page" in ctx.address.query else EVERYTHING,
        lang=ctx.lang,
    )
    return views.agencies(ctx.repo, found.rows, of_year=wanted.year, name="agencies-view")


def _members(level: Level) -> Callable[[Context], Export]:
    def members(ctx: Context) -> Export:
        """The agencies of a roll-up: first those with a score, then the others."""
        year = ctx.year()
        _use(year=year)
        own = (ctx.address.id or "",)
        which = (
            AgencyFilter(ministry=own, level=(Level.DEPARTMENT,))
            if level is Level.MINISTRY
            else AgencyFilter(province=own, level=(Level.OFFICE,))
        )
        try:
            entity = ctx.repo.entity(level=level, id=ctx.address.id or "")
        except UnknownEntity as error:
            raise NotFound(ctx.address.id) from error
        found = ctx.repo.agencies(year=int(year.value), where=which, page_size=EVERYTHING)
        return views.agencies(
            ctx.repo,
            found.rows,
            of_year=int(year.value),
            name=f"{entity.id.lower()}-agencies",
        )

    return members


def _agency(ctx: Context) -> Export:
    year = ctx.year()
    _use(year=year)
    try:
        entity = ctx.repo.agency(ctx.address.id or "")
    except UnknownEntity as error:
        raise NotFound(ctx.address.id) from error
    found = ctx.repo.profile(level=entity.level, id=entity.id, year=int(year.value))
    peers = ctx.repo.summaries(level=entity.level, year=int(year.value))
    return views.profile(ctx.repo, found, peers=peers)


def _findings(ctx: Context) -> Export:
    """All findings at /findings, those of a pillar at /findings/3."""
    if ctx.address.id is None:
        return views.findings(ctx.repo, ctx.repo.findings(), name="findings")
    pillar = next((p for p in ctx.repo.pillars() if str(p.number) == ctx.address.id), None)
    if pillar is None:
        raise NotFound(ctx.address.id)
    found = ctx.repo.findings(pillar_id=pillar.id)
    return views.findings(ctx.repo, found, name=f"findings-{pillar.number}")


VIEWS: Mapping[Page, Callable[[Context], Export]] = MappingProxyType(
    {
        Page.PROVINCES: _provinces,
        Page.PROVINCE: _members(Level.PROVINCE),
        Page.MINISTRIES: _ministries,
        Page.MINISTRY: _members(Level.MINISTRY),
        Page.AGENCIES: _agencies,
        Page.AGENCY: _agency,
        Page.FINDINGS: _findings,
        Page.FINDING: _findings,
    }
)
"""Pages that show a table of their own."""
