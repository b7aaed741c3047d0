from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import format as fmt


@pytest.mark.parametrize(
    ("place", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (101, "101st"), (111, "111th"), (1112, "1,112th")],
)  # fmt: skip
def test_ordinals(place: int, text: str) -> None:
    assert fmt.ordinal(place) == text
    assert fmt.place(place, lang="th") == f"{place:,}"


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.25, "+3.3"), (-3.25, "\u22123.3"), (0.04, "0.0"), (-0.04, "0.0"), (1234.5, "+1,234.5")],
)
def test_signed(value: float, text: str) -> None:
    assert fmt.signed(value) == text


@given(st.floats(min_value=0, max_value=100))
def test_scores_print_with_one_decimal(value: float) -> None:
    text = fmt.number(value)
    assert text.count(".") == 1
    assert abs(float(text) - value) <= 0.05 + 1e-9


def test_years() -> None:
    assert fmt.full_year(2562, lang="en") == "2019 (B.E. 2562)"
    assert fmt.year(2562, lang="en") == "2019"
    assert "2562" in fmt.full_year(2562, lang="th")


def test_dates() -> None:
    assert fmt.date("2026-11-02", lang="en") == "2 November 2026"
    assert fmt.date("2026-11-02", lang="th").endswith("2569")
