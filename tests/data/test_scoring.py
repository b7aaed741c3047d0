import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import scoring
from data.codes import PILLARS, Measure, Missing, Provenance, Quadrant
from data.scoring import Band, Placing

hundredths = st.integers(0, 10_000).map(lambda number: number / 100)
scores = st.lists(hundredths, min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (50.25, "50.3"),
        (50.35, "50.4"),
        (50.04999, "50.0"),
        (0.05, "0.1"),
        (-1.25, "-1.3"),
        (-0.04, "0.0"),
        (100.0, "100.0"),
        (64.6, "64.6"),
    ],
)
def test_printing_rounds_halves_away_from_zero(value: float, shown: str) -> None:
    assert str(scoring.printed(value)) == shown


def test_printing_to_other_decimals() -> None:
    assert scoring.printed(2.675, decimals=2) == Decimal("2.68")
    assert scoring.printed(66.5, decimals=0) == Decimal(67)


@given(hundredths)
def test_printed_is_the_nearest_tenth(value: float) -> None:
    exact = Fraction(round(value * 100), 100)
    assert abs(Fraction(scoring.printed(value)) - exact) <= Fraction(1, 20)
    assert Fraction(scoring.printed(value)) == Fraction(math.floor(exact * 10 + Fraction(1, 2)), 10)


def test_values_tie_when_printed_alike() -> None:
    assert scoring.is_tie(69.95, 70.04)
    assert not scoring.is_tie(69.94, 69.95)


def test_ranks_by_hand() -> None:
    found = scoring.competition_ranks([70.04, 50.0, 69.95, 80.0])
    assert found == (
        Placing(place=2, ties=2, of=4),
        Placing(place=4, ties=1, of=4),
        Placing(place=2, ties=2, of=4),
        Placing(place=1, ties=1, of=4),
    )


def test_all_equal_are_joint_first() -> None:
    assert scoring.competition_ranks([50.0, 50.01, 49.95]) == (Placing(place=1, ties=3, of=3),) * 3


def test_one_value_and_none() -> None:
    assert scoring.competition_ranks([12.3]) == (Placing(place=1, ties=1, of=1),)
    assert scoring.competition_ranks([]) == ()


@given(scores)
def test_a_place_counts_those_printed_above(values: list[float]) -> None:
    shown = [scoring.printed(value) for value in values]
    for own, placing in zip(shown, scoring.competition_ranks(values), strict=True):
        assert placing.place == 1 + sum(other > own for other in shown)
        assert placing.ties == shown.count(own)
        assert placing.of == len(values)


@given(hundredths, scores)
def test_rank_if_agrees_with_the_ranking(value: float, others: list[float]) -> None:
    assert scoring.rank_if(value, others) == scoring.competition_ranks([*others, value])[-1]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, Band.ONE),
        (19.94, Band.ONE),
        (19.95, Band.TWO),
        (20.0, Band.TWO),
        (59.94, Band.THREE),
        (59.95, Band.FOUR),
        (80.0, Band.FIVE),
        (100.0, Band.FIVE),
    ],
)
def test_bands_follow_the_printed_score(score: float, expected: Band) -> None:
    assert scoring.band(score) is expected


@given(hundredths, hundredths)
def test_ties_share_a_band(a: float, b: float) -> None:
    if scoring.is_tie(a, b):
        assert scoring.band(a) is scoring.band(b)
    elif a < b:
        assert scoring.band(a) <= scoring.band(b)


@pytest.mark.parametrize("score", [-0.05, 100.05])
def test_there_is_no_band_outside_the_scale(score: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        scoring.band(score)


@pytest.mark.parametrize(
    ("answered", "surveyed", "rankable", "share"),
    [(3, 5, True, 60.0), (2, 5, False, 40.0), (0, 0, False, None), (1, 1, True, 100.0)],
)
def test_coverage(answered: int, surveyed: int, rankable: bool, share: float | None) -> None:
    assert scoring.is_rankable(answered=answered, surveyed=surveyed) is rankable
    assert scoring.share_percent(answered=answered, surveyed=surveyed) == share


@pytest.mark.parametrize(("answered", "surveyed"), [(2, 1), (-1, 3)])
def test_impossible_coverage_is_refused(answered: int, surveyed: int) -> None:
    with pytest.raises(ValueError, match="surveyed"):
        scoring.share_percent(answered=answered, surveyed=surveyed)


@given(scores)
def test_a_mean_prints_as_the_exact_mean_does(values: list[float]) -> None:
    exact = Fraction(sum(round(value * 100) for value in values), 100 * len(values))
    found = scoring.mean(values)
    assert found is not None
    assert min(values) <= found <= max(values) or math.isclose(found, values[0])
    expected = Fraction(math.floor(exact * 10 + Fraction(1, 2)), 10)
    assert Fraction(scoring.printed(found)) == expected


def test_a_mean_is_rounded_once() -> None:
    # 50.00 and 50.09: stored at two decimals the mean would be 50.05 and print as 50.1.
    assert scoring.mean([50.0, 50.09]) == 50.045
    assert scoring.printed(50.045) == Decimal("50.0")
    assert scoring.mean([]) is None


def test_overall_by_hand() -> None:
    pillars = dict(zip(PILLARS, (100.0, 60.0, 80.0, 80.0, 80.0, 80.05), strict=True))
    assert scoring.overall(pillars, weights=dict.fromkeys(PILLARS, 1 / 6)) == 80.01
    assert scoring.overall(pillars, weights={Measure.P1: 3, Measure.P2: 1}) == 90.0


@given(hundredths, st.lists(st.floats(0.01, 1), min_size=6, max_size=6))
def test_equal_pillars_need_no_weights(score: float, weights: list[float]) -> None:
    found = scoring.overall(
        dict.fromkeys(PILLARS, score), weights=dict(zip(PILLARS, weights, strict=True))
    )
    assert found == score


@pytest.mark.parametrize("weights", [{}, {Measure.P1: 0.0}, {Measure.P1: -1.0}, {Measure.P2: 1.0}])
def test_weights_that_give_no_overall(weights: dict[Measure, float]) -> None:
    with pytest.raises(ValueError, match=r"weights|no score"):
        scoring.overall({Measure.P1: 50.0}, weights=weights)


def test_change_compares_the_same_members() -> None:
    assert scoring.change(50.1, 45.0) == 5.1


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([], Missing.NOT_APPLICABLE),
        ([Missing.NOT_ASKED, Missing.NOT_ASKED], Missing.NOT_ASKED),
        ([Missing.NOT_ASKED, Missing.NO_ANSWER], Missing.NO_ANSWER),
        ([Missing.NO_ANSWER, Missing.NOT_IN_SIMULATION], Missing.NOT_IN_SIMULATION),
    ],
)
def test_why_a_roll_up_is_missing(members: list[Missing], expected: Missing) -> None:
    assert scoring.missing_of(members) is expected


def test_one_simulated_part_makes_the_whole_simulated() -> None:
    mixed = [Provenance.OFFICIAL, Provenance.SIMULATED]
    assert scoring.provenance_of(mixed) is Provenance.SIMULATED
    assert scoring.provenance_of([Provenance.OFFICIAL]) is Provenance.DERIVED


@pytest.mark.parametrize(
    ("performance", "growth", "expected"),
    [
        (67.05, 4.66, Quadrant.DEVELOPED),
        (67.04, 4.66, Quadrant.RISING_STAR),
        (67.05, 4.65, Quadrant.MAINTAIN),
        (67.04, 4.65, Quadrant.DEVELOPING),
    ],
)
def test_a_point_on_a_cut_counts_as_over(
    performance: float, growth: float, expected: Quadrant
) -> None:
    found = scoring.quadrant_of(
        performance=performance, growth=growth, cut_performance=67.05, cut_growth=4.66
    )
    assert found is expected


def test_distance_over_six_pillars() -> None:
    origin = dict.fromkeys(PILLARS, 50.0)
    assert scoring.distance(origin, origin | {Measure.P1: 53.0, Measure.P6: 54.0}) == 5.0


def test_distribution_by_hand() -> None:
    found = scoring.distribution([4.0, 1.0, 2.0, 3.0])
    assert found is not None
    assert (found.n, found.mean, found.low, found.high) == (4, 2.5, 1.0, 4.0)
    assert (found.q1, found.median, found.q3) == (1.75, 2.5, 3.25)
    assert scoring.distribution([]) is None
