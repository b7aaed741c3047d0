"""Sentences made by rules from a profile, separately in each language."""

from __future__ import annotations

from dataclasses import dataclass

from data.codes import Level, Measure, Missing, Scope
from data.model import Profile
from layouts import format as fmt
from layouts.components.numbers import band_name, figure, rank_of_text, unranked_text
from layouts.context import Context
from layouts.markup import Node
from layouts.words import in_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as tree children with marked numbers, and as plain text for descriptions."""

    nodes: list[Node]
    plain: str


def headline(ctx: Context, profile: Profile) -> Sentence:
    """Who, which score, which band, which rank; in simulated data it begins by saying so."""
    overall = profile.scores[Measure.OVERALL]
    name = in_sentence(ctx, profile.entity)
    if overall.number is None:
        key = f"narrative.{absence(profile) or _reason(profile)}"
        text = ctx.t(key, name=name, year=fmt.full_year(profile.year, lang=ctx.lang))
        return Sentence(nodes=[text], plain=text)
    rank = profile.rank(scope=Scope.LEVEL)
    score = fmt.number(overall.number)
    position = rank_of_text(rank, lang=ctx.lang) if rank else ""
    values: dict[str, object] = {
        "name": name,
        "year": fmt.full_year(profile.year, lang=ctx.lang),
        "score": score,
        "band": band_name(ctx, profile.band) if profile.band else "",
        "rank": position,
        "reason": unranked_text(ctx, profile.unranked) if profile.unranked else "",
        "level": ctx.t(f"level.{profile.entity.level}.many"),
    }
    data = "simulated" if ctx.simulated else "official"
    key = f"narrative.{'ranked' if rank else 'unranked'}.{data}"
    marked = {
        **values,
        "score": figure(score, provenance=ctx.score_provenance),
        "rank": figure(position, provenance=ctx.score_provenance) if rank else "",
    }
    return Sentence(nodes=ctx.rich(key, **marked), plain=ctx.t(key, **values))


def _reason(profile: Profile) -> str:
    kind = profile.scores[Measure.OVERALL].missing
    empty = profile.entity.level is Level.MINISTRY and kind is Missing.NOT_APPLICABLE
    return "no_departments" if empty else f"none.{kind}"


def absence(profile: Profile) -> str:
    """Whether the entity was not there yet or any more in the year; empty where it was there."""
    if profile.entity.exists(year=profile.year):
        return ""
    return "not_yet" if profile.year < (profile.entity.since or 0) else "no_longer"


def pillar_contrast(ctx: Context, profile: Profile) -> str:
    """A chart's sentence in words: the strongest and the weakest pillar by printed score."""
    pillars = ctx.repo.pillars(year=profile.year)
    scored = [(profile.scores[p.measure].number, p) for p in pillars]
    known = [(number, p) for number, p in scored if number is not None]
    if not known:
        return ctx.t("profile.pillars.none")
    best = max(known, key=lambda item: item[0])
    least = min(known, key=lambda item: item[0])
    return ctx.t(
        "profile.pillars.summary",
        name=ctx.name(profile.entity.name),
        best=ctx.name(best[1].short),
        best_score=fmt.number(best[0]),
        least=ctx.name(least[1].short),
        least_score=fmt.number(least[0]),
    )
