import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import ranges, scoring
from data.codes import PILLARS

rows = st.lists(
    st.lists(st.integers(0, 10_000).map(lambda number: number / 100), min_size=6, max_size=6),
    min_size=1,
    max_size=12,
)
EQUAL = [1 / 6] * 6


def test_the_first_weightings_leave_one_pillar_out() -> None:
    found = ranges.weightings([0.5, 0.3, 0.2], draws=10)
    assert found.shape == (13, 3)
    assert np.allclose(found[0], [0, 0.6, 0.4])
    assert np.allclose(found[1], [0.5 / 0.7, 0, 0.2 / 0.7])
    assert np.allclose(found.sum(axis=1), 1)
    assert (found[3:] > 0).all()


def test_random_weightings_are_seeded_and_centred() -> None:
    found = ranges.weightings([3, 2, 1])
    assert np.array_equal(found, ranges.weightings([3, 2, 1]))
    assert not np.array_equal(found, ranges.weightings([3, 2, 1], seed=1))
    assert np.allclose(found[3:].mean(axis=0), [1 / 2, 1 / 3, 1 / 6], atol=0.01)
    assert 0.04 < ranges.weightings(EQUAL)[6:, 0].std() < 0.065


@pytest.mark.parametrize("weights", [[1.0], [0.5, 0.5, 0.0], [1.0, -0.5]])
def test_weights_that_allow_no_ranges(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        ranges.weightings(weights)


@given(rows)
@settings(max_examples=50)
def test_scores_and_places_are_those_of_the_scoring_room(pillars: list[list[float]]) -> None:
    by = ranges.weightings(EQUAL, draws=1)[:6]
    found = ranges.tenths(np.array(pillars), by=by)
    placed = ranges.places(found)
    for left_out in range(6):
        exact = [
            scoring.mean([score for index, score in enumerate(row) if index != left_out])
            for row in pillars
        ]
        values = [value for value in exact if value is not None]
        assert [number / 10 for number in found[left_out]] == [
            float(scoring.printed(value)) for value in values
        ]
        assert placed[left_out].tolist() == [
            item.place for item in scoring.competition_ranks(values)
        ]


def test_ranges_by_hand() -> None:
    # The second is better in one pillar only, and so much that leaving it out decides.
    pillars = np.array([[50.0] * 6, [90.0, 49, 49, 49, 49, 49]])
    scores = ranges.tenths(pillars, by=ranges.weightings(EQUAL))
    first, second = ranges.rank_ranges(scores, left_out=6)
    assert (first.low, first.high) == (1, 2)
    assert (second.low, second.high) == (1, 2)
    assert (first.p5, first.p95, second.p5, second.p95) == (2, 2, 1, 1)


def test_equals_stay_joint_first() -> None:
    scores = ranges.tenths(np.full((3, 6), 61.23), by=ranges.weightings(EQUAL))
    for found in ranges.rank_ranges(scores, left_out=6):
        assert (found.low, found.high, found.p5, found.p95) == (1, 1, 1, 1)


def test_percentiles_are_places_that_occur() -> None:
    # Of 100 draws the first entity is second in exactly five and in six.
    for worse, expected in ((5, 1), (6, 2)):
        draws = np.array([[10, 20]] * worse + [[20, 10]] * (100 - worse), dtype=np.int16)
        scores = np.vstack([np.array([[20, 10]] * len(PILLARS), dtype=np.int16), draws])
        assert ranges.rank_ranges(scores, left_out=6)[0].p95 == expected


def test_nobody_has_no_ranges() -> None:
    assert ranges.rank_ranges(np.zeros((7, 0), dtype=np.int16), left_out=6) == ()
