"""The rounds: every kind of page, limit and site in turn, so that a noisy minute meets both."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Error, sync_playwright

from bench import limit
from bench.browser import PROFILES, Profile, draw, follow, glance, load, switch, visitor
from data.repository import ScoreRepository
from geo import shapes
from layouts.routes import DEFAULT_LANGUAGE, Page, url
from layouts.settings import Settings
from scripts.serving import Server

MAP = "/provinces"
SAMPLES = {
    Page.PROVINCE: "TH-45",
    Page.MINISTRY: "mof",
    Page.AGENCY: "dbd",
    Page.FINDING: "1",
}
QUICK = (Page.OVERVIEW, Page.PROVINCES, Page.PROVINCE, Page.MINISTRIES, Page.METHOD)
SETTLE_SECONDS = 30.0
PAUSE = 0.3
REPEATS = 12
"""So many answers of one size, a pause apart: both workers have made their best of a page."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure."""

    rounds: int
    paths: Sequence[str]
    profiles: Sequence[Profile]
    naive: bool
    looks: int


def plan(
    *,
    rounds: int,
    quick: bool,
    profiles: Sequence[str],
    paths: Sequence[str],
    naive: bool,
    looks: int,
) -> Plan:
    """A plan; without `paths`, one page of every route, or of a few when `quick`."""
    every = addresses(lang=DEFAULT_LANGUAGE, of=QUICK if quick else tuple(Page))
    return Plan(
        rounds=rounds,
        paths=tuple(paths) or every,
        profiles=tuple(PROFILES[name] for name in profiles),
        naive=naive,
        looks=looks,
    )


def addresses(*, lang: str, of: Sequence[Page] = tuple(Page)) -> tuple[str, ...]:
    """One address of every kind of page."""
    return tuple(
        url(page, lang=lang, **({"id": SAMPLES[page]} if page in SAMPLES else {})) for page in of
    )


@contextmanager
def servers(paths: Sequence[str], *, naive: bool) -> Iterator[dict[str, Server]]:
    """The site, its limit, and the naive version when it is wanted, each under gunicorn."""
    settings = Settings.from_environment()
    with ExitStack() as stack:
        site = stack.enter_context(Server("app:server"))
        into = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        repo = ScoreRepository.open(Path(settings.data_dir))
        outlines = shapes.load(Path(settings.geo_dir))
        for path in {*paths, url(Page.PROVINCE, lang="th", id="TH-45")}:
            html = (
                limit.map_page(repo, outlines)
                if path == MAP
                else limit.plain_page(site.get(path).decode())
            )
            limit.write(into, path=path, html=html)
            _settled(site, path)
        running = {"site": site}
        running["limit"] = stack.enter_context(
            Server("bench.static:server", environment={"BENCH_LIMIT": str(into)})
        )
        if naive:
            running["naive"] = stack.enter_context(Server("bench.naive:server", workers=1))
            _awake(running["naive"])
        yield running


def run(wanted: Plan, *, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Measure; one record for each round, profile, page and variant.

    A record has the figures of one whole visit and, as lists, those of many shorter looks in turn
    with the other variant: single loads scatter by a tenth, too much to compare pages by.
    """
    records: list[dict[str, Any]] = []
    with servers(wanted.paths, naive=wanted.naive) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for number in range(wanted.rounds):
            for profile in wanted.profiles:
                for path in wanted.paths:
                    found = {}
                    for variant, server in running.items():
                        if variant == "naive" and (path != MAP or number):
                            continue
                        about = {
                            "round": number,
                            "profile": profile.name,
                            "path": path,
                            "variant": variant,
                        }
                        address = server.address + _target(path, variant)
                        found[variant] = about | visit(browser, address, profile)
                        say(f"{number} {profile.name} {path} {variant} {_brief(found[variant])}")
                    pair = {
                        variant: running[variant].address + _target(path, variant)
                        for variant in ("site", "limit")
                    }
                    for variant, seen in looks(browser, pair, profile, wanted.looks).items():
                        found[variant] |= seen
                    records.extend(found.values())
        browser.close()
    return records


def looks(
    browser: Browser, addresses: Mapping[str, str], profile: Profile, count: int
) -> dict[str, dict[str, list[float | None]]]:
    """Look at two pages in turn, each time first at the other one.

    Returns:
        For each variant look_fcp, look_shapes, look_chart and look_live: ms, one for each look.
    """
    seen: dict[str, dict[str, list[float | None]]] = {variant: {} for variant in addresses}
    for number in range(count):
        for variant in sorted(addresses, reverse=bool(number % 2)):
            with visitor(browser, profile) as context:
                for name, value in glance(context, addresses[variant], profile).items():
                    seen[variant].setdefault(f"look_{name}", []).append(value)
    return seen


def visit(browser: Browser, address: str, profile: Profile) -> dict[str, Any]:
    """A first view, what can be done in it, and a second view."""
    record: dict[str, Any] = {}
    with visitor(browser, profile) as context:
        page, first = load(context, address, profile)
        record |= {f"cold_{name}": value for name, value in first.items()}
        record |= draw(page)
        if first["live"] is not None:
            record |= switch(page)
        page.close()
        page, second = load(context, address, profile)
        record |= {f"warm_{name}": value for name, value in second.items()}
        if first["live"] is not None:
            try:
                record["follow"] = follow(page)
            except Error:
                record["follow"] = None
    return record


def chromium() -> str:
    """Debian's Chromium.

    Raises:
        FileNotFoundError: when it is not installed.
    """
    found = shutil.which("chromium")
    if found is None:
        message = "chromium is not installed: see scripts/install_browser.sh"
        raise FileNotFoundError(message)
    return found


def _settled(site: Server, path: str) -> None:
    """Ask for a page until every worker sends it as small as it gets."""
    end = time.monotonic() + SETTLE_SECONDS
    sizes = [0]
    while time.monotonic() < end and len(set(sizes[-REPEATS:])) + (len(sizes) < REPEATS) > 1:
        request = Request(site.address + path, headers={"Accept-Encoding": "br"})  # noqa: S310
        with urlopen(request, timeout=SETTLE_SECONDS) as answer:  # noqa: S310
            sizes.append(len(answer.read()))
        time.sleep(PAUSE)


def _awake(naive: Server) -> None:
    """Ask for the page and its files one by one: asked for at once, a fresh Dash fails on some."""
    for source in re.findall(r'src="([^"]+)"', naive.get("/").decode()):
        naive.get(source)


def _target(path: str, variant: str) -> str:
    """The limit's server knows directories; the naive version is one page."""
    if variant == "naive":
        return "/"
    return path if variant == "site" or path == "/" else f"{path}/"


def _brief(record: dict[str, Any]) -> str:
    names = ("cold_fcp", "cold_shapes", "cold_live", "cold_blocking", "cold_kb")
    return " ".join(
        f"{name.removeprefix('cold_')}={record[name]:.0f}"
        for name in names
        if record.get(name) is not None
    )
