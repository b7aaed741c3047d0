"""Every kind of page in both languages, as it is served."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.addresses import ALL, ONLY_PUBLISHED, UNKNOWN

NUMBER = re.compile(r"(?<![\w.])[+\u2212]?\d{1,3}\.\d(?!\d|\.\d)")
MARKS = {"data-provenance", "data-status", "data-explains"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Reader(HTMLParser):
    """Walks a page and keeps, for each text, the attributes of all elements around it."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []
        self.elements: list[tuple[str, dict[str, str | None], list]] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        self.elements.append((tag, here, list(self.stack)))
        if tag not in VOID:
            self.stack.append((tag, here))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), list(self.stack)))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop()[0] != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((data, list(self.stack)))


def read(client: FlaskClient, path: str) -> Reader:
    reader = Reader()
    reader.feed(client.get(path).get_data(as_text=True))
    return reader


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_page_is_whole(client: FlaskClient, lang: str, path: str) -> None:
    answer = client.get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{lang}">' in html
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert re.search(r"<title>[^<]{8,}</title>", html)
    assert re.search(r'<meta name="description" content="[^"]{20,}">', html)
    assert 'rel="canonical"' in html
    assert html.count('rel="alternate"') == 2
    assert "None" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)
    assert "{" not in re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S)
    assert read(client, path).unbalanced == []


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/agencies/dbd?year=2561&p1=90&with=agency:dbd", "/agencies/dbd?year=2561"),
        ("/en/provinces/TH-45?sort=name&against=mean", "/en/provinces/TH-45"),
        ("/provinces?measure=p3&view=tiles", "/provinces?measure=p3&view=tiles"),
    ],
)
def test_another_view_of_the_same_is_no_page_of_its_own(
    client: FlaskClient, path: str, kept: str
) -> None:
    html = client.get(path).get_data(as_text=True).replace("&amp;", "&")
    assert f'rel="canonical" href="{kept}"' in html
    shared = re.search(r'og:url" content="(.*?)"', html)[1]
    assert parse_qs(urlsplit(shared).query) == parse_qs(urlsplit(path).query)


def test_rows_are_offered_where_there_are_some(client: FlaskClient) -> None:
    assert "/data/view/provinces/TH-10.csv" not in client.get("/provinces/TH-10").text
    assert "/data/view/provinces/TH-45.csv" in client.get("/provinces/TH-45").text


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_simulated_data_are_called_so(client: FlaskClient, lang: str, path: str) -> None:
    html = client.get(path).get_data(as_text=True)
    word = {"th": "จำลอง", "en": "imulated"}[lang]
    assert word in re.search(r"<title>(.*?)</title>", html)[1]
    published = path.removeprefix("/en") in ONLY_PUBLISHED
    description = re.search(r'name="description" content="(.*?)"', html)[1]
    assert (word in description) is not published
    assert 'name="robots" content="noindex"' in html
    assert 'class="status"' in html


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_every_score_carries_its_provenance(client: FlaskClient, lang: str, path: str) -> None:
    """A number with one decimal that is not marked would pass for a fact."""
    reader = read(client, path)
    loose = [
        (text.strip()[:60], NUMBER.search(text)[0])
        for text, around in reader.texts
        if NUMBER.search(text)
        and not any(tag in {"script", "style", "title"} for tag, _ in around)
        and not any(MARKS & set(a) for _, a in around)
    ]
    assert loose == []


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_every_simulated_number_stands_under_a_tag(
    client: FlaskClient, lang: str, path: str
) -> None:
    """A tag stands in the same block, or in simulated data the sentence itself says so."""
    reader = read(client, path)
    tags = [
        [id(a) for _, a in around]
        for tag, attributes, around in reader.elements
        if "tag-simulated" in (attributes.get("class") or "")
    ]
    tagged_blocks = {
        id(a)
        for tag, a, _ in reader.elements
        if a.get("data-tagged") == "simulated" and any(id(a) in blocks for blocks in tags)
    }
    # HTMLParser hands each element's attributes once; identity tells the blocks apart.
    for _, attributes, around in reader.elements:
        if attributes.get("data-provenance") != "simulated":
            continue
        inside = any(id(a) in tagged_blocks for _, a in [*around, ("", attributes)])
        said = any("lead" in (a.get("class") or "").split() for _, a in around)
        assert inside or said, (attributes, [t for t, _ in around])


@pytest.mark.parametrize("path", UNKNOWN)
@pytest.mark.parametrize(("lang", "prefix"), [("th", ""), ("en", "/en")])
def test_unknown_addresses_are_404(client: FlaskClient, lang: str, prefix: str, path: str) -> None:
    answer = client.get(prefix + path)
    assert answer.status_code == 404
    assert f'<html lang="{lang}">' in answer.get_data(as_text=True)
    assert client.head(prefix + path).status_code == 404


def test_trailing_slash_leads_to_the_page(client: FlaskClient) -> None:
    answer = client.get("/provinces/?measure=p1")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/provinces?measure=p1")


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/provinces?measure=beauty", "beauty"),
        ("/en/provinces?year=1999", "1999"),
        ("/agencies?page=zero", "zero"),
        ("/en/agencies/dbd?against=nobody", "nobody"),
    ],
)
def test_unusable_parameters_are_said(client: FlaskClient, path: str, given: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="notice"' in answer.get_data(as_text=True)
    assert given in answer.get_data(as_text=True)


def test_pages_without_anything_live_have_no_script(client: FlaskClient) -> None:
    for path in ("/method", "/findings", "/awards", "/glossary", "/accessibility", "/nowhere"):
        assert "<script" not in client.get(path).get_data(as_text=True), path


def test_answers_carry_the_security_headers(client: FlaskClient) -> None:
    for path in ("/", "/nowhere", "/healthz", "/_dash-layout"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("style-src")[0]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz").get_json()
    assert ready["ready"] is True
    assert ready["data_status"] == "simulated"
    assert ready["data_version"]


def test_second_answer_comes_from_the_cache_unchanged(client: FlaskClient) -> None:
    first = client.get("/provinces", headers={"Accept-Encoding": "br"})
    second = client.get("/provinces", headers={"Accept-Encoding": "br"})
    assert first.data == second.data
    assert first.headers["Content-Encoding"] == "br"
    same = client.get("/provinces", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code in {200, 304}


def test_a_value_cannot_pose_as_another_parameter(client: FlaskClient) -> None:
    """The cache must not keep an unusable address under the name of a usable one."""
    client.get("/agencies", query_string={"level": "office|page=2"})
    assert 'class="notice"' not in client.get("/agencies?level=office&page=2").get_data(
        as_text=True
    )
