"""Live charts: Plotly waits until a reader reaches for one, and takes nothing away by coming."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.rig import SHIFTS

pytestmark = pytest.mark.browser

PLOTLY = "**/plotly-*.js"
SAVING = """Object.defineProperty(navigator, "connection", { value: { saveData: true } })"""
# Tells for each drawing whether the page could do anything else since Plotly came, or since the
# drawing before.
TASKS = """
  let plotly, free;
  window.__drawings = [];
  const wait = () => {
    const { port1, port2 } = new MessageChannel();
    free = false;
    port1.onmessage = () => { free = true; };
    port2.postMessage(0);
  };
  Object.defineProperty(window, "Plotly", {
    get: () => plotly,
    set: made => {
      const react = made.react;
      made.react = (...given) => { window.__drawings.push(free); wait(); return react(...given); };
      plotly = made;
      wait();
    },
  });
"""


def open_charts(page: Page, path: str = "/en/provinces/TH-45") -> Locator:
    """The live charts of a page that Dash has taken over, the first one in the window."""
    page.goto(path)
    page.wait_for_selector("html[data-dash=ready]")
    charts = page.locator(".hole-chart")
    charts.first.evaluate("box => box.scrollIntoView({ behavior: 'instant', block: 'center' })")
    return charts


def runs(page: Page) -> bool:
    return bool(page.evaluate("typeof window.Plotly !== 'undefined'"))


def test_plotly_is_fetched_near_a_chart_and_does_not_run(page: Page) -> None:
    with page.expect_response(PLOTLY) as answer:
        charts = open_charts(page)
    assert answer.value.request.resource_type != "script"
    answer.value.finished()
    assert not runs(page)
    assert page.locator("[data-drawn], .chart-live svg").count() == 0
    expect(charts.first.locator(".figure-wide")).to_be_visible()


def test_a_pointer_draws_the_chart_under_it_and_no_other(page: Page) -> None:
    charts = open_charts(page)
    charts.first.hover()
    expect(charts.first).to_have_attribute("data-drawn", "true")
    expect(charts.first.locator(".chart-live .main-svg").first).to_be_visible()
    assert charts.nth(1).get_attribute("data-drawn") is None
    assert charts.nth(1).locator(".chart-live svg").count() == 0
    assert page.evaluate(SHIFTS) == 0
    drawing, live = (
        charts.first.locator(css).bounding_box() for css in (".figure-box", ".chart-live")
    )
    assert live == pytest.approx(drawing, abs=1)


def test_a_point_under_a_resting_pointer_speaks_once_drawn(page: Page) -> None:
    charts = open_charts(page, "/en/ministries")
    charts.first.locator(".figure-wide [data-quadrant]").nth(5).hover()
    expect(charts.first.locator(".hoverlayer .hovertext")).not_to_be_empty()


def test_focus_draws_too_and_keeps_what_it_stands_on(page: Page) -> None:
    charts = open_charts(page, "/en/ministries")
    drawing, live = (charts.first.locator(css) for css in (".figure-box", ".chart-live"))
    link = drawing.locator(".figure-wide a").first
    link.focus()
    expect(charts.first).to_have_attribute("data-drawn", "true")
    expect(link).to_be_focused()
    expect(drawing).to_have_css("opacity", "1")
    expect(live).to_be_hidden()
    page.locator("h1").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    expect(live).to_be_visible()
    expect(drawing).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_be_focused()


def test_each_drawing_has_a_task_of_its_own(page: Page) -> None:
    page.add_init_script(TASKS)
    charts = open_charts(page)
    charts.nth(1).dispatch_event("pointermove", {"pointerType": "mouse"})
    charts.first.dispatch_event("pointermove", {"pointerType": "mouse"})
    for chart in (charts.first, charts.nth(1)):
        expect(chart).to_have_attribute("data-drawn", "true")
    assert page.evaluate("window.__drawings") == [True, True]


def test_a_reader_who_saves_data_fetches_it_only_on_reaching(page: Page) -> None:
    page.add_init_script(SAVING)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    charts = open_charts(page)
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")
    assert not [address for address in asked if "plotly" in address]
    charts.first.hover()
    expect(charts.first).to_have_attribute("data-drawn", "true")


def test_a_file_that_does_not_come_leaves_the_drawing(page: Page, watch: object) -> None:
    page.route(PLOTLY, lambda route: route.abort())
    charts = open_charts(page)
    with page.expect_event("requestfailed", lambda r: r.resource_type == "script"):
        charts.first.hover()
    expect(charts.first.locator(".figure-box")).to_have_css("opacity", "1")
    assert charts.first.get_attribute("data-drawn") is None
    watch.errors.clear()  # type: ignore[attr-defined]
    watch.failed.clear()  # type: ignore[attr-defined]


def test_a_finger_draws_by_tapping_and_not_by_scrolling(browser: Browser, site: str) -> None:
    with browser.new_context(
        base_url=site, viewport={"width": 1024, "height": 768}, has_touch=True
    ) as context:
        page = context.new_page()
        charts = open_charts(page)
        charts.first.dispatch_event("pointerenter", {"pointerType": "touch"})
        charts.first.dispatch_event("pointermove", {"pointerType": "touch"})
        page.evaluate("() => new Promise(done => setTimeout(done))")
        assert page.locator("script[src*=plotly]").count() == 0
        charts.first.tap(position={"x": 5, "y": 5})
        expect(charts.first).to_have_attribute("data-drawn", "true")


def test_a_phone_keeps_the_drawing_and_loads_no_plotly(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 390, "height": 844})
    charts = open_charts(page)
    expect(charts.first.locator(".figure-narrow")).to_be_visible()
    charts.first.hover()
    charts.first.click(position={"x": 5, "y": 5})
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")
    assert not [address for address in asked if "plotly" in address]
