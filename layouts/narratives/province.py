"""A province in three sentences and a plain one: where it stands, what is strong, how sure."""

from __future__ import annotations

from data.codes import PILLARS, Level, Measure, Scope
from data.model import Pillar, Profile
from data.scoring import printed
from layouts import format as fmt
from layouts.components.numbers import figure, place_range
from layouts.context import Context
from layouts.markup import Node
from layouts.narrative import Sentence, headline
from layouts.words import caveat

WORDS = ("year", "caveat")
"""Values of sentences that are no numbers of the data set."""


def story(ctx: Context, profile: Profile) -> list[Sentence]:
    """The sentences of a province that has a score; one sentence for one that has none."""
    if profile.scores[Measure.OVERALL].number is None:
        return [headline(ctx, profile)]
    return [position(ctx, profile), pillars(ctx, profile), certainty(ctx, profile)]


def position(ctx: Context, profile: Profile) -> Sentence:
    """Score, band, rank with ties, and the range in which the rank moves."""
    first = headline(ctx, profile)
    rank = profile.rank(scope=Scope.LEVEL)
    if rank is None or rank.low is None or rank.high is None:
        return first
    words = place_range(rank.low, rank.high, lang=ctx.lang)
    firm = rank.low == rank.high == rank.place
    key = "province.story.firm" if firm else "province.story.range"
    marked = figure(words, provenance=ctx.score_provenance)
    return Sentence(
        nodes=[*first.nodes, " ", *ctx.rich(key, range=marked)],
        plain=f"{first.plain} {ctx.t(key, range=words)}",
    )


def pillars(ctx: Context, profile: Profile) -> Sentence:
    """The strongest and the weakest pillar against the mean of all provinces."""
    peers = ctx.repo.summaries(level=Level.PROVINCE, year=profile.year)
    names = {pillar.measure: pillar for pillar in ctx.repo.pillars(year=profile.year)}
    gaps = [
        (float(printed((profile.scores[m].number or 0.0) - (peers[m].mean or 0.0))), names[m])
        for m in PILLARS
        if profile.scores[m].number is not None and peers[m].mean is not None
    ]
    if not gaps:
        return Sentence(nodes=[], plain="")
    best, least = max(gaps, key=_gap), min(gaps, key=_gap)
    if best[0] == least[0]:
        kind = "same"
    elif least[0] > 0:
        kind = "above"
    elif best[0] < 0:
        kind = "below"
    else:
        kind = "mixed"
    plain = {
        "best": ctx.name(best[1].name),
        "best_gap": fmt.signed(best[0]),
        "least": ctx.name(least[1].name),
        "least_gap": fmt.signed(least[0]),
    }
    marked: dict[str, object] = {
        **plain,
        "best_gap": figure(plain["best_gap"], provenance=ctx.score_provenance),
        "least_gap": figure(plain["least_gap"], provenance=ctx.score_provenance),
    }
    key = f"province.story.pillars_{kind}"
    return Sentence(nodes=ctx.rich(key, **marked), plain=ctx.t(key, **plain))


def _gap(item: tuple[float, Pillar]) -> float:
    return item[0]


def certainty(ctx: Context, profile: Profile) -> Sentence:
    """How many offices the score rests on, and how far it may be set against the year before."""
    covered = profile.coverage
    plain = {
        "answered": fmt.integer(covered.answered if covered else 0),
        "surveyed": fmt.integer(covered.surveyed if covered else 0),
    }
    key = "province.story.coverage"
    if profile.previous_year is not None and profile.change.number is not None:
        moved = printed(profile.change.number)
        key += "_up" if moved > 0 else "_down" if moved < 0 else "_same"
        plain["change"] = fmt.number(abs(profile.change.number))
        plain["year"] = fmt.year(profile.previous_year, lang=ctx.lang)
        plain["caveat"] = caveat(ctx, profile.year, form="clause")
    marked: dict[str, object] = {
        name: figure(text, provenance=ctx.score_provenance) if name not in WORDS else text
        for name, text in plain.items()
    }
    return Sentence(nodes=ctx.rich(key, **marked), plain=ctx.t(key, **plain))


def meaning(ctx: Context, profile: Profile) -> Node:
    """What the band means for somebody who uses services there."""
    if profile.band is None:
        return None
    return ctx.t(f"province.meaning.{int(profile.band)}")
