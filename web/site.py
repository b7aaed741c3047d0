"""Answers every page address with finished HTML; knows Flask, not the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Flask, Request, Response, redirect, request

from data.current import Repositories
from data.repository import ScoreRepository
from geo.shapes import ShapeSet
from layouts import routes
from layouts.components.pictures import card_url
from layouts.context import Context, NotFound, PageContent
from layouts.islands import Island
from layouts.pages import builder, not_found
from layouts.routes import LANGUAGES, Address, Match, Page
from layouts.settings import Settings
from layouts.shell import SEARCH_SCRIPT, shell
from web.bundle import Bundle
from web.document import DashState, Head, document
from web.front import READY
from web.gate import is_page
from web.packer import SMALL, Kept, kept, preferred
from web.pagecache import PageCache
from web.render import render_html
from web.warm import Warmer

CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"
"""A browser asks each time; a cache in front may answer by itself for a minute."""

ASOF = routes.ASOF

_FORM = re.compile(r"<form\b[^>]*>")
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


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
    """A page as it goes out."""

    kept: Kept
    status: int


def origin(incoming: Request, settings: Settings) -> str:
    """Scheme and host of permanent links: the public ones, else those of the request."""
    if settings.public_url:
        return settings.public_url
    host = incoming.host
    return f"{incoming.scheme}://{host}" if _HOST.fullmatch(host) else ""


def context(
    site: Site,
    found: Match | None,
    path: str,
    query: dict[str, str],
    *,
    origin: str = "",
) -> Context:
    """The context of a request; an unknown path gets the reader's language and the overview."""
    if found is None:
        lang, _ = routes.split_language(path)
        address = Address(page=Page.OVERVIEW, lang=lang)
    else:
        known = {k: v for k, v in query.items() if k in found.route.query and v}
        address = Address(page=found.route.page, lang=found.lang, id=found.id, query=known)
    if site.superseded:
        address = replace(address, asof=site.repo.version)
    return Context(
        repo=site.repo,
        shapes=site.shapes,
        settings=site.settings,
        address=address,
        origin=origin,
    )


def render_page(
    site: Site, *, path: str, query: dict[str, str], dash: DashState, origin: str = ""
) -> tuple[str, int]:
    """The document of a path and its status.

    Returns:
        HTML and 200, or the 404 page in the reader's language and 404.
    """
    found = routes.match(path)
    ctx = context(site, found, path, query, origin=origin)
    try:
        content = not_found(ctx) if found is None else builder(found.route.page)(ctx)
    except NotFound:
        content = not_found(ctx)
    if site.unknown:
        content = replace(content, notices={**content.notices, ASOF: site.unknown})
    islands: list[Island] = []
    body = _pinned(render_html(shell(ctx, content), islands), asof=ctx.address.asof)
    inline = list(content.inline)
    if (islands or inline) and SEARCH_SCRIPT not in inline:
        inline.append(SEARCH_SCRIPT)
    html = document(
        head=_head(ctx, content, inline=inline),
        body=body,
        islands=islands,
        bundle=site.bundle,
        dash=dash,
    )
    return html, content.status


def _pinned(body: str, *, asof: str) -> str:
    """The markup with forms that stay with a version: a browser drops the query of their action."""
    if not asof:
        return body
    return _FORM.sub(rf'\g<0><input type="hidden" name="{ASOF}" value="{asof}">', body)


def _head(ctx: Context, content: PageContent, *, inline: Sequence[str]) -> Head:
    base = ctx.settings.public_url
    title_key = "site.title_simulated" if ctx.simulated else "site.title"
    return Head(
        lang=ctx.lang,
        title=ctx.t(title_key, page=content.title),
        description=_description(ctx, content),
        canonical=base + ctx.address.canonical,
        address=base + ctx.address.href(),
        alternates=[(lang, base + ctx.address.href(lang=lang, asof=None)) for lang in LANGUAGES],
        indexed=not (ctx.simulated or ctx.superseded) and content.status == 200,
        site_name=ctx.t("site.name"),
        inline=inline,
        image=ctx.origin + card_url(ctx) if content.card else "",
    )


def _description(ctx: Context, content: PageContent) -> str:
    """What search engines and previews say of a page, marked where it shows simulated numbers."""
    text = content.description
    told = text.startswith(ctx.t("narrative.opening"))
    if not ctx.simulated or told or content.published:
        return text
    return ctx.t("site.description_simulated", text=text)


def register(
    server: Flask, *, site: Site, repos: Repositories, cache: PageCache, dash: DashState
) -> Warmer:
    """Answer all page addresses on `server`, before Dash's own catch-all sees them.

    Returns:
        What makes pages ahead, once it is told to begin.
    """

    def ahead(path: str, origin: str) -> None:
        at_hand = replace(site, repo=repos.get())
        _ahead(path, site=at_hand, cache=cache, dash=dash, origin=origin)

    def render(path: str) -> object:
        return render_page(replace(site, repo=repos.get()), path=path, query={}, dash=dash)

    warmer = Warmer(
        render=render, make=ahead, claim=cache.claim, public_url=site.settings.public_url
    )

    @server.before_request
    def serve() -> Response | None:
        if not is_page(request):
            return None
        if request.method not in {"GET", "HEAD"}:
            return Response(status=405, headers={"Allow": "GET, HEAD"})
        if straight := _straight(request):
            return redirect(straight, code=308)  # type: ignore[return-value]
        asked = version(request, site=site, repos=repos)
        page = _page(request, site=asked, cache=cache, dash=dash)
        if page.status == 200 and not asked.superseded:
            warmer.asked(asked.repo, origin=origin(request, site.settings))
        return _respond(page)

    return warmer


def version(incoming: Request, *, site: Site, repos: Repositories) -> Site:
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


def _page(incoming: Request, *, site: Site, cache: PageCache, dash: DashState) -> Rendered:
    found = routes.match(incoming.path)
    names = found.route.query if found else ()
    query = {name: incoming.args[name] for name in names if incoming.args.get(name)}
    base = origin(incoming, site.settings)
    key = _key(site, incoming.path, query, origin=base)
    kept_at_all = found is not None and not site.unknown and len(key) < 300
    if kept_at_all and (ready := cache.get(key)):
        incoming.environ[READY] = ready.quality == SMALL and not site.superseded
        return Rendered(kept=ready, status=200)
    with cache.making(key):
        # Another reader may have waited for the same page and got it made.
        if kept_at_all and (ready := cache.get(key)):
            return Rendered(kept=ready, status=200)
        with cache.hand:
            html, status = render_page(
                site, path=incoming.path, query=query, dash=dash, origin=base
            )
        fresh = kept(html.encode())
        if status == 200 and kept_at_all:
            cache.set(key, fresh)
    return Rendered(kept=fresh, status=status)


def _key(site: Site, path: str, query: dict[str, str], *, origin: str) -> str:
    made = f"{ASOF} {site.repo.version}" if site.superseded else site.repo.version
    # Encoded, so that no value can pose as another.
    return f"{made}|{origin}|{path}?{urlencode(query)}"


def _ahead(path: str, *, site: Site, cache: PageCache, dash: DashState, origin: str) -> None:
    """Keep the page at a path, unless it is kept already or somebody makes it just now."""
    key = _key(site, path, {}, origin=origin)
    lock = cache.making(key)
    if cache.get(key) or not lock.acquire(blocking=False):
        return
    try:
        with cache.hand:
            html, status = render_page(site, path=path, query={}, dash=dash, origin=origin)
        if status == 200:
            cache.set(key, kept(html.encode()))
    finally:
        lock.release()


def _respond(page: Rendered) -> Response:
    form = preferred(request.headers.get("Accept-Encoding", ""))
    response = Response(page.kept.body(form), status=page.status)
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = CACHE_CONTROL if page.status == 200 else "no-store"
    if form:
        response.headers["Content-Encoding"] = form
    response.set_etag(page.kept.etag, weak=True)
    response.make_conditional(request)
    return response
