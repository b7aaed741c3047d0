"""The quadrant's labels measured where a reader sees them: nothing overlaps, all are named."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.rig import Watch

pytestmark = pytest.mark.browser

BOXES = """() => {
  const shown = [...document.querySelectorAll('.hole-chart .figure-box > div')]
    .find(d => getComputedStyle(d).display !== 'none');
  const sides = r => [r.left, r.top, r.right, r.bottom];
  const box = e => sides(e.getBoundingClientRect());
  const all = (css, name) => [...shown.querySelectorAll(css)].map(e => [name(e), box(e)]);
  const words = e => !e.closest('[data-label]');
  return {
    labels: all('g[data-label]', g => g.dataset.label),
    marks: all('[data-quadrant]', m => m.dataset.id),
    lines: all('[data-cut]', m => m.dataset.cut),
    words: [...shown.querySelectorAll('text')].filter(words).map(t => [t.textContent, box(t)]),
    key: [...shown.querySelectorAll('.figure-key li')].map(li => li.textContent),
    live: [...document.querySelectorAll('.chart-live .annotation-text')]
      .map(t => [t.textContent, box(t)]),
  };
}"""
Named = tuple[str, list[float]]


def meet(first: list[float], second: list[float]) -> bool:
    """Whether two boxes share more than half a pixel."""
    return (
        first[0] < second[2] - 0.5
        and second[0] < first[2] - 0.5
        and first[1] < second[3] - 0.5
        and second[1] < first[3] - 0.5
    )


def meetings(some: list[Named], others: list[Named], *, own: bool) -> list[tuple[str, str]]:
    return [
        (a[0], b[0])
        for n, a in enumerate(some)
        for m, b in enumerate(others)
        if (some is not others or n < m) and (own or a[0] != b[0]) and meet(a[1], b[1])
    ]


@pytest.mark.parametrize("query", ["", "?band=3", "?arrows=yes"])
@pytest.mark.parametrize("width", [1366, 768, 390])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_label_meets_anything(page: Page, prefix: str, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{prefix}/ministries{query}")
    page.wait_for_selector("html[data-dash=ready]", state="attached")
    if width == 1366:
        page.locator(".hole-chart").first.hover()
        page.wait_for_selector(".hole-chart[data-drawn]", state="attached")
    found = page.evaluate(BOXES)
    labels = found["labels"]
    assert len({name for name, _ in labels}) == 20
    assert meetings(labels, labels, own=True) == []
    # A long line from the year before may push a label to the corner of its own mark's box.
    assert meetings(labels, found["marks"], own="arrows" not in query) == []
    assert meetings(labels, found["lines"], own=True) == []
    assert meetings(labels, found["words"], own=True) == []
    assert meetings(found["words"], found["words"], own=True) == []
    assert meetings(found["live"], found["live"], own=True) == []
    assert bool(found["live"]) == (width == 1366)
    if width == 390:
        assert len(found["key"]) == 20


def test_choices_redraw_chart_drawing_and_sentence(page: Page, watch: Watch) -> None:
    page.goto("/en/ministries")
    page.wait_for_selector("html[data-dash=ready]", state="attached")
    page.locator(".hole-chart").first.hover()
    page.wait_for_selector(".hole-chart[data-drawn]", state="attached")
    before = page.locator(".near li").count()
    with page.expect_response("**/_dash-update-component*"):
        page.select_option("#choose-band", "3")
    expect(page.locator(".near li").nth(before)).to_be_attached()
    assert "band=3" in page.url
    links = page.locator(".take [data-follows]").evaluate_all("all => all.map(a => a.href)")
    assert links
    assert all("band=3" in link for link in links)
    assert page.locator(".figure-wide [data-margin='3.0']").count() == 2


def test_on_a_phone_the_drawing_follows_the_choice(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/ministries")
    page.wait_for_selector("html[data-dash=ready]", state="attached")
    with page.expect_response("**/_dash-update-component*"):
        page.select_option("#choose-band", "0")
    expect(page.locator(".figure-narrow [data-margin]")).to_have_count(0)
    assert page.locator(".chart-live svg").count() == 0


def test_the_chart_works_without_scripts(page: Page, site: str) -> None:
    with page.context.browser.new_context(java_script_enabled=False, base_url=site) as context:  # type: ignore[union-attr]
        tab = context.new_page()
        tab.goto("/ministries")
        tab.select_option("#choose-band", "2")
        tab.click("form.controls button")
        assert "band=2" in tab.url
        assert tab.locator(".figure-wide [data-margin='2.0']").count() == 2
