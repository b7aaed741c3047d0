"""Addresses that stand for every kind of page, in both languages."""

from __future__ import annotations

from layouts.routes import LANGUAGES, Page, url

SAMPLES: dict[Page, tuple[str | None, ...]] = {
    Page.PROVINCE: ("TH-45", "TH-10", "TH-48"),
    Page.MINISTRY: ("mof", "opm"),
    Page.AGENCY: ("dbd", "public-health-45", "oag"),
    Page.FINDING: ("1", "3", "6"),
}
VIEWS: tuple[tuple[Page, str | None, dict[str, str]], ...] = (
    (Page.AGENCIES, None, {"view": "types"}),
    (Page.AGENCIES, None, {"q": "DBD", "sort": "p3", "year": "2561"}),
    (Page.AGENCIES, None, {"answered": "not_in_simulation"}),
    (Page.AGENCY, "dbd", {"p1": "5", "p6": "99"}),
    (Page.AGENCY, "natural-resources-96", {"year": "2561", "against": "group"}),
)
"""Views of a page that look unlike the page itself."""

ONLY_PUBLISHED = {
    "/findings",
    *(f"/findings/{number}" for number in range(1, 7)),
    "/sources",
    "/awards",
    "/recommendations",
    "/glossary",
}
"""Pages whose numbers are all published."""

UNKNOWN = (
    "/nowhere",
    "/provinces/TH-99",
    "/provinces/ร้อยเอ็ด",
    "/provinces/TH-45/x",
    "/ministries/xyz",
    "/agencies/no-such-agency",
    "/findings/7",
)


def kinds(lang: str) -> list[str]:
    """One address or a few of every kind of page in a language."""
    return [
        url(page, lang=lang, **({"id": code} if code else {}))
        for page in Page
        for code in SAMPLES.get(page, (None,))
    ] + [
        url(page, lang=lang, **({"id": code} if code else {}), **query)
        for page, code, query in VIEWS
    ]


ALL = [(lang, path) for lang in LANGUAGES for path in kinds(lang)]
