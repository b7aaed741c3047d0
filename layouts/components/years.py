"""An entity through the years: its trend, the same numbers as a table, what it replaced."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from data.codes import Measure, Missing
from data.model import Entity, Profile, UnknownEntity, Value
from layouts import format as fmt
from layouts.components import charts
from layouts.components.numbers import value
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.figures import describe as d
from layouts.markup import Node, html

LEAST_YEARS = 3
"""With fewer years a change says all that a trend could."""
STEP, ROOM = 10, 5
"""Points between the printed positions of the axis, and from the values to its ends at least."""


def trend_section(ctx: Context, profile: Profile) -> Node:
    """The overall score in all years beside the mean of the level; nothing for two years."""
    if len(ctx.repo.years) < LEAST_YEARS:
        return None
    entity = profile.entity
    lines = {entity: ctx.repo.history(level=entity.level, id=entity.id)}
    lines |= {
        other: ctx.repo.history(level=other.level, id=other.id) for other in related(ctx, entity)
    }
    means = _means(ctx, entity)
    if all(item.number is None for line in lines.values() for item in line.values()):
        return None
    chart = _chart(ctx, entity, lines, means)
    return html.Section(
        [
            html.H2(ctx.t("trend.title")),
            charts.figure_box(ctx, chart, island_id=None, width=charts.FULL),
            html.Details(
                [
                    html.Summary(ctx.t("trend.numbers")),
                    _table(ctx, entity, lines, means),
                    html.P(ctx.t("agency.years_note"), className="note"),
                ]
            ),
        ],
        className="section trend",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _means(ctx: Context, entity: Entity) -> dict[int, Value]:
    found = {}
    for year in ctx.repo.years:
        summary = ctx.repo.summary(level=entity.level, measure=Measure.OVERALL, year=year)
        found[year] = Value(
            number=summary.mean,
            provenance=summary.provenance,
            missing=None if summary.mean is not None else Missing.NOT_AVAILABLE,
        )
    return found


def _chart(
    ctx: Context,
    entity: Entity,
    lines: Mapping[Entity, Mapping[int, Value]],
    means: Mapping[int, Value],
) -> d.Trend:
    name = ctx.name(entity.name)
    years = ctx.repo.years
    comparable = tuple(ctx.repo.comparable(year=year) for year in years[1:])
    drawn = [
        d.TrendLine(
            series=d.Series(
                id=one.id,
                label=ctx.name(one.name),
                role="subject" if one.id == entity.id else "peer",
            ),
            values=_values(ctx, line, of=one),
        )
        for one, line in lines.items()
    ]
    gaps = any(item.missing for line in drawn for item in line.values)
    notes = [("dashed", not all(comparable)), ("absent", gaps)]
    mean = d.Series(id="mean", label=ctx.t(f"profile.mean.{entity.level}"), role="reference")
    return d.Trend(
        id="trend",
        title=_ends(ctx, name, lines[entity]),
        subtitle=ctx.t(
            "trend.subtitle",
            first=fmt.year(years[0], lang=ctx.lang),
            last=fmt.year(years[-1], lang=ctx.lang),
        ),
        note=" ".join(ctx.t(f"trend.note.{name}") for name, needed in notes if needed),
        source=charts.source_line(ctx),
        status=charts.status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=ctx.t("trend.alt", name=name, count=len(years)),
        axis=_axis(ctx, [*(v for line in lines.values() for v in line.values()), *means.values()]),
        years=tuple(d.Tick(at=float(y), text=fmt.year(y, lang=ctx.lang)) for y in years),
        lines=(*drawn, d.TrendLine(series=mean, values=_values(ctx, means))),
        comparable=comparable,
    )


def _ends(ctx: Context, name: str, line: Mapping[int, Value]) -> str:
    """From which score in the first year that has one to which in the last."""
    known = [(year, item.number) for year, item in line.items() if item.number is not None]
    if len(known) < 2:
        return ctx.t("trend.chart_title", name=name)
    (first, low), (last, high) = known[0], known[-1]
    return ctx.t(
        "trend.ends",
        name=name,
        first=fmt.year(first, lang=ctx.lang),
        before=fmt.number(low),
        last=fmt.year(last, lang=ctx.lang),
        after=fmt.number(high),
    )


def _values(
    ctx: Context, line: Mapping[int, Value], *, of: Entity | None = None
) -> tuple[d.Value, ...]:
    """The values of a line; a year in which there is no such entity is not marked as missing."""
    return tuple(
        charts.chart_value(ctx, item, measure=Measure.OVERALL)
        if of is None or of.exists(year=year)
        else d.Value(number=None, text="")
        for year, item in line.items()
    )


def _axis(ctx: Context, values: Sequence[Value]) -> d.Axis:
    """The part of 0-100 in which the values lie, with room for what is printed beside them."""
    numbers = [item.number for item in values if item.number is not None]
    low = max(0, math.floor((min(numbers) - ROOM) / STEP) * STEP)
    high = min(100, math.ceil((max(numbers) + ROOM) / STEP) * STEP)
    return d.Axis(
        label=ctx.t("measure.overall.unit"),
        low=low,
        high=high,
        ticks=tuple(d.Tick(at=at, text=str(at)) for at in range(low, high + 1, STEP)),
    )


def _table(
    ctx: Context,
    entity: Entity,
    lines: Mapping[Entity, Mapping[int, Value]],
    means: Mapping[int, Value],
) -> Node:
    changes = ctx.repo.history(level=entity.level, id=entity.id, measure=Measure.CHANGE)
    columns = (
        Column(label=ctx.t("measure.year")),
        *(Column(label=ctx.name(one.name), numeric=True) for one in lines),
        Column(label=ctx.t("measure.change.short"), numeric=True),
        Column(label=ctx.t(f"profile.mean.{entity.level}"), numeric=True, priority=2),
    )
    return table(
        ctx,
        caption=ctx.t("trend.chart_title", name=ctx.name(entity.name)),
        columns=columns,
        rows=[
            row(
                columns,
                [
                    html.A(
                        fmt.year(year, lang=ctx.lang),
                        href=ctx.profile_url(entity, year=str(year)),
                    ),
                    *(
                        absent(ctx, one, year=year) or value(ctx, line[year])
                        for one, line in lines.items()
                    ),
                    value(ctx, changes[year], measure=Measure.CHANGE),
                    value(ctx, means[year]),
                ],
            )
            for year in reversed(ctx.repo.years)
        ],
        provenance=ctx.score_provenance,
        caption_hidden=True,
    )


def absent(ctx: Context, entity: Entity, *, year: int) -> Node:
    """In the place of a value: that there was no such entity yet, or no longer; None where it was.

    That is more than "not applicable", which the data say of it.
    """
    if entity.exists(year=year):
        return None
    return html.Span(
        absence_word(ctx, entity, year=year), className="missing missing-not_applicable"
    )


def absence_word(ctx: Context, entity: Entity, *, year: int) -> str:
    """The same as a word, of a year in which there was none."""
    return ctx.t("quadrant.not_yet" if year < (entity.since or 0) else "quadrant.no_longer")


def related(ctx: Context, entity: Entity) -> tuple[Entity, ...]:
    """What an entity replaced and what replaced it."""
    try:
        before = entity.predecessor_id and ctx.repo.entity(
            level=entity.level, id=entity.predecessor_id
        )
    except UnknownEntity:  # an agency may replace one of another level
        before = None
    return (*((before,) if before else ()), *ctx.repo.successors(entity))


def lineage(ctx: Context, entity: Entity) -> list[Node]:
    """Since when and until when an entity exists, what it replaced, what replaced it."""
    found: list[Node] = []
    if entity.since:
        found.append(ctx.t("lineage.since", year=fmt.full_year(entity.since, lang=ctx.lang)))
    if entity.until:
        found.append(ctx.t("lineage.until", year=fmt.full_year(entity.until, lang=ctx.lang)))
    for other in related(ctx, entity):
        key = "replaced" if other.id == entity.predecessor_id else "replaced_by"
        link = html.A(ctx.name(other.name), href=ctx.profile_url(other))
        found.append(html.Span(ctx.rich(f"lineage.{key}", name=link)))
    return found


def membership_note(ctx: Context, ministry: Entity, *, year: int) -> str:
    """What to say where the departments of today are told of a year before their ministry."""
    if ministry.exists(year=year) or ministry.since is None or year >= ministry.since:
        return ""
    return ctx.t(
        "lineage.membership",
        since=fmt.full_year(ministry.since, lang=ctx.lang),
        year=fmt.full_year(year, lang=ctx.lang),
    )


def lineage_line(ctx: Context, entity: Entity) -> Node:
    """The same as a line of its own under the name; nothing where nothing is known to change."""
    found = lineage(ctx, entity)
    return (
        html.Ul([html.Li(item) for item in found], className="plain facts-line") if found else None
    )
