"""Serves what can be downloaded: prepared files of a version, and the rows of a page as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from flask import Flask, Response, request, send_from_directory

from data.current import Repositories
from data.export import Export, csv_text, json_text
from data.repository import ScoreRepository
from layouts import routes
from layouts.components.downloads import FILES, SHAPES, VIEWS
from layouts.context import Context, NotFound
from layouts.routes import Address
from layouts.views import UnusableParameter, export_of
from web.site import ASOF, Site

FORMS: Mapping[str, tuple[Callable[[Export], str], str]] = MappingProxyType(
    {
        "csv": (csv_text, "text/csv; charset=utf-8"),
        "json": (json_text, "application/json; charset=utf-8"),
    }
)
IMMUTABLE = "public, max-age=31536000, immutable"
_VERSION = re.compile(r"[0-9a-f]{12}")
_NAME = re.compile(r"phrom-[a-z0-9-]+\.(?:csv|json|xlsx|zip)")


def register(server: Flask, *, site: Site, repos: Repositories) -> None:
    """Answer the addresses of files on `server`."""
    directory = Path(site.settings.data_dir).resolve()

    @server.get(f"{FILES}<version>/<name>")
    def whole(version: str, name: str) -> Response:
        if not (_VERSION.fullmatch(version) and _NAME.fullmatch(name)):
            return _refused("no such file", status=404)
        folder = directory / f"downloads-{version}"
        if not (folder / name).is_file():
            return _refused("no such file", status=404)
        return _kept(send_from_directory(folder, name, as_attachment=True))

    @server.get(f"{SHAPES}<name>")
    def shapes(name: str) -> Response:
        source = site.shapes.download
        if name != f"phrom-{source.stem}.geojson":
            return _refused("no such file", status=404)
        response = send_from_directory(
            source.parent.resolve(),
            source.name,
            as_attachment=True,
            download_name=name,
            mimetype="application/geo+json",
        )
        return _kept(response)

    # Everything else below these addresses: without this, Dash's own page would answer.
    for prefix in (FILES, VIEWS, SHAPES):
        server.add_url_rule(f"{prefix}<path:rest>", endpoint=f"no{prefix}", view_func=_nothing)
        server.add_url_rule(prefix, endpoint=f"none{prefix}", view_func=_nothing)

    @server.get(f"{VIEWS}<path:page>.<form>")
    def view(page: str, form: str) -> Response:
        asked = request.args.get(ASOF, "")
        repo = repos.version(asked) if asked else repos.get()
        if repo is None:
            return _refused("no such version", status=404)
        return _view(site, repo=repo, path=f"/{page}", form=form)


def _view(site: Site, *, repo: ScoreRepository, path: str, form: str) -> Response:
    """The rows of the page at `path` with the query of the request."""
    found = routes.match(path)
    if found is None or form not in FORMS:
        return _refused("no such view", status=404)
    unknown = sorted(set(request.args) - {*found.route.query, ASOF})
    if unknown:
        return _refused(f"unknown parameter: {unknown[0]}", status=400)
    query = {name: value for name, value in request.args.items() if value and name != ASOF}
    address = Address(page=found.route.page, lang=found.lang, id=found.id, query=query)
    try:
        export = export_of(
            Context(repo=repo, shapes=site.shapes, settings=site.settings, address=address)
        )
    except NotFound:
        return _refused("no such view", status=404)
    except UnusableParameter as error:
        return _refused(f"parameter cannot be used: {error}", status=400)
    write, mime = FORMS[form]
    response = Response(write(export))
    response.headers["Content-Type"] = mime
    response.headers["Content-Disposition"] = f'attachment; filename="{export.file_name(form)}"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = IMMUTABLE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _nothing(rest: str = "") -> Response:
    return _refused("no such file", status=404)


def _refused(reason: str, *, status: int) -> Response:
    response = Response(f"{reason}\n", status=status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
