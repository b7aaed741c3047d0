"""What a page may weigh and what a worker may load: figures that no fast machine improves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from tests.addresses import ALL
from tests.rig import ROOT

PLAIN_KB = 30
LIVE_KB = 230
PLOTLY_KB = 520
LIVE_REQUESTS = 6
MAP_KB = 50
HEADERS_KB = 1.5
"""For each answer."""

BUILD_ONLY = (
    "geopandas", "numpy", "pandas", "pyogrio", "pyproj", "shapely", "redis",
    "playwright", "pytest", "hypothesis", "openpyxl", "xlsxwriter",
)  # fmt: skip
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S)
BLOCKS = re.compile(r"<link[^>]*rel=\"?stylesheet|<script src=(?![^>]*(?:defer|module))|@import")


def packed(html: str) -> float:
    """Kilobytes as the page goes out once it has been asked for twice."""
    return len(brotli.compress(html.encode(), quality=11)) / 1000 + HEADERS_KB


def manifest() -> dict[str, dict[str, int]]:
    return json.loads((ROOT / "assets" / "built" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_first_view(client: FlaskClient, lang: str, path: str) -> None:
    html = client.get(path).get_data(as_text=True)
    weight, requests = packed(html), 1
    sources = [re.search(r'src="([^"]+)"', tag) for tag, _ in SCRIPT.findall(html)]
    outside = [found[1] for found in sources if found]
    built = manifest()
    if outside:
        assert len(outside) == 1
        weight += built["vendor"]["br"] / 1000 + HEADERS_KB
        requests += 1
    charts = html.count('class="hole hole-chart"')
    # A page with nothing live has no script of Dash; its own small ones count as its HTML.
    if not SCRIPT.search(html):
        assert weight <= PLAIN_KB
    assert weight <= LIVE_KB
    if charts:
        weight += built["plotly"]["br"] / 1000 + HEADERS_KB
        requests += 1
        assert weight <= PLOTLY_KB
    assert requests <= LIVE_REQUESTS
    assert not BLOCKS.search(html)


def test_the_map_page_holds_what_it_shows_and_little_more(client: FlaskClient) -> None:
    for path in ("/provinces", "/en/provinces"):
        html = client.get(path).get_data(as_text=True)
        assert packed(html) <= MAP_KB
        assert html.index('id="map-shapes"') < html.index('id="map-data"')
        assert (
            html.index('id="map-data"') < html.index("phrom-map") < html.index('id="map-ranking"')
        )


def test_scripts_and_their_forms_stay_small() -> None:
    built = manifest()
    assert built["vendor"]["br"] <= 95_000
    assert built["plotly"]["br"] <= 360_000


@pytest.mark.parametrize("kind", ["vendor", "plotly"])
def test_a_second_view_asks_for_no_script(client: FlaskClient, kind: str) -> None:
    """Hashed files are kept for a year: a warm view is its HTML, or not even that."""
    with client.get("/assets/" + manifest()[kind]["file"]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    page = client.get("/provinces/TH-45")
    again = client.get("/provinces/TH-45", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert len(again.get_data()) == 0


def test_the_web_process_imports_nothing_of_the_build(prepared: Path) -> None:
    source = (
        "import sys, app\n"
        "client = app.server.test_client()\n"
        "for path in ('/', '/provinces', '/provinces/TH-45', '/ministries', '/search?q=a'):\n"
        "    assert client.get(path).status_code == 200, path\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "dash" in loaded
    assert loaded & set(BUILD_ONLY) == set()


def test_pages_may_be_kept_by_a_cache_in_front(client: FlaskClient) -> None:
    for _, path in ALL:
        headers = client.get(path).headers
        assert headers["Cache-Control"].startswith("public, max-age=0, s-maxage="), path
        assert headers["Vary"] == "Accept-Encoding", path
        assert headers["ETag"].startswith('W/"'), path
        assert "Set-Cookie" not in headers, path


def test_errors_are_kept_by_nobody(client: FlaskClient) -> None:
    for path in ("/nowhere", "/provinces/TH-99", "/en/agencies/none"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
