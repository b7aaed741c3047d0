"""Views that a reader opens in a page: what to open and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A page and what a reader does in it.

    Attributes:
        path: Thai address, with query.
        reach: does it, and waits until it is done.
        fails: whether something has to go wrong on the way, which the browser logs.
    """

    name: str
    path: str
    reach: Callable[[Page], object] = lambda page: None
    fails: bool = False

    def address(self, lang: str) -> str:
        return self.path if lang == "th" else f"/en{self.path.rstrip('/')}"


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def focus_province(page: Page) -> None:
    page.locator("#map-shapes a").first.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#map-card:not([hidden])")


def press_legend(page: Page) -> None:
    page.locator("#map-legend button").first.click()
    page.wait_for_selector("#map-legend button[aria-pressed=true]")


def make_tiles(page: Page) -> None:
    page.click("#map-faces a[data-face=tiles]")
    page.wait_for_selector("#map-layout.face-tiles:not([aria-busy])")


def draw_chart(page: Page) -> None:
    """Plotly over its drawing; a phone keeps the drawing alone."""
    page.wait_for_selector("html[data-dash=ready]")
    page.locator(".hole-chart").first.hover()
    if page.evaluate("innerWidth") >= 700:
        page.wait_for_selector(".hole-chart[data-drawn]")


def suggest(page: Page) -> None:
    # On a phone the header's field gives way to the page's own.
    field = page.locator("input[name=q]:visible").first
    field.focus()
    field.press_sequentially("กร")
    page.wait_for_selector("[role=listbox] [role=option]")
    page.keyboard.press("ArrowDown")


def fail_callback(page: Page) -> None:
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500, body="{}"))
    page.select_option("#against", index=1)
    page.wait_for_selector(".trouble button")


STATES = (
    State(name="map-card", path="/provinces", reach=focus_province),
    State(name="map-legend", path="/provinces", reach=press_legend),
    State(name="map-region", path="/provinces?region=northeast&classes=fifths"),
    State(name="map-change", path="/provinces?measure=change"),
    State(name="tiles", path="/provinces?view=tiles"),
    State(name="tiles-made", path="/provinces?measure=p3", reach=make_tiles),
    State(name="table", path="/provinces?view=table"),
    State(name="heat", path="/ministries?view=heat"),
    State(name="ministry-table", path="/ministries?view=table&sort=p3"),
    State(name="quadrant-drawn", path="/ministries", reach=draw_chart),
    State(name="quadrant-arrows", path="/ministries?arrows=on"),
    State(name="filters", path="/agencies?level=department&sort=p1&page=2", reach=open_details),
    State(name="types", path="/agencies?view=types"),
    State(name="nothing-found", path="/agencies?q=qqqqqq"),
    State(name="unusable", path="/provinces?measure=beauty"),
    State(name="compare", path="/compare?with=TH-45,TH-10,TH-48"),
    State(name="search", path="/search?q=กรม"),
    State(name="search-nothing", path="/search?q=qqqqqq"),
    State(name="suggestions", path="/", reach=suggest),
    State(name="recommendations", path="/recommendations?to=agency", reach=open_details),
    State(name="finding-open", path="/findings/1", reach=open_details),
    State(name="profile-open", path="/agencies/dbd", reach=open_details),
    State(name="province-open", path="/provinces/TH-45?year=2561", reach=open_details),
    State(name="callback-failed", path="/provinces/TH-45", reach=fail_callback, fails=True),
)
