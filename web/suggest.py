"""Answers the search fields while a reader types: the first hits of the search page, as JSON."""

from __future__ import annotations

import json

from flask import Flask, Response, request

from data.current import Repositories
from layouts.components.hits import find, hit_beside, hit_href, hit_kind
from layouts.context import Context
from layouts.routes import DEFAULT_LANGUAGE, LANGUAGES, SUGGEST, Address, Page
from web.site import Site, version

LIMIT = 8
CACHE_CONTROL = "public, max-age=300"


def register(server: Flask, *, site: Site, repos: Repositories) -> None:
    """Add /suggest?q=…&lang=… to `server`; with `asof` it searches that version."""

    @server.get(SUGGEST)
    def suggest() -> Response:
        asked = request.args.get("lang", "")
        lang = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
        shown = version(request, site=site, repos=repos)
        ctx = Context(
            repo=shown.repo,
            shapes=site.shapes,
            settings=site.settings,
            address=Address(
                page=Page.SEARCH, lang=lang, asof=shown.repo.version if shown.superseded else ""
            ),
        )
        content = json.dumps(
            suggestions(ctx, request.args.get("q", "")), ensure_ascii=False, separators=(",", ":")
        )
        response = Response(content, mimetype="application/json")
        response.headers["Cache-Control"] = CACHE_CONTROL
        response.add_etag()
        response.make_conditional(request)
        return response


def suggestions(ctx: Context, text: str) -> dict[str, object]:
    """The first hits for a text in the context's language, and what to say of their number."""
    hits = []
    for hit in find(ctx, text, limit=LIMIT):
        beside, lang = hit_beside(ctx, hit)
        hits.append(
            {
                "label": ctx.name(hit.name),
                "beside": beside,
                "lang": lang,
                "kind": hit_kind(ctx, hit),
                "href": hit_href(ctx, hit),
            }
        )
    said = "many" if len(hits) > 1 else "one" if hits else "none"
    return {"said": ctx.t(f"search.said.{said}", count=len(hits)), "hits": hits}
