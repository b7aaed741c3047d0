"""Splits overall scores into six pillars whose mean is exactly the overall score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.codes import PILLARS, Measure
from data.simulation.draws import Draws
from data.simulation.fitting import hundredths, logit, score_of

# Assumptions of the simulation, listed as such on the method page: how far pillars lie apart
# (public services highest, as reported for 2561-2564; technology lowest, as in 2561).
PILLAR_SD = 0.34
YEAR_SD = 0.14
GROUP_SD = 0.16
SWEEPS = 40
NEWTON_STEPS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one agency's pillars deviate from its level, on the logit scale, in pillar order."""

    deviations: tuple[float, ...]


def draw_profiles(members: Mapping[str, Sequence[str]], *, draws: Draws) -> Mapping[str, Profile]:
    """Draw a lasting profile for every agency.

    Args:
        members: for each agency the groups (kind, region, type, …) whose habits it shares.
        draws: the stream of draws.
    """
    names = dict.fromkeys(group for groups in members.values() for group in groups)
    habits = {name: [draws.normal(sd=GROUP_SD) for _ in PILLARS] for name in names}
    return {
        agency: Profile(
            deviations=tuple(
                draws.normal(sd=PILLAR_SD) + sum(habits[group][place] for group in groups)
                for place in range(len(PILLARS))
            )
        )
        for agency, groups in members.items()
    }


def split(
    overalls: Mapping[str, int],
    *,
    profiles: Mapping[str, Profile],
    means: Mapping[Measure, float],
    draws: Draws,
) -> Mapping[str, tuple[int, ...]]:
    """Split overall scores into pillars.

    Args:
        overalls: overall scores in hundredths by agency.
        profiles: lasting deviations by agency.
        means: wanted mean of every pillar over these agencies; together they must average to the
            mean of the overall scores.
        draws: the stream of draws.

    Returns:
        Six pillar scores in hundredths by agency; they add up to six times the overall score.
    """
    agencies = list(overalls)
    noisy = {
        agency: [value + draws.normal(sd=YEAR_SD) for value in profiles[agency].deviations]
        for agency in agencies
    }
    offsets = [logit(means[pillar]) for pillar in PILLARS]
    scores: dict[str, list[float]] = {}
    for _ in range(SWEEPS):
        scores = {
            agency: _scores(
                [offset + value for offset, value in zip(offsets, noisy[agency], strict=True)],
                mean=overalls[agency] / 100,
            )
            for agency in agencies
        }
        reached = [
            sum(scores[agency][place] for agency in agencies) / len(agencies)
            for place in range(len(PILLARS))
        ]
        gaps = [means[pillar] - value for pillar, value in zip(PILLARS, reached, strict=True)]
        if max(abs(gap) for gap in gaps) < 0.002:
            break
        offsets = [
            offset + logit(means[pillar]) - logit(value)
            for offset, pillar, value in zip(offsets, PILLARS, reached, strict=True)
        ]
    return {
        agency: tuple(hundredths(scores[agency], total=len(PILLARS) * overalls[agency]))
        for agency in agencies
    }


def _scores(levels: Sequence[float], *, mean: float) -> list[float]:
    """Shift levels by Newton's method until their scores have the wanted mean."""
    shift = logit(mean) - sum(levels) / len(levels)
    for _ in range(NEWTON_STEPS):
        scores = [score_of(level + shift) for level in levels]
        gap = mean - sum(scores) / len(scores)
        if abs(gap) < 1e-9:
            break
        slope = sum(score * (100 - score) / 100 for score in scores) / len(scores)
        shift += max(-1.0, min(1.0, gap / slope))
    return scores
