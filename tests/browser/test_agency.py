"""The simulator of a profile by key and without script, and the profile on paper."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAPER = (
    "/agencies/dbd",
    "/en/agencies/dbd",
    "/agencies/oag",
    "/en/agencies/public-health-45",
    "/agencies/natural-resources-96",
    "/en/agencies/natural-resources-96",
)


def told(page: Page) -> list[str]:
    """Score, band and ranks after the arrow."""
    return page.locator(".whatif-score data, .whatif-band, .whatif-rank data").all_inner_texts()


def open_profile(page: Page, query: str = "") -> None:
    page.goto(f"/en/agencies/dbd{query}")
    page.wait_for_selector("html[data-whatif=ready]")


def test_keys_move_a_pillar_and_the_address_keeps_it(page: Page) -> None:
    open_profile(page)
    before = told(page)
    slider = page.locator("#whatif-p6-slider")
    slider.focus()
    slider.press("End")
    assert told(page) != before
    assert told(page)[0] == "94.4"
    assert page.locator("#whatif-p6").input_value() == "100.0"
    assert page.url.endswith("?p6=100.0")
    page.reload()
    page.wait_for_selector("html[data-whatif=ready]")
    assert told(page)[0] == "94.4"
    page.get_by_role("link", name="Reset the scores").click()
    assert told(page) == before
    assert page.url.endswith("/en/agencies/dbd")


def test_a_typed_value_and_the_least_change_do_what_they_say(page: Page) -> None:
    open_profile(page)
    page.locator("#whatif-p1").fill("0")
    assert float(told(page)[0]) < 80
    first = page.locator(".whatif-targets li").first
    want = re.search(r"overall score ([\d.]+)", first.inner_text())[1]
    first.get_by_role("link").click()
    page.wait_for_selector("html[data-whatif=ready]")
    assert told(page)[0] == want


def test_script_and_server_tell_the_same(page: Page, browser: Browser, site: str) -> None:
    queries = ["?p1=12.3&p5=77", "?p3=0&p4=100&year=2561", "?p2=93.6"]
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        still = context.new_page()
        for query in queries:
            still.goto(f"/en/agencies/dbd{query}")
            open_profile(page, query)
            assert told(page) == told(still)


def test_without_script_the_form_is_computed_by_the_server(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        still = context.new_page()
        still.goto("/en/agencies/dbd")
        assert not still.locator("#whatif-p6-slider").is_visible()
        still.locator("#whatif-p6").fill("100")
        still.get_by_role("button", name="Calculate").click()
        assert told(still)[0] == "94.4"
        assert "p6=100" in still.url


@pytest.mark.parametrize("path", PAPER)
def test_a_profile_is_one_sheet_of_paper(page: Page, path: str) -> None:
    page.goto(path)
    made = page.pdf(prefer_css_page_size=True)
    sheets = pypdf.PdfReader(io.BytesIO(made)).pages
    assert len(sheets) == 1
    assert [round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:]] == [210, 297]


def test_filters_stay_in_the_address_without_script(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        still = context.new_page()
        still.goto("/en/agencies")
        still.locator("#filter-level").select_option("office")
        still.get_by_role("button", name="Filter").click()
        assert "level=office" in still.url
        expect(still.locator(".result-count strong")).to_have_text("1,520 agencies")
