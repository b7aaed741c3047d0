"""Every address of the site, in one table: path to page and page to path, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from urllib.parse import quote, urlencode

from data.codes import PILLARS

LANGUAGES = ("th", "en")
DEFAULT_LANGUAGE = "th"
SUGGEST = "/suggest"
"""Where search fields ask for suggestions; no page."""
ASOF = "asof"
"""Parameter of every page: an earlier version of the data."""


class Page(StrEnum):
    """The kinds of page; the value is the name used in text keys."""

    OVERVIEW = "overview"
    PROVINCES = "provinces"
    PROVINCE = "province"
    MINISTRIES = "ministries"
    MINISTRY = "ministry"
    AGENCIES = "agencies"
    AGENCY = "agency"
    COMPARE = "compare"
    FINDINGS = "findings"
    FINDING = "finding"
    RECOMMENDATIONS = "recommendations"
    AWARDS = "awards"
    METHOD = "method"
    SOURCES = "sources"
    GLOSSARY = "glossary"
    DATA = "data"
    ACCESSIBILITY = "accessibility"
    SEARCH = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page's path pattern and the query parameters that it understands.

    Attributes:
        passing: those of them that make another view of the same thing, no page of its own.
    """

    page: Page
    pattern: str
    query: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()


ROUTES: tuple[Route, ...] = (
    Route(page=Page.OVERVIEW, pattern="/"),
    Route(
        page=Page.PROVINCES,
        pattern="/provinces",
        query=("measure", "year", "view", "region", "kind", "classes"),
    ),
    Route(
        page=Page.PROVINCE,
        pattern="/provinces/{id}",
        query=("year", "against", "sort", "with"),
        passing=("against", "sort", "with"),
    ),
    Route(
        page=Page.MINISTRIES,
        pattern="/ministries",
        query=("view", "year", "band", "arrows", "ministry", "type", "sort"),
    ),
    Route(
        page=Page.MINISTRY,
        pattern="/ministries/{id}",
        query=("year", "against", "sort", "with"),
        passing=("against", "sort", "with"),
    ),
    Route(
        page=Page.AGENCIES,
        pattern="/agencies",
        query=(
            "view",
            "q",
            "level",
            "ministry",
            "type",
            "kind",
            "province",
            "quadrant",
            "band",
            "answered",
            "year",
            "sort",
            "page",
        ),
    ),
    Route(
        page=Page.AGENCY,
        pattern="/agencies/{id}",
        query=("year", "against", *(str(pillar) for pillar in PILLARS), "with"),
        passing=("against", *(str(pillar) for pillar in PILLARS), "with"),
    ),
    Route(page=Page.COMPARE, pattern="/compare", query=("with", "year", "q")),
    Route(page=Page.FINDINGS, pattern="/findings"),
    Route(page=Page.FINDING, pattern="/findings/{id}"),
    Route(page=Page.RECOMMENDATIONS, pattern="/recommendations", query=("to",)),
    Route(page=Page.AWARDS, pattern="/awards"),
    Route(page=Page.METHOD, pattern="/method"),
    Route(page=Page.SOURCES, pattern="/sources"),
    Route(page=Page.GLOSSARY, pattern="/glossary"),
    Route(page=Page.DATA, pattern="/data"),
    Route(page=Page.ACCESSIBILITY, pattern="/accessibility"),
    Route(page=Page.SEARCH, pattern="/search", query=("q",)),
)

NAVIGATION = (Page.PROVINCES, Page.MINISTRIES, Page.AGENCIES, Page.FINDINGS, Page.METHOD)

KEPT = ":,"
"""Characters of values that stay as they are in addresses."""

_ID = r"(?P<id>[A-Za-z0-9][A-Za-z0-9-]{0,63})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A path that has a page: which one, in which language, and the id in the path if any."""

    route: Route
    lang: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a reader is: all that is needed to link here in either language.

    Attributes:
        asof: the superseded version of the data that the reader asked for; addresses made from
            this one stay with it.
    """

    page: Page
    lang: str
    id: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    asof: str = ""

    def href(self, *, lang: str | None = None, **query: str | None) -> str:
        """This address with some query parameters replaced (None removes one)."""
        merged = {**self.query, **self.pin, **query}
        return url(
            self.page,
            lang=lang or self.lang,
            id=self.id,
            **{k: v for k, v in merged.items() if v},
        )

    @property
    def canonical(self) -> str:
        """The address of this page among those that show the same thing another way."""
        return self.href(**dict.fromkeys((*route_of(self.page).passing, ASOF)))

    @property
    def pin(self) -> dict[str, str]:
        """What keeps other addresses with the version of this one."""
        return {ASOF: self.asof} if self.asof else {}


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Route], ...]:
    return tuple((re.compile(route.pattern.replace("{id}", _ID)), route) for route in ROUTES)


@cache
def route_of(page: Page) -> Route:
    """The route of a page."""
    return next(route for route in ROUTES if route.page is page)


def split_language(path: str) -> tuple[str, str]:
    """Language and path without it: `/en/provinces` -> ("en", "/provinces")."""
    for lang in LANGUAGES:
        if lang != DEFAULT_LANGUAGE and (path == f"/{lang}" or path.startswith(f"/{lang}/")):
            return lang, path[len(lang) + 1 :] or "/"
    return DEFAULT_LANGUAGE, path


def match(path: str) -> Match | None:
    """The page at a decoded path, or None. Whether its id exists, the page itself decides."""
    lang, rest = split_language(path)
    for pattern, route in _compiled():
        # Whole: a `$` would let a line end follow.
        if found := pattern.fullmatch(rest):
            return Match(route=route, lang=lang, id=found.groupdict().get("id"))
    return None


def url(page: Page, /, *, lang: str, id: str | None = None, **query: str) -> str:
    """Path and query of a page; the order of parameters is that of the route table."""
    route = route_of(page)
    names = (*route.query, ASOF)
    unknown = set(query) - set(names)
    if unknown:
        message = f"{page} has no query parameter {sorted(unknown)}"
        raise ValueError(message)
    path = route.pattern.replace("{id}", quote(id or "", safe=""))
    prefix = "" if lang == DEFAULT_LANGUAGE else f"/{lang}"
    path = (prefix + path).rstrip("/") or "/"
    ordered = [(name, query[name]) for name in names if name in query]
    return f"{path}?{urlencode(ordered, safe=KEPT)}" if ordered else path
