"""axe finds nothing on any kind of page, in both languages, wide and narrow, closed and open."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page

from data.codes import Level
from data.repository import ScoreRepository
from layouts.context import PROFILE_PAGES
from layouts.routes import LANGUAGES, url
from layouts.routes import Page as Kind
from tests.a11y.axe import violations
from tests.a11y.states import STATES, State
from tests.addresses import ALL, SAMPLES
from tests.rig import ROOT, Watch

pytestmark = pytest.mark.browser

WIDTHS = (1366, 390)
SLOW = [pytest.mark.slow]
SAMPLED = {Level.PROVINCE: 12, Level.MINISTRY: 8, Level.DEPARTMENT: 18, Level.OFFICE: 12}


def settle(page: Page) -> None:
    """Wait until what is live on a page has taken over."""
    if page.locator("#phrom-first").count():
        page.wait_for_selector("html[data-dash=ready]")


def address(kind: Kind, lang: str) -> str:
    """One address of a kind of page."""
    code = SAMPLES.get(kind, ("",))[0]
    return url(kind, lang=lang, **({"id": code} if code else {}))


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


# The other halves of these are in `make check-all`: the normal run has to stay short.
VIEWS = [
    pytest.param(width, lang, marks=[] if (width, lang) in {(1366, "en"), (390, "th")} else SLOW)
    for width in WIDTHS
    for lang in LANGUAGES
]


@pytest.mark.parametrize(("width", "lang"), VIEWS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_axe_finds_nothing_in_a_state(
    page: Page, watch: Watch, state: State, lang: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(state.address(lang))
    settle(page)
    state.reach(page)
    assert violations(page) == []
    if state.fails:
        assert watch.failed
        watch.errors.clear()
        watch.failed.clear()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "scheme", ["dark", pytest.param("contrast", marks=SLOW), pytest.param("forced", marks=SLOW)]
)
def test_axe_finds_nothing_in_other_colours(page: Page, kind: Kind, scheme: str) -> None:
    wanted = {
        "dark": {"color_scheme": "dark"},
        "contrast": {"contrast": "more"},
        "forced": {"forced_colors": "active"},
    }[scheme]
    page.emulate_media(**wanted)
    page.goto(address(kind, "th"))
    settle(page)
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_axe_finds_nothing_on_sampled_profiles(page: Page, part: int) -> None:
    """Fifty profiles, drawn once for all from every level, in both languages and widths."""
    repo = ScoreRepository.open(ROOT / "data" / "built")
    draw = random.Random(2562)  # noqa: S311 -- a sample, not a secret
    paths = [
        url(PROFILE_PAGES[level], lang=lang, id=entity.id)
        for level, count in SAMPLED.items()
        for entity in draw.sample(repo.entities(level=level), count)
        for lang in LANGUAGES
    ]
    assert len(paths) == 100
    for path in paths[part::10]:
        page.goto(path)
        settle(page)
        assert both_widths(page) == {}, path
