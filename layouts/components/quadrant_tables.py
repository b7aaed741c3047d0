"""Words and tables about the quadrant: groups, who is near a line, everything the chart shows."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level, Measure, Provenance, Quadrant
from data.model import (
    AgencyRow,
    Entity,
    NoSuchFigure,
    PublishedFigure,
    QuadrantPoint,
    Quadrants,
    Ranking,
)
from layouts import format as fmt
from layouts.components.numbers import (
    coverage,
    dash,
    figure,
    missing,
    place_range,
    rank_cell_text,
    tag,
    unranked,
    value,
)
from layouts.components.quadrant import disagreement, group_list
from layouts.components.sources import cite, known_figure, survey_year, told
from layouts.components.tables import Column, row, table
from layouts.components.years import absent
from layouts.context import Context
from layouts.markup import Node, html
from layouts.quadrantview import QUADRANT_ORDER, beyond, ordered, ordered_rows, why_missing


def line_sources(ctx: Context, *, year: int) -> Node:
    """Where the lines of the quadrant were read; None where they were not published."""
    return told(ctx, "quadrant.lines_read", figures=_lines(ctx, year=year))


def about_lines(ctx: Context, *, year: int) -> Node:
    """What the published lines are and are not, and what the source leaves open; None without."""
    about = told(ctx, "ministries.cuts", figures=_lines(ctx, year=year))
    if about is None:
        return None
    mean = known_figure(ctx, measure="overall", level=Level.DEPARTMENT, year=year)
    return [
        about,
        " ",
        [ctx.t("ministries.cuts_open"), " "] if year == survey_year(ctx) else None,
        told(ctx, "ministries.cuts_mean", figures={"mean": mean}),
    ]


def _lines(ctx: Context, *, year: int) -> dict[str, PublishedFigure | None]:
    return {
        name: known_figure(ctx, measure=f"cut_{name}", level=Level.MINISTRY, year=year)
        for name in ("performance", "growth")
    }


def membership(ctx: Context, entity: Entity, group: Quadrant, *, year: int) -> Node:
    """The published group of a ministry, which leads to where it was read."""
    word = html.Span(
        ctx.t(f"quadrant.{group}"),
        **{"data-provenance": str(Provenance.PUBLISHED), "data-quadrant": str(group)},
    )
    item = _listed(ctx, entity, year=year)
    return cite(ctx, item, word) if item else word


def _listed(ctx: Context, entity: Entity, *, year: int) -> PublishedFigure | None:
    try:
        return ctx.repo.published(
            measure="quadrant", level=Level.MINISTRY, year=year, entity_id=entity.id
        )
    except NoSuchFigure:
        return None


def no_chart(ctx: Context, quadrants: Quadrants) -> Node:
    """Growth needs two years with scores, and lines that were published."""
    published = any(point.published for point in quadrants.points)
    key = "ministries.no_chart" if published else "ministries.no_chart_no_groups"
    return html.P(ctx.t(key), className="panel")


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


def groups(ctx: Context, points: Sequence[QuadrantPoint], *, year: int) -> Node:
    """The four groups as published, each with its ministries."""
    listed = (_listed(ctx, p.entity, year=year) for p in points)
    first = next((item for item in listed if item is not None), None)
    return html.Section(
        [
            html.H2([ctx.t("ministries.groups"), " ", tag(ctx, Provenance.PUBLISHED)]),
            html.P(
                ctx.rich(
                    "ministries.groups_read",
                    source=cite(ctx, first, html.Q(first.source_heading, lang="th")),
                ),
                className="note",
            )
            if first
            else None,
            group_lists(ctx, points),
        ],
        className="section",
    )


def group_lists(ctx: Context, points: Sequence[QuadrantPoint]) -> Node:
    """The groups side by side, each with its ministries."""
    return html.Div([_group(ctx, group, points) for group in QUADRANT_ORDER], className="groups")


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


def _before_heading(ctx: Context, previous: int) -> str:
    return ctx.t("quadrant.before", year=fmt.year(previous, lang=ctx.lang))


def _before(ctx: Context, point: QuadrantPoint, *, previous: int) -> Node:
    there_was_none = absent(ctx, point.entity, year=previous) if point.previous.missing else None
    return there_was_none or value(ctx, point.previous, level=point.entity.level)


def _score_heading(ctx: Context, year: int) -> str:
    return ctx.t("quadrant.performance", year=fmt.year(year, lang=ctx.lang))


def _growth_heading(ctx: Context, year: int) -> str:
    previous = ctx.repo.previous(year)
    if previous is None:
        return ctx.t("measure.change.short")
    return ctx.t("quadrant.growth", year=fmt.year(previous, lang=ctx.lang))


def ministries_table(ctx: Context, quadrants: Quadrants, *, ranking: Ranking, sort: str) -> Node:
    """Everything the chart shows, with rank, ties and range."""
    previous = ctx.repo.previous(quadrants.year)

    def column(label: str, name: str, **more: object) -> Column:
        return _column(ctx, label, name, chosen=sort, default="performance", **more)

    columns = (
        column(ctx.t("level.ministry.one"), "name"),
        column(ctx.t("quadrant.label"), "quadrant", priority=2),
        column(_score_heading(ctx, quadrants.year), "performance", numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True, wraps=True),
        Column(label=ctx.t("rank.range_label"), numeric=True, priority=3),
        column(_growth_heading(ctx, quadrants.year), "growth", numeric=True),
        *(
            [Column(label=_before_heading(ctx, previous), numeric=True, priority=3)]
            if previous is not None
            else []
        ),
        column(ctx.t("measure.coverage.short"), "coverage", numeric=True, priority=3),
    )
    ranks = {r.entity.id: r.rank for r in ranking.ranked}
    reasons = {r.entity.id: r.unranked for r in ranking.unranked}
    rows = []
    for point in ordered(ctx, quadrants.points, sort=sort):
        rank = ranks.get(point.entity.id)
        ranged = rank is not None and rank.low is not None and rank.high is not None
        rows.append(
            row(
                columns,
                [
                    html.A(ctx.name(point.entity.name), href=ctx.profile_url(point.entity)),
                    _membership(ctx, point, year=quadrants.year),
                    value(ctx, point.x),
                    figure(rank_cell_text(rank, lang=ctx.lang), provenance=ctx.score_provenance)
                    if rank
                    else unranked(ctx, reasons.get(point.entity.id)),
                    figure(
                        place_range(rank.low or 0, rank.high or 0, lang=ctx.lang),
                        provenance=ctx.score_provenance,
                    )
                    if rank and ranged
                    else dash(ctx.t("missing.not_applicable.label")),
                    value(ctx, point.y, measure=Measure.CHANGE),
                    *([_before(ctx, point, previous=previous)] if previous is not None else []),
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


def not_there(ctx: Context, *, year: int) -> Node:
    """The ministries that did not exist in a year, which its tables leave out."""
    absent = [m for m in ctx.repo.entities(level=Level.MINISTRY) if not m.exists(year=year)]
    if not absent:
        return None
    links = [html.A(ctx.name(m.name), href=ctx.profile_url(m, year=str(year))) for m in absent]
    named: list[Node] = [part for link in links for part in (", ", link)][1:]
    return html.P(
        ctx.rich(
            "ministries.not_there",
            year=fmt.full_year(year, lang=ctx.lang),
            names=html.Span(named),
        ),
        className="note",
    )


def _membership(ctx: Context, point: QuadrantPoint, *, year: int) -> Node:
    if point.published is None:
        return None
    return [
        membership(ctx, point.entity, point.published, year=year),
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


def departments_table(ctx: Context, rows: Sequence[AgencyRow], *, sort: str, year: int) -> Node:
    """The departments of the chart with both coordinates."""

    def column(label: str, name: str, **more: object) -> Column:
        return _column(ctx, label, name, chosen=sort, default="performance", **more)

    columns = (
        column(ctx.t("level.department.one"), "name"),
        Column(label=ctx.t("level.ministry.one"), priority=2),
        column(_score_heading(ctx, year), "performance", numeric=True),
        Column(label=ctx.t("rank.label"), numeric=True, priority=2),
        column(_growth_heading(ctx, year), "growth", numeric=True),
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
