"""The provinces: map, legend, ranking."""

from __future__ import annotations

from dash import html

from data.codes import Measure
from layouts.components import map as province_map
from layouts.components.numbers import (
    coverage,
    figure,
    rank_cell_text,
    unranked_text,
    value,
)
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node, Raw


def page(ctx: Context) -> PageContent:
    """Provinces coloured by a measure in a year, and their ranking beside."""
    measure = ctx.choose("measure", options=list(Measure), default=Measure.OVERALL)
    year = ctx.year()
    view = province_map.map_view(ctx, measure=Measure(measure.value), year=int(year.value))
    return PageContent(
        title=ctx.t("page.provinces.title"),
        description=ctx.t("page.provinces.description"),
        notices=rejected(measure=measure, year=year),
        inline=("map",),
        body=[
            html.H1(ctx.t("provinces.title")),
            html.P(ctx.t("provinces.lead"), className="lead"),
            province_map.controls(ctx, view),
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(
                                province_map.map_title(ctx, view),
                                id="map-title",
                                **{"aria-live": "polite"},
                            ),
                            html.Div(
                                [
                                    province_map.map_svg(ctx, view),
                                    province_map.legend(ctx, view),
                                    html.Div(id="map-card", className="card-float", hidden=True),
                                ],
                                className="map-box",
                                **{"data-tagged": str(view.ranking.provenance)},
                            ),
                            html.P(ctx.t("map.credit"), className="note"),
                        ],
                        className="map-side",
                    ),
                    html.Div(ranking(ctx, view), className="rank-side"),
                ],
                className="map-layout",
            ),
            html.P(ctx.t("caveat.years"), className="note"),
            province_map.map_data(ctx),
        ],
    )


def ranking(ctx: Context, view: province_map.MapView) -> Node:
    """The provinces in order; those without a rank last, with the reason."""
    measure = view.ranking.measure
    columns = (
        Column(label=ctx.t("level.province.one")),
        Column(label=ctx.t("measure.value"), numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True),
        Column(label=ctx.t("measure.coverage.short"), numeric=True, priority=2),
    )
    rows = [
        row(
            columns,
            [
                [
                    Raw(
                        '<svg class="swatch" viewBox="0 0 24 16" aria-hidden="true"><rect '
                        f'width="24" height="16" class="{province_map.row_class(item, view.scale)}"'
                        "/></svg>"
                    ),
                    html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                ],
                html.Span(value(ctx, item.value, measure=measure), className="cell-value"),
                html.Span(
                    figure(
                        rank_cell_text(item.rank, lang=ctx.lang), provenance=ctx.score_provenance
                    )
                    if item.rank
                    else (unranked_text(ctx, item.unranked) if item.unranked else None),
                    className="cell-rank",
                ),
                coverage(ctx, item.coverage, provenance=ctx.score_provenance),
            ],
            **{"data-id": item.entity.id},
        )
        for item in view.rows
    ]
    return table(
        ctx,
        caption=ctx.t("provinces.ranking"),
        columns=columns,
        rows=rows,
        provenance=view.ranking.provenance,
        table_id="map-ranking",
    )
