"""Fifths by hand: ties, ties at a break, all equal, one value, none."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from data.scoring import fifth_ranges, fifths, printed

SCORES = st.lists(st.floats(min_value=0, max_value=100, width=32), min_size=1, max_size=60)


def test_ten_values_make_five_pairs() -> None:
    assert fifths([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) == (0, 0, 1, 1, 2, 2, 3, 3, 4, 4)


def test_a_tie_at_the_break_is_not_torn_apart() -> None:
    # The second and the third print the same: both belong where the first of them falls.
    assert fifths([10, 20.04, 19.96, 40, 50, 60, 70, 80, 90, 100]) == (
        0, 0, 0, 1, 2, 2, 3, 3, 4, 4,
    )  # fmt: skip


def test_all_equal_are_one_fifth() -> None:
    assert fifths([50.0] * 7) == (0,) * 7
    ranges = fifth_ranges([50.0] * 7)
    assert ranges[0] is not None
    assert (ranges[0].low, ranges[0].high, ranges[0].n) == (50.0, 50.0, 7)
    assert ranges[1:] == (None, None, None, None)


def test_one_value() -> None:
    assert fifths([61.2]) == (0,)


def test_none() -> None:
    assert fifths([]) == ()
    assert fifth_ranges([]) == (None,) * 5


@given(SCORES)
def test_order_and_ties_are_kept(values: list[float]) -> None:
    groups = fifths(values)
    for (a, i), (b, j) in pairwise(zip(values, groups, strict=True)):
        if printed(a) == printed(b):
            assert i == j
        elif printed(a) < printed(b):
            assert i <= j
        else:
            assert i >= j


@given(SCORES)
def test_every_value_is_in_one_range(values: list[float]) -> None:
    ranges = [r for r in fifth_ranges(values) if r]
    assert sum(r.n for r in ranges) == len(values)
    for lower, upper in pairwise(ranges):
        assert lower.high < upper.low
