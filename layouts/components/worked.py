"""Worked examples on the method page: real entities of the data in use, real numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from data.codes import PILLARS, Level, Measure
from data.model import Entity, RankingRow
from layouts import format as fmt
from layouts.components.numbers import figure, place_range, rank_of_text, tag
from layouts.context import Context
from layouts.markup import Node, html

EXACT = 4
"""Decimals of results before rounding."""

FEWEST, MOST = 3, 30
"""Departments of a mean that is worked out in full, at least and at most."""


def example(ctx: Context, content: Node) -> Node:
    """A worked example with its tag."""
    if content is None:
        return None
    return html.P(
        [html.Strong(ctx.t("method.example")), " ", tag(ctx, ctx.score_provenance), " ", content],
        className="example",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def overall(ctx: Context) -> Node:
    """How the overall score of one department follows from its pillars."""
    year = ctx.repo.latest
    weights = [ctx.repo.weights(year=year).get(str(m)) for m in PILLARS]
    award = next((a for a in ctx.repo.awards(year=year) if a.agency_id), None)
    if award is None or award.agency_id is None or any(w is None for w in weights):
        return None
    found = ctx.repo.profile(level=Level.DEPARTMENT, id=award.agency_id, year=year)
    scores = [found.scores[m].number for m in PILLARS]
    result = found.scores[Measure.OVERALL].number
    if result is None or any(score is None for score in scores):
        return None
    terms = _terms([w.weight for w in weights if w], [s for s in scores if s is not None])
    return _line(
        ctx,
        "method.scores.example",
        name=_link(ctx, found.entity),
        year=fmt.full_year(year, lang=ctx.lang),
        sum=_number(ctx, terms),
        exact=_number(ctx, fmt.number(result, decimals=2)),
        printed=_number(ctx, fmt.number(result)),
    )


def _terms(weights: Sequence[float], scores: Sequence[float]) -> str:
    """The weighted sum in figures; equal weights are a division."""
    printed = [fmt.number(score, decimals=2) for score in scores]
    if len(set(weights)) == 1:
        return f"({' + '.join(printed)}) ÷ {len(printed)}"
    pairs = zip(weights, printed, strict=True)
    return " + ".join(f"{fmt.number(weight, decimals=4)} × {score}" for weight, score in pairs)


def roll_up(ctx: Context) -> Node:
    """The mean of the ministry with the fewest scored departments, but some."""
    year = ctx.repo.latest
    ranking = ctx.repo.ranking(level=Level.MINISTRY, measure=Measure.OVERALL, year=year)
    answered = {row.entity.id: row.coverage.answered for row in ranking.rows if row.coverage}
    known = [
        entity
        for entity in ctx.repo.entities(level=Level.MINISTRY)
        if FEWEST <= answered.get(entity.id, 0) <= MOST
    ]
    if not known:
        return None
    entity = min(known, key=lambda item: answered[item.id])
    rows = ctx.repo.members(level=Level.MINISTRY, id=entity.id, year=year).rows
    scores = [row.values[Measure.OVERALL].number or 0.0 for row in rows]
    n = len(scores)
    mean = sum(scores) / n
    return _line(
        ctx,
        "method.rollups.example",
        name=_link(ctx, entity),
        year=fmt.full_year(year, lang=ctx.lang),
        sum=_number(ctx, " + ".join(fmt.number(s, decimals=2) for s in scores)),
        n=_number(ctx, str(n)),
        exact=_number(ctx, fmt.number(mean, decimals=EXACT)),
        printed=_number(ctx, fmt.number(mean)),
    )


def _ranking(ctx: Context) -> Sequence[RankingRow]:
    return ctx.repo.ranking(
        level=Level.DEPARTMENT, measure=Measure.OVERALL, year=ctx.repo.latest
    ).ranked


def tie(ctx: Context) -> Node:
    """The highest place that several departments share."""
    for _, group in groupby(_ranking(ctx), key=lambda row: row.rank.place if row.rank else 0):
        rows = list(group)
        if len(rows) > 1 and rows[0].rank is not None:
            names: list[Node] = []
            for row in rows:
                names += [_link(ctx, row.entity), ", " if row is not rows[-1] else ""]
            return _line(
                ctx,
                "method.ranks.example",
                year=fmt.full_year(ctx.repo.latest, lang=ctx.lang),
                ties=_number(ctx, str(len(rows))),
                score=_number(ctx, fmt.number(rows[0].value.number or 0.0)),
                rank=_number(ctx, rank_of_text(rows[0].rank, lang=ctx.lang)),
                names=names,
            )
    return None


def ranges(ctx: Context) -> Node:
    """Both ranges of the first department of the ranking that has them."""
    for row in _ranking(ctx):
        rank = row.rank
        if rank is None or rank.low is None or rank.high is None:
            continue
        if rank.p5 is None or rank.p95 is None:
            continue
        return _line(
            ctx,
            "method.ranks.range_example",
            name=_link(ctx, row.entity),
            rank=_number(ctx, rank_of_text(rank, lang=ctx.lang)),
            omitted=_number(ctx, place_range(rank.low, rank.high, lang=ctx.lang)),
            weighted=_number(ctx, place_range(rank.p5, rank.p95, lang=ctx.lang)),
        )
    return None


def similar(ctx: Context) -> Node:
    """The distance between the province that leads its level and the one most like it."""
    year = ctx.repo.latest
    ranked = ctx.repo.ranking(level=Level.PROVINCE, measure=Measure.OVERALL, year=year).ranked
    for row in ranked[:1]:
        found = ctx.repo.similar(level=Level.PROVINCE, id=row.entity.id, year=year, limit=1)
        if not found:
            return None
        other = found[0]
        own, near = (
            ctx.repo.profile(level=Level.PROVINCE, id=entity.id, year=year).scores
            for entity in (row.entity, other.entity)
        )
        squares = " + ".join(
            f"({fmt.number(own[m].number or 0.0)} − {fmt.number(near[m].number or 0.0)})²"
            for m in PILLARS
        )
        return _line(
            ctx,
            "method.similarity.example",
            name=_link(ctx, row.entity),
            other=_link(ctx, other.entity),
            sum=_number(ctx, squares),
            distance=_number(ctx, fmt.number(other.distance)),
        )
    return None


def _line(ctx: Context, key: str, **values: Node) -> Node:
    return html.Span(ctx.rich(key, **values))


def _link(ctx: Context, entity: Entity) -> Node:
    return html.A(ctx.name(entity.name), href=ctx.profile_url(entity))


def _number(ctx: Context, text: str) -> Node:
    return figure(text, provenance=ctx.score_provenance)
