"""Parts of a ministry's profile: its place, its departments, how they spread, their awards."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level, Measure, Missing, Provenance, Scope
from data.model import AgencyRow, Members, Profile, Quadrants, Rank
from data.scoring import printed
from layouts import format as fmt
from layouts.components.charts import (
    chart_value,
    figure_box,
    score_axis,
    source_line,
    status_mark,
)
from layouts.components.numbers import band_chip, figure, place_range, rank_cell_text, tag, value
from layouts.components.quadrant import quadrant_chart
from layouts.components.quadrant_tables import line_sources, membership
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.labels import BREAK
from layouts.markup import Node, html
from layouts.narrative import absence
from layouts.quadrantview import drawable, ordered_rows
from layouts.routes import Page
from layouts.words import in_sentence

SORTS = ("performance", "growth", "name")
SHOWN = 40
"""Departments that the table of a ministry shows; the list of agencies has them all."""


def position_chart(ctx: Context, profile: Profile, quadrants: Quadrants) -> d.QuadrantChart | None:
    """The quadrant with this ministry picked out; None where it has no place in it."""
    here = any(p.entity.id == profile.entity.id for p in quadrants.points)
    if not here or not drawable(quadrants) or quadrants.year != profile.year:
        return None
    return quadrant_chart(ctx, quadrants, chart_id="position", margin=1, selected=profile.entity.id)


def position(ctx: Context, profile: Profile, chart: d.QuadrantChart | None) -> Node:
    """The published group, and the quadrant where there is one."""
    group = (
        html.P(
            [
                *ctx.rich(
                    "ministry.quadrant",
                    quadrant=membership(ctx, profile.entity, profile.quadrant, year=profile.year),
                ),
                " ",
                tag(ctx, Provenance.PUBLISHED),
                " · ",
                html.A(ctx.t("ministry.all_groups"), href=ctx.url(Page.MINISTRIES)),
            ]
        )
        if profile.quadrant
        else None
    )
    if group is None and chart is None:
        return None
    return html.Section(
        [
            html.H2(ctx.t("ministry.position")),
            group,
            figure_box(ctx, chart, island_id=None, sources=line_sources(ctx, year=profile.year))
            if chart
            else None,
        ],
        className="section position",
    )


def departments(ctx: Context, profile: Profile, members: Members, *, sort: str) -> Node:
    """The departments by score, with rank and range within the ministry.

    In a year before the ministry there was nothing to be ranked within.
    """
    within = not absence(profile)
    earlier = ctx.repo.previous(profile.year) is not None

    def column(name: str, label: str, **more: object) -> Column:
        return Column(
            label=label,
            sort=ctx.address.href(sort=None if name == SORTS[0] else name) + "#departments",
            sorted_as=("ascending" if name == "name" else "descending") if sort == name else None,
            **more,  # type: ignore[arg-type]
        )

    columns = (
        column("name", ctx.t("level.department.one")),
        column("performance", ctx.t("measure.overall.label"), numeric=True),
        Column(label=ctx.t("band.label"), priority=2),
        *(
            [
                Column(label=ctx.t("ministry.rank_within"), numeric=True, wraps=True),
                Column(label=ctx.t("rank.range_label"), numeric=True, priority=2),
            ]
            if within
            else []
        ),
        *(
            [column("growth", ctx.t("measure.change.short"), numeric=True, priority=3)]
            if earlier
            else []
        ),
        Column(label=ctx.t("profile.rank.department.level"), numeric=True, priority=3),
    )
    inside = _ranks(ctx, profile) if members.rows and within else {}
    shown = table(
        ctx,
        caption=ctx.t(
            "ministry.departments_caption", year=fmt.full_year(profile.year, lang=ctx.lang)
        ),
        columns=columns,
        rows=[
            row(
                columns,
                [
                    html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                    value(ctx, item.values[Measure.OVERALL]),
                    band_chip(ctx, item.band),
                    *(
                        [
                            _rank(ctx, inside.get(item.entity.id)),
                            _range(ctx, inside.get(item.entity.id)),
                        ]
                        if within
                        else []
                    ),
                    *(
                        [value(ctx, item.values[Measure.CHANGE], measure=Measure.CHANGE)]
                        if earlier
                        else []
                    ),
                    _rank(ctx, item.rank),
                ],
            )
            for item in ordered_rows(ctx, members.rows, sort=sort)[:SHOWN]
        ],
        provenance=ctx.score_provenance,
        table_id="departments",
    )
    if len(members.rows) <= SHOWN:
        return shown
    count = fmt.integer(len(members.rows))
    every = ctx.url(Page.AGENCIES, ministry=profile.entity.id, year=str(profile.year))
    return [shown, html.P(html.A(ctx.t("ministry.departments_all", count=count), href=every))]


def _ranks(ctx: Context, profile: Profile) -> dict[str, Rank | None]:
    ranking = ctx.repo.ranking(
        level=Level.DEPARTMENT,
        measure=Measure.OVERALL,
        year=profile.year,
        scope=Scope.MINISTRY,
        scope_id=profile.entity.id,
    )
    return {item.entity.id: item.rank for item in ranking.rows}


def _rank(ctx: Context, rank: Rank | None) -> Node:
    if rank is None:
        return None
    return figure(rank_cell_text(rank, lang=ctx.lang), provenance=ctx.score_provenance)


def _range(ctx: Context, rank: Rank | None) -> Node:
    if rank is None or rank.low is None or rank.high is None:
        return None
    return figure(place_range(rank.low, rank.high, lang=ctx.lang), provenance=ctx.score_provenance)


def spread_chart(ctx: Context, profile: Profile, rows: Sequence[AgencyRow]) -> d.Strip | None:
    """The departments of the ministry on one axis, with its mean and the mean of all."""
    if len(rows) < 2:
        return None
    own = profile.scores[Measure.OVERALL].number
    everyone = ctx.repo.summaries(level=Level.DEPARTMENT, year=profile.year)[Measure.OVERALL].mean
    means = ((own, "ministry.spread.own"), (everyone, "ministry.spread.all"))
    scores = [item.values[Measure.OVERALL].number for item in rows]
    title = ctx.t(
        "ministry.spread.title",
        name=in_sentence(ctx, profile.entity),
        above=fmt.integer(_above(scores, everyone)),
        count=fmt.integer(len(rows)),
    )
    return d.Strip(
        id="spread",
        title=title,
        subtitle=ctx.t(
            "ministry.spread.subtitle",
            count=fmt.integer(len(rows)),
            year=fmt.full_year(profile.year, lang=ctx.lang),
        ),
        note="",
        source=source_line(ctx),
        status=status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=title,
        axis=score_axis(ctx),
        dots=tuple(
            d.StripDot(
                id=item.entity.id,
                label=ctx.name(item.entity.name),
                value=chart_value(ctx, item.values[Measure.OVERALL], measure=Measure.OVERALL),
                href=ctx.profile_url(item.entity),
            )
            for item in rows
        ),
        marks=tuple(
            d.Cut(at=number, text=_breakable(ctx, ctx.t(key, value=fmt.number(number))))
            for number, key in means
            if number is not None
        ),
    )


def _breakable(ctx: Context, words: str) -> str:
    """Words that may go on to a second line before the name of the level, as Thai has no spaces."""
    level = ctx.t("level.department.one")
    return words.replace(level, f"{BREAK}{level}") if ctx.lang == "th" else words


def _above(scores: Sequence[float | None], mean: float | None) -> int:
    """How many print a higher score than the mean."""
    if mean is None:
        return 0
    return sum(score is not None and printed(score) > printed(mean) for score in scores)


def awards(ctx: Context, members: Members) -> Node:
    """Awards of the ministry's departments, in the order printed and never as a rank."""
    inside = {item.entity.id: item.entity for item in members.rows}
    inside |= {e.id: e for kind in Missing for e in members.without.get(kind, ())}
    won = [award for award in ctx.repo.awards() if award.agency_id in inside]
    if not won:
        return None
    return html.Section(
        [
            html.H2([ctx.t("ministry.awards"), " ", tag(ctx, Provenance.PUBLISHED)]),
            html.Ul(
                [
                    html.Li(
                        [
                            html.A(
                                ctx.name(inside[award.agency_id or ""].name),
                                href=ctx.profile_url(inside[award.agency_id or ""]),
                            ),
                            " ",
                            html.A(
                                ctx.t(
                                    "profile.award", year=fmt.full_year(award.year, lang=ctx.lang)
                                ),
                                href=ctx.url(Page.AWARDS),
                                className="note",
                            ),
                        ]
                    )
                    for award in won
                ],
                className="plain",
            ),
        ],
        className="section",
    )
