"""How scores are distributed within each type of agency and each kind of provincial office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.codes import Level, Measure, Scope
from data.model import NoSuchPopulation, Summary
from layouts import format as fmt
from layouts.components import charts
from layouts.components.numbers import figure
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.labels import BREAK
from layouts.markup import Node, html
from layouts.routes import Page

LEAST_FOR_SPREAD = 4
"""Fewer scores than this have no middle half worth drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A type or kind with the distribution of its overall scores and its list."""

    label: str
    summary: Summary
    href: str


def types_view(ctx: Context, *, year: int) -> Node:
    """Both charts with their tables: types of department, kinds of provincial office."""
    departments = sorted(_types(ctx, year=year), key=_by_mean)
    offices = sorted(_kinds(ctx, year=year), key=_by_mean)
    return [
        html.P(ctx.t("agencies.types.lead"), className="prose"),
        html.P(
            [
                ctx.t("agencies.types.picture"),
                " ",
                html.A(ctx.t("agencies.types.findings"), href=ctx.url(Page.FINDINGS)),
            ],
            className="note prose",
        ),
        _section(ctx, Level.DEPARTMENT, departments, year=year),
        _section(ctx, Level.OFFICE, offices, year=year),
    ]


def _by_mean(group: Group) -> tuple[float, str]:
    return (-(group.summary.mean or 0.0), group.label)


def _types(ctx: Context, *, year: int) -> list[Group]:
    found = []
    for item in ctx.repo.agency_types():
        summary = _summary(ctx, Level.DEPARTMENT, Scope.TYPE, item.id, year=year)
        if summary and summary.n:
            href = ctx.url(Page.AGENCIES, type=item.id, **_year(ctx, year))
            found.append(Group(label=ctx.name(item.name), summary=summary, href=href))
    return found


def _kinds(ctx: Context, *, year: int) -> list[Group]:
    found = []
    for item in ctx.repo.office_kinds():
        summary = _summary(ctx, Level.OFFICE, Scope.KIND, item.id, year=year)
        if summary and summary.n:
            href = ctx.url(Page.AGENCIES, kind=item.id, **_year(ctx, year))
            found.append(Group(label=ctx.name(item.name), summary=summary, href=href))
    return found


def _year(ctx: Context, year: int) -> dict[str, str]:
    return {} if year == ctx.repo.latest else {"year": str(year)}


def _summary(
    ctx: Context, level: Level, scope: Scope, scope_id: str, *, year: int
) -> Summary | None:
    try:
        return ctx.repo.summary(
            level=level, measure=Measure.OVERALL, year=year, scope=scope, scope_id=scope_id
        )
    except NoSuchPopulation:
        return None


def _section(ctx: Context, level: Level, groups: Sequence[Group], *, year: int) -> Node:
    if not groups:
        return None
    return html.Section(
        [
            html.H2(ctx.t(f"agencies.types.{level}")),
            charts.figure_box(ctx, _chart(ctx, level, groups, year=year), island_id=None),
            html.Details(
                [
                    html.Summary(ctx.t("agencies.types.numbers")),
                    _table(ctx, level, groups, year=year),
                ]
            ),
        ],
        className="section types",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _chart(ctx: Context, level: Level, groups: Sequence[Group], *, year: int) -> d.DotPlot:
    top, least = groups[0], groups[-1]
    whole = ctx.repo.summary(level=level, measure=Measure.OVERALL, year=year)
    return d.DotPlot(
        id=f"types-{level}",
        title=ctx.t("agencies.types.title", top=top.label, least=least.label),
        subtitle=ctx.t(
            "agencies.types.subtitle",
            year=fmt.full_year(year, lang=ctx.lang),
            n=fmt.integer(whole.n),
        ),
        note=ctx.t("agencies.types.note"),
        source=charts.source_line(ctx),
        status=charts.status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=ctx.t("agencies.types.alt", count=len(groups)),
        axis=charts.score_axis(ctx),
        series=(d.Series(id="mean", label=ctx.t("chart.mean")),),
        rows=tuple(_row(ctx, group) for group in groups),
        words=d.SpreadWords(
            extent=ctx.t("chart.extent"),
            middle_half=ctx.t("chart.middle_half"),
            mean=ctx.t("agencies.types.median"),
        ),
    )


def _row(ctx: Context, group: Group) -> d.DotRow:
    summary = group.summary
    return d.DotRow(
        id=group.summary.scope_id or "all",
        label=ctx.t(
            "agencies.types.row", label=_breakable(ctx, group.label), n=fmt.integer(summary.n)
        ),
        values=(_value(summary.mean),),
        spread=_spread(summary),
        href=group.href,
    )


def _breakable(ctx: Context, label: str) -> str:
    """A name with marks where its line may break; Thai has no spaces to break at."""
    for word in ctx.t("agencies.types.breaks").split():
        label = label.replace(word, f"{BREAK}{word}")
    return label


def _value(number: float | None) -> d.Value:
    return d.Value(number=number, text=fmt.number(number or 0.0))


def _spread(summary: Summary) -> d.Spread | None:
    """The tick of these rows is the median: the mean is their dot."""
    if summary.n < LEAST_FOR_SPREAD:
        return None
    return d.Spread(
        low=_value(summary.low),
        q1=_value(summary.q1),
        mean=_value(summary.median),
        q3=_value(summary.q3),
        high=_value(summary.high),
    )


def _table(ctx: Context, level: Level, groups: Sequence[Group], *, year: int) -> Node:
    columns = (
        Column(label=ctx.t(f"agencies.types.{level}_one")),
        Column(label=ctx.t("agencies.types.n"), numeric=True),
        Column(label=ctx.t("chart.mean"), numeric=True),
        Column(label=ctx.t("agencies.types.median"), numeric=True),
        Column(label=ctx.t("profile.pillars.middle"), numeric=True, priority=2),
        Column(label=ctx.t("chart.extent"), numeric=True, priority=2),
    )

    def number(text: str) -> Node:
        return figure(text, provenance=ctx.score_provenance)

    def span(low: float | None, high: float | None) -> str:
        return f"{fmt.number(low or 0.0)}–{fmt.number(high or 0.0)}"

    return table(
        ctx,
        caption=ctx.t("agencies.types.caption", year=fmt.full_year(year, lang=ctx.lang)),
        columns=columns,
        rows=[
            row(
                columns,
                [
                    html.A(group.label, href=group.href),
                    fmt.integer(group.summary.n),
                    number(fmt.number(group.summary.mean or 0.0)),
                    number(fmt.number(group.summary.median or 0.0)),
                    number(span(group.summary.q1, group.summary.q3)),
                    number(span(group.summary.low, group.summary.high)),
                ],
            )
            for group in groups
        ],
        provenance=ctx.score_provenance,
    )
