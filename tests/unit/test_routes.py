from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.routes import LANGUAGES, ROUTES, Address, Page, match, split_language, url

IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9-]{0,40}\Z")


@given(st.sampled_from(ROUTES), st.sampled_from(LANGUAGES), IDS, st.data())
def test_every_address_leads_back_to_its_page(route, lang, code, data) -> None:  # type: ignore[no-untyped-def]
    names = data.draw(st.lists(st.sampled_from(route.query or ("",)), unique=True))
    query = {name: data.draw(st.text(min_size=1, max_size=8)) for name in names if name}
    parts = urlsplit(url(route.page, lang=lang, id=code, **query))
    found = match(parts.path)
    assert found is not None
    assert (found.route, found.lang) == (route, lang)
    assert found.id == (code if "{id}" in route.pattern else None)
    assert dict(parse_qsl(parts.query, keep_blank_values=True)) == query


@pytest.mark.parametrize(
    "path",
    [
        *("/x", "/provinces/a/b", "/en/x", "/provinces/", "/provinces/ก", "//", "/enx", "/th"),
        *("/\n", "/en\n", "/provinces\n", "/en/provinces/TH-10\n", "\n/provinces"),
    ],
)
def test_other_paths_have_no_page(path: str) -> None:
    assert match(path) is None


def test_language_prefix_is_a_whole_segment() -> None:
    assert split_language("/en") == ("en", "/")
    assert split_language("/energy") == ("th", "/energy")


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="no query parameter"):
        url(Page.METHOD, lang="th", year="2562")


def test_an_address_switches_language_and_keeps_its_query() -> None:
    here = Address(page=Page.PROVINCES, lang="th", query={"measure": "p3", "year": "2561"})
    assert here.href(lang="en") == "/en/provinces?measure=p3&year=2561"
    assert here.href(year=None) == "/provinces?measure=p3"
