"""One page load in headless Chromium, and what a reader would have seen of it when."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

WATCH = """
(() => {
  const b = window.__bench = {cls: 0, tasks: [], fcp: null, shapes: null, chart: null,
    drawn: null};
  const see = (type, use) => { try {
    new PerformanceObserver(l => l.getEntries().forEach(use)).observe({type, buffered: true});
  } catch (e) {} };
  see("layout-shift", e => { if (!e.hadRecentInput) b.cls += e.value; });
  see("longtask", e => b.tasks.push([e.startTime, e.duration]));
  see("paint", e => { if (e.name === "first-contentful-paint") b.fcp = e.startTime; });
  const whole = node => node && (node.nextSibling || document.readyState !== "loading");
  const after = name => requestAnimationFrame(() => { b[name] = b[name] || performance.now(); });
  function look() {
    if (b.shapes === null && document.querySelectorAll(
      "#map-shapes path, .choroplethlayer path").length >= 77) after("shapes");
    if (b.chart === null && whole(document.querySelector("svg.figure"))) after("chart");
    if (b.drawn === null && document.querySelector("[data-drawn]")) b.drawn = performance.now();
    if (performance.now() < 90000) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
"""
# Each choice is measured twice: to the next painted frame, and to the frame after the last change
# of anything on the page; then comes a reader's pause.
SWITCH = """
async values => {
  const select = document.getElementById("map-measure"), took = [], whole = [];
  const fills = () => [...document.querySelectorAll("#map-shapes path")]
    .map(p => p.getAttribute("class")).join();
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  let changed = 0, end = 0;
  new MutationObserver(() => {
    changed += 1;
    painted().then(now => { end = now; });
  }).observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
  for (const value of values) {
    const before = fills(), start = performance.now();
    select.value = value;
    select.dispatchEvent(new Event("change", {bubbles: true}));
    took.push(await painted() - start);
    if (fills() === before) throw new Error("nothing was painted for " + value);
    for (let known = -1; known !== changed;) {
      known = changed;
      await new Promise(done => setTimeout(done, 200));
    }
    whole.push(Math.max(end - start, took[took.length - 1]));
  }
  return {took, whole};
}
"""
# What a page has shown, once nothing of its first view is still to come.
PAINTED = """
() => {
  const b = window.__bench, has = query => document.querySelector(query) !== null;
  const live = (performance.getEntriesByName("phrom-map")[0] || {}).startTime || null;
  const whole = document.readyState !== "loading" && b && b.fcp
    && (b.chart !== null || !has("svg.figure"))
    && (b.shapes !== null || !has("#map-shapes")) && (live || !has("#map-measure"));
  return whole ? {fcp: b.fcp, shapes: b.shapes, chart: b.chart, live} : {};
}
"""
HOLE = ".hole-chart"
MEASURES = ("p1", "p2", "p3", "p4", "p5", "p6", "overall") * 3
QUIET = 1.0
LONGEST = 75.0
"""Seconds: of silence after which a page is finished, and after which it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of device and line: CPU slower by `cpu`; `latency` in ms, `kbit` a second."""

    name: str
    cpu: int = 1
    latency: int = 0
    kbit: int = 0


PROFILES = {
    "slow": Profile(name="slow", cpu=4, latency=562, kbit=1440),
    "none": Profile(name="none"),
}


@dataclass
class Traffic:
    """What went over the line, by request; data addresses and the browser's cache do not count."""

    sizes: dict[str, float] = field(default_factory=dict)
    document: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    last: float = field(default_factory=time.monotonic)

    def attach(self, session: Any) -> None:
        """Listen to a page's network."""
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", lambda e: self._cached(e["requestId"]))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._done)
        session.on("Network.loadingFailed", self._done)

    def _sent(self, event: Mapping[str, Any]) -> None:
        if event["request"]["url"].startswith(("data:", "blob:")):
            return
        self.sizes[event["requestId"]] = 0.0
        self.open.add(event["requestId"])
        if event.get("type") == "Document":
            self.document.add(event["requestId"])
        self.last = time.monotonic()

    def _cached(self, number: str) -> None:
        self.sizes.pop(number, None)
        self.open.discard(number)

    def _answered(self, event: Mapping[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached(event["requestId"])

    def _done(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.sizes:
            self.sizes[event["requestId"]] = float(event.get("encodedDataLength", 0.0))
        self.open.discard(event["requestId"])
        self.last = time.monotonic()

    @property
    def kilobytes(self) -> float:
        """All of it, headers included."""
        return sum(self.sizes.values()) / 1000

    @property
    def beside(self) -> float:
        """All but the document."""
        parts = (size for number, size in self.sizes.items() if number not in self.document)
        return sum(parts) / 1000


@contextmanager
def visitor(browser: Browser, profile: Profile) -> Iterator[BrowserContext]:
    """A reader whose browser has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="th-TH")
    context.add_init_script(WATCH)
    context.set_default_timeout(LONGEST * 1000)
    try:
        yield context
    finally:
        context.close()


def load(context: BrowserContext, address: str, profile: Profile) -> tuple[Page, dict[str, Any]]:
    """Open a page and wait until it is quiet.

    Returns:
        The page, and: fcp, shapes, chart, live (ms, None where there is none), cls, blocking (ms),
        kb, kb_beside, requests.
    """
    page, session = _opened(context, profile)
    traffic = Traffic()
    traffic.attach(session)
    page.goto(address, wait_until="commit")
    seen = _settle(page, traffic)
    return page, {
        "fcp": seen["fcp"],
        "shapes": seen["shapes"],
        "chart": seen["chart"],
        "live": seen["live"],
        "cls": seen["cls"],
        "blocking": _blocking(seen["tasks"], since=seen["fcp"] or 0.0),
        "kb": traffic.kilobytes,
        "kb_beside": traffic.beside,
        "requests": len(traffic.sizes),
    }


def glance(context: BrowserContext, address: str, profile: Profile) -> dict[str, float | None]:
    """Open a page and wait no longer than until it is read and painted.

    Returns:
        fcp, shapes, chart, live: ms as in `load`, None where there is none.
    """
    page, _ = _opened(context, profile)
    page.goto(address, wait_until="commit")
    end = time.monotonic() + LONGEST
    seen: dict[str, float | None] = {}
    while time.monotonic() < end and not seen.get("fcp"):
        page.wait_for_timeout(100)
        seen = page.evaluate(PAINTED)
    page.close()
    return seen


def _opened(context: BrowserContext, profile: Profile) -> tuple[Page, CDPSession]:
    """An empty page behind the line and on the device of a profile."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if profile.kbit:
        speed = profile.kbit * 1000 / 8
        line = {"downloadThroughput": speed, "uploadThroughput": speed}
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": profile.latency, **line},
        )
    session.send("Emulation.setCPUThrottlingRate", {"rate": profile.cpu})
    return page, session


def _blocking(tasks: Sequence[Sequence[float]], *, since: float) -> float:
    """What tasks (start and length in ms) that end after a moment take beyond 50 ms each."""
    return sum(max(0.0, took - 50) for start, took in tasks if start + took > since)


def _settle(page: Page, traffic: Traffic) -> dict[str, Any]:
    """Wait until line and main thread have been quiet for a while."""
    end = time.monotonic() + LONGEST
    calm = 0
    while True:
        page.wait_for_timeout(100)
        seen = page.evaluate(
            "() => ({...window.__bench, now: performance.now(), state: document.readyState,"
            " live: (performance.getEntriesByName('phrom-map')[0] || {}).startTime || null})"
        )
        last = max((start + took for start, took in seen["tasks"]), default=0.0)
        quiet = time.monotonic() - traffic.last > QUIET and seen["now"] - last > QUIET * 1000
        # Twice: a long task is told of a moment after it has ended.
        calm = calm + 1 if seen["state"] == "complete" and not traffic.open and quiet else 0
        if calm == 2:
            return dict(seen)
        if time.monotonic() > end:
            return dict(seen)


def draw(page: Page) -> dict[str, float | None]:
    """Reach for the first live chart with the pointer.

    Returns:
        drawn and drawn_blocking: milliseconds until Plotly has drawn it, and for how long tasks
        kept the page from answering meanwhile; nothing where no chart is live.
    """
    if page.locator("#react-entry-point ~ script").count() * page.locator(HOLE).count() == 0:
        return {}
    box = page.evaluate(
        "() => { const chart = document.querySelector('.hole-chart');"
        " chart.scrollIntoView({behavior: 'instant', block: 'center'});"
        " const box = chart.getBoundingClientRect();"
        " return [box.left + box.width / 2, box.top + box.height / 2]; }"
    )
    page.wait_for_timeout(QUIET * 1000)
    reached = float(page.evaluate("() => performance.now()"))
    page.mouse.move(*box)
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        page.wait_for_timeout(50)
        drawn = page.evaluate("() => window.__bench.drawn")
        if drawn is not None:
            page.wait_for_timeout(QUIET * 1000)
            tasks = page.evaluate("() => window.__bench.tasks")
            return {
                "drawn": float(drawn) - reached,
                "drawn_blocking": _blocking(tasks, since=reached),
            }
    return {"drawn": None, "drawn_blocking": None}


def switch(page: Page) -> dict[str, list[float]]:
    """Change the measure a score of times.

    Returns:
        switch and switch_whole: milliseconds from each change to the next painted frame, and to
        that in which nothing is left to change.
    """
    seen = page.evaluate(SWITCH, list(MEASURES))
    return {"switch": seen["took"], "switch_whole": seen["whole"]}


def follow(page: Page) -> float | None:
    """Milliseconds from opening a province on the map to the first content of its profile."""
    start = page.evaluate(
        "() => { const a = document.querySelector('#map-shapes a[href$=\"TH-45\"]');"
        " const now = performance.timeOrigin + performance.now();"
        " setTimeout(() => location.assign(a.getAttribute('href'))); return now; }"
    )
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        page.wait_for_timeout(50)
        if "TH-45" not in page.url:
            continue
        seen = page.evaluate(
            "() => window.__bench && window.__bench.fcp && location.pathname.includes('TH-45')"
            " ? performance.timeOrigin + window.__bench.fcp : null"
        )
        if seen:
            return float(seen - start)
    return None
