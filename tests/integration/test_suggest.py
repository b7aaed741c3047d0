"""The suggestions of the search fields are the first hits of the page of results."""

from __future__ import annotations

import re
from html import unescape

import brotli
import pytest
from flask.testing import FlaskClient

from data.build import DEFAULT_INTO
from data.model import HitKind
from data.repository import ScoreRepository
from web.bundle import ASSETS, minify_js
from web.suggest import LIMIT

SCRIPT_BYTES = 2_500
RESULT = re.compile(r'<ol class="results">(.*?)</ol>', re.S)
LINK = re.compile(r'<li><a href="([^"]+)">(.*?)</a>', re.S)
WORDS = ["กทม.", "รอยเอด", "dm,", "สาธารณสุข", "Buriram", "Instagram", "cyber", "๑.๑", "xyzzy", " "]


def suggested(client: FlaskClient, text: str, *, lang: str) -> list[tuple[str, str]]:
    answer = client.get("/suggest", query_string={"q": text, "lang": lang})
    assert answer.status_code == 200
    return [(hit["href"], hit["label"]) for hit in answer.get_json()["hits"]]


def listed(client: FlaskClient, text: str, *, lang: str) -> list[tuple[str, str]]:
    prefix = "/en" if lang == "en" else ""
    html = client.get(f"{prefix}/search", query_string={"q": text}).get_data(as_text=True)
    found = RESULT.search(html)
    return [(unescape(a), unescape(b)) for a, b in LINK.findall(found[1])] if found else []


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("text", WORDS)
def test_the_first_hits_are_those_of_the_page(client: FlaskClient, text: str, lang: str) -> None:
    short, whole = suggested(client, text, lang=lang), listed(client, text, lang=lang)
    assert short == whole[:LIMIT]
    assert len(short) == min(LIMIT, len(whole))


def test_what_a_suggestion_says(client: FlaskClient) -> None:
    answer = client.get("/suggest", query_string={"q": "DBD", "lang": "en"}).get_json()
    assert answer["hits"][0] == {
        "label": "Department of Business Development",
        "beside": "กรมพัฒนาธุรกิจการค้า",
        "lang": "th",
        "kind": "Department",
        "href": "/en/agencies/dbd",
    }
    assert answer["said"].startswith("1 suggestion")
    assert client.get("/suggest", query_string={"q": "xyzzy"}).get_json()["hits"] == []


@pytest.mark.parametrize("query", ["", "?q=", "?lang=xx&q=dbd", "?q=" + "a" * 3000, "?q=%00%ff"])
def test_any_question_is_answered(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/suggest{query}")
    assert answer.status_code == 200
    assert set(answer.get_json()) == {"said", "hits"}


def test_suggestions_may_be_kept(client: FlaskClient) -> None:
    first = client.get("/suggest?q=dbd")
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = client.get("/suggest?q=dbd", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_every_finding_leads_to_its_place(client: FlaskClient) -> None:
    """Whatever the survey asked and a reader can find stands where its hit leads to."""
    repository = ScoreRepository.open(DEFAULT_INTO)
    names = [
        *(item.name.en for item in repository.pillars()),
        *(item.name.en for item in repository.indicators() if item.name.en),
        *{item.question.en for item in repository.findings()},
    ]
    links = {
        hit["href"]
        for name in names
        for hit in client.get("/suggest", query_string={"q": name}).get_json()["hits"]
        if hit["href"].startswith("/findings")
    }
    pages: dict[str, str] = {}
    for link in links:
        path, _, anchor = link.partition("#")
        if path not in pages:
            answer = client.get(path)
            assert answer.status_code == 200, link
            pages[path] = answer.get_data(as_text=True)
        assert not anchor or f'id="{anchor}"' in pages[path], link
    assert len(links) > 40
    assert {hit.kind for hit in repository.search("Public Services")} >= {HitKind.PILLAR}


def test_pages_with_a_script_suggest_and_others_have_a_plain_form(client: FlaskClient) -> None:
    for path in ("/", "/search", "/provinces", "/agencies/dbd"):
        assert "form.search input" in client.get(path).get_data(as_text=True), path
    plain = client.get("/glossary").get_data(as_text=True)
    assert "<script" not in plain
    form = re.search(r"<form[^>]*>", plain)
    assert form is not None
    assert 'action="/search"' in form[0]


def test_the_script_is_small() -> None:
    source = minify_js((ASSETS / "js/search.js").read_text(encoding="utf-8"))
    assert len(brotli.compress(source.encode())) <= SCRIPT_BYTES
