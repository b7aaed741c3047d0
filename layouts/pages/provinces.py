"""The provinces: one view with three faces (map, tiles, table) and the ranking beside it."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level, Measure
from data.model import RankingRow
from layouts.components import map as province_map
from layouts.components import map_controls
from layouts.components.map_data import map_data
from layouts.components.map_picture import map_chart, strip_chart
from layouts.components.numbers import (
    band_chip,
    coverage,
    figure,
    place_range,
    rank_cell_text,
    tag,
    unranked_text,
    value,
)
from layouts.components.pictures import take_away
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent
from layouts.mapview import (
    ALL_OFFICES,
    EVERYWHERE,
    MapView,
    choices,
    finding,
    map_view,
    region_title,
    subtitle,
    within,
)
from layouts.markup import Node, Raw, html, script_place
from layouts.words import caveat

SCRIPTS = ("map_data", "map")


def page(ctx: Context) -> PageContent:
    """Provinces coloured by a measure in a year, and their ranking beside."""
    chosen = choices(ctx)
    view = map_view(
        ctx,
        measure=Measure(chosen.measure.value),
        year=int(chosen.year.value),
        kind_id=None if chosen.kind.value == ALL_OFFICES else chosen.kind.value,
        classes=chosen.classes.value,
    )
    region = None if chosen.region.value == EVERYWHERE else chosen.region.value
    provenance = str(view.ranking.provenance)
    return PageContent(
        title=ctx.t("page.provinces.title"),
        description=ctx.t("page.provinces.description"),
        notices=chosen.rejected(),
        inline=SCRIPTS,
        body=[
            html.H1(ctx.t("provinces.title")),
            html.P(ctx.t("provinces.lead"), className="lead"),
            map_controls.controls(ctx, chosen),
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(
                                finding(ctx, view)
                                if region is None
                                else region_title(ctx, view, region=region),
                                id="map-title",
                                **{"data-provenance": provenance},
                            ),
                            html.P(
                                [
                                    html.Span(subtitle(ctx, view), id="map-subtitle"),
                                    " ",
                                    tag(ctx, view.ranking.provenance),
                                ],
                                className="sub",
                            ),
                        ],
                        className="title-words",
                        **{"data-tagged": provenance},
                    ),
                    map_controls.faces(ctx, chosen),
                ],
                className="title-row",
            ),
            map_controls.kind_note(ctx, chosen),
            html.Div(
                [
                    html.Div(
                        [
                            html.Div(
                                [
                                    province_map.map_svg(
                                        ctx, view, face=chosen.view.value, region=region
                                    ),
                                    province_map.legend(ctx, view, region=region),
                                    html.Div(id="map-card", className="card-float", hidden=True),
                                ],
                                className="map-box",
                                **{"data-tagged": provenance},
                            ),
                            map_controls.tools(ctx),
                            take_away(ctx, map_chart(ctx, view)),
                            html.P(
                                id="map-live",
                                className="note",
                                role="status",
                                **{"aria-live": "polite"},
                            ),
                            map_controls.method_note(ctx, chosen),
                            html.P(ctx.t("map.credit"), className="note"),
                            html.P(ctx.t("map.keys"), className="note only-keys"),
                            # The switch works before the rows of the ranking have come.
                            map_data(ctx, chosen),
                            [script_place(name) for name in SCRIPTS],
                        ],
                        className="map-side",
                    ),
                    html.Div(
                        [
                            province_map.strip(ctx, view, region=region),
                            take_away(ctx, strip_chart(ctx, view)),
                            ranking(ctx, view, region=region, whole=chosen.view.value == "table"),
                        ],
                        className="rank-side",
                        **{"data-tagged": provenance},
                    ),
                ],
                className=f"map-layout face-{chosen.view.value}{' in-region' if region else ''}",
                id="map-layout",
            ),
            html.P(words, className="note") if (words := caveat(ctx, view.ranking.year)) else None,
        ],
    )


def columns(ctx: Context) -> tuple[Column, ...]:
    """The columns of the ranking, in the order in which the map's script fills them."""
    return (
        Column(label=ctx.t("level.province.one")),
        Column(label=ctx.t("measure.value"), numeric=True),
        Column(label=ctx.t("band.label"), priority=4),
        Column(label=ctx.t("rank.label"), numeric=True, wraps=True),
        Column(label=ctx.t("rank.range_label"), numeric=True, priority=4),
        Column(label=ctx.t("measure.coverage.short"), numeric=True, priority=2),
        Column(label=ctx.t("measure.change.overall"), numeric=True, priority=4),
    )


def ranking(ctx: Context, view: MapView, *, region: str | None, whole: bool) -> Node:
    """The ranked provinces in order; the others apart, alphabetically, with the reason.

    Args:
        whole: the columns that only the table's face shows are filled; the map's script does so
            when it shows that face.
    """
    shown = columns(ctx)
    return table(
        ctx,
        caption=ctx.t("provinces.ranking"),
        columns=shown,
        rows=[
            *_rows(ctx, view, view.ranking.ranked, region=region, whole=whole),
            html.Tr(
                html.Th(ctx.t("provinces.unranked"), scope="colgroup", colSpan=len(shown)),
                id="map-unranked",
                className="divider",
                hidden=not any(within(item, region) for item in view.ranking.unranked),
            ),
            *_rows(ctx, view, view.ranking.unranked, region=region, whole=whole),
        ],
        provenance=view.ranking.provenance,
        table_id="map-ranking",
    )


def _rows(
    ctx: Context, view: MapView, items: Sequence[RankingRow], *, region: str | None, whole: bool
) -> list[Node]:
    shown = columns(ctx)
    return [
        row(
            shown,
            _cells(ctx, view, item, whole=whole),
            **{
                "data-id": item.entity.id,
                **({} if within(item, region) else {"hidden": "hidden"}),
            },
        )
        for item in items
    ]


def _cells(ctx: Context, view: MapView, item: RankingRow, *, whole: bool) -> list[Node]:
    provenance = view.ranking.provenance
    rank = item.rank
    reason = unranked_text(ctx, item.unranked) if item.unranked and item.value.number else None
    return [
        [
            Raw(province_map.swatch(view.paint(item))),
            html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
        ],
        value(ctx, item.value, measure=view.measure, level=Level.PROVINCE),
        band_chip(ctx, item.band) if whole else None,
        figure(rank_cell_text(rank, lang=ctx.lang), provenance=provenance)
        if rank
        else html.Span(reason),
        figure(place_range(rank.low, rank.high, lang=ctx.lang), provenance=provenance)
        if whole and rank and rank.low is not None and rank.high is not None
        else None,
        coverage(ctx, item.coverage, provenance=provenance),
        value(ctx, item.change, measure=Measure.CHANGE)
        if whole and item.change.number is not None
        else None,
    ]
