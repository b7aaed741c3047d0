"""The page of search results: how many there are, and nothing made of the reader's own words."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from layouts.components.glossary import _pattern
from layouts.pages.search import LIMIT
from tests.findings.reading import Element, elements


def status(found: list[Element]) -> Element:
    (line,) = [i for i in found if i.tag == "p" and i.attributes.get("role") == "status"]
    return line


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/search?q=แรงงาน", "พบมากกว่า 50 รายการที่ตรงกับ “แรงงาน” แสดง 50 รายการแรก"),
        ("/en/search?q=labour", "More than 50 results for “labour”: the first 50 are shown"),
    ],
)
def test_a_cut_list_says_so_and_leads_on(client: FlaskClient, path: str, words: str) -> None:
    found = elements(client, path)
    assert status(found).text == words
    (results,) = [i for i in found if i.attributes.get("class") == "results"]
    assert len([i for i in results.inside if i.tag == "li"]) == LIMIT
    prefix = "/en" if path.startswith("/en") else ""
    to = [i.attributes.get("href", "") for i in found if i.tag == "a"]
    assert any(href.startswith(f"{prefix}/agencies?q=") for href in to)


def test_a_whole_list_is_counted(client: FlaskClient) -> None:
    found = elements(client, "/en/search?q=TH-45")
    line = status(found).text
    assert "More than" not in line
    (results,) = [i for i in found if i.attributes.get("class") == "results"]
    assert line.endswith(f": {len([i for i in results.inside if i.tag == 'li'])}")


@pytest.mark.parametrize("query", ["ก.พ.ร.", "ก.พ.", "สพร.", "xyzzy DGA"])
def test_the_readers_words_are_not_explained(client: FlaskClient, query: str) -> None:
    line = status(elements(client, f"/search?q={query}"))
    assert query in line.text
    assert not [i for i in line.inside if "term" in i.attributes.get("class", "")]


def test_an_abbreviation_is_not_found_in_a_longer_one() -> None:
    pattern = _pattern(("ก.พ.", "สพร.", "ระบบ"), "th")
    assert pattern.findall("ก.พ.ร. และ อ.ก.พ. กับ ก.พ. และ สพร.") == ["ก.พ.", "สพร."]
    assert pattern.findall("ในระบบงาน") == ["ระบบ"]
