"""What is answered when something fails: a page in the reader's language, a line for machines."""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import RequestRedirect

from layouts import routes
from layouts.pages.failure import failure
from layouts.routes import LANGUAGES, Address, Page
from layouts.settings import Settings
from layouts.text import translate
from web.bundle import Bundle
from web.document import DashState, Head, document
from web.gate import CALLBACKS, is_page, refusal
from web.log import request_id
from web.render import render_html


def register(server: Flask, *, bundle: Bundle, settings: Settings) -> None:
    """Answer faults on `server`; Flask has logged them with their trace and the request's id."""

    @server.errorhandler(InternalServerError)
    def broken(error: InternalServerError) -> Response:
        if request.path == CALLBACKS:
            answer = jsonify(reference=request_id())
            answer.status_code = 500
        elif is_page(request):
            answer = Response(
                failure_html(request.path, bundle=bundle, settings=settings), status=500
            )
            answer.headers["Content-Type"] = "text/html; charset=utf-8"
        else:
            answer = refusal(f"the site failed; reference {request_id()}", status=500)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response | HTTPException:
        if isinstance(error, RequestRedirect):
            return error
        return refusal(error.name.lower(), status=error.code or 500)


def failure_html(path: str, *, bundle: Bundle, settings: Settings) -> str:
    """The document for a page that could not be made."""
    lang, _ = routes.split_language(path)
    address = Address(page=Page.OVERVIEW, lang=lang)
    body = failure(
        lang=lang,
        path="/" + quote(path.lstrip("/")),
        reference=request_id(),
        settings=settings,
    )
    head = Head(
        lang=lang,
        title=translate("site.title", lang=lang, page=translate("failure.title", lang=lang)),
        description=translate("failure.text", lang=lang),
        canonical=settings.public_url + address.href(),
        address=settings.public_url + address.href(),
        alternates=[(item, settings.public_url + address.href(lang=item)) for item in LANGUAGES],
        indexed=False,
        site_name=translate("site.name", lang=lang),
    )
    none = DashState(config={}, callbacks=())
    return document(head=head, body=render_html(body), islands=(), bundle=bundle, dash=none)
