"""Names from a data file are only ever text: in pages, charts, files, pictures and feeds."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.parsers import expat

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pypdf import PdfReader

from layouts.routes import LANGUAGES
from tests.addresses import ALL
from tests.rig import Gunicorn, Watch
from tests.security.attacks import ATTACKS, MARK, smuggled

FORMULA = ("=", "+", "-", "@", "\t", "\r")
DOWNLOADS = re.compile(r'href="((?:/en)?/(?:data/(?:view|files)|picture)[^"]*)"')


def parsed(xml: str) -> None:
    """Fail when a text is not well-formed XML."""
    expat.ParserCreate(namespace_separator=" ").Parse(xml.encode(), True)


def test_the_watch_sees_what_it_watches_for() -> None:
    """A page that took the attacks for markup would be found out."""
    careless = [text for text in ATTACKS if smuggled(f'<p title="{text}">{text}</p>')]
    assert len(careless) >= 6


def test_hostile_names_are_what_is_served(hostile: FlaskClient) -> None:
    assert MARK in hostile.get("/provinces").get_data(as_text=True)


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_pages_take_names_for_text(hostile: FlaskClient, lang: str, path: str) -> None:
    answer = hostile.get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert smuggled(html) == []
    for block in re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', html, re.S):
        json.loads(block)
    for drawing in drawings(html):
        parsed(drawing)


def drawings(html: str) -> list[str]:
    """The outermost SVGs of a page."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(r"<svg\b|</svg>", html):
        if tag[0] == "<svg":
            start = start if depth else tag.start()
            depth += 1
        else:
            depth -= 1
            if not depth:
                found.append(html[start : tag.end()])
    return found


@pytest.mark.parametrize("lang", ["", "/en"])
def test_searches_take_names_for_text(hostile: FlaskClient, lang: str) -> None:
    for path in (f"{lang}/search?q={MARK}", f"{lang}/agencies?q={MARK}", f"/suggest?q={MARK}"):
        assert smuggled(hostile.get(path).get_data(as_text=True)) == [], path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_and_pictures_take_names_for_text(hostile: FlaskClient, lang: str) -> None:
    offered: set[str] = set()
    for _, path in (one for one in ALL if one[0] == lang):
        offered |= set(DOWNLOADS.findall(hostile.get(path).get_data(as_text=True)))
    # A PNG is drawn from the SVG of the same name, which is read here.
    drawn = {href for href in offered if ".png" not in href}
    assert len(drawn) > 20
    for href in sorted(drawn):
        with hostile.get(href.replace("&amp;", "&")) as answer:
            assert answer.status_code == 200, href
            assert "\n" not in answer.headers.get("Content-Disposition", "")
            judge(href, answer.mimetype, answer.get_data())


def judge(href: str, mime: str, body: bytes) -> None:
    if mime == "text/csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        risky = [cell for row in rows for cell in row if cell.startswith(FORMULA)]
        assert [cell for cell in risky if not re.fullmatch(r"[-+]?\d+(\.\d+)?", cell)] == [], href
        widths = {len(row) for row in rows if row}
        assert max(widths) < 60
    elif mime == "application/json":
        json.loads(body)
    elif mime == "image/svg+xml":
        assert smuggled(body.decode()) == [], href
        parsed(body.decode())


def test_feeds_hold_no_names(hostile: FlaskClient) -> None:
    parsed(hostile.get("/sitemap.xml").get_data(as_text=True))
    for path in ("/sitemap.xml", "/robots.txt", "/readyz"):
        assert MARK not in hostile.get(path).get_data(as_text=True)


@pytest.mark.browser
def test_nothing_runs_in_a_browser(browser: Browser, hostile_data: object) -> None:
    """Every kind of page opened with all its charts: nothing calls, asks or complains."""
    running = Gunicorn(environment={"DATA_DIR": str(hostile_data)})
    try:
        base = running.address()
        watch = Watch(base=base)
        with browser.new_context(base_url=base, viewport={"width": 1366, "height": 900}) as context:
            context.add_init_script(f"window.{MARK} = () => {{ document.title = '{MARK}!' }}")
            page = context.new_page()
            page.on("dialog", lambda dialog: watch.errors.append(dialog.message))
            page.on("console", watch.on_console)
            page.on("pageerror", lambda error: watch.errors.append(str(error)))
            page.on("request", watch.on_request)
            for _, path in ALL:
                page.goto(path)
                if page.locator("#phrom-first").count():
                    page.wait_for_selector("html[data-dash=ready]")
                for chart in page.locator(".hole-chart").all():
                    chart.scroll_into_view_if_needed()
                assert page.title() != f"{MARK}!", path
        assert (watch.errors, watch.outside) == ([], [])
    finally:
        running.stop()


@pytest.mark.parametrize("address", ["/agencies/dbd.pdf", "/en/agencies/public-health-45.pdf"])
def test_sheets_hold_names_as_text_and_no_action(hostile: FlaskClient, address: str) -> None:
    answer = hostile.get(address)
    assert answer.status_code == 200
    document = PdfReader(io.BytesIO(answer.data))
    catalogue = document.trailer["/Root"]
    assert not {"/AA", "/AcroForm"} & set(catalogue)
    assert isinstance(catalogue.get("/OpenAction", []), list)  # a place to open at, no deed
    actions = [
        note.get_object().get("/A", {}).get("/S", "/URI")
        for sheet in document.pages
        for note in sheet.get("/Annots", [])
    ]
    assert set(actions) <= {"/URI"}
    assert b"/JavaScript" not in answer.data
    assert b"/Launch" not in answer.data


@pytest.mark.parametrize("address", ["/picture/ministries/quadrant.16x9.png"])
def test_pictures_are_drawn_from_hostile_names(hostile: FlaskClient, address: str) -> None:
    answer = hostile.get(address)
    assert answer.status_code == 200
    assert answer.data.startswith(b"\x89PNG\r\n")
