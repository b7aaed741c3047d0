"""Serves the charts of pages as pictures: `/picture/ministries/quadrant.16x9.png`."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from urllib.parse import urlencode

from flask import Flask, Response, request

from data.current import Repositories
from layouts import routes
from layouts.components.pictures import CARD, PICTURES, SHAPES, taken
from layouts.context import Context, NotFound
from layouts.figures.describe import AnyChart
from layouts.figures.svg import picture
from layouts.pages import builder
from web.raster import Busy, DrawingFailed, Rasteriser, TooLarge
from web.shelf import Shelf
from web.site import Site, context, origin, version

IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "public, max-age=0, s-maxage=300, must-revalidate"
KEPT_BYTES = 8_000_000
"""Pictures that one process keeps, together."""

TYPES = {"png": "image/png", "svg": "image/svg+xml; charset=utf-8"}

_log = logging.getLogger(__name__)
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]{0,79})\.(16x9|1x1|9x16|card)\.(png|svg)")


def register(server: Flask, *, site: Site, repos: Repositories) -> None:
    """Answer the addresses of pictures on `server`."""
    shelf: Shelf[bytes] = Shelf(room=KEPT_BYTES)
    rasteriser = Rasteriser()

    @server.get(f"{PICTURES}/<path:address>")
    def picture_of(address: str) -> Response:
        path, _, name = f"/{address}".rpartition("/")
        found, parts = routes.match(path or "/"), _NAME.fullmatch(name)
        asked = version(request, site=site, repos=repos)
        if found is None or parts is None or asked.unknown:
            return _refused(404)
        chart_id, shape, form = parts.groups()
        query = {k: request.args[k] for k in found.route.query if request.args.get(k)}
        ctx = context(asked, found, path, query, origin=origin(request, site.settings))
        key = f"{ctx.repo.version}|{ctx.origin}|{request.path}?{urlencode(query)}"
        body = shelf.get(key)
        if body is None:
            chart = chart_of(ctx, chart_id)
            if chart is None:
                return _refused(404)
            drawing = picture(chart, SHAPES.get(shape, shape))
            try:
                body = drawing.encode() if form == "svg" else rasteriser.png(drawing)
            except (Busy, DrawingFailed) as error:
                _log.warning("no picture of %s: %r", request.path, error)
                return _refused(503)
            except TooLarge:
                return _refused(404)
            shelf.put(key, body, size=len(body))
        return _answer(ctx, body, name=f"{chart_id}-{shape}", form=form)


def chart_of(ctx: Context, chart_id: str) -> AnyChart | None:
    """The chart of a page by its id, or the one that stands for the page, with its address.

    Away from its page a chart has to say whom it is about, so the page's title leads its own.
    """
    try:
        content = builder(ctx.address.page)(ctx)
    except NotFound:
        return None
    if chart_id == CARD:
        return content.card and replace(content.card, address=ctx.permanent)
    chart = next((chart for chart in taken(content.body) if chart.id == chart_id), None)
    if chart is None:
        return None
    named = ctx.address.id is None or content.title in chart.title
    title = chart.title if named else f"{content.title}: {chart.title}"
    return replace(chart, title=title, address=ctx.permanent)


def _answer(ctx: Context, body: bytes, *, name: str, form: str) -> Response:
    status = f"{ctx.repo.status}"
    page = f"{ctx.address.page}-{ctx.address.id.lower()}" if ctx.address.id else ctx.address.page
    response = Response(body)
    response.headers["Content-Type"] = TYPES[form]
    response.headers["Content-Disposition"] = (
        f'inline; filename="phrom-{page}-{name}-{status}.{form}"'
    )
    pinned = request.args.get(routes.ASOF) == ctx.repo.version
    response.headers["Cache-Control"] = IMMUTABLE if pinned else FRESH
    if ctx.simulated or ctx.superseded:
        response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def _refused(status: int) -> Response:
    response = Response("no such picture\n" if status == 404 else "busy\n", status=status)
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response
