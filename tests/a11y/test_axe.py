"""axe finds nothing on any kind of page, in both languages, wide and narrow, closed and open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from layouts.routes import LANGUAGES, url
from layouts.routes import Page as Kind
from tests.a11y.axe import violations
from tests.a11y.states import STATES, State
from tests.addresses import ALL

pytestmark = pytest.mark.browser

WIDTHS = (1366, 390)


def settle(page: Page) -> None:
    """Wait until what is live on a page has taken over."""
    if page.locator("#phrom-first").count():
        page.wait_for_selector("html[data-dash=ready]")


def both_widths(page: Page) -> dict[int, list[str]]:
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if wrong := violations(page):
            found[width] = wrong
    return found


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_axe_finds_nothing(page: Page, lang: str, path: str) -> None:
    page.goto(path)
    settle(page)
    assert both_widths(page) == {}


@pytest.mark.parametrize("path", ["/nowhere", "/en/agencies/no-such-agency"])
def test_axe_finds_nothing_where_there_is_nothing(page: Page, path: str) -> None:
    page.goto(path)
    assert both_widths(page) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_a_state(page: Page, state: State, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(state.address(lang))
    settle(page)
    state.reach(page)
    assert violations(page) == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("scheme", ["dark", "contrast", "forced"])
def test_axe_finds_nothing_in_other_colours(page: Page, kind: Kind, scheme: str) -> None:
    wanted = {
        "dark": {"color_scheme": "dark"},
        "contrast": {"contrast": "more"},
        "forced": {"forced_colors": "active"},
    }[scheme]
    page.emulate_media(**wanted)
    codes = {Kind.PROVINCE: "TH-45", Kind.MINISTRY: "mof", Kind.AGENCY: "dbd", Kind.FINDING: "3"}
    page.goto(url(kind, lang="th", **({"id": codes[kind]} if kind in codes else {})))
    settle(page)
    assert violations(page) == []
