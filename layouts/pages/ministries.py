"""The ministries: the quadrant, the pillars of all, and the departments in the same frame."""

from __future__ import annotations

from data.codes import Level, Measure
from data.model import Quadrants
from layouts import format as fmt
from layouts import ids
from layouts.components import charts
from layouts.components.heat import heat_chart, heat_lines, heat_table
from layouts.components.pictures import take_away
from layouts.components.profile import year_switch
from layouts.components.quadrant import WIDTH, departments_chart, quadrant_chart
from layouts.components.quadrant_controls import departments_form, quadrant_form, views
from layouts.components.quadrant_tables import (
    about_lines,
    departments_table,
    groups,
    line_sources,
    ministries_table,
    near_lines,
    no_chart,
    not_there,
    without_place,
)
from layouts.components.sources import survey_year
from layouts.context import Context, PageContent
from layouts.figures import describe as d
from layouts.islands import Fragment
from layouts.markup import Node, Tag, html
from layouts.quadrantview import Choices, Departments, choices, departments, drawable
from layouts.words import caveat

OPEN_UP_TO = 60
"""Rows up to which the table of departments stands open."""


def page(ctx: Context) -> PageContent:
    """One of the three views, for one year."""
    chosen = choices(ctx)
    year = int(chosen.year.value)
    view = {"quadrant": _quadrant, "pillars": _pillars, "departments": _departments}
    quadrants = ctx.repo.quadrants(year=year)
    return PageContent(
        title=ctx.t(f"ministries.title.{chosen.view.value}"),
        description=ctx.t("page.ministries.description"),
        notices=chosen.rejected(),
        body=[
            html.Div(
                [
                    html.H1(ctx.t(f"ministries.title.{chosen.view.value}")),
                    year_switch(ctx, year=year),
                ],
                className="title-row",
            ),
            html.P(ctx.t(f"ministries.lead.{chosen.view.value}"), className="lead"),
            views(ctx, chosen),
            view[chosen.view.value](ctx, chosen, quadrants),
        ],
    )


def _quadrant(ctx: Context, chosen: Choices, quadrants: Quadrants) -> Node:
    ranking = ctx.repo.ranking(level=Level.MINISTRY, measure=Measure.OVERALL, year=quadrants.year)
    return [
        _chart(ctx, chosen, quadrants) if drawable(quadrants) else no_chart(ctx, quadrants),
        without_place(ctx, quadrants.points) if drawable(quadrants) else None,
        groups(ctx, quadrants.points, year=quadrants.year)
        if any(point.published for point in quadrants.points)
        else None,
        html.Section(
            [
                html.H2(ctx.t("ministries.table")),
                ministries_table(ctx, quadrants, ranking=ranking, sort=chosen.sort.value),
                html.P(ctx.t("ministries.growth_counts"), className="note")
                if ctx.repo.previous(quadrants.year) is not None
                else None,
                not_there(ctx, year=quadrants.year),
            ],
            className="section",
        ),
    ]


def _chart(ctx: Context, chosen: Choices, quadrants: Quadrants) -> Node:
    chart = quadrant_chart(
        ctx, quadrants, margin=chosen.margin, arrows=chosen.arrows.value == "yes"
    )
    return html.Div(
        [
            quadrant_form(ctx, chosen, year=quadrants.year),
            html.Div(
                [
                    _box(ctx, chart, island_id=ids.QUADRANT, year=quadrants.year),
                    html.Div(
                        [
                            Fragment(
                                id=ids.QUADRANT_NEAR,
                                stand_in=near_lines(ctx, quadrants, margin=chosen.margin),
                            ),
                            _caveats(ctx, year=quadrants.year),
                        ]
                    ),
                ],
                className="quadrant-page",
            ),
        ],
        **{"data-tagged": str(quadrants.provenance)},
    )


def _box(ctx: Context, chart: d.QuadrantChart, *, island_id: str, year: int) -> Node:
    sources = line_sources(ctx, year=year)
    return charts.figure_box(ctx, chart, island_id=island_id, width=WIDTH, sources=sources)


def _caveats(ctx: Context, *, year: int) -> Node:
    places = "ministries.places_simulated" if ctx.simulated else "ministries.places_official"
    return html.Div(
        [
            html.H2(ctx.t("ministries.caveats")),
            html.Ul(
                [
                    html.Li(about_lines(ctx, year=year)),
                    html.Li(ctx.t(places)),
                    html.Li(words) if (words := caveat(ctx, year)) else None,
                    html.Li(ctx.t("ministries.form")) if year == survey_year(ctx) else None,
                    html.Li(ctx.t("ministries.growth_counts")),
                    html.Li(ctx.t("ministries.band.meaning")),
                ]
            ),
        ],
        className="caveats note",
    )


def _pillars(ctx: Context, chosen: Choices, quadrants: Quadrants) -> Node:
    year, sort = quadrants.year, chosen.sort.value
    lines = heat_lines(ctx, year=year, sort=sort)
    return html.Section(
        [
            html.H2(ctx.t("ministries.heat.title")),
            html.P(
                ctx.t("ministries.heat.subtitle", year=fmt.full_year(year, lang=ctx.lang)),
                className="sub",
            ),
            heat_table(ctx, lines, year=year, sort=sort),
            html.P(ctx.t("ministries.heat.note"), className="note"),
            not_there(ctx, year=year),
            take_away(ctx, heat_chart(ctx, lines, year=year)),
        ],
        className="section",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _departments(ctx: Context, chosen: Choices, quadrants: Quadrants) -> Node:
    found = departments(ctx, chosen, year=quadrants.year)
    if not drawable(quadrants):
        return no_chart(ctx, quadrants)
    shown = fmt.integer(len(found.rows))
    chart = departments_chart(ctx, quadrants, found.rows, margin=chosen.margin)
    return html.Div(
        [
            departments_form(ctx, chosen, year=quadrants.year),
            html.P(
                [
                    ctx.t(
                        "ministries.departments.count",
                        shown=shown,
                        total=fmt.integer(found.total),
                    ),
                    " ",
                    ctx.t("ministries.departments.left_out", count=fmt.integer(found.left_out))
                    if found.left_out
                    else "",
                ],
                className="result-count",
                role="status",
            ),
            html.Div(
                [
                    _box(ctx, chart, island_id=ids.QUADRANT_DEPARTMENTS, year=quadrants.year)
                    if found.rows
                    else html.P(ctx.t("ministries.departments.nobody"), className="panel"),
                    html.Div(
                        [
                            html.P(ctx.t("ministries.departments.rule")),
                            html.P(about_lines(ctx, year=quadrants.year)),
                            html.P(words) if (words := caveat(ctx, quadrants.year)) else None,
                        ],
                        className="note",
                    ),
                ],
                className="quadrant-page",
            ),
            _departments_table(ctx, found, sort=chosen.sort.value, year=quadrants.year)
            if found.rows
            else None,
        ],
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _departments_table(ctx: Context, found: Departments, *, sort: str, year: int) -> Node:
    """The table of the shown departments; a long one is folded until it is asked for."""
    asked = "sort" in ctx.address.query or len(found.rows) <= OPEN_UP_TO
    return html.Section(
        Tag(
            "details",
            {"open": asked, "className": "long-table"},
            [
                html.Summary(html.H2(ctx.t("ministries.departments.table"))),
                departments_table(ctx, found.rows, sort=sort, year=year),
            ],
        ),
        className="section",
    )
