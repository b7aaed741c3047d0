"""Suggestions in a real browser: a combobox by key, pointer and ear, and a form without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser


def field(page: Page, text: str, *, path: str = "/en/search") -> Locator:
    page.goto(path)
    box = page.get_by_role("main").get_by_role("combobox")
    box.press_sequentially(text)
    return box


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def test_typing_opens_a_list_and_says_how_many(page: Page) -> None:
    box = field(page, "buriram")
    expect(options(page).first).to_contain_text("Buri Ram")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", "page-search-list")
    expect(page.get_by_role("listbox")).to_have_attribute("id", "page-search-list")
    expect(page.locator("#page-search-list + [role=status]")).to_have_text(
        "8 suggestions: use the arrow keys to choose one"
    )
    # Nothing is chosen until the reader does.
    assert box.get_attribute("aria-activedescendant") is None


def test_keys_walk_the_list(page: Page) -> None:
    box = field(page, "chiang")
    expect(options(page)).to_have_count(8)
    for key, place in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", None),
        ("ArrowUp", 7),
        ("Home", 0),
        ("End", 7),
        ("ArrowDown", None),
    ):
        box.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        if place is None:
            expect(chosen).to_have_count(0)
            assert box.get_attribute("aria-activedescendant") is None
        else:
            expect(chosen).to_have_id(f"page-search-list{place}")
            expect(box).to_have_attribute("aria-activedescendant", f"page-search-list{place}")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("chiang")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_enter_opens_what_is_chosen_and_else_all_results(page: Page) -> None:
    box = field(page, "รอยเอด", path="/search")
    expect(options(page).first).to_contain_text("ร้อยเอ็ด")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/provinces/TH-45")
    box = field(page, "dbd")
    expect(options(page)).to_have_count(1)
    box.press("Enter")
    page.wait_for_url("**/en/search?q=dbd")
    expect(page.locator(".results a")).to_have_attribute("href", "/en/agencies/dbd")


def test_a_click_opens_and_leaving_closes(page: Page) -> None:
    field(page, "instagram")
    expect(options(page)).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    field(page, "instagram")
    options(page).first.click()
    page.wait_for_url("**/en/findings/3#F143")
    assert page.locator("#F143").count() == 1


def test_the_field_of_the_header_suggests_too(page: Page) -> None:
    page.goto("/provinces")
    page.get_by_role("banner").get_by_role("combobox").press_sequentially("dm,")
    expect(options(page).first).to_contain_text("กรุงเทพมหานคร")
    box = page.get_by_role("listbox").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1366


def test_on_a_phone_every_option_is_a_target(browser: Browser, site: str) -> None:
    with browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True
    ) as context:
        page = context.new_page()
        field(page, "chiang")
        expect(options(page)).to_have_count(8)
        heights = options(page).evaluate_all(
            "all => all.map(o => o.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        options(page).first.tap()
        page.wait_for_url("**/en/provinces/TH-5*")


def test_without_script_the_form_finds_the_same(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/search")
        page.get_by_role("main").get_by_role("searchbox").fill("buriram")
        page.get_by_role("main").get_by_role("button", name="Search").click()
        expect(page.locator(".results a").first).to_have_attribute("href", "/en/provinces/TH-31")
