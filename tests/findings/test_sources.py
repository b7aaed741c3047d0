"""One click leads from every published figure, on every page, to where it was read."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from data.repository import ScoreRepository
from layouts.routes import LANGUAGES, Page, url
from layouts.settings import Settings
from layouts.text import translate
from tests.addresses import ALL
from tests.findings.reading import Element, elements, with_id

UNITS = {"td", "th", "li", "p", "h1", "h2", "h3", "dd", "figure", "tr"}
"""A cell, a sentence or a chart: a source belongs to the number that stands in the same one."""

MORE = [
    (lang, url(page, lang=lang, **({"id": code} if code else {}), **query))
    for lang in LANGUAGES
    for page, code, query in (
        (Page.FINDING, "2", {}),
        (Page.FINDING, "4", {}),
        (Page.FINDING, "5", {}),
        (Page.FINDING, "response", {}),
        (Page.MINISTRIES, None, {"view": "departments"}),
        (Page.MINISTRIES, None, {"view": "pillars"}),
        (Page.RECOMMENDATIONS, None, {"to": "government"}),
        (Page.PROVINCES, None, {"measure": "coverage"}),
    )
]
PAGES = list(dict.fromkeys(ALL + MORE))

WITHOUT_PHRASE = {"F209", "F210", "F249", "F250"}
"""Numbers of respondents on slides that have a heading and no question."""

NO_FIGURES = {"script", "style", "title", "desc"}
ELSEWHERE = {"citation"}
"""What repeats the title of a chart."""


@pytest.fixture(scope="session")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(Path(Settings().data_dir))


@pytest.fixture(scope="session")
def read(client: FlaskClient) -> object:
    return cache(lambda path: elements(client, path))


def leads_to_source(item: Element) -> bool:
    """Whether it is a link to an entry of the sources, or opens the source where it stands."""
    href = item.attributes.get("href", "")
    return bool(re.fullmatch(r"(/en)?/sources#.+", href)) or "data-source" in item.attributes


def sourced(item: Element) -> bool:
    """Whether one click leads from a figure to its source.

    The figure is itself the link; or its cell, sentence or chart holds one; or it stands in the
    block of a question, which unfolds its source; or in the list of sources, where it is the entry.
    """
    around = [*item.around, item]
    if any(leads_to_source(outer) for outer in around):
        return True
    unit = next((outer for outer in reversed(item.around) if outer.tag in UNITS), None)
    row = next((outer for outer in reversed(item.around) if outer.tag == "tr"), None)
    figure = next((outer for outer in item.around if outer.tag == "figure"), None)
    blocks = [outer for outer in around if "data-sourced" in outer.attributes]
    return any(
        leads_to_source(inner)
        for outer in (unit, row, figure, *blocks)
        if outer is not None
        for inner in outer.inside
    ) or any("data-entry" in outer.attributes for outer in around)


@pytest.mark.parametrize(("lang", "path"), PAGES)
def test_every_published_figure_leads_to_its_source(read, lang: str, path: str) -> None:
    marked = [e for e in read(path) if e.attributes.get("data-provenance") == "published"]
    worked_out = [e for e in read(path) if e.attributes.get("data-provenance") == "derived"]
    loose = [(e.text[:40], e.around[-1].text[:80]) for e in marked + worked_out if not sourced(e)]
    assert loose == []


def simulated(item: Element) -> bool:
    return any(outer.attributes.get("data-tagged") == "simulated" for outer in item.around)


@pytest.fixture(scope="session")
def telling(repo: ScoreRepository) -> re.Pattern[str]:
    """Published numbers that are not met by chance: of two decimals, or over a thousand."""
    printed = {f"{f.printed:,}" for f in repo.published_all() if f.printed is not None}
    rare = sorted(text for text in printed if "," in text or re.search(r"\.\d\d$", text))
    assert {"67.05", "4.66", "64.60", "1,858"} <= set(rare)
    return re.compile(rf"(?<![\d.,])(?:{'|'.join(map(re.escape, rare))})(?!\d|[.,]\d)")


@pytest.mark.parametrize(("lang", "path"), PAGES)
def test_published_numbers_in_prose_are_marked_or_sourced(
    read, telling: re.Pattern[str], lang: str, path: str
) -> None:
    """A number that was written into a text, not looked up, would have no source."""
    loose = []
    for item in read(path):
        around = [*item.around, item]
        if item.tag in NO_FIGURES or not telling.search(item.own):
            continue
        if any(o.tag in NO_FIGURES or "data-provenance" in o.attributes for o in around):
            continue
        if any(o.attributes.get("data-explains") in ELSEWHERE for o in around) or sourced(item):
            continue
        if any(o.attributes.get("class") == "chart-sub" and simulated(o) for o in around):
            continue  # how many have a simulated score
        loose.append(item.own[:90])
    assert loose == []


def test_the_pages_hold_enough_to_be_tested(read) -> None:
    """If figures lost their mark, the tests above would find nothing to complain of."""
    least = {
        "/": 13, "/ministries": 25, "/ministries/mof": 3, "/findings": 60, "/findings/1": 20,
        "/findings/response": 15, "/recommendations": 50, "/awards": 2, "/method": 30,
        "/sources": 190,
    }  # fmt: skip
    for prefix in ("", "/en"):
        for path, count in least.items():
            marked = [
                e
                for e in read((prefix + path).removesuffix("/") or "/")
                if e.attributes.get("data-provenance") == "published"
            ]
            assert len(marked) >= count, (prefix, path, len(marked))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_to_a_source_ends_at_an_entry(read, lang: str) -> None:
    there = {e.attributes["id"] for e in read(url(Page.SOURCES, lang=lang)) if "id" in e.attributes}
    asked = {
        unquote(e.attributes["href"].partition("#")[2])
        for of, path in PAGES
        if of == lang
        for e in read(path)
        if "/sources#" in e.attributes.get("href", "")
    }
    assert len(asked) > 60
    assert asked <= there


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entry_says_all_about_its_figure(read, repo: ScoreRepository, lang: str) -> None:
    found = read(url(Page.SOURCES, lang=lang))
    words = (
        translate("sources.vintage", lang=lang, vintage=""),
        translate("sources.confidence.line", lang=lang, confidence=""),
    )
    entries = [e for e in found if "data-entry" in e.attributes]
    published = {figure.id: figure for figure in repo.published_all()}
    assert published.keys() <= {e.attributes["id"] for e in entries}
    for entry in entries:
        item = published.get(entry.attributes["id"])
        assert all(word.strip() in entry.text for word in words)
        if item is not None and item.printed is not None:
            assert f"{item.printed:,}" in entry.text
        (document,) = [i for i in entry.inside if i.attributes.get("class") == "document"]
        assert document.text
        quotes = [i.text for i in entry.inside if i.tag == "q"]
        links = [i for i in entry.inside if i.attributes.get("href", "").startswith("http")]
        # Slide and phrase; or, for what was read on the web, the address.
        phrased = len(quotes) == 2 or entry.attributes["id"] in WITHOUT_PHRASE
        assert phrased or len(links) == 1, entry.attributes["id"]
        assert with_id(found, entry.attributes["id"]) is entry


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_entries_read_the_same(read, repo: ScoreRepository, lang: str) -> None:
    """A code says what it stands for, an award who won it."""
    found = read(url(Page.SOURCES, lang=lang))
    codes = [f for f in repo.published_all() if f.measure == "agency_type_code"]
    won = [f for f in repo.published_all() if f.measure == "award" and not f.entity_id]
    assert len(codes) == 6
    assert len(won) == 3
    heads = {
        item.id: next(i.text for i in with_id(found, item.id).inside if i.tag == "th")
        for item in (*codes, *won)
    }
    assert len(set(heads.values())) == len(heads)
    assert all(item.note in heads[item.id] for item in won)
    if lang == "th":
        assert all(item.text_value in heads[item.id] for item in codes)


def test_every_number_of_a_finding_has_an_entry(read, repo: ScoreRepository) -> None:
    entries = {e.attributes["id"] for e in read("/sources") if "data-entry" in e.attributes}
    published = {(f.source_line, f.level, f.printed) for f in repo.published_all()}
    for item in repo.findings():
        if item.printed is not None:
            known = (item.source_line, item.level, item.printed) in published
            assert known != (item.id in entries), item.id
