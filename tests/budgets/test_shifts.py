"""Nothing jumps: layout shifts of every kind of page, taken over and scrolled to its end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.addresses import kinds

pytestmark = pytest.mark.browser

MOST = 0.02
WATCH = """
window.__shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.__shift += entry.value;
})).observe({type: "layout-shift", buffered: true});
"""
SCROLL = """
async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await frame();
  }
  return window.__shift;
}
"""


@pytest.mark.parametrize("path", kinds("en"))
def test_nothing_jumps(page: Page, path: str) -> None:
    page.add_init_script(WATCH)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SCROLL) <= MOST
