"""Files of views: the same rows in the same order as the page at the same address."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from data.export import BOM
from layouts.components.downloads import ROWS
from layouts.routes import Page, route_of
from layouts.views import VIEWS
from tests.findings.reading import Element, elements

PROVINCES = (
    "/provinces",
    "/en/provinces?measure=p2&year=2561",
    "/provinces?measure=change&region=south",
    "/provinces?kind=public-health&measure=p1",
)
AGENCIES = (
    "/agencies?level=department&page=2",
    "/en/agencies?ministry=mof&sort=name&page=1",
    "/agencies?province=TH-45&year=2561",
    "/agencies?sort=change&page=37",
)
MINISTRIES = ("/ministries", *(f"/en/ministries?sort={s}" for s in ("growth", "name", "quadrant")))


def view(client: FlaskClient, address: str) -> list[dict[str, str]]:
    path, _, query = address.partition("?")
    answer = client.get(f"/data/view{path}.csv" + (f"?{query}" if query else ""))
    assert answer.status_code == 200, address
    content = answer.get_data(as_text=True)
    assert content.startswith(BOM)
    return list(csv.DictReader(io.StringIO(content.removeprefix(BOM), newline="")))


def profiles(found: list[Element], kind: str) -> list[str]:
    """Ids of the profiles to which the rows of the page's tables are linked, in order."""
    rows = [item for item in found if item.tag == "tr"]
    links = [
        inner.attributes["href"].partition("?")[0]
        for row in rows
        for inner in row.inside
        if inner.tag == "a"
        and f"/{kind}/" in inner.attributes.get("href", "")
        and inner.around[-1].tag == "th"
    ]
    return [unquote(link.rsplit("/", 1)[1]) for link in links]


@pytest.mark.parametrize("address", PROVINCES)
def test_provinces(client: FlaskClient, address: str) -> None:
    rows = view(client, address)
    shown = [
        item.attributes["data-id"]
        for item in elements(client, address)
        if item.tag == "tr" and "data-id" in item.attributes and "hidden" not in item.attributes
    ]
    assert [row["id"] for row in rows] == shown
    assert shown


@pytest.mark.parametrize("address", AGENCIES)
def test_agencies(client: FlaskClient, address: str) -> None:
    rows = view(client, address)
    assert [row["id"] for row in rows] == profiles(elements(client, address), "agencies")
    assert rows


def test_the_whole_list_is_all_its_pages(client: FlaskClient) -> None:
    whole = [row["id"] for row in view(client, "/agencies?ministry=moph")]
    pages: list[str] = []
    for number in range(1, len(whole) // 50 + 2):
        address = f"/agencies?ministry=moph&page={number}"
        pages += profiles(elements(client, address), "agencies")
    assert whole == pages
    assert len(whole) > 50


@pytest.mark.parametrize("address", MINISTRIES)
def test_ministries(client: FlaskClient, address: str) -> None:
    rows = view(client, address)
    assert [row["id"] for row in rows] == profiles(elements(client, address), "ministries")
    assert len(rows) == 20


@pytest.mark.parametrize("address", ["/provinces/TH-45", "/ministries/mof"])
def test_members(client: FlaskClient, address: str) -> None:
    rows = view(client, address)
    shown = {
        unquote(item.attributes["href"].partition("?")[0].rsplit("/", 1)[1])
        for item in elements(client, address)
        if item.tag == "a" and item.attributes.get("href", "").startswith("/agencies/")
    }
    assert {row["id"] for row in rows} <= shown
    assert rows


@pytest.mark.parametrize("address", [*(f"/findings/{n}" for n in range(1, 7))])
def test_findings(client: FlaskClient, address: str) -> None:
    ids = {row["finding_id"] for row in view(client, address)}
    shown = {
        item.attributes["id"]
        for item in elements(client, address)
        if "data-finding" in item.attributes
    }
    assert ids == shown


def test_values_are_those_shown(client: FlaskClient) -> None:
    rows = {row["id"]: row for row in view(client, "/en/provinces")}
    for item in elements(client, "/en/provinces"):
        if item.tag != "tr" or "data-id" not in item.attributes:
            continue
        row = rows[item.attributes["data-id"]]
        numbers = [i.text for i in item.inside if i.tag == "data"]
        assert row["value_printed"] in ("", *numbers)
        assert bool(row["value_printed"]) != bool(row["missing_kind"])


def test_every_file_says_status_and_provenance(client: FlaskClient) -> None:
    for address in (PROVINCES[0], AGENCIES[0], MINISTRIES[0], "/agencies/dbd", "/findings/3"):
        for row in view(client, address):
            assert row["dataset_status"] == "simulated"
            assert row["provenance"] in {"simulated", "published", "derived"}


def test_names_and_headers(client: FlaskClient) -> None:
    answer = client.get("/data/view/provinces.csv")
    assert "phrom-provinces-view-simulated.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    published = client.get("/data/view/findings/3.json")
    assert "simulated" not in published.headers["Content-Disposition"]
    assert published.get_json()["rows"][0]["provenance"] == "published"
    again = client.get(
        "/data/view/provinces.csv", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_json_has_the_rows_of_csv(client: FlaskClient) -> None:
    content = json.loads(client.get("/data/view/ministries.json").get_data(as_text=True))
    assert [row["id"] for row in content["rows"]] == [r["id"] for r in view(client, "/ministries")]
    assert {column["name"] for column in content["columns"]} == set(content["rows"][0])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/view/provinces.csv?measure=beauty", 400),
        ("/data/view/provinces.csv?colour=red", 400),
        ("/data/view/agencies.csv?page=zero", 400),
        ("/data/view/ministries.csv?sort=%3Cscript%3E", 400),
        ("/data/view/provinces/TH-99.csv", 404),
        ("/data/view/method.csv", 404),
        ("/data/view/provinces.xlsx", 404),
        ("/data/view/nowhere.csv", 404),
        ("/data/files/0123456789ab/phrom-scores.csv", 404),
        ("/data/files/0123456789ab/index.json", 404),
        ("/data/files/..%2f/manifest.json", 404),
        ("/data/files/", 404),
        ("/data/files/0123456789ab/a/b.csv", 404),
        ("/data/view/", 404),
        ("/data/shapes/other.geojson", 404),
    ],
)
def test_what_is_not_there_is_refused(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/data", "/en/data"])
def test_every_link_of_the_data_page_gives_a_file(client: FlaskClient, path: str) -> None:
    links = [
        item.attributes["href"]
        for item in elements(client, path)
        if item.tag == "a" and item.attributes.get("href", "").startswith("/data/")
    ]
    assert len(links) > 60
    for link in links:
        with client.get(link) as answer:
            assert answer.status_code == 200, link
            assert "attachment" in answer.headers["Content-Disposition"]


def test_files_never_change_under_their_address(client: FlaskClient) -> None:
    link = next(
        item.attributes["href"]
        for item in elements(client, "/data")
        if item.attributes.get("href", "").endswith(".zip")
    )
    with client.get(link) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [*PROVINCES, *AGENCIES, *MINISTRIES, "/provinces/TH-45", "/ministries/mof", "/agencies/dbd"],
)
def test_pages_link_to_their_rows(client: FlaskClient, address: str) -> None:
    links = [
        item.attributes["href"]
        for item in elements(client, address)
        if "data-rows" in item.attributes
    ]
    path, _, query = address.partition("?")
    wanted = {part for part in query.split("&") if part and not part.startswith("page=")}
    assert [link.partition("?")[0] for link in links] == [
        f"/data/view{path}.{form}" for form in ("csv", "json")
    ]
    for link in links:
        assert set(filter(None, link.partition("?")[2].split("&"))) == wanted
        assert client.get(link).status_code == 200


def test_every_page_with_rows_has_a_view() -> None:
    assert {*ROWS, Page.FINDINGS, Page.FINDING} == set(VIEWS)


def test_a_view_understands_what_its_page_understands(client: FlaskClient) -> None:
    for page in ROWS:
        sample = {Page.PROVINCE: "TH-45", Page.MINISTRY: "mof", Page.AGENCY: "dbd"}.get(page)
        path = route_of(page).pattern.replace("{id}", sample or "")
        for name in route_of(page).query:
            answer = client.get(f"/data/view{path}.csv?{name}=%00")
            assert "unknown parameter" not in answer.get_data(as_text=True)
