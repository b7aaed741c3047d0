"""Files of a view hold the rows that the page shows, after choices made without a reload too."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHOWN = """() => [...document.querySelectorAll('#map-ranking tbody tr')]
  .filter(tr => tr.dataset.id && !tr.hidden)
  .map(tr => [tr.dataset.id, tr.querySelector('td').innerText.trim()])"""


def downloaded(page: Page, form: str) -> list[dict[str, str]]:
    """Rows of the file behind the page's link."""
    link = page.locator(f"[data-rows={form}]")
    answer = page.request.get(link.evaluate("link => link.href"))
    assert answer.status == 200
    text = answer.body().decode("utf-8-sig")
    return json.loads(text)["rows"] if form == "json" else list(csv.DictReader(io.StringIO(text)))


def printed(row: dict[str, str]) -> str:
    """The value as the page prints it in English, or nothing where there is none."""
    if row["value_printed"] in ("", None):
        return ""
    value = float(row["value_printed"])
    if row["measure"] == "coverage":
        return f"{value:.0f}%"
    text = f"{value:+.1f}" if row["measure"] == "change" else f"{value:.1f}"
    return text.replace("-", "\u2212")


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    "choices",
    [
        {"measure": "p4"},
        {"measure": "change"},
        {"measure": "coverage", "region": "south"},
        {"year": "2561", "measure": "p2", "region": "north"},
    ],
)
def test_rows_of_provinces_follow_the_choices(
    page: Page, form: str, choices: dict[str, str]
) -> None:
    page.goto("/en/provinces?view=table")
    page.wait_for_selector("html[data-map=ready]")
    before = page.evaluate(SHOWN)
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].startTime")
    for name, value in choices.items():
        page.select_option(f"#map-{name}", value)
    last, value = list(choices.items())[-1]
    expect(page).to_have_url(re.compile(f"{last}={value}"))
    page.wait_for_selector("#map-layout:not([aria-busy])")
    shown = page.evaluate(SHOWN)
    assert shown != before
    rows = downloaded(page, form)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].startTime") == loaded
    assert {row["measure"] for row in rows} == {choices["measure"]}
    assert [row["id"] for row in rows] == [code for code, _ in shown]
    for row, (code, text) in zip(rows, shown, strict=True):
        expected = printed(row)
        assert text == expected if expected else not re.search(r"\d", text), code


@pytest.mark.parametrize("form", ["csv", "json"])
def test_rows_of_agencies_follow_filter_and_sort(page: Page, form: str) -> None:
    page.goto("/en/agencies")
    for name, value in (("ministry", "mof"), ("level", "department"), ("sort", "p3")):
        page.select_option(f"#filter-{name}", value)
    page.click(".agency-filters button[type=submit]")
    expect(page).to_have_url(re.compile(r"ministry=mof.*sort=p3"))
    shown = page.evaluate(
        """() => [...document.querySelectorAll('main table.data tbody tr')]
          .map(tr => [tr.querySelector('a').getAttribute('href').split('/').pop(),
                      tr.querySelectorAll('td')[2].innerText.trim()])"""
    )
    rows = downloaded(page, form)
    assert len(shown) > 10
    assert [row["id"] for row in rows] == [code for code, _ in shown]
    for row, (code, text) in zip(rows, shown, strict=True):
        score = row["p3"]
        wanted = Decimal(str(score)).quantize(Decimal("0.1"), ROUND_HALF_UP) if score else None
        assert text == str(wanted) if wanted is not None else not re.search(r"\d", text), code
    assert {row["ministry_id"] for row in rows} == {"mof"}
