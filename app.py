"""The application: `create_app` puts the rooms together, `server` is what gunicorn runs."""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, Response
from whitenoise import WhiteNoise

import callbacks
from data.current import CurrentRepository, FixedRepository
from data.repository import ScoreRepository
from geo import shapes
from layouts.islands import Page as Root
from layouts.settings import Settings
from web import (
    bundle,
    downloads,
    faults,
    feeds,
    gate,
    health,
    log,
    metrics,
    pictures,
    sheets,
    site,
    suggest,
)
from web.document import DashState
from web.front import Front
from web.headers import security_headers
from web.pagecache import PageCache

REHEARSE, BEGIN = "phrom.rehearse", "phrom.begin"
"""Names under which a server keeps what is done before workers are forked and in each of them."""

HASHED = re.compile(r"[-.][0-9a-f]{8,}\.")


def create_app(settings: Settings, repository: ScoreRepository | None = None) -> Dash:
    """A complete application; several may live in one process.

    Args:
        settings: where things are and who runs this.
        repository: the data to serve, by default what stands in `settings.data_dir`, whose
            publications are then followed without a restart.

    Raises:
        DataError, ShapesMissingError, MissingBundle: when a prepared file is not there.
    """
    repos = (
        FixedRepository(repository) if repository else CurrentRepository(Path(settings.data_dir))
    )
    parts = bundle.load(Path(settings.assets_dir))
    app = Dash(
        __name__,
        server=Flask(__name__, static_folder=None),
        assets_folder="no-dash-assets",
        include_assets_files=False,
        update_title=None,  # type: ignore[arg-type]
        # The islands of a page are known only when it is served; a test holds that every
        # callback id is an island of some route.
        suppress_callback_exceptions=True,
        enable_mcp=False,
    )
    app.layout = Root(children=[])
    outlines = shapes.load(Path(settings.geo_dir))
    log.register(app.server)
    gate.register(app.server, app=app, settings=settings)
    faults.register(app.server, bundle=parts, settings=settings)
    callbacks.register(app, repos=repos, shapes=outlines, settings=settings)
    server = app.server
    whole = site.Site(repo=repos.get(), shapes=outlines, settings=settings, bundle=parts)
    state = DashState(config=_config(app), callbacks=app._callback_list)
    pages = PageCache.of(server, settings=settings, bundle=parts, shapes=outlines)
    warmer = site.register(server, site=whole, repos=repos, cache=pages, dash=state)
    if settings.warm_pages == "yes":
        server.extensions[REHEARSE] = lambda: warmer.rehearse(repos.get())
        server.extensions[BEGIN] = lambda: warmer.begin(repos.get())
    downloads.register(server, site=whole, repos=repos)
    pictures.register(server, site=whole, repos=repos)
    sheets.register(server, site=whole, repos=repos, dash=state)
    suggest.register(server, site=whole, repos=repos)
    health.register(server, repos)
    feeds.register(server, repos=repos, settings=settings)
    headers = security_headers(parts, settings)

    @server.after_request
    def secure(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    whole_site = WhiteNoise(
        metrics.counted(Front(server.wsgi_app, repos=repos, seen=warmer.seen), settings=settings),
        root=settings.assets_dir,
        prefix=bundle.PREFIX,
        immutable_file_test=lambda path, url: bool(HASHED.search(url)),
        add_headers_function=lambda answer, path, url: answer.add_header(
            "X-Content-Type-Options", "nosniff"
        ),
    )
    server.wsgi_app = gate.behind(whole_site, settings=settings)  # type: ignore[method-assign]
    return app


def _config(app: Dash) -> dict[str, Any]:
    """What dash-renderer is told, without the token for background callbacks, which we have not."""
    return {name: value for name, value in app._config().items() if name != "end_id"}


def __getattr__(name: str) -> Flask:
    """`app:server` for gunicorn, made when it is asked for and not when a test imports us."""
    if name == "server":
        settings = Settings.from_environment()
        log.configure(settings)
        globals()["server"] = create_app(settings).server
        # A thread that renders gives way to those that answer from memory within a millisecond.
        sys.setswitchinterval(0.001)
        # Workers are forked from here; what the collector leaves alone stays shared.
        gc.collect()
        gc.freeze()
        return globals()["server"]
    raise AttributeError(name)
