"""Rules that turn an agency's six pillars into strengths and gaps beside its peers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data import scoring
from data.codes import PILLARS, Level, Measure, Scope
from data.model import NoSuchPopulation, Profile, Summary
from data.repository import ScoreRepository

LEAST_POINTS = Decimal(2)
"""A pillar stands out only by this many points or more, as printed."""

MOST = 2
"""How many strengths and how many gaps are told."""

LEAST_PEERS = 20
"""A kind of office with fewer scores is no yardstick; the level is used instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A pillar beside the mean of the peers.

    Attributes:
        points: Difference of the printed numbers, so that a reader can check it.
        reach: The same in units of the peers' middle half, by which pillars are compared.
    """

    measure: Measure
    own: float
    mean: float
    points: Decimal
    reach: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """All pillars from the strongest to the weakest, and those that stand out."""

    scope: Scope
    every: tuple[Contrast, ...]
    strengths: tuple[Contrast, ...]
    gaps: tuple[Contrast, ...]

    @property
    def weakest(self) -> tuple[Contrast, ...]:
        """The gaps; where there are none, the one pillar that lies lowest among its peers.

        Where no pillar is below its mean, that is the one with the smallest lead in points: the
        number is told beside it.
        """
        if self.gaps or not self.leads:
            return self.gaps or self.every[-1:]
        return (min(self.every, key=lambda item: (item.points, item.reach)),)

    @property
    def leads(self) -> bool:
        """Whether no pillar is below the mean of the peers."""
        return bool(self.every) and all(item.points >= 0 for item in self.every)


def contrasts(repo: ScoreRepository, profile: Profile) -> Contrasts:
    """Compare a profile's pillars with its level, an office's with its kind across provinces."""
    scope, summaries = _peers(repo, profile)
    found = [
        contrast
        for pillar in PILLARS
        if (contrast := _contrast(pillar, profile, summaries.get(pillar))) is not None
    ]
    found.sort(key=lambda item: (-item.reach, item.measure))
    return Contrasts(
        scope=scope,
        every=tuple(found),
        strengths=tuple(c for c in found if c.points >= LEAST_POINTS)[:MOST],
        gaps=tuple(c for c in reversed(found) if c.points <= -LEAST_POINTS)[:MOST],
    )


def _peers(repo: ScoreRepository, profile: Profile) -> tuple[Scope, dict[str, Summary]]:
    entity, year = profile.entity, profile.year
    if entity.level is Level.OFFICE and entity.office_kind_id:
        try:
            found = repo.summaries(
                level=entity.level, year=year, scope=Scope.KIND, scope_id=entity.office_kind_id
            )
        except NoSuchPopulation:
            found = {}
        if found and found[Measure.OVERALL].n >= LEAST_PEERS:
            return Scope.KIND, dict(found)
    return Scope.LEVEL, dict(repo.summaries(level=entity.level, year=year))


def _contrast(pillar: Measure, profile: Profile, summary: Summary | None) -> Contrast | None:
    own = profile.scores[pillar].number
    if own is None or summary is None or summary.mean is None:
        return None
    points = scoring.printed(own) - scoring.printed(summary.mean)
    half = (summary.q3 or 0.0) - (summary.q1 or 0.0)
    # Peers that hardly differ would blow a small difference up; a point is the least unit.
    return Contrast(
        measure=pillar,
        own=own,
        mean=summary.mean,
        points=points,
        reach=float(points) / max(half, 1.0),
    )
