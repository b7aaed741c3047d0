"""Overall scores of provincial offices: who answers, and how provinces come to lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from data.simulation.departments import TOP_SHARE, Overalls
from data.simulation.draws import Draws
from data.simulation.fitting import hundredths, logit, shift_to_mean
from data.simulation.targets import Targets

# Assumptions of the simulation, listed as such on the method page.
PROVINCE_SD = 6.0
REGION_WEIGHT = 0.7
KIND_SD = 0.22
OFFICE_SD = 0.38
STEP_SD = 0.16
ANSWERS_SD = 2.0
ANSWERS_LEAST = 12
ANSWERS_LEAST_WINNER = 15
FEW_ANSWERS = 11
CONFIRMED_BONUS = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the simulation needs to know of an office.

    Attributes:
        confirmed: its kind is known to have been surveyed.
    """

    agency_id: str
    kind: str
    province: str
    region: str
    winner: bool
    confirmed: bool


def simulate_offices(offices: Sequence[Office], *, targets: Targets, draws: Draws) -> Overalls:
    """Draw overall scores that meet the published figures of provincial offices."""
    answering, answered_before = _answering(offices, targets=targets, draws=draws)
    kinds = {kind: draws.normal(sd=KIND_SD) for kind in dict.fromkeys(o.kind for o in offices)}
    provinces = _by(offices, key=lambda office: office.province)
    means = _province_means(offices, draws=draws)
    own = {office.agency_id: kinds[office.kind] + draws.normal(sd=OFFICE_SD) for office in offices}

    counts = {
        province: sum(office.agency_id in answering for office in members)
        for province, members in provinces.items()
    }
    total = targets.office_mean * targets.office_count
    gap = total / 100 - sum(means[province] * count for province, count in counts.items())
    shift = gap / targets.office_count
    sums = hundredths(
        [(means[province] + shift) * count for province, count in counts.items()], total=total
    )
    current: dict[str, int] = {}
    for (province, members), wanted in zip(provinces.items(), sums, strict=True):
        ids = [office.agency_id for office in members if office.agency_id in answering]
        scores = shift_to_mean(
            [own[agency] for agency in ids], mean=wanted / 100 / counts[province]
        )
        current |= dict(zip(ids, hundredths(scores, total=wanted), strict=True))

    steps = {province: draws.normal(sd=STEP_SD / 2) for province in provinces}
    ids = [office.agency_id for office in offices if office.agency_id in answered_before]
    home = {office.agency_id: office.province for office in offices}
    levels = [
        (
            logit(current[agency] / 100)
            if agency in current
            else logit(means[home[agency]] + shift) + own[agency]
        )
        - steps[home[agency]]
        + draws.normal(sd=STEP_SD)
        for agency in ids
    ]
    scores = shift_to_mean(levels, mean=targets.office_mean_previous / 100)
    total = targets.office_mean_previous * targets.office_count_previous
    previous = dict(zip(ids, hundredths(scores, total=total), strict=True))
    return Overalls(current=current, previous=previous)


def _answering(
    offices: Sequence[Office], *, targets: Targets, draws: Draws
) -> tuple[frozenset[str], frozenset[str]]:
    """Which offices answer in the current and in the previous year."""
    provinces = _by(offices, key=lambda office: office.province)
    winners = {office.province for office in offices if office.winner}
    others = [province for province in provinces if province not in winners]
    # One province under the 60 % rule, so that the rule can be seen at work.
    sparse = draws.shuffled(others)[0]
    totals = (targets.office_count, targets.office_count_previous)
    yearly = [
        _counts(provinces, total=total, winners=winners, sparse=sparse, draws=draws)
        for total in totals
    ]
    # The source's shares of chief information officers fit 75 provincial offices of 76.
    without = next(
        province
        for province in draws.shuffled(others)
        if yearly[0][province] < len(provinces[province])
    )
    kinds = {kind: draws.normal(sd=0.6) for kind in dict.fromkeys(o.kind for o in offices)}
    habit = {
        office.agency_id: kinds[office.kind]
        + draws.normal()
        + _confirmed_bonus(office, without=without)
        for office in offices
    }
    chosen = []
    for counts in yearly:
        answering: set[str] = set()
        for province, members in provinces.items():
            eager = sorted(
                members, key=lambda office: -(habit[office.agency_id] + draws.normal(sd=0.6))
            )
            answering.update(office.agency_id for office in eager[: counts[province]])
        chosen.append(frozenset(answering))
    return chosen[0], chosen[1]


def _confirmed_bonus(office: Office, *, without: str) -> float:
    if not office.confirmed:
        return 0.0
    return -CONFIRMED_BONUS if office.province == without else CONFIRMED_BONUS


def _counts(
    provinces: Mapping[str, Sequence[Office]],
    *,
    total: int,
    winners: set[str],
    sparse: str,
    draws: Draws,
) -> dict[str, int]:
    """How many offices of each province answer; together `total`."""
    most = {province: len(members) for province, members in provinces.items()}
    least = {
        province: ANSWERS_LEAST_WINNER if province in winners else ANSWERS_LEAST
        for province in provinces
    }
    least[sparse] = most[sparse] = FEW_ANSWERS
    mean = total / len(provinces)
    counts = {
        province: min(
            max(round(draws.normal(mean=mean, sd=ANSWERS_SD)), least[province]), most[province]
        )
        for province in provinces
    }
    while sum(counts.values()) != total:
        step = 1 if sum(counts.values()) < total else -1
        for province in draws.shuffled(list(provinces)):
            moved = counts[province] + step
            if sum(counts.values()) != total and least[province] <= moved < most[province]:
                counts[province] = moved
    return counts


def _province_means(offices: Sequence[Office], *, draws: Draws) -> dict[str, float]:
    """Province means around zero spread of `PROVINCE_SD`, winners among the top tenth."""
    provinces = _by(offices, key=lambda office: office.province)
    regions = {region: draws.normal() for region in dict.fromkeys(o.region for o in offices)}
    winners = {office.province for office in offices if office.winner}
    count = len(provinces)
    quantiles = NormalDist(mu=50.0, sigma=PROVINCE_SD)
    slots = sorted(
        (quantiles.inv_cdf((place + 0.5) / count) + draws.normal(sd=0.4) for place in range(count)),
        reverse=True,
    )
    top = int(TOP_SHARE * count)
    winning = dict(zip(draws.shuffled(sorted(winners)), draws.shuffled(slots[:top]), strict=False))
    rest = sorted(set(slots) - set(winning.values()), reverse=True)
    region_of = {office.province: office.region for office in offices}
    standing = {
        province: REGION_WEIGHT * regions[region_of[province]] + draws.normal()
        for province in provinces
        if province not in winners
    }
    ordered = sorted(standing, key=lambda province: -standing[province])
    return winning | dict(zip(ordered, rest, strict=True))


def _by(offices: Sequence[Office], *, key: Callable[[Office], str]) -> dict[str, list[Office]]:
    groups: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        groups[key(office)].append(office)
    return dict(groups)
