"""The site as plain files: every link leads to a file, with scripts and without."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.rig import ROOT
from web.archive import file_of

pytestmark = pytest.mark.browser

PAGES = 90
LINK = re.compile(r'<(?:a|link)\b[^>]*? href="([^"]*)"')
SERVERS = re.compile(r"/_dash|dash-renderer|phrom-first|<script[^>]* src=|action=\"/")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def archive(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("archive")
    command = [sys.executable, "-m", "web", "export", "--into", str(into), "--without", "agency"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return into


@pytest.fixture(scope="module")
def served(archive: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(archive))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_link_leads_to_a_file(archive: Path) -> None:
    pages = sorted(archive.rglob("*.html"))
    assert len(pages) >= PAGES
    seen = 0
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert not SERVERS.search(html), page
        for href in map(unescape, LINK.findall(html)):
            split = urlsplit(href)
            if split.scheme or not split.path or page.name == "404.html":
                continue
            target = (page.parent / unquote(split.path)).resolve()
            assert target.is_file(), (page, href)
            seen += 1
            if split.fragment and target.suffix == ".html":
                assert f'id="{split.fragment}"' in target.read_text(encoding="utf-8"), href
    assert seen > PAGES * 10


def test_the_map_works_from_files(browser: Browser, served: str) -> None:
    wrong: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.on("response", lambda r: wrong.append(r.url) if r.status >= 400 else None)
        page.goto(f"{served}/en/provinces/")
        page.wait_for_selector("html[data-map=ready]")
        title = page.locator("#map-title").inner_text()
        page.select_option("#map-measure", "p3")
        expect(page.locator("#map-title")).not_to_have_text(title)
        expect(page).to_have_url(re.compile("measure=p3"))
        page.click("#map-faces a[data-face=tiles]")
        expect(page.locator("#map-layout.face-tiles")).to_be_visible()
        assert page.locator("form.search, #map-kind").count() == 0
        page.goto(f"{served}/ministries/")
        assert page.locator("main svg.figure").first.is_visible()
    assert wrong == []


def test_without_scripts_nothing_stands_that_does_nothing(browser: Browser, served: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}/provinces/")
        assert page.locator("#map-shapes path").count() == 77
        assert not page.locator("#map-controls").is_visible()
        assert page.locator("form:visible").count() == 0


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/en", "en/index.html"),
        ("/provinces/TH-45", "provinces/TH-45/index.html"),
        ("/en/agencies?page=3", "en/agencies/index-page-3.html"),
        ("/agencies?page=3&sort=p1", None),
        ("/agencies?page=../../x", None),
        ("/search", None),
        ("/compare?with=a", None),
        ("/nowhere", None),
    ],
)
def test_an_address_has_one_file_or_none(address: str, file: str | None) -> None:
    assert file_of(address) == file
