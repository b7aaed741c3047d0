"""The province map: one view with three faces, by pointer, key and finger."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DOTS = """[...document.querySelectorAll('#map-strip circle')].filter(c => c.hasAttribute('cx'))
  .map(c => [c.dataset.id, Math.round(c.getAttribute('cx')), Math.round(c.getAttribute('cy'))])"""

# What a face shows, whatever made it: the server for an address, or the script after choices.
STATE = """() => {
  const all = (css, what) => [...document.querySelectorAll(css)].map(what);
  const css = node => node.getAttribute('class');
  const shown = node => getComputedStyle(node).display !== 'none';
  const tile = node => node.getAttribute('style').replaceAll(/[ ;]/g, '');
  return {
    title: document.getElementById('map-title').textContent,
    face: css(document.getElementById('map-layout')),
    unit: document.getElementById('strip-unit').textContent,
    ticks: all('.strip-ticks text', node => node.getAttribute('x') + ' ' + node.textContent),
    divider: document.getElementById('map-unranked').hidden,
    shapes: all('#map-shapes path', css),
    dim: all('#map-shapes a', a => a.classList.contains('is-dim')),
    labels: all('#map-shapes a', a => a.getAttribute('aria-label')),
    tiles: document.querySelector('.map.face-tiles')
      ? all('.tile rect', css).concat(all('.tile text', node => node.textContent)) : [],
    at: document.querySelector('.map.face-tiles') ? all('.tile', tile).map(
      t => t.match(/--[xy]:[\\d.]+/g).join()) : [],
    legend: all('#map-legend li', li => li.className + '|' + css(li.querySelector('rect')) +
      '|' + li.innerText),
    order: all('#map-ranking tbody tr', tr => tr.dataset.id || tr.id),
    links: all('#map-ranking tbody a', a => a.getAttribute('href')),
    swatches: all('#map-ranking tbody rect', css),
    hidden: all('#map-ranking tbody tr', tr => tr.hidden),
    cells: all('#map-ranking tbody td', td => shown(td) ? td.innerText : ''),
    bands: all('#map-ranking .band', node => shown(node.parentNode) ? css(node) : ''),
    dots: all('#map-strip circle', c => css(c) + (c.getAttribute('visibility') === 'hidden'
      ? '' : [c.dataset.id, Math.round(c.getAttribute('cx')), Math.round(c.getAttribute('cy'))])),
  };
}"""

# Waits for a mark of the page's own; asking again and again would need `eval`, which is forbidden.
MARKED = """name => new Promise(done => new PerformanceObserver(
  list => list.getEntriesByName(name).length && done()
).observe({ type: 'mark', buffered: true }))"""

# A choice made and looked at within one task: before any frame and before what comes after it.
AT_ONCE = """measure => {
  const select = document.getElementById('map-measure');
  select.value = measure;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  const all = (css, what) => [...document.querySelectorAll(css)].map(what);
  const css = node => node.getAttribute('class');
  return {
    title: document.getElementById('map-title').textContent,
    legend: all('#map-legend li', li => li.textContent),
    shapes: all('#map-shapes path', css),
    tiles: all('.tile rect', css),
    rows: all('#map-ranking tbody tr', tr => tr.innerText).slice(0, 5),
  };
}"""

LABEL = "document.querySelector('#map-shapes a[data-id=TH-51]').getAttribute('aria-label')"


def open_map(page: Page, query: str = "", *, lang: str = "/en") -> None:
    page.goto(f"{lang}/provinces{query}")
    page.wait_for_selector("html[data-map=ready]")


def fills(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('#map-shapes path')].map(p => p.getAttribute('class'))"
    )


def test_a_change_of_measure_recolours_and_back_returns(page: Page) -> None:
    open_map(page)
    before, title = fills(page), page.locator("#map-title").inner_text()
    page.select_option("#map-measure", "p3")
    expect(page.locator("#map-title")).not_to_have_text(title)
    assert fills(page) != before
    expect(page).to_have_url(re.compile(r"\?measure=p3$"))
    page.go_back()
    expect(page.locator("#map-title")).to_have_text(title)
    assert fills(page) == before
    assert page.locator("#map-measure").input_value() == "overall"


@pytest.mark.parametrize(
    "query",
    [
        "?measure=p6&year=2561",
        "?view=tiles&classes=fifths",
        "?measure=change&region=south",
        "?kind=public-health&view=table",
        "?measure=coverage",
    ],
)
def test_a_shared_address_opens_the_same_view(page: Page, query: str) -> None:
    """What the server paints for an address is what the script would paint."""
    open_map(page, query)
    page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")  # paints anew
    scripted = fills(page)
    title = page.locator("#map-title").inner_text()
    numbers = page.locator("#map-ranking tbody").inner_text()
    dots = page.evaluate(DOTS)
    with page.context.browser.new_context(java_script_enabled=False) as context:  # type: ignore[union-attr]
        plain = context.new_page()
        plain.goto(page.url)
        assert plain.locator("#map-title").inner_text() == title
        classes = [node.get_attribute("class") for node in plain.locator("#map-shapes path").all()]
        assert classes == scripted
        assert plain.locator("#map-ranking tbody").inner_text() == numbers
        assert plain.evaluate(DOTS) == dots


def choose(page: Page, steps: str) -> None:
    """Make choices like "measure=p3 view=tiles" one after the other, as fast as a script can."""
    for step in steps.split():
        name, _, value = step.partition("=")
        if name == "view":
            page.click(f"#map-faces a[data-face={value}]")
        else:
            page.select_option(f"#map-{name}", value)


@pytest.mark.parametrize(
    ("start", "steps"),
    [
        ("", "measure=p3"),
        ("", "measure=change"),
        ("?measure=change", "measure=coverage classes=fifths"),
        ("", "measure=p1 view=tiles"),
        ("", "view=tiles measure=p1 view=map measure=p2 view=tiles"),
        ("", "year=2561 view=table"),
        ("?view=table", "year=2561 measure=p6"),
        ("?view=table", "measure=change"),
        ("", "region=north measure=p5 view=table region=all"),
        ("?view=tiles", "view=table region=south measure=p4"),
        ("", "region=south"),
        ("?region=south&measure=p6&year=2561", "region=east"),
    ],
)
def test_choices_lead_to_what_the_server_shows_there(page: Page, start: str, steps: str) -> None:
    """Whatever the script leaves for later is done, also on faces that were not seen before."""
    open_map(page, start)
    choose(page, steps)
    last = dict(step.split("=") for step in steps.split())
    name, value = next((n, v) for n, v in last.items() if v not in ("all", "map"))
    expect(page).to_have_url(re.compile(f"{name}={value}"))
    page.wait_for_selector("#map-layout:not([aria-busy])")
    scripted = page.evaluate(STATE)
    with page.context.browser.new_context(java_script_enabled=False) as context:  # type: ignore[union-attr]
        plain = context.new_page()
        plain.set_viewport_size({"width": 1366, "height": 768})
        plain.goto(page.url)
        served = plain.evaluate(STATE)
    assert scripted == served


def test_a_year_that_nothing_can_be_compared_with_is_said(page: Page) -> None:
    open_map(page, "?year=2561")
    choose(page, "measure=change")
    expect(page.locator("#map-live")).to_contain_text("2561")
    expect(page).to_have_url(re.compile(r"measure=change$"))
    choose(page, "measure=p1")
    expect(page.locator("#map-live")).to_be_empty()


@pytest.mark.parametrize("face", ["map", "tiles", "table"])
def test_a_choice_is_seen_in_the_next_frame(page: Page, face: str) -> None:
    open_map(page, "?measure=p3")
    choose(page, f"view={face}" if face != "map" else "")
    page.wait_for_selector("#map-layout:not([aria-busy])")
    page.evaluate("document.getElementById('map-ranking').scrollIntoView({behavior:'instant'})")
    wanted = page.evaluate(AT_ONCE, "overall")
    page.wait_for_selector("#map-layout:not([aria-busy])")
    settled = page.evaluate(AT_ONCE, "overall")
    assert wanted["title"] == settled["title"]
    assert wanted["legend"] == settled["legend"]
    part = {"map": "shapes", "tiles": "tiles", "table": "rows"}[face]
    assert wanted[part] == settled[part]
    assert page.evaluate(AT_ONCE, "p3")[part] != settled[part]


def test_only_the_face_that_is_looked_at_is_made(page: Page) -> None:
    open_map(page)
    assert page.locator(".tile").count() == 0
    assert page.locator("#map-ranking .band").count() == 0
    choose(page, "view=tiles")
    assert page.locator(".tile").count() == 77


def test_links_follow_a_choice_before_they_are_followed(page: Page) -> None:
    """The address is written after the frame; a click that comes before it still finds it."""
    open_map(page)
    href = page.evaluate(
        """() => {
          const select = document.getElementById('map-measure');
          const language = document.querySelector('[data-language]');
          select.value = 'p4';
          select.dispatchEvent(new Event('change', { bubbles: true }));
          language.addEventListener('click', event => event.preventDefault());
          language.click();
          return language.getAttribute('href');
        }"""
    )
    assert href.endswith("?measure=p4")


def test_three_faces_keep_the_state(page: Page) -> None:
    open_map(page, "?measure=p2&year=2561")
    painted = fills(page)
    for face in ("tiles", "table", "map"):
        page.click(f"#map-faces a[data-face={face}]")
        expect(page.locator(f"#map-layout.face-{face}")).to_be_visible()
        assert fills(page) == painted
        expect(page).to_have_url(re.compile("view=" + face if face != "map" else r"^(?!.*view=)"))
        assert "measure=p2" in page.url


def test_arrow_keys_walk_from_chiang_mai_to_lamphun(page: Page) -> None:
    open_map(page)
    page.locator('#map-shapes a[data-id="TH-50"]').focus()
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.dataset.id")
    assert focused == "TH-51"
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    said = r"Lamphun, LPN: \d+\.\d, [A-Z][a-z ]+, (joint )?\d+(st|nd|rd|th) of \d+"
    assert re.fullmatch(said, label)
    page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")  # paints anew
    assert page.evaluate(LABEL) == label
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "not ranked" in last.lower()
    page.keyboard.type("phu")
    assert page.evaluate("document.activeElement.dataset.id") == "TH-83"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/provinces/TH-83")


def test_every_province_is_reached_by_arrows(page: Page) -> None:
    open_map(page)
    reached = page.evaluate(
        """() => {
          const links = [...document.querySelectorAll('#map-shapes a')];
          const seen = new Set(), queue = [links[0]];
          while (queue.length) {
            const from = queue.pop();
            if (seen.has(from.dataset.id)) continue;
            seen.add(from.dataset.id);
            for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
              from.focus();
              from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
              queue.push(document.activeElement);
            }
          }
          return seen.size;
        }"""
    )
    assert reached == 77


def test_the_map_is_one_tab_stop(page: Page) -> None:
    open_map(page)
    assert page.locator('#map-shapes a[tabindex="0"]').count() == 1
    assert page.locator('#map-shapes a[tabindex="-1"]').count() == 76


def test_legend_highlights(page: Page) -> None:
    open_map(page)
    button = page.locator("#map-legend li:not(.none) button").first
    css = button.get_attribute("data-class")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    lit = page.locator("#map-shapes a:not(.is-off) path")
    assert {node.get_attribute("class") for node in lit.all()} == {css}
    assert lit.count() == int(button.locator(".legend-count").inner_text())
    page.keyboard.press("Enter")
    assert page.locator("#map-shapes a.is-off").count() == 0


def test_every_province_has_a_target_for_a_finger(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, "?view=tiles")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.tile rect')].map(r => r.getBoundingClientRect())"
        ".map(b => Math.min(b.width, b.height))"
    )
    assert len(sizes) == 77
    assert min(sizes) >= 24


def test_a_finger_on_the_map_scrolls_the_page_and_taps_show_then_open(
    browser: Browser, site: str
) -> None:
    with browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        open_map(page)
        action = page.evaluate("getComputedStyle(document.getElementById('map')).touchAction")
        assert action == "manipulation"  # pan-x pan-y pinch-zoom
        shape = page.locator('#map-shapes a[data-id="TH-30"] path')
        shape.scroll_into_view_if_needed()
        shape.tap()
        expect(page.locator("#map-card")).to_contain_text("Nakhon Ratchasima")
        assert page.url.endswith("/provinces")
        shape.tap()
        page.wait_for_url("**/en/provinces/TH-30")


def test_reduced_motion_is_respected(browser: Browser, site: str) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        with browser.new_context(base_url=site, reduced_motion=motion) as context:  # type: ignore[arg-type]
            page = context.new_page()
            open_map(page, "?view=tiles")
            duration = page.evaluate(
                "getComputedStyle(document.querySelector('.tile')).transitionDuration"
            )
            assert (duration.split(",")[0] != "0s") == moves


def test_location_is_worked_out_on_the_device(browser: Browser, site: str) -> None:
    """18.79 N 98.99 E is Chiang Mai; nothing is asked from the server."""
    with browser.new_context(
        base_url=site,
        geolocation={"latitude": 18.79, "longitude": 98.99},
        permissions=["geolocation"],
    ) as context:
        page = context.new_page()
        open_map(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.click("[data-tool=locate]")
        expect(page.locator("#map-live")).to_contain_text("Chiang Mai")
        assert asked == []


def test_region_zooms_and_filters(page: Page) -> None:
    open_map(page)
    whole = page.locator("#map").get_attribute("viewBox")
    page.select_option("#map-region", "south")
    expect(page.locator("#map")).not_to_have_attribute("viewBox", whole or "")
    expect(page.locator("#map-ranking tbody tr[data-id]:visible")).to_have_count(14)
    page.click("[data-tool=country]")
    expect(page.locator("#map")).to_have_attribute("viewBox", whole or "")


def test_further_choices_stand_open_where_there_is_room(page: Page) -> None:
    open_map(page)
    assert page.locator(".more > summary").is_hidden()
    for name in ("year", "kind", "region", "classes"):
        assert page.locator(f"#map-{name}").is_visible(), name


@pytest.mark.parametrize("lang", ["", "/en"])
def test_on_a_phone_further_choices_are_folded_and_the_map_is_in_the_first_view(
    page: Page, lang: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, lang=lang)
    assert page.locator("#map-region").is_hidden()
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["y"] < 844 - 100
    page.click(".more > summary")
    page.select_option("#map-region", "south")
    expect(page.locator("#map-ranking tbody tr[data-id]:visible")).to_have_count(14)
    expect(page).to_have_url(re.compile("region=south"))
    page.reload()
    expect(page.locator("#map-region")).to_be_visible()


@contextmanager
def halting(html: str, *, at: str) -> Iterator[tuple[str, threading.Event]]:
    """A server that sends a document up to some text, and the rest when it is told to."""
    going_on = threading.Event()
    first, rest = (part.encode() for part in html.split(at, 1))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(first)
            self.wfile.flush()
            going_on.wait(60)
            self.wfile.write(at.encode() + rest)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", going_on
    finally:
        going_on.set()
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("face", ["map", "tiles", "table"])
def test_a_choice_works_before_the_ranking_has_come(page: Page, face: str) -> None:
    open_map(page, f"?view={face}&measure=p2")
    wanted = page.evaluate(STATE)
    html = page.request.get("/en/provinces").text()
    with (
        halting(html, at='<table class="table data" id="map-ranking"') as (address, going_on),
        page.context.browser.new_context() as context,  # type: ignore[union-attr]
    ):
        slow = context.new_page()
        faults: list[str] = []
        slow.on("pageerror", lambda fault: faults.append(str(fault)))
        slow.goto(f"{address}/en/provinces", wait_until="commit")
        slow.evaluate(MARKED, "phrom-map")
        first, title = fills(slow), slow.locator("#map-title").inner_text()
        slow.locator("#map-shapes a").first.focus()
        slow.locator("#map-legend button").first.click()
        slow.select_option("#map-measure", "p2")
        if face != "map":
            slow.locator(f"#map-faces [data-face={face}]").click()
        assert slow.locator("#map-ranking").count() == 0
        assert slow.locator("#map-title").inner_text() == wanted["title"] != title
        if face == "map":
            assert fills(slow) == wanted["shapes"] != first
        going_on.set()
        slow.wait_for_selector("html[data-map=ready]")
        expect(slow.locator("#map-layout")).not_to_have_attribute("aria-busy", "true")
        assert slow.evaluate(STATE) == wanted
        assert "measure=p2" in slow.url
        assert faults == []
