"""The site in a real browser: what only a browser can show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.addresses import ALL
from tests.rig import SHIFTS, Watch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_page_loads_without_error_and_fits(page: Page, lang: str, path: str) -> None:
    """No console error, no request elsewhere (the page fixture watches), no sideways scrolling."""
    for width in (1366, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        if width == 1366:
            page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide at {width}"


@pytest.mark.parametrize("path", ["/", "/provinces", "/provinces/TH-45", "/ministries"])
def test_nothing_jumps_when_dash_arrives(page: Page, path: str) -> None:
    page.goto(path)
    if page.locator("#phrom-first").count():
        page.wait_for_selector("html[data-dash=ready]")
    assert page.evaluate(SHIFTS) <= 0.02


def test_served_nodes_stay_the_same_nodes(page: Page) -> None:
    page.goto("/provinces/TH-45", wait_until="commit")
    page.wait_for_selector("main h1")
    page.evaluate("document.querySelectorAll('main *').forEach(n => { n.served = true })")
    page.wait_for_selector("html[data-dash=ready]")
    strangers = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(n => !n.served"
        " && !n.closest('.chart-live')).length"
    )
    assert strangers == 0
    assert page.locator("h1").count() == 1


def test_compare_with_follows_the_choice_and_the_address_keeps_it(page: Page) -> None:
    page.goto("/en/provinces/TH-45")
    page.wait_for_selector("html[data-dash=ready]")
    table = page.locator(".hole-fragment table")
    expect(table).to_contain_text("Mean of provinces")
    page.select_option("#against", index=2)
    chosen = page.locator("#against option").nth(2).inner_text()
    expect(table).to_contain_text(chosen)
    assert "against=" in page.url
    language = page.locator("[data-language]").get_attribute("href")
    assert language
    assert language.endswith(page.url.partition("?")[2])
    page.reload()
    expect(page.locator(".hole-fragment table")).to_contain_text(chosen)
    assert page.locator("#against").input_value() in page.url


def test_shapes_are_there_before_dash_and_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/provinces")
        assert page.locator("#map-shapes path").count() == 77
        assert page.locator("#map-shapes a[aria-label]").count() == 77
        assert page.locator("#map-ranking tbody tr[data-id]").count() == 77
        page.goto("/agencies/dbd")
        main = page.locator("main").inner_text()
        assert "กรมพัฒนาธุรกิจการค้า" in main
        assert re.search(r"อันดับ \d+( ร่วม)? จาก 301", main)
        assert page.locator(".hole-fragment tbody tr").count() == 6


def test_language_switch_keeps_the_view(page: Page) -> None:
    page.goto("/provinces?measure=p3&year=2561")
    page.click("[data-language]")
    assert page.url.endswith("/en/provinces?measure=p3&year=2561")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#map-measure").input_value() == "p3"


def test_unknown_page_says_so(page: Page, watch: Watch) -> None:
    answer = page.goto("/en/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Page not found")
    watch.errors.clear()
    watch.failed.clear()


def test_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/method")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
