"""What the survey recommends for a pillar, and who of the same group does best there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.codes import Measure
from data.model import NoSuchPopulation, Profile, RankingRow, Recommendation
from data.repository import ScoreRepository
from layouts.comparison import group_of

MOST = 3
NEAREST_FIRST = ("all_agencies", "central_agencies", "not_stated", "government")
"""Addressees in the order in which their recommendations concern an agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """For one pillar: recommendations that concern an agency most, and the best of its group."""

    measure: Measure
    recommendations: tuple[Recommendation, ...]
    best: tuple[RankingRow, ...]


def advice(repo: ScoreRepository, profile: Profile, measures: Sequence[Measure]) -> list[Advice]:
    """Gather the advice for some pillars of a profile."""
    ids = {p.measure: p.id for p in repo.pillars(year=profile.year)}
    return [
        Advice(
            measure=measure,
            recommendations=_recommended(repo.recommendations(pillar_id=ids[measure])),
            best=_best(repo, profile, measure),
        )
        for measure in measures
    ]


def _recommended(items: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """Leave out what only repeats: parts of another, long forms of a short one."""
    told_short = {item.long_form_id for item in items if item.long_form_id}
    tops = [item for item in items if item.parent_id is None and item.id not in told_short]
    tops.sort(key=lambda item: NEAREST_FIRST.index(item.addressee))
    return tuple(tops[:MOST])


def _best(repo: ScoreRepository, profile: Profile, measure: Measure) -> tuple[RankingRow, ...]:
    group = group_of(profile)
    if group is None:
        return ()
    scope, scope_id = group
    try:
        ranking = repo.ranking(
            level=profile.entity.level,
            measure=measure,
            year=profile.year,
            scope=scope,
            scope_id=scope_id,
        )
    except NoSuchPopulation:
        return ()
    others = [row for row in ranking.ranked if row.entity.id != profile.entity.id]
    return tuple(others[:MOST])
