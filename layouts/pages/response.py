"""Who was surveyed and who answered: by level and year as published, by ministry and province."""

from __future__ import annotations

from collections.abc import Mapping

from data.codes import Level, Measure, Provenance
from data.model import NoSuchFigure, PublishedFigure
from layouts import format as fmt
from layouts.components import map as province_map
from layouts.components.finding_charts import level_label
from layouts.components.map_picture import map_chart
from layouts.components.numbers import coverage, figure, tag, value
from layouts.components.pictures import take_away
from layouts.components.profile import breadcrumb
from layouts.components.sources import cite, known_figure, told
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent
from layouts.mapview import map_view
from layouts.markup import Node, html
from layouts.routes import Page

LEVELS = ("national", "department", "office")
MORE_THAN = "printed as more than"
"""Note of a figure that its source gives as a lower limit."""

MEASURES = ("agencies_surveyed", "agencies_responded", "response_rate")


def page(ctx: Context) -> PageContent:
    """The response to the survey."""
    title = ctx.t("response.title")
    return PageContent(
        title=title,
        description=ctx.t("response.description"),
        body=[
            breadcrumb(
                ctx, parents=[(ctx.t("page.findings.nav"), ctx.url(Page.FINDINGS))], here=title
            ),
            html.H1(title),
            html.P(ctx.t("response.lead"), className="lead"),
            _years(ctx),
            _members(ctx),
        ],
    )


def _years(ctx: Context) -> Node:
    columns = (
        Column(label=ctx.t("findings.level")),
        Column(label=ctx.t("response.year"), numeric=True),
        *(
            Column(label=ctx.t(f"response.{name}"), numeric=True)
            for name in ("surveyed", "answered", "rate")
        ),
    )
    rows = []
    for level in LEVELS:
        for year in reversed(ctx.repo.years):
            found = _figures(ctx, level=level, year=year)
            if found:
                rows.append(
                    row(
                        columns,
                        [
                            level_label(ctx, level),
                            fmt.year(year, lang=ctx.lang),
                            *(_cell(ctx, found, measure) for measure in MEASURES),
                        ],
                    )
                )
    return html.Section(
        [
            html.H2(ctx.t("response.years.title")),
            table(
                ctx,
                caption=ctx.t("response.years.caption"),
                columns=columns,
                rows=rows,
                provenance=Provenance.PUBLISHED,
            ),
            html.P([ctx.t("response.years.note"), " ", _local(ctx)], className="note"),
        ],
        className="section",
    )


def _local(ctx: Context) -> Node:
    year = ctx.repo.latest
    return told(
        ctx,
        "response.years.local",
        figures={
            name: known_figure(ctx, measure=f"agencies_{measure}", level=Level.LOCAL, year=year)
            for name, measure in (("surveyed", "surveyed"), ("answered", "responded"))
        },
        year=fmt.full_year(year, lang=ctx.lang),
    )


def _figures(ctx: Context, *, level: str, year: int) -> Mapping[str, PublishedFigure]:
    found = {}
    for measure in MEASURES:
        try:
            found[measure] = ctx.repo.published(measure=measure, level=level, year=year)
        except NoSuchFigure:
            continue
    return found


def _cell(ctx: Context, found: Mapping[str, PublishedFigure], measure: str) -> Node:
    item = found.get(measure)
    if item is not None and item.printed is not None:
        suffix = "%" if measure == "response_rate" else ""
        number = figure(f"{item.printed:,}{suffix}", provenance=item.provenance)
        more = ctx.t("response.more_than") if MORE_THAN in item.note else ""
        return [more, " " if more else "", cite(ctx, item, number)]
    surveyed, answered = found.get(MEASURES[0]), found.get(MEASURES[1])
    if measure == "response_rate" and surveyed and answered and surveyed.value:
        rate = fmt.percent((answered.value or 0) / surveyed.value, decimals=1)
        return [figure(rate, provenance=Provenance.DERIVED), " ", tag(ctx, Provenance.DERIVED)]
    return None


def _members(ctx: Context) -> Node:
    year = ctx.repo.latest
    view = map_view(ctx, measure=Measure.COVERAGE, year=year)
    key = "response.set.simulated" if ctx.simulated else "response.set.official"
    return html.Section(
        [
            html.H2([ctx.t("response.set.title"), " ", tag(ctx, ctx.score_provenance)]),
            html.P(ctx.t(key)),
            html.Div(
                [
                    html.Div(
                        [
                            html.H3(ctx.t("response.map.title")),
                            html.Div(
                                [
                                    province_map.map_svg(ctx, view),
                                    province_map.legend(ctx, view, live=False),
                                ],
                                className="map-box small",
                            ),
                            take_away(ctx, map_chart(ctx, view)),
                            html.P(
                                html.A(
                                    ctx.t("response.map.more"),
                                    href=ctx.url(Page.PROVINCES, measure=str(Measure.COVERAGE)),
                                )
                            ),
                        ]
                    ),
                    html.Div([html.H3(ctx.t("response.ministries.title")), _ministries(ctx)]),
                ],
                className="halves",
            ),
        ],
        className="section",
        **{"data-tagged": str(view.ranking.provenance)},
    )


def _ministries(ctx: Context) -> Node:
    years = tuple(reversed(ctx.repo.years))
    shares = {
        year: {
            item.entity.id: item
            for item in ctx.repo.ranking(
                level=Level.MINISTRY, measure=Measure.COVERAGE, year=year
            ).rows
        }
        for year in years
    }
    columns = (
        Column(label=ctx.t("level.ministry.one")),
        *(Column(label=fmt.year(year, lang=ctx.lang), numeric=True) for year in years),
        Column(label=ctx.t("measure.coverage.label"), numeric=True, priority=2),
    )
    rows = []
    for entity in ctx.repo.entities(level=Level.MINISTRY):
        latest = shares[years[0]][entity.id]
        rows.append(
            row(
                columns,
                [
                    html.A(ctx.name(entity.name), href=ctx.profile_url(entity)),
                    *(
                        coverage(ctx, item.coverage, provenance=ctx.score_provenance)
                        if (item := shares[year].get(entity.id))
                        else None
                        for year in years
                    ),
                    value(ctx, latest.value, measure=Measure.COVERAGE),
                ],
            )
        )
    return table(
        ctx,
        caption=ctx.t("response.ministries.caption"),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
    )
