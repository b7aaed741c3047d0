"""What crawlers ask for: robots.txt and sitemap.xml."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from flask import Flask, Response

from data.codes import DataStatus, Level
from data.current import Repositories
from data.repository import ScoreRepository
from layouts import routes
from layouts.context import PROFILE_PAGES
from layouts.routes import LANGUAGES, Page
from layouts.settings import Settings

UNLISTED = frozenset({Page.SEARCH, Page.COMPARE})
"""Pages that hold nothing without a question."""
LEVELS = (Level.PROVINCE, Level.MINISTRY, Level.DEPARTMENT, Level.OFFICE)
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def register(server: Flask, *, repos: Repositories, settings: Settings) -> None:
    """Answer /robots.txt and, where the public address is known, /sitemap.xml."""

    @server.get("/robots.txt")
    def robots() -> Response:
        return _text(robots_text(settings), mime="text/plain")

    @server.get("/sitemap.xml")
    def sitemap() -> Response:
        if not settings.public_url:
            text = "PUBLIC_URL is not set, and a sitemap needs whole addresses\n"
            return _text(text, mime="text/plain", status=404)
        return _text(sitemap_text(repos.get(), base=settings.public_url), mime="application/xml")


def robots_text(settings: Settings) -> str:
    """Crawlers may read pages, but not work through every search and download.

    Pages with simulated scores are not forbidden here: a crawler has to read a page to learn from
    it that it is not to be indexed.
    """
    prefixes = ["" if lang == routes.DEFAULT_LANGUAGE else f"/{lang}" for lang in LANGUAGES]
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}/search" for prefix in prefixes]
    lines += ["Disallow: /_dash-", "Disallow: /data/view/"]
    if settings.public_url:
        lines += ["", f"Sitemap: {settings.public_url}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def sitemap_text(repo: ScoreRepository, *, base: str) -> str:
    """Every address that may be indexed, once for each language, with its alternates.

    Pages about one province, ministry or agency come in only with official scores: simulated
    ones must not be found under a real name.
    """
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n']
    for page, entity in _addresses(repo):
        code = {"id": entity} if entity else {}
        hrefs = {lang: escape(base + routes.url(page, lang=lang, **code)) for lang in LANGUAGES}
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href="{href}"/>'
            for lang, href in hrefs.items()
        )
        parts += [
            f"<url><loc>{href}</loc><lastmod>{repo.issued}</lastmod>{alternates}</url>\n"
            for href in hrefs.values()
        ]
    parts.append("</urlset>\n")
    return "".join(parts)


def _addresses(repo: ScoreRepository) -> Iterator[tuple[Page, str]]:
    for route in routes.ROUTES:
        if "{id}" not in route.pattern and route.page not in UNLISTED:
            yield route.page, ""
    for pillar in repo.pillars():
        yield Page.FINDING, str(pillar.number)
    if repo.status is DataStatus.SIMULATED:
        return
    for level in LEVELS:
        for entity in repo.entities(level=level):
            yield PROFILE_PAGES[level], entity.id


def _text(content: str, *, mime: str, status: int = 200) -> Response:
    response = Response(content, status=status, mimetype=mime)
    response.headers["Cache-Control"] = "no-cache" if status == 200 else "no-store"
    return response
