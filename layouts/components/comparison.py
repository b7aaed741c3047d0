"""Up to five entities side by side: the two charts, the table, and what differs most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.codes import SCORES, Level, Measure, Missing, Scope
from data.model import Coverage, Entity, Rank, Unranked, Value
from data.scoring import printed
from layouts import format as fmt
from layouts.comparing import MEAN, Chosen, join
from layouts.components.charts import chart_value, score_axis, source_line, status_mark
from layouts.components.numbers import coverage, dash, figure, rank_cell_text, unranked, value
from layouts.components.tables import Column, row, table
from layouts.components.years import absence_word, absent
from layouts.context import Context
from layouts.figures import describe as d
from layouts.markup import Node, html
from layouts.words import in_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of those compared; `entity` is None for the mean of the level."""

    id: str
    label: str
    entity: Entity | None
    values: Mapping[Measure, Value]
    rank: Rank | None = None
    unranked: Unranked | None = None
    coverage: Coverage | None = None


def members(ctx: Context, chosen: Chosen, *, year: int) -> tuple[Member, ...]:
    """Those compared with their scores, in the order of the address."""
    level = chosen.level
    if level is None:
        return ()
    return tuple(
        _mean(ctx, level=level, year=year) if entity is None else _member(ctx, entity, year=year)
        for entity in chosen.members
    )


def _member(ctx: Context, entity: Entity, *, year: int) -> Member:
    profile = ctx.repo.profile(level=entity.level, id=entity.id, year=year)
    return Member(
        id=entity.id,
        label=ctx.name(entity.name),
        entity=entity,
        values={m: profile.scores[m] for m in SCORES},
        rank=profile.rank(scope=Scope.LEVEL),
        unranked=profile.unranked,
        coverage=profile.coverage,
    )


def _mean(ctx: Context, *, level: Level, year: int) -> Member:
    summaries = ctx.repo.summaries(level=level, year=year)
    return Member(
        id=MEAN,
        label=ctx.t(f"profile.mean.{level}"),
        entity=None,
        values={
            m: Value(
                number=summaries[m].mean,
                provenance=summaries[m].provenance,
                missing=None if summaries[m].mean is not None else Missing.NOT_AVAILABLE,
            )
            for m in SCORES
        },
    )


def charts(ctx: Context, shown: Sequence[Member], *, year: int) -> tuple[d.DotPlot, d.Radar]:
    """The pillars of all as a dot plot and as outlines."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=year)}
    series = tuple(
        d.Series(
            id=member.id,
            label=member.label,
            role="reference" if member.entity is None else "peer" if number else "subject",
        )
        for number, member in enumerate(shown)
    )
    common: dict[str, Any] = {
        "title": ctx.t("compare.chart.title", names=_names(ctx, shown)),
        "subtitle": ctx.t("compare.chart.subtitle", year=fmt.full_year(year, lang=ctx.lang)),
        "note": "",
        "source": source_line(ctx),
        "status": status_mark(ctx),
        "lang": ctx.lang,
        "alt": contrast(ctx, shown, year=year).plain,
        "axis": score_axis(ctx),
    }
    values = [tuple(_drawn(ctx, member, m, year=year) for member in shown) for m in pillars]
    dots = d.DotPlot(
        id="dots",
        series=series,
        rows=tuple(
            d.DotRow(id=str(m), label=ctx.name(pillars[m].short), values=values[n])
            for n, m in enumerate(pillars)
        ),
        **common,
    )
    radar = d.Radar(
        id="radar",
        spokes=tuple(d.Spoke(id=str(m), label=ctx.name(pillars[m].short)) for m in pillars),
        outlines=tuple(
            d.Outline(series=item, values=tuple(values[n][at] for n in range(len(pillars))))
            for at, item in enumerate(series)
        ),
        **common,
    )
    return dots, radar


def _drawn(ctx: Context, member: Member, measure: Measure, *, year: int) -> d.Value:
    item = member.values[measure]
    found = chart_value(ctx, item, measure=measure, level=_level((member,)))
    if member.entity is None or member.entity.exists(year=year):
        return found
    return replace(found, text=absence_word(ctx, member.entity, year=year))


def _level(shown: Sequence[Member]) -> Level | None:
    return next((member.entity.level for member in shown if member.entity), None)


def _names(ctx: Context, shown: Sequence[Member]) -> str:
    return ctx.t("compare.and").join(member.label for member in shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What differs most, as tree children with marked numbers and as plain text."""

    nodes: list[Node]
    plain: str


def contrast(ctx: Context, shown: Sequence[Member], *, year: int) -> Contrast:
    """Where those compared lie farthest apart and nearest, by printed scores."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=year)}
    spans = []
    for measure in pillars:
        known = [
            (float(printed(number)), member)
            for member in shown
            if (number := member.values[measure].number) is not None
        ]
        if len(known) > 1:
            high, low = max(known, key=lambda k: k[0]), min(known, key=lambda k: k[0])
            spans.append((float(printed(high[0] - low[0])), measure, high, low))
    if not spans:
        scored = [m for m in shown if any(m.values[p].number is not None for p in pillars)]
        key = "compare.contrast.one" if len(scored) == 1 else "compare.contrast.none"
        names = [in_sentence(ctx, m.entity) if m.entity else m.label for m in scored]
        words = ctx.t(key, name="".join(names), year=fmt.full_year(year, lang=ctx.lang))
        return Contrast(nodes=[words], plain=words)
    most, least = max(spans, key=lambda s: s[0]), min(spans, key=lambda s: s[0])
    if most[0] == 0:
        words = ctx.t("compare.contrast.same")
        return Contrast(nodes=[words], plain=words)
    plain: dict[str, object] = {
        "most": ctx.name(pillars[most[1]].name),
        "gap": fmt.number(most[0]),
        "high": most[2][1].label,
        "high_score": fmt.number(most[2][0]),
        "low": most[3][1].label,
        "low_score": fmt.number(most[3][0]),
        "least": ctx.name(pillars[least[1]].name),
        "least_gap": fmt.number(least[0]),
    }
    marked = plain | {
        name: figure(str(plain[name]), provenance=ctx.score_provenance)
        for name in ("gap", "high_score", "low_score", "least_gap")
    }
    data = "simulated" if ctx.simulated else "official"
    key = f"compare.contrast.{data}"
    return Contrast(nodes=ctx.rich(key, **marked), plain=ctx.t(key, **plain))


def differences(ctx: Context, shown: Sequence[Member], *, year: int) -> Node:
    """Every score of all, with the difference of each from the first."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=year)}
    columns = (
        Column(label=ctx.t("compare.table.measure")),
        *(Column(label=member.label, numeric=True) for member in shown),
    )
    rows = [
        row(
            columns,
            [
                ctx.t("measure.overall.label")
                if m is Measure.OVERALL
                else f"{pillars[m].number}. {ctx.name(pillars[m].name)}",
                *(_cell(ctx, member, shown[0], m, year=year) for member in shown),
            ],
        )
        for m in (Measure.OVERALL, *pillars)
    ]
    rows.append(row(columns, [ctx.t("rank.label"), *(_rank(ctx, member) for member in shown)]))
    if any(member.coverage for member in shown):
        covered = [
            coverage(ctx, member.coverage, provenance=ctx.score_provenance)
            or dash(ctx.t("missing.not_applicable.label"))
            for member in shown
        ]
        rows.append(row(columns, [ctx.t("measure.coverage.short"), *covered]))
    return table(
        ctx,
        caption=ctx.t(
            "compare.table.caption", first=shown[0].label, year=fmt.full_year(year, lang=ctx.lang)
        ),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
    )


def _cell(ctx: Context, member: Member, first: Member, measure: Measure, *, year: int) -> Node:
    if member.entity and (gone := absent(ctx, member.entity, year=year)):
        return gone
    item, other = member.values[measure], first.values[measure]
    cell = value(ctx, item, measure=measure, level=_level((member,)))
    if member is first or item.number is None or other.number is None:
        return cell
    apart = float(printed(item.number)) - float(printed(other.number))
    words = figure(fmt.signed(apart), provenance=ctx.score_provenance)
    return [cell, html.Span(words, className="apart")]


def _rank(ctx: Context, member: Member) -> Node:
    if member.entity is None:
        return dash(ctx.t("compare.mean_rank"))
    if member.rank is None:
        return unranked(ctx, member.unranked)
    return figure(rank_cell_text(member.rank, lang=ctx.lang), provenance=ctx.score_provenance)


def with_query(codes: Sequence[str]) -> dict[str, str]:
    """The query that carries what is compared; `with` is no name that Python allows."""
    return {"with": join(codes)} if codes else {}
