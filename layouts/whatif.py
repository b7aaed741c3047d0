"""The what-if of a profile: what the address asks for, what comes out, what would suffice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from data import scoring, whatif
from data.codes import PILLARS, Level, Measure, Provenance, Scope
from data.model import NoSuchPopulation, Profile
from data.whatif import Change, Outcome
from layouts import format as fmt
from layouts.context import Choice, Context, rejected

SCOPES = (Scope.LEVEL, Scope.MINISTRY, Scope.TYPE, Scope.KIND, Scope.PROVINCE, Scope.REGION)
"""Populations in the order in which ranks are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """All others of a population by overall score, highest first."""

    scope: Scope
    scope_id: str | None
    others: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something above the agency's score: code of its words, printed score, ways to reach it.

    Attributes:
        change: The least change; None where the target is out of reach.
        each: Points by which all pillars together would have to rise instead.
    """

    code: str
    score: Decimal
    change: Change | None
    each: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The what-if of one profile at one address.

    Attributes:
        own: The agency's pillars as stored.
        wanted: The pillars that the address changes, to one decimal.
        now: Score, band and places as they are.
        then: The same after the change.
        provenance: What computed numbers are.
        notices: Parameters that could not be used.
    """

    own: Mapping[Measure, float]
    weights: Mapping[Measure, float]
    wanted: Mapping[Measure, float]
    populations: tuple[Population, ...]
    now: Outcome
    then: Outcome
    targets: tuple[Target, ...]
    provenance: Provenance
    notices: Mapping[str, str]


def pillar_weights(ctx: Context, year: int) -> Mapping[Measure, float]:
    """The weights of the pillars of a year; empty where the data set carries none."""
    found = ctx.repo.weights(year=year)
    known = {p.measure: found[p.id].weight for p in ctx.repo.pillars(year=year) if p.id in found}
    return MappingProxyType(known)


def what_if(ctx: Context, profile: Profile) -> WhatIf | None:
    """The what-if of a profile, or None where it cannot be: no weights, or a pillar missing."""
    weights = pillar_weights(ctx, profile.year)
    own = {p: number for p in PILLARS if (number := profile.scores[p].number) is not None}
    if not weights or any(weight and pillar not in own for pillar, weight in weights.items()):
        return None
    wanted, notices = _wanted(ctx, own)
    populations = _populations(ctx, profile)
    sets = [item.others for item in populations]
    return WhatIf(
        own=MappingProxyType(own),
        weights=weights,
        wanted=wanted,
        populations=populations,
        now=whatif.outcome(own, weights=weights, others=sets),
        then=whatif.outcome(whatif.changed(own, wanted), weights=weights, others=sets),
        targets=_targets(ctx, profile, own=own, weights=weights, populations=populations),
        provenance=scoring.provenance_of([ctx.score_provenance]),
        notices=notices,
    )


def _wanted(
    ctx: Context, own: Mapping[Measure, float]
) -> tuple[Mapping[Measure, float], dict[str, str]]:
    found: dict[Measure, float] = {}
    broken: dict[str, Choice] = {}
    for pillar in own:
        given = ctx.address.query.get(str(pillar))
        if given is None:
            continue
        number = _number(given)
        if number is None:
            broken[str(pillar)] = Choice(value="", rejected=given)
        elif not scoring.is_tie(number, own[pillar]):
            found[pillar] = number
    return MappingProxyType(found), rejected(**broken)


def _number(text: str) -> float | None:
    try:
        number = float(text[:12])
    except ValueError:
        return None
    usable = math.isfinite(number) and 0 <= number <= 100
    return float(scoring.printed(number)) if usable else None


def _populations(ctx: Context, profile: Profile) -> tuple[Population, ...]:
    ranked = {i.scope: i for i in profile.ranks if i.measure is Measure.OVERALL and i.rank.of > 1}
    entity = profile.entity
    return tuple(
        Population(
            scope=scope,
            scope_id=ranked[scope].scope_id,
            others=ctx.repo.others(
                level=entity.level,
                id=entity.id,
                year=profile.year,
                scope=scope,
                scope_id=ranked[scope].scope_id,
            ),
        )
        for scope in SCOPES
        if scope in ranked
    )


def _targets(
    ctx: Context,
    profile: Profile,
    *,
    own: Mapping[Measure, float],
    weights: Mapping[Measure, float],
    populations: tuple[Population, ...],
) -> tuple[Target, ...]:
    score = scoring.overall(own, weights=weights)
    wanted: list[tuple[str, Decimal | None]] = []
    if populations:
        wanted.append(("place", whatif.next_place(score, populations[0].others)))
    wanted.append(("band", whatif.next_band(score)))
    wanted.append((f"level_{profile.entity.level}", _mean(ctx, profile, Scope.LEVEL, None)))
    narrow = Scope.MINISTRY if profile.entity.level is Level.DEPARTMENT else Scope.KIND
    wanted += [
        (f"mean_{item.scope}", _mean(ctx, profile, item.scope, item.scope_id))
        for item in populations
        if item.scope is narrow
    ]
    printed = scoring.printed(score)
    return tuple(
        Target(
            code=code,
            score=target,
            change=whatif.least_change(own, weights=weights, target=target),
            each=whatif.even_change(own, weights=weights, target=target),
        )
        for code, target in wanted
        if target is not None and target > printed
    )


def _mean(ctx: Context, profile: Profile, scope: Scope, scope_id: str | None) -> Decimal | None:
    try:
        summary = ctx.repo.summary(
            level=profile.entity.level,
            measure=Measure.OVERALL,
            year=profile.year,
            scope=scope,
            scope_id=scope_id,
        )
    except NoSuchPopulation:
        return None
    return None if summary.mean is None else scoring.printed(summary.mean)


def query_of(change: Change) -> dict[str, str]:
    """The parameters of the address that shows a change."""
    return {
        str(pillar): fmt.number(change.pillars[pillar])
        for pillar in PILLARS
        if pillar in change.pillars
    }
