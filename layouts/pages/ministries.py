"""The ministries: the quadrant and everything it shows as a table."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from data.codes import Level, Measure, Quadrant
from data.model import QuadrantPoint, Ranking
from layouts import ids
from layouts.components import charts
from layouts.components.numbers import coverage, figure, place_range, rank_cell_text, tag, value
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node
from layouts.routes import Page
from data.codes import Provenance

SORTS = ("performance", "growth", "name", "quadrant")
QUADRANT_ORDER = (
    Quadrant.DEVELOPED,
    Quadrant.RISING_STAR,
    Quadrant.MAINTAIN,
    Quadrant.DEVELOPING,
)


def page(ctx: Context) -> PageContent:
    """The quadrant of the latest year, its membership in words, and the table."""
    year = ctx.repo.latest
    quadrants = ctx.repo.quadrants(year=year)
    sort = ctx.choose("sort", options=SORTS, default="performance")
    ranking = ctx.repo.ranking(level=Level.MINISTRY, measure=Measure.OVERALL, year=year)
    chart = charts.quadrant_chart(ctx, quadrants)
    return PageContent(
        title=ctx.t("page.ministries.title"),
        description=ctx.t("page.ministries.description"),
        notices=rejected(sort=sort),
        body=[
            html.H1(ctx.t("ministries.title")),
            html.P(ctx.t("ministries.lead"), className="lead"),
            html.Div(
                charts.figure_box(ctx, chart, island_id=ids.QUADRANT),
                **{"data-tagged": str(quadrants.provenance)},
            ),
            html.Div(
                [
                    html.P(ctx.t("ministries.cuts"), className="note"),
                    html.P(
                        ctx.t(
                            "ministries.places_simulated"
                            if ctx.simulated
                            else "ministries.places_official"
                        ),
                        className="note",
                    ),
                    html.P(ctx.t("caveat.years"), className="note"),
                ]
            ),
            html.Section(
                [
                    html.H2([ctx.t("ministries.groups"), " ", tag(ctx, Provenance.PUBLISHED)]),
                    html.Div(
                        [_group(ctx, quadrant, quadrants.points) for quadrant in QUADRANT_ORDER],
                        className="groups",
                    ),
                ],
                className="section",
            ),
            html.Section(
                [
                    html.H2(ctx.t("ministries.table")),
                    _table(ctx, quadrants.points, ranking=ranking, sort=sort.value),
                ],
                className="section",
            ),
        ],
    )


def _group(ctx: Context, quadrant: Quadrant, points: tuple[QuadrantPoint, ...]) -> Node:
    members = [p for p in points if p.published is quadrant]
    return html.Div(
        [
            html.H3(ctx.t(f"quadrant.{quadrant}")),
            html.P(ctx.t(f"quadrant.meaning.{quadrant}"), className="note"),
            html.Ul(
                [
                    html.Li(html.A(ctx.name(p.entity.name), href=ctx.profile_url(p.entity)))
                    for p in members
                ],
                className="plain",
            ),
        ],
        className=f"group quadrant-{quadrant}",
    )


def ordered(
    ctx: Context, points: tuple[QuadrantPoint, ...], *, sort: str
) -> list[QuadrantPoint]:
    """The ministries in the order of the table; equal ones in alphabetical order."""
    keys: dict[str, Callable[[QuadrantPoint], object]] = {
        "performance": lambda p: -(p.x.number if p.x.number is not None else -1),
        "growth": lambda p: -(p.y.number if p.y.number is not None else -101),
        "name": lambda p: 0,
        "quadrant": lambda p: QUADRANT_ORDER.index(p.published) if p.published else 9,
    }
    by_name = {e.id: n for n, e in enumerate(ctx.repo.entities(level=Level.MINISTRY))}
    return sorted(points, key=lambda p: (keys[sort](p), by_name[p.entity.id]))


def _table(ctx: Context, points: tuple[QuadrantPoint, ...], *, ranking: Ranking, sort: str) -> Node:
    directions = {"performance": "descending", "growth": "descending"}

    def column(label: str, name: str, **more: object) -> Column:
        return Column(
            label=label,
            sort=ctx.url(Page.MINISTRIES, sort=name),
            sorted_as=directions.get(name, "ascending") if sort == name else None,
            **more,  # type: ignore[arg-type]
        )

    columns = (
        column(ctx.t("level.ministry.one"), "name"),
        column(ctx.t("quadrant.label"), "quadrant", priority=2),
        column(ctx.t("quadrant.performance"), "performance", numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True),
        Column(label=ctx.t("rank.range_label"), numeric=True, priority=3),
        column(ctx.t("quadrant.growth"), "growth", numeric=True),
        Column(label=ctx.t("measure.coverage.short"), numeric=True, priority=3),
    )
    ranks = {r.entity.id: r.rank for r in ranking.ranked}
    rows = []
    for point in ordered(ctx, points, sort=sort):
        rank = ranks.get(point.entity.id)
        rows.append(
            row(
                columns,
                [
                    html.A(ctx.name(point.entity.name), href=ctx.profile_url(point.entity)),
                    html.Span(
                        ctx.t(f"quadrant.{point.published}"),
                        **{"data-provenance": str(Provenance.PUBLISHED)},
                    )
                    if point.published
                    else None,
                    value(ctx, point.x),
                    figure(rank_cell_text(rank, lang=ctx.lang), provenance=ctx.score_provenance)
                    if rank
                    else None,
                    figure(
                        place_range(rank.low, rank.high, lang=ctx.lang),
                        provenance=ctx.score_provenance,
                    )
                    if rank and rank.low is not None and rank.high is not None
                    else None,
                    value(ctx, point.y, measure=Measure.CHANGE),
                    coverage(ctx, point.coverage, provenance=ctx.score_provenance),
                ],
            )
        )
    return table(
        ctx,
        caption=ctx.t("ministries.table_caption"),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
    )
