"""Overall scores of departments: who answers, and how their ministries come to lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.codes import Quadrant
from data.simulation.draws import Draws
from data.simulation.fitting import (
    Equation,
    InfeasibleError,
    SimulationError,
    hundredths,
    logit,
    project,
    shift_to_mean,
)
from data.simulation.targets import PREVIOUS, YEAR, Targets

# Assumptions of the simulation, listed as such on the method page.
OUTSIDE_MEAN = 50.0
OUTSIDE_GROWTH = 4.2
LEAVERS_MEAN = 56.0
LOWEST_MINISTRY = (55.4, 57.0)
HIGHEST_MINISTRY = (78.0, 82.0)
LEAST_GROWTH = (-1.0, 0.6)
MOST_GROWTH = (8.0, 11.0)
MARGIN = (0.4, 2.4)
GROWTH_MARGIN = (0.5, 1.2)
WINNERS = (86.0, 93.0)
SPREAD = 0.40
GROWTH_SPREAD = 4.0
TOP_SHARE = 0.1
ATTEMPTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """What the simulation needs to know of a department.

    Attributes:
        group: its ministry, or an empty string outside the ministries.
        since: first year of its existence, 0 when before the surveys.
    """

    agency_id: str
    group: str
    since: int
    winner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overalls:
    """Overall scores in hundredths by agency, one mapping a year."""

    current: Mapping[str, int]
    previous: Mapping[str, int]

    def of(self, year: int) -> Mapping[str, int]:
        """The scores of a year."""
        return {YEAR: self.current, PREVIOUS: self.previous}[year]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A ministry and its departments by the years in which they answer."""

    name: str
    both: tuple[Department, ...]
    joining: tuple[Department, ...]
    leaving: tuple[Department, ...]

    @property
    def current(self) -> tuple[Department, ...]:
        return self.both + self.joining


def simulate_departments(
    departments: Sequence[Department],
    *,
    quadrants: Mapping[str, Quadrant],
    targets: Targets,
    draws: Draws,
) -> Overalls:
    """Draw overall scores that meet all published figures of departments and ministries.

    Raises:
        SimulationError: no draw met them.
    """
    for _ in range(ATTEMPTS):
        groups = _groups(departments, targets=targets, draws=draws)
        try:
            overalls = _overalls(groups, quadrants=quadrants, targets=targets, draws=draws)
        except InfeasibleError:
            continue
        if _winners_on_top(departments, overalls=overalls):
            return overalls
    raise SimulationError("no draw meets the published figures with the winners on top")


def _groups(departments: Sequence[Department], *, targets: Targets, draws: Draws) -> list[_Group]:
    """Decide who answers: leavers only in the previous year, joiners only in the current one."""
    size = Counter(department.group for department in departments)
    free = [item for item in departments if item.since == 0 and not item.winner]
    leaving = _pick(
        draws.shuffled(free),
        count=len(departments) - targets.department_count,
        most={group: 1 if number >= 8 else 0 for group, number in size.items()},
    )
    new = [item for item in departments if item.since >= PREVIOUS]
    rest = [item for item in free if item not in leaving]
    joining = new + _pick(
        draws.shuffled(rest),
        count=targets.department_count - targets.department_count_both - len(new),
        most={group: number // 8 for group, number in size.items()},
    )
    names = dict.fromkeys(department.group for department in departments)
    return [
        _Group(
            name=name,
            both=tuple(
                item
                for item in departments
                if item.group == name and item not in leaving and item not in joining
            ),
            joining=tuple(item for item in departments if item.group == name and item in joining),
            leaving=tuple(item for item in departments if item.group == name and item in leaving),
        )
        for name in names
    ]


def _pick(
    candidates: Sequence[Department], *, count: int, most: Mapping[str, int]
) -> list[Department]:
    taken: Counter[str] = Counter()
    picked: list[Department] = []
    for item in candidates:
        if len(picked) < count and taken[item.group] < most[item.group]:
            taken[item.group] += 1
            picked.append(item)
    if len(picked) < count:
        raise SimulationError("too few departments to choose from")
    return picked


def _overalls(
    groups: Sequence[_Group],
    *,
    quadrants: Mapping[str, Quadrant],
    targets: Targets,
    draws: Draws,
) -> Overalls:
    ministries = [group for group in groups if group.name]
    outside = [group for group in groups if not group.name]
    means = _ministry_means(
        ministries, outside=outside, quadrants=quadrants, targets=targets, draws=draws
    )
    current: dict[str, int] = {}
    for group in ministries:
        current |= _scores(group.current, mean=means[group.name], draws=draws)
    total = targets.department_mean * targets.department_count - sum(current.values())
    people = [item for group in outside for item in group.current]
    current |= _scores(people, mean=total / 100 / len(people), draws=draws, total=total)

    growths = _ministry_growths(
        ministries,
        outside=outside,
        current=current,
        quadrants=quadrants,
        targets=targets,
        draws=draws,
    )
    previous: dict[str, int] = {}
    for group in ministries:
        previous |= _earlier(group.both, current=current, growth=growths[group.name], draws=draws)
    for group in outside:
        previous |= _earlier(group.both, current=current, growth=OUTSIDE_GROWTH, draws=draws)
    leavers = [item for group in groups for item in group.leaving]
    total = targets.department_mean_previous * (len(previous) + len(leavers))
    total -= sum(previous.values())
    previous |= _scores(leavers, mean=total / 100 / len(leavers), draws=draws, total=total)
    return Overalls(current=current, previous=previous)


def _ministry_means(
    ministries: Sequence[_Group],
    *,
    outside: Sequence[_Group],
    quadrants: Mapping[str, Quadrant],
    targets: Targets,
    draws: Draws,
) -> dict[str, float]:
    """Means of the ministries: on their side of the cut line, together at the published means."""
    cut = targets.cut_performance
    high = {Quadrant.DEVELOPED, Quadrant.MAINTAIN}
    start, lower, upper = [], [], []
    for group in ministries:
        margin = draws.uniform(*MARGIN)
        over = quadrants[group.name] in high
        lower.append(cut + margin if over else draws.uniform(*LOWEST_MINISTRY))
        upper.append(draws.uniform(*HIGHEST_MINISTRY) if over else cut - margin)
        start.append(cut + draws.uniform(1, 11) if over else cut - draws.uniform(1, 8))
    outsiders = sum(len(group.current) for group in outside)
    total = targets.department_mean * targets.department_count / 100 - outsiders * OUTSIDE_MEAN
    means = project(
        start,
        lower=lower,
        upper=upper,
        equations=(
            Equation(weights=(1.0,) * len(ministries), total=cut * len(ministries)),
            Equation(weights=tuple(float(len(group.current)) for group in ministries), total=total),
        ),
    )
    return {group.name: mean for group, mean in zip(ministries, means, strict=True)}


def _ministry_growths(
    ministries: Sequence[_Group],
    *,
    outside: Sequence[_Group],
    current: Mapping[str, int],
    quadrants: Mapping[str, Quadrant],
    targets: Targets,
    draws: Draws,
) -> dict[str, float]:
    """Mean growth of the ministries, in points, over departments that answer both years."""
    cut = targets.cut_growth
    high = {Quadrant.RISING_STAR, Quadrant.DEVELOPED}
    start, lower, upper = [], [], []
    for group in ministries:
        margin = draws.uniform(*GROWTH_MARGIN)
        over = quadrants[group.name] in high
        lower.append(cut + margin if over else draws.uniform(*LEAST_GROWTH))
        upper.append(draws.uniform(*MOST_GROWTH) if over else cut - margin)
        start.append(cut + draws.uniform(0.5, 5) if over else cut - draws.uniform(0.5, 5))
    everyone = [*ministries, *outside]
    both = [item.agency_id for group in everyone for item in group.both]
    leavers = sum(len(group.leaving) for group in everyone)
    wanted = targets.department_mean_previous * (len(both) + leavers) / 100
    wanted -= leavers * LEAVERS_MEAN
    outsiders = sum(len(group.both) for group in outside)
    total = sum(current[agency] for agency in both) / 100 - wanted - outsiders * OUTSIDE_GROWTH
    growths = project(
        start,
        lower=lower,
        upper=upper,
        equations=(
            Equation(weights=(1.0,) * len(ministries), total=cut * len(ministries)),
            Equation(weights=tuple(float(len(group.both)) for group in ministries), total=total),
        ),
    )
    return {group.name: growth for group, growth in zip(ministries, growths, strict=True)}


def _scores(
    departments: Sequence[Department], *, mean: float, draws: Draws, total: int | None = None
) -> dict[str, int]:
    """Scores around a mean; winners are placed high and the others make up for it."""
    if total is None:
        total = round(mean * 100 * len(departments))
    fixed = {
        item.agency_id: round(draws.uniform(*WINNERS) * 100) for item in departments if item.winner
    }
    others = [item.agency_id for item in departments if not item.winner]
    rest = total - sum(fixed.values())
    levels = [draws.normal(sd=SPREAD) for _ in others]
    scores = shift_to_mean(levels, mean=rest / 100 / len(others))
    return fixed | dict(zip(others, hundredths(scores, total=rest), strict=True))


def _earlier(
    departments: Sequence[Department],
    *,
    current: Mapping[str, int],
    growth: float,
    draws: Draws,
) -> dict[str, int]:
    """Scores of the year before whose mean lies exactly `growth` points lower."""
    ids = [item.agency_id for item in departments]
    total = sum(current[agency] for agency in ids) - round(growth * 100 * len(ids))
    noise = [draws.normal(sd=GROWTH_SPREAD) for _ in ids]
    # Noise is in points, levelling on the unbounded scale: nothing hits 0 or 100.
    wanted = [
        min(max(current[agency] / 100 - growth + extra, 4.0), 96.0)
        for agency, extra in zip(ids, noise, strict=True)
    ]
    scores = shift_to_mean([logit(score) for score in wanted], mean=total / 100 / len(ids))
    return dict(zip(ids, hundredths(scores, total=total), strict=True))


def _winners_on_top(departments: Sequence[Department], *, overalls: Overalls) -> bool:
    winners = [overalls.current[item.agency_id] for item in departments if item.winner]
    above = sum(score > min(winners) for score in overalls.current.values())
    return above < int(TOP_SHARE * len(overalls.current))
