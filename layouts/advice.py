"""What the survey recommends for a pillar, and who of the same group is ahead there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.codes import Measure, Scope
from data.model import NoSuchPopulation, Profile, RankingRow, Recommendation
from data.repository import ScoreRepository
from data.scoring import printed
from layouts.comparison import group_of

MOST = 3
NEAREST_FIRST = ("all_agencies", "central_agencies", "not_stated", "government")
"""Addressees in the order in which their recommendations concern an agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an agency stands in its group by one pillar.

    Attributes:
        ahead: how many of the group have a higher score as printed.
        best: the highest of those.
        joint: whether another has the same score as printed.
    """

    scope: Scope
    scope_id: str
    ahead: int
    best: tuple[RankingRow, ...]
    joint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """For one pillar: recommendations that concern an agency most, and its place in its group."""

    measure: Measure
    recommendations: tuple[Recommendation, ...]
    standing: Standing | None


def advice(repo: ScoreRepository, profile: Profile, measures: Sequence[Measure]) -> list[Advice]:
    """Gather the advice for some pillars of a profile."""
    ids = {p.measure: p.id for p in repo.pillars(year=profile.year)}
    return [
        Advice(
            measure=measure,
            recommendations=_recommended(repo.recommendations(pillar_id=ids[measure])),
            standing=_standing(repo, profile, measure),
        )
        for measure in measures
    ]


def _recommended(items: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """Leave out what only repeats: parts of another, long forms of a short one."""
    told_short = {item.long_form_id for item in items if item.long_form_id}
    tops = [item for item in items if item.parent_id is None and item.id not in told_short]
    tops.sort(key=lambda item: NEAREST_FIRST.index(item.addressee))
    return tuple(tops[:MOST])


def _standing(repo: ScoreRepository, profile: Profile, measure: Measure) -> Standing | None:
    """The place in the group; None without a group, or where nobody else in it has a score."""
    group = group_of(profile)
    own = profile.scores[measure].number
    if group is None or own is None:
        return None
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
        return None
    score = printed(own)
    others = [
        (row, printed(row.value.number))
        for row in ranking.ranked
        if row.entity.id != profile.entity.id and row.value.number is not None
    ]
    if not others:
        return None
    ahead = [row for row, other in others if other > score]
    return Standing(
        scope=scope,
        scope_id=scope_id,
        ahead=len(ahead),
        best=tuple(ahead[:MOST]),
        joint=any(other == score for _, other in others),
    )
