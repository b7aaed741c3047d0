"""With the keyboard alone, at any size, with one's own spacing and colours, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from layouts.routes import LANGUAGES
from layouts.routes import Page as Kind
from tests.a11y.test_axe import address, settle

pytestmark = pytest.mark.browser

STOPS = 45
FOCUS = """async () => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  // The browser scrolls there smoothly: look when it has come to rest.
  for (let last = null, still = 0; still < 3; last = scrollY) {
    await new Promise(requestAnimationFrame);
    still = scrollY === last ? still + 1 : 0;
  }
  const box = (node.closest("svg a") ? node.querySelector("path, rect, circle") || node : node)
    .getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(node), shape = node.querySelector("path, rect");
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ||
    shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const free = top && (node.contains(top) || top.contains(node) || !!node.closest("svg"));
  const name = node.getAttribute("aria-label") || node.innerText || node.value || node.id;
  return { what: `${node.tagName} ${String(name).slice(0, 40)}`, ring: !!ring, seen, free: !!free };
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(node => {
  const style = getComputedStyle(node);
  if (style.visibility === "hidden" || !node.clientHeight || node.closest(".visually-hidden, svg"))
    return false;
  if (style.clipPath === "inset(50%)") return false;  // headings kept for those who listen
  const cuts = /hidden|clip/.test(style.overflowY) && node.scrollHeight > node.clientHeight + 1 ||
    /hidden|clip/.test(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
  return cuts && node.innerText && node.innerText.trim();
}).map(node => `${node.tagName}.${node.className}: ${node.innerText.slice(0, 40)}`)"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
TIGHT = """() => [...document.querySelectorAll("body *")].filter(node =>
  [...node.childNodes].some(n => n.nodeType === 3 && /[\\u0e01-\\u0e5b]/.test(n.textContent)) &&
  !node.closest("svg, script, style, option, .visually-hidden")).filter(node => {
    const style = getComputedStyle(node);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.2 ||
      parseFloat(style.letterSpacing) > 0;
}).map(node => `${node.tagName}.${node.className}: ${node.innerText.slice(0, 30)}`)"""
MOVING = """() => document.getAnimations().filter(a => {
  const timing = a.effect.getComputedTiming();
  return timing.duration > 10;
}).length"""


@pytest.mark.parametrize("kind", list(Kind))
def test_focus_is_seen_wherever_the_tab_key_goes(page: Page, kind: Kind) -> None:
    page.goto(address(kind, "th"))
    settle(page)
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) >= 10
    assert [s["what"] for s in stops if not (s["ring"] and s["seen"] and s["free"])] == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_reflows_at_four_times_its_size(page: Page, kind: Kind, lang: str) -> None:
    """1280 x 1024 at 400 % is 320 x 256: nothing is cut off, nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address(kind, lang))
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("width", [1366, 390])
def test_spacing_of_ones_own_cuts_nothing_off(page: Page, kind: Kind, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address(kind, "th"))
    settle(page)
    assert page.evaluate(TIGHT) == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_moves_for_those_who_want_no_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/provinces")
    settle(page)
    page.click("#map-faces a[data-face=tiles]")
    assert page.evaluate(MOVING) == 0


@pytest.mark.parametrize("kind", list(Kind))
def test_paper_gets_the_content_without_the_controls(page: Page, kind: Kind) -> None:
    page.goto(address(kind, "th"))
    settle(page)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for control in (".nav", ".skip", ".header .search", "[data-language]"):
        assert not page.locator(control).first.is_visible(), control
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }


def test_a_citizen_finds_the_own_province_by_keyboard(page: Page) -> None:
    page.goto("/")
    settle(page)
    while page.evaluate("document.activeElement.id") != "site-search":
        page.keyboard.press("Tab")
    page.keyboard.type("ร้อยเอ็ด")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/provinces/TH-45*")
    expect(page.locator("h1")).to_contain_text("ร้อยเอ็ด")


def test_the_map_is_walked_with_arrows_and_opened_with_enter(page: Page) -> None:
    page.goto("/provinces")
    settle(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('#map-shapes')"):
            break
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.id")
    assert second
    assert second != first
    expect(page.locator("#map-card")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/provinces/{second}*")


def test_a_journalist_reaches_table_and_file_by_keyboard(page: Page) -> None:
    page.goto("/ministries")
    settle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(120):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if re.search(r"\.csv(\?|$)", href):
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_an_officer_compares_by_keyboard_and_hears_of_it(page: Page) -> None:
    page.goto("/agencies/dbd")
    settle(page)
    table = page.locator(".hole-fragment table")
    before = table.inner_text()
    page.locator("#against").focus()
    page.keyboard.press("ArrowDown")
    expect(table).not_to_have_text(before)
    assert "against=" in page.url


def test_a_callback_that_fails_is_said_and_the_page_goes_on(page: Page, watch: object) -> None:
    page.goto("/en/provinces/TH-45")
    settle(page)
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500, body="{}"))
    page.select_option("#against", index=2)
    notice = page.locator("[role=alert]")
    expect(notice).to_contain_text("could not be updated")
    expect(page.locator(".hole-fragment table")).to_be_visible()
    page.unroute_all()
    page.select_option("#against", index=3)
    expect(notice).to_be_empty()
    watch.failed.clear()
    watch.errors.clear()


def test_results_are_announced(page: Page) -> None:
    page.goto("/agencies?q=กรม")
    assert page.locator("main [role=status]").count() >= 1
    page.goto("/provinces")
    settle(page)
    assert page.locator("#map-live").get_attribute("aria-live") == "polite"
