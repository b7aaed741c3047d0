"""Words and tables about the quadrant: groups, who is near a line, everything the chart shows."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from data.codes import Measure, Provenance, Quadrant
from data.model import AgencyRow, QuadrantPoint, Quadrants, Ranking
from layouts import format as fmt
from layouts.components.numbers import (
    coverage,
    figure,
    missing,
    place_range,
    rank_cell_text,
    tag,
    value,
)
from layouts.components.quadrant import disagreement, group_list
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.markup import Node
from layouts.quadrantview import QUADRANT_ORDER, beyond, ordered, ordered_rows, why_missing


def near_lines(ctx: Context, quadrants: Quadrants, *, margin: int) -> Node:
    """Who could as well be on the other side of a line."""
    if not margin:
        return html.P(ctx.t("ministries.near.off"), className="note")
    found = [(p, beyond(p, quadrants, margin=margin)) for p in quadrants.points]
    near = [(p, groups) for p, groups in found if groups]
    if not near:
        return html.P(ctx.t("ministries.near.none", points=margin), className="note")
    return html.Div(
        [
            html.P(
                [
                    ctx.t("ministries.near.some", points=margin, count=len(near)),
                    " ",
                    tag(ctx, ctx.score_provenance),
                ]
            ),
            html.Ul(
                [
                    html.Li(
                        ctx.rich(
                            "ministries.near.one",
                            name=html.A(ctx.name(p.entity.name), href=ctx.profile_url(p.entity)),
                            group=_group_name(ctx, p.published or p.placed),
                            others=group_list(ctx, groups),
                        )
                    )
                    for p, groups in near
                ]
            ),
        ],
        className="near",
    )


def _group_name(ctx: Context, group: Quadrant | None) -> str:
    return ctx.t(f"quadrant.{group}") if group else ""


def groups(ctx: Context, points: Sequence[QuadrantPoint]) -> Node:
    """The four groups as published, each with its ministries."""
    return html.Section(
        [
            html.H2([ctx.t("ministries.groups"), " ", tag(ctx, Provenance.PUBLISHED)]),
            html.Div([_group(ctx, group, points) for group in QUADRANT_ORDER], className="groups"),
        ],
        className="section",
    )


def _group(ctx: Context, group: Quadrant, points: Sequence[QuadrantPoint]) -> Node:
    members = [p for p in points if p.published is group]
    return html.Div(
        [
            html.H3(ctx.t(f"quadrant.{group}")),
            html.P(ctx.t(f"quadrant.meaning.{group}"), className="note"),
            html.Ul(
                [
                    html.Li(html.A(ctx.name(p.entity.name), href=ctx.profile_url(p.entity)))
                    for p in members
                ],
                className="plain",
            ),
        ],
        className=f"group quadrant-{group}",
        **{"data-group": str(group)},
    )


def _column(
    ctx: Context, label: str, name: str, *, chosen: str, default: str, **more: object
) -> Column:
    """A heading that sorts by link; numbers fall, words rise."""
    rising = name in {"name", "quadrant"}
    return Column(
        label=label,
        sort=ctx.address.href(sort=None if name == default else name) + "#table",
        sorted_as=("ascending" if rising else "descending") if chosen == name else None,
        **more,  # type: ignore[arg-type]
    )


def ministries_table(ctx: Context, quadrants: Quadrants, *, ranking: Ranking, sort: str) -> Node:
    """Everything the chart shows, with rank, ties and range."""
    previous = ctx.repo.previous(quadrants.year)

    def column(label: str, name: str, **more: object) -> Column:
        return _column(ctx, label, name, chosen=sort, default="performance", **more)

    columns = (
        column(ctx.t("level.ministry.one"), "name"),
        column(ctx.t("quadrant.label"), "quadrant", priority=2),
        column(ctx.t("quadrant.performance"), "performance", numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True),
        Column(label=ctx.t("rank.range_label"), numeric=True, priority=3),
        column(ctx.t("quadrant.growth"), "growth", numeric=True),
        Column(
            label=ctx.t("quadrant.before", year=fmt.year(previous or 0, lang=ctx.lang)),
            numeric=True,
            priority=3,
        ),
        column(ctx.t("measure.coverage.short"), "coverage", numeric=True, priority=3),
    )
    ranks = {r.entity.id: r.rank for r in ranking.ranked}
    rows = []
    for point in ordered(ctx, quadrants.points, sort=sort):
        rank = ranks.get(point.entity.id)
        ranged = rank is not None and rank.low is not None and rank.high is not None
        rows.append(
            row(
                columns,
                [
                    html.A(ctx.name(point.entity.name), href=ctx.profile_url(point.entity)),
                    _membership(ctx, point),
                    value(ctx, point.x),
                    figure(rank_cell_text(rank, lang=ctx.lang), provenance=ctx.score_provenance)
                    if rank
                    else None,
                    figure(
                        place_range(rank.low or 0, rank.high or 0, lang=ctx.lang),
                        provenance=ctx.score_provenance,
                    )
                    if rank and ranged
                    else None,
                    value(ctx, point.y, measure=Measure.CHANGE),
                    value(ctx, point.previous)
                    if point.previous.missing is None
                    else html.Span(ctx.t("quadrant.no_before"), className="missing"),
                    coverage(ctx, point.coverage, provenance=ctx.score_provenance),
                ],
                **{"data-ministry": point.entity.id},
            )
        )
    return table(
        ctx,
        caption=ctx.t("ministries.table_caption"),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
        table_id="table",
    )


def _membership(ctx: Context, point: QuadrantPoint) -> Node:
    if point.published is None:
        return None
    return [
        html.Span(
            ctx.t(f"quadrant.{point.published}"),
            **{
                "data-provenance": str(Provenance.PUBLISHED),
                "data-quadrant": str(point.published),
            },
        ),
        html.Div(disagreement(ctx, point), className="note") if point.agrees is False else None,
    ]


def without_place(ctx: Context, points: Sequence[QuadrantPoint]) -> Node:
    """Ministries that have no point, each with the reason."""
    absent = [(p, kind) for p in points if (kind := why_missing(p)) is not None]
    if not absent:
        return None
    return html.Div(
        [
            html.P(ctx.t("ministries.without_place")),
            html.Ul(
                [
                    html.Li(
                        [
                            html.A(ctx.name(p.entity.name), href=ctx.profile_url(p.entity)),
                            " ",
                            missing(ctx, kind),
                        ]
                    )
                    for p, kind in absent
                ],
                className="plain",
            ),
        ]
    )


def departments_table(ctx: Context, rows: Sequence[AgencyRow], *, sort: str) -> Node:
    """The departments of the chart with both coordinates."""

    def column(label: str, name: str, **more: object) -> Column:
        return _column(ctx, label, name, chosen=sort, default="performance", **more)

    columns = (
        column(ctx.t("level.department.one"), "name"),
        Column(label=ctx.t("level.ministry.one"), priority=2),
        column(ctx.t("quadrant.performance"), "performance", numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True, priority=2),
        column(ctx.t("quadrant.growth"), "growth", numeric=True),
    )
    ministries = {m.id: ctx.name(m.name) for m in ctx.repo.ministries()}
    return table(
        ctx,
        caption=ctx.t("ministries.departments.caption"),
        columns=columns,
        rows=[
            row(
                columns,
                [
                    html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                    ministries.get(item.entity.ministry_id or "", ctx.t("agency.independent")),
                    value(ctx, item.values[Measure.OVERALL]),
                    figure(
                        rank_cell_text(item.rank, lang=ctx.lang), provenance=ctx.score_provenance
                    )
                    if item.rank
                    else None,
                    value(ctx, item.values[Measure.CHANGE], measure=Measure.CHANGE),
                ],
            )
            for item in ordered_rows(ctx, rows, sort=sort)
        ],
        provenance=ctx.score_provenance,
        table_id="table",
    )
