"""A ministry in sentences: where it stands, its group, what is strong, how its parts differ."""

from __future__ import annotations

from collections.abc import Mapping

from data.codes import PILLARS, Level, Measure, Scope
from data.model import Members, Profile, QuadrantPoint, Quadrants
from data.scoring import printed
from layouts import format as fmt
from layouts.components.numbers import figure, place_range
from layouts.components.quadrant import group_list
from layouts.context import Context
from layouts.narrative import Sentence, headline
from layouts.quadrantview import beyond
from layouts.words import caveat

NEAR = 1
"""Points from a cut line within which a ministry is called near it."""


def story(
    ctx: Context, profile: Profile, *, quadrants: Quadrants, members: Members
) -> list[Sentence]:
    """The sentences of a ministry that has a score; one sentence for one that has none."""
    if profile.scores[Measure.OVERALL].number is None:
        return [headline(ctx, profile)]
    point = next((p for p in quadrants.points if p.entity.id == profile.entity.id), None)
    found = [
        headline(ctx, profile),
        _range(ctx, profile),
        _group(ctx, point, quadrants) if point and quadrants.year == profile.year else None,
        _pillars(ctx, profile),
        _parts(ctx, members),
    ]
    return [sentence for sentence in found if sentence is not None]


def _say(
    ctx: Context, key: str, *, numbers: Mapping[str, str], words: Mapping[str, str] | None = None
) -> Sentence:
    """A sentence whose numbers are marked where it stands in a page."""
    plain: dict[str, object] = {**numbers, **(words or {})}
    marked = plain | {
        name: figure(text, provenance=ctx.score_provenance) for name, text in numbers.items()
    }
    return Sentence(nodes=ctx.rich(key, **marked), plain=ctx.t(key, **plain))


def _range(ctx: Context, profile: Profile) -> Sentence | None:
    rank = profile.rank(scope=Scope.LEVEL)
    if rank is None or rank.low is None or rank.high is None:
        return None
    if rank.low == rank.high == rank.place:
        return _say(ctx, "ministry.story.firm", numbers={})
    words = place_range(rank.low, rank.high, lang=ctx.lang)
    return _say(ctx, "ministry.story.range", numbers={"range": words})


def _group(ctx: Context, point: QuadrantPoint, quadrants: Quadrants) -> Sentence | None:
    """The published group, and how near the point lies to another."""
    if point.published is None:
        return None
    words = {"group": ctx.t(f"quadrant.{point.published}")}
    if point.y.number is None:
        return _say(ctx, "ministry.story.group", numbers={}, words=words)
    numbers = {"growth": fmt.signed(point.y.number)}
    words["caveat"] = caveat(ctx, quadrants.year, form="clause")
    if point.agrees is False:
        words["placed"] = ctx.t(f"quadrant.{point.placed}")
        return _say(ctx, "ministry.story.group_elsewhere", numbers=numbers, words=words)
    near = beyond(point, quadrants, margin=NEAR)
    if near:
        words["others"] = group_list(ctx, near)
        return _say(ctx, "ministry.story.group_near", numbers=numbers, words=words)
    return _say(ctx, "ministry.story.group_growth", numbers=numbers, words=words)


def _pillars(ctx: Context, profile: Profile) -> Sentence | None:
    """The strongest and the weakest pillar against the mean of all ministries."""
    peers = ctx.repo.summaries(level=Level.MINISTRY, year=profile.year)
    names = {p.measure: ctx.name(p.name) for p in ctx.repo.pillars(year=profile.year)}
    gaps = {
        m: float(printed((profile.scores[m].number or 0.0) - (peers[m].mean or 0.0)))
        for m in PILLARS
        if profile.scores[m].number is not None and peers[m].mean is not None
    }
    if not gaps:
        return None
    best, least = max(gaps, key=lambda m: gaps[m]), min(gaps, key=lambda m: gaps[m])
    kind = "above" if gaps[least] > 0 else "below" if gaps[best] < 0 else "mixed"
    return _say(
        ctx,
        f"ministry.story.pillars_{kind}",
        numbers={"best_gap": fmt.signed(gaps[best]), "least_gap": fmt.signed(gaps[least])},
        words={"best": names[best], "least": names[least]},
    )


def _parts(ctx: Context, members: Members) -> Sentence | None:
    """How far the departments lie apart, and how many the score rests on."""
    scores = [row.values[Measure.OVERALL].number for row in members.rows]
    known = [number for number in scores if number is not None]
    if not known:
        return None
    numbers = {
        "answered": fmt.integer(members.coverage.answered),
        "surveyed": fmt.integer(members.coverage.surveyed),
    }
    if len(known) == 1:
        return _say(ctx, "ministry.story.one_part", numbers=numbers)
    numbers |= {"low": fmt.number(min(known)), "high": fmt.number(max(known))}
    return _say(ctx, "ministry.story.parts", numbers=numbers)
