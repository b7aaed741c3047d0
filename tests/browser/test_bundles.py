"""The generated scripts do their work in a real browser under a policy that forbids eval."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from layouts.figures.plotly import TRACE_TYPES
from tests.rig import Watch
from web.build import read_manifest
from web.plotly_bundle import stock_version
from web.vendor import REACT

pytestmark = pytest.mark.browser

BUILT = Path(__file__).resolve().parents[2] / "assets" / "built"
POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data: blob:"
# One trace of each kind, and what it leaves in the page when it is drawn.
DRAWN = {
    "bar": ({"x": ["ก", "ข"], "y": [1, 2]}, ".barlayer .point"),
    "heatmap": ({"z": [[1, 2], [3, 4]]}, ".heatmaplayer image"),
    "scatter": ({"x": [1, 2], "y": [3, 4]}, ".scatterlayer .point"),
    "scatterpolar": ({"r": [1, 2, 3], "theta": ["ก", "ข", "ค"]}, ".polarlayer .scatter .point"),
}
DRAW = """
([type, data]) => Plotly.newPlot("plot", [{type, mode: "markers", ...data}], {}, {})
"""


def open_with(page: Page, script: str) -> None:
    """A page of the site's origin that holds nothing but one script."""
    html = f'<!doctype html><html lang="en"><div id="plot"></div><script src="{script}"></script>'
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    page.route("**/bundle-check", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/bundle-check")


def test_every_trace_has_its_trial() -> None:
    assert set(DRAWN) == set(TRACE_TYPES)


@pytest.mark.parametrize("trace", sorted(DRAWN))
def test_our_plotly_draws(page: Page, trace: str) -> None:
    open_with(page, f"/assets/{read_manifest(BUILT)['plotly'].file}")
    data, mark = DRAWN[trace]
    page.evaluate(DRAW, [trace, data])
    assert page.locator(mark).count() == len(next(iter(data.values()))) - (trace == "heatmap")
    assert page.evaluate("Plotly.version") == stock_version()


def test_our_plotly_does_not_know_other_traces(page: Page) -> None:
    open_with(page, f"/assets/{read_manifest(BUILT)['plotly'].file}")
    page.evaluate(DRAW, ["pie", {"values": [1, 2]}])
    assert page.locator(".pielayer .slice").count() == 0


def test_vendor_brings_react_and_islands_and_starts(page: Page, watch: Watch) -> None:
    open_with(page, f"/assets/{read_manifest(BUILT)['vendor'].file}")
    kinds = page.evaluate("[React.version, typeof ReactDOM, typeof DashRenderer, typeof phrom]")
    assert kinds == [REACT, "object", "function", "object"]
    # The blank page has no entry point: React's refusal tells that the renderer was started.
    assert ["#299" in error for error in watch.errors] == [True]
    watch.errors.clear()
