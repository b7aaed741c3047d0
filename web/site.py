"""Answers every page address with finished HTML; knows Flask, not the pages themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import brotli
from flask import Flask, Request, Response, redirect, request
from flask_caching import Cache

from layouts import routes
from layouts.context import Context, NotFound, PageContent
from layouts.islands import Island
from layouts.pages import builder, not_found
from layouts.routes import LANGUAGES, Address, Match, Page
from layouts.settings import Settings
from layouts.shell import shell
from data.current import Repositories
from data.repository import ScoreRepository
from geo.shapes import ShapeSet
from web.bundle import Bundle
from web.document import DashState, Head, document
from web.render import render_html

OWN_PATHS = ("/_dash", "/_reload-hash", "/_favicon.ico", "/assets/", "/healthz", "/readyz")
BROTLI_QUALITY = 5
ASOF = "asof"
"""Parameter of every page: an earlier version of the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that a page is made from, for one version of the data.

    Attributes:
        superseded: whether the version is an earlier one, asked for by the reader.
        unknown: the version asked for, where none is kept by that name.
    """

    repo: ScoreRepository
    shapes: ShapeSet
    settings: Settings
    bundle: Bundle
    superseded: bool = False
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page as it goes out, kept in the cache."""

    html: bytes
    packed: bytes
    status: int


def context(site: Site, found: Match | None, path: str, query: dict[str, str]) -> Context:
    """The context of a request; an unknown path gets the reader's language and the overview."""
    if found is None:
        lang, _ = routes.split_language(path)
        address = Address(page=Page.OVERVIEW, lang=lang)
    else:
        known = {k: v for k, v in query.items() if k in found.route.query and v}
        address = Address(page=found.route.page, lang=found.lang, id=found.id, query=known)
    return Context(
        repo=site.repo,
        shapes=site.shapes,
        settings=site.settings,
        address=address,
        superseded=site.superseded,
    )


def render_page(
    site: Site, *, path: str, query: dict[str, str], dash: DashState
) -> tuple[str, int]:
    """The document of a path and its status.

    Returns:
        HTML and 200, or the 404 page in the reader's language and 404.
    """
    found = routes.match(path)
    ctx = context(site, found, path, query)
    try:
        content = not_found(ctx) if found is None else builder(found.route.page)(ctx)
    except NotFound:
        content = not_found(ctx)
    if site.unknown:
        content = replace(content, notices={**content.notices, ASOF: site.unknown})
    islands: list[Island] = []
    body = render_html(shell(ctx, content), islands)
    html = document(
        head=_head(ctx, content), body=body, islands=islands, bundle=site.bundle, dash=dash
    )
    return html, content.status


def _head(ctx: Context, content: PageContent) -> Head:
    base = ctx.settings.public_url
    title_key = "site.title_simulated" if ctx.simulated else "site.title"
    description = content.description
    if ctx.simulated:
        description = ctx.t("site.description_simulated", text=description)
    return Head(
        lang=ctx.lang,
        title=ctx.t(title_key, page=content.title),
        description=description,
        canonical=base + ctx.address.href(),
        alternates=[(lang, base + ctx.address.href(lang=lang)) for lang in LANGUAGES],
        indexed=not (ctx.simulated or ctx.superseded) and content.status == 200,
        site_name=ctx.t("site.name"),
        inline=content.inline,
    )


def register(
    server: Flask, *, site: Site, repos: Repositories, cache: Cache, dash: DashState
) -> None:
    """Answer all page addresses on `server`, before Dash's own catch-all sees them."""

    @server.before_request
    def serve() -> Response | None:
        if request.path.startswith(OWN_PATHS):
            return None
        if request.method not in {"GET", "HEAD"}:
            return Response(status=405, headers={"Allow": "GET, HEAD"})
        if straight := _straight(request):
            return redirect(straight, code=308)  # type: ignore[return-value]
        asked = _version(request, site=site, repos=repos)
        return _respond(_page(request, site=asked, cache=cache, dash=dash))


def _version(incoming: Request, *, site: Site, repos: Repositories) -> Site:
    """The site on the version in use, or on the earlier one that the address asks for."""
    current = repos.get()
    asked = incoming.args.get(ASOF, "")
    if not asked or asked == current.version:
        return replace(site, repo=current)
    earlier = repos.version(asked)
    if earlier is None:
        return replace(site, repo=current, unknown=asked)
    return replace(site, repo=earlier, superseded=True)


def _straight(incoming: Request) -> str | None:
    """The address without its trailing slash, where that is a page."""
    path = incoming.path
    if len(path) > 1 and path.endswith("/") and routes.match(path.rstrip("/")):
        query = incoming.query_string.decode("latin-1")
        return path.rstrip("/") + (f"?{query}" if query else "")
    return None


def _page(incoming: Request, *, site: Site, cache: Cache, dash: DashState) -> Rendered:
    found = routes.match(incoming.path)
    names = found.route.query if found else ()
    query = {name: incoming.args[name] for name in names if incoming.args.get(name)}
    version = f"{ASOF} {site.repo.version}" if site.superseded else site.repo.version
    key = "|".join((version, incoming.path, *(f"{k}={v}" for k, v in query.items())))
    kept_at_all = found is not None and not site.unknown and len(key) < 300
    kept: Rendered | None = cache.get(key) if kept_at_all else None
    if kept is None:
        html, status = render_page(site, path=incoming.path, query=query, dash=dash)
        plain = html.encode()
        kept = Rendered(
            html=plain, packed=brotli.compress(plain, quality=BROTLI_QUALITY), status=status
        )
        if status == 200 and kept_at_all:
            cache.set(key, kept)
    return kept


def _respond(page: Rendered) -> Response:
    packed = "br" in request.headers.get("Accept-Encoding", "")
    response = Response(page.packed if packed else page.html, status=page.status)
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache" if page.status == 200 else "no-store"
    if packed:
        response.headers["Content-Encoding"] = "br"
    response.add_etag()
    return response.make_conditional(request)
