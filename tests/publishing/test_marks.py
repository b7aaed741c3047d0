"""Status decides every mark: none in anything made from official data, one in all simulated."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from app import create_app
from data.__main__ import main
from data.codes import PILLARS, Level
from data.manifest import read_manifest
from data.repository import ScoreRepository
from data.tables import read_dataset
from layouts.routes import LANGUAGES, Page, url
from layouts.settings import Settings
from tests.addresses import ALL, ONLY_PUBLISHED, SAMPLES
from tests.publishing.decade import Plan, decade, write_decade

PUBLIC = "https://phrom.example.org"
MARK = re.compile(r"simulat|จำลอง", flags=re.IGNORECASE)
FILE = re.compile(r"/(?:picture|data)/.+\.(?:svg|png|csv|json|xlsx|zip|geojson)$|\.pdf$")
SHAPES = ".geojson"
OFFICIAL = Plan(years=(2561, 2562, 2563), indicators=True, events=True)
SHOWN = re.compile(r"(?:href|src|content)=\"([^\"]+)\"")


@pytest.fixture(scope="module")
def official(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose data set was checked and published by the commands."""
    directory = tmp_path_factory.mktemp("marks")
    made, served = write_decade(directory / "set", OFFICIAL), directory / "served"
    assert main(["check", str(made)]) == 0
    assert main(["publish", str(made), "--into", str(served), "--by", "test"]) == 0
    settings = Settings(data_dir=str(served), public_url=PUBLIC)
    return create_app(settings).server.test_client()


@pytest.fixture(scope="module")
def simulated(prepared: Path) -> FlaskClient:
    return create_app(Settings(public_url=PUBLIC)).server.test_client()


def pages(client: FlaskClient) -> dict[str, str]:
    """Every kind of page that there is in the data, with its address."""
    found = {}
    for _, path in ALL:
        answer = client.get(path)
        if answer.status_code == 200 and "simulation" not in path:
            found[path] = answer.get_data(as_text=True)
    assert len(found) > len(ALL) / 2
    return found


def linked(client: FlaskClient) -> list[str]:
    """Addresses of files and pictures that these pages offer, each kind once.

    Of a chart's pictures in a language one shape as SVG stands for the others, of all PNGs the
    cards and maps; a table's JSON and XLSX are made of the same rows as its CSV, so of these only
    the dictionary's are read.
    """
    found: dict[str, str] = {}
    for html in pages(client).values():
        for raw in SHOWN.findall(html):
            address = unescape(raw).removeprefix(PUBLIC)
            path = urlsplit(address).path
            form = path.rpartition(".")[2]
            folder = path.rpartition("/")[0]
            if not FILE.search(path):
                continue
            if path.startswith("/picture/"):
                if ".16x9.svg" in path:
                    found.setdefault(path, address)
                elif path.endswith("/map.16x9.png"):
                    found.setdefault("png", address)
            elif path.startswith("/data/files/"):
                if form in {"csv", "zip"} or "dictionary" in path:
                    found.setdefault(path, address)
            else:
                found.setdefault(re.sub(r"^(.*?/(?:en/)?[a-z]+)/.*", r"\1", folder) + form, address)
    return sorted(found.values())


def contents(name: str, body: bytes) -> Iterator[tuple[str, str]]:
    """The readable parts of a file, with names."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield name, " ".join(archive.namelist())
            for inside in archive.namelist():
                yield from contents(inside, archive.read(inside))
    elif name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(body))
        yield (
            name,
            " ".join([*(page.extract_text() for page in reader.pages), repr(reader.metadata)]),
        )
    elif not name.endswith(".png"):
        yield name, body.decode("utf-8-sig")


def said(client: FlaskClient, address: str) -> tuple[str, list[str]]:
    """The name under which a file is saved, and what it says about simulation."""
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        saved = answer.headers.get("Content-Disposition", "")
        parts = contents(urlsplit(address).path, answer.get_data())
    return saved, [
        f"{name}: {text[max(0, m.start() - 40) : m.end() + 30]}"
        for name, text in parts
        for m in MARK.finditer(text)
    ]


def test_nothing_made_of_official_data_says_simulated(official: FlaskClient) -> None:
    addresses = linked(official)
    kinds = {urlsplit(a).path.rpartition(".")[2] for a in addresses}
    assert kinds == {"svg", "png", "csv", "json", "xlsx", "zip", "geojson", "pdf"}
    found = {address: said(official, address) for address in addresses}
    assert {a: told for a, told in found.items() if MARK.search(told[0]) or told[1]} == {}


def test_official_pages_may_be_indexed_and_simulated_may_not(
    official: FlaskClient, simulated: FlaskClient
) -> None:
    for path, html in pages(official).items():
        head = html.partition("<style>")[0]
        assert "noindex" not in html, path
        assert not MARK.search(head), path
        assert "X-Robots-Tag" not in official.get(path).headers, path
    for path, html in pages(simulated).items():
        head = html.partition("<style>")[0]
        assert '<meta name="robots" content="noindex">' in head, path
        title = re.search(r"<title>(.*?)</title>", head)
        description = re.search(r'<meta name="description" content="([^"]*)"', head)
        assert title, path
        assert description, path
        assert MARK.search(title.group(1)), path
        preview = re.search(r'<meta property="og:description" content="([^"]*)"', head)
        assert preview, path
        assert preview.group(1) == description.group(1), path
        published = path.removeprefix("/en") in ONLY_PUBLISHED
        assert bool(MARK.search(description.group(1))) is not published, path
        # Never the other way round: a page with a simulated number says so in its description.
        assert not (published and 'data-provenance="simulated"' in html), path


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        *((path, False) for path in sorted(ONLY_PUBLISHED)),
        *((path, True) for path in ("/findings/response", "/method", "/", "/provinces")),
    ],
)
def test_published_numbers_are_not_called_simulated(
    simulated: FlaskClient, path: str, marked: bool
) -> None:
    both = ((path, "ข้อมูลจำลอง:"), (f"/en{path}".rstrip("/"), "Simulated data:"))
    for address, opening in both:
        answer = simulated.get(address)
        assert answer.status_code == 200, address
        html = answer.get_data(as_text=True)
        for name in ('name="description"', 'property="og:description"'):
            found = re.search(rf'<meta {name} content="([^"]*)"', html)
            assert found, address
            assert found.group(1).startswith(opening) is marked, address


def test_official_pictures_may_be_indexed_and_simulated_may_not(
    official: FlaskClient, simulated: FlaskClient
) -> None:
    pictures = [a for a in linked(official) if urlsplit(a).path.endswith(".svg")]
    assert pictures
    both = [
        path
        for path in (urlsplit(address).path for address in pictures)
        if simulated.get(path).status_code == official.get(path).status_code == 200
    ]
    assert len(both) >= 3
    for path in both:
        assert "X-Robots-Tag" not in official.get(path).headers, path
        assert simulated.get(path).headers.get("X-Robots-Tag") == "noindex", path


def test_the_sitemap_holds_entities_of_official_data_only(
    official: FlaskClient, simulated: FlaskClient
) -> None:
    entity = [url(page, lang=lang, id=str(SAMPLES[page][0])) for lang in LANGUAGES
              for page in (Page.PROVINCE, Page.MINISTRY, Page.AGENCY)]  # fmt: skip
    open_one = official.get("/sitemap.xml").get_data(as_text=True)
    closed = simulated.get("/sitemap.xml").get_data(as_text=True)
    assert all(f"<loc>{PUBLIC}{path}</loc>" in open_one for path in entity)
    assert not any(f"<loc>{PUBLIC}{path}</loc>" in closed for path in entity)
    for client in (official, simulated):
        robots = client.get("/robots.txt").get_data(as_text=True)
        assert "Disallow: /provinces" not in robots
        assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots


def test_everything_made_of_simulated_scores_says_so(simulated: FlaskClient) -> None:
    """Pictures and PDFs inside and by name; tables by name where their rows are simulated."""
    for address in linked(simulated):
        path = urlsplit(address).path
        if path.endswith(SHAPES):
            continue
        with simulated.get(address) as answer:
            saved = answer.headers.get("Content-Disposition", "")
        inside = path.endswith((".svg", ".pdf", ".zip"))
        told = said(simulated, address)[1] if inside else []
        if path.startswith("/picture/"):
            published = "/findings" in path
            assert MARK.search(saved), address
            if path.endswith(".svg"):
                assert bool(told) is not published, address
        elif path.endswith((".pdf", ".zip")):
            assert MARK.search(saved), address
            assert told, address
        elif "simulated" in told_by_rows(simulated, address):
            assert MARK.search(saved), address


def told_by_rows(client: FlaskClient, address: str) -> set[str]:
    """The provenances of the rows of a table; nothing for other forms than CSV."""
    if not urlsplit(address).path.endswith(".csv"):
        return set()
    with client.get(address) as answer:
        text = answer.get_data().decode("utf-8-sig")
    return {row.get("provenance", "") for row in csv.DictReader(io.StringIO(text))}


def test_the_method_page_says_how_scores_were_simulated_only_where_they_are(
    official: FlaskClient, simulated: FlaskClient
) -> None:
    for lang in LANGUAGES:
        path = url(Page.METHOD, lang=lang)
        assert 'id="simulated"' in simulated.get(path).get_data(as_text=True)
        assert 'id="simulated"' not in official.get(path).get_data(as_text=True)


def test_an_address_that_asks_for_simulated_missing_is_rejected_on_official_data(
    official: FlaskClient,
) -> None:
    """The one address that names the simulation: the value is refused in the notice it is given."""
    html = official.get("/en/agencies?answered=not_in_simulation").get_data(as_text=True)
    rest = html.replace("answered=not_in_simulation", "")
    assert "not_in_simulation" in rest  # said back to whoever typed it
    assert "Not in the simulated data" not in rest


def test_scores_of_an_office_file_reach_the_site_without_a_mark(
    prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Import, check, publish, site: the way that an operator goes."""
    plan = Plan(years=(2563,))
    file, made, served = tmp_path / "scores.csv", tmp_path / "set", tmp_path / "served"
    rows = [row for row in decade(plan)["scores"] if row["overall"] is not None]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["agency_id", "ปี", "คะแนนรวม", *PILLARS])
        for row in rows:
            writer.writerow([row["agency_id"], 2563, row["overall"], *(row[p] for p in PILLARS)])
    assert main(["import", str(file), "--into", str(made), "--issued", "2026-12-01"]) == 0
    assert main(["check", str(made)]) == 0
    assert main(["publish", str(made), "--into", str(served), "--by", "test"]) == 0
    capsys.readouterr()
    assert read_manifest(served).status == "official"
    assert {row["provenance"] for row in read_dataset(made)["scores"]} == {"official"}
    repo = ScoreRepository.open(served)
    assert repo.keeps_status()
    expected = next(row for row in rows if row["agency_id"] == "dbd")
    profile = repo.profile(level=Level.DEPARTMENT, id="dbd", year=2563)
    assert profile.scores["overall"].number == expected["overall"]  # type: ignore[index]
    client = create_app(Settings(data_dir=str(served))).server.test_client()
    for lang in LANGUAGES:
        html = client.get(url(Page.AGENCY, lang=lang, id="dbd")).get_data(as_text=True)
        assert not MARK.search(
            re.sub(r"<style>.*?</style>|class=\"[^\"]*\"", "", html, flags=re.DOTALL)
        )
    body = client.get("/en/agencies/dbd.pdf").get_data()
    assert not any(MARK.search(text) for _, text in contents("dbd.pdf", body))
    index = json.loads(next(served.glob("downloads-*/index.json")).read_text(encoding="utf-8"))
    assert not MARK.search(json.dumps(index, ensure_ascii=False))
