"""What reaches the pages and the callbacks at all: open addresses, sound bodies, fair shares."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeAlias

from dash import Dash
from flask import Flask, Request, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from layouts import routes
from layouts.routes import Page
from layouts.settings import Settings
from web.allowance import Allowance

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

CALLBACKS = "/_dash-update-component"
OPEN = frozenset({CALLBACKS, "/_dash-layout", "/_dash-dependencies"})
"""What of Dash is reachable; the rest serves its development or files that we serve ourselves."""

FREE = frozenset({"healthz", "readyz", "robots", "sitemap", "whole", "shapes"})
"""Addresses of ours that cost next to nothing: small answers and prepared files."""

SEARCHING = frozenset({Page.AGENCIES, Page.COMPARE})
"""Pages that search when they are asked to."""

BODY_BYTES = 64 * 1024
QUERY_BYTES = 4 * 1024
_KEYS = frozenset(
    {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
)
_log = logging.getLogger(__name__)


class UnsoundBody(ValueError):
    """The body of a callback's request is not what a page of ours sends."""


def is_page(incoming: Request) -> bool:
    """Whether an address is left to the pages: it is neither ours nor an open one of Dash's."""
    rule = incoming.url_rule
    return rule is None or (
        rule.endpoint not in OPEN
        and (rule.endpoint.startswith("/") or rule.endpoint == "_dash_assets.static")
    )


def register(server: Flask, *, app: Dash, settings: Settings) -> None:
    """Refuse what is too large, unsound or too much, before anything else looks at it."""
    server.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    allowance = Allowance(int(settings.rate_limit)) if settings.rate_limit else None

    @server.before_request
    def admit() -> Response | None:
        if len(request.query_string) > QUERY_BYTES:
            return refusal("the address is too long", status=414)
        if request.path == CALLBACKS and request.method == "POST":
            try:
                _require(not request.query_string, "a query")
                sound(request.get_data(), callbacks=app.callback_map)
            except UnsoundBody as error:
                _log.warning("callback refused: %s", error)
                return refusal("the request cannot be used", status=400)
        if allowance and expensive(request):
            wait = allowance.take(request.remote_addr or "")
            if wait:
                response = refusal("too many requests, please wait", status=429)
                response.headers["Retry-After"] = str(math.ceil(wait))
                return response
        return None


def behind(application: Application, *, settings: Settings) -> Application:
    """The application as it stands behind the proxies that the settings tell of.

    They say whom they ask for and by which scheme; without any, such headers are a reader's own.
    """
    if not settings.proxies:
        return application
    count = int(settings.proxies)
    return ProxyFix(application, x_for=count, x_proto=count, x_host=0)


def expensive(incoming: Request) -> bool:
    """Whether an answer costs work that no cache saves: searches, files and pictures on request.

    And earlier versions: a page for an unknown one is never kept, and of the known ones few are
    kept open. Who reads one uses one request a page, far fewer than who types into a search field.
    """
    if not is_page(incoming):
        return str(incoming.endpoint) not in FREE | OPEN
    found = routes.match(incoming.path)
    if found is None:
        return False
    page = found.route.page
    return bool(
        page is Page.SEARCH
        or (page in SEARCHING and "q" in incoming.args)
        or incoming.args.get(routes.ASOF)
    )


def sound(body: bytes, *, callbacks: Mapping[str, Any]) -> None:
    """Check that a body calls a callback that exists, with the inputs it has.

    Values are left to the callback; they are finite numbers and whole characters, at least.

    Raises:
        UnsoundBody: with the reason, which is for the log and not for the sender.
    """
    given = _parsed(body)
    _require(isinstance(given, dict) and set(given) <= _KEYS, "not the fields of a call")
    output = given.get("output")
    _require(isinstance(output, str) and output in callbacks, "no such callback")
    about = callbacks[output]
    known = [_properties(given.get(name, []), about[name], name) for name in ("inputs", "state")]
    outputs = given.get("outputs")
    told = outputs if isinstance(outputs, list) else [outputs]
    _require([_name(item) for item in told] == _outputs(output), "other outputs")
    changed = given.get("changedPropIds", [])
    _require(isinstance(changed, list) and len(changed) <= len(known[0]), "too many changes")
    _require(all(item in known[0] for item in changed), "a change of something unknown")


def _parsed(body: bytes) -> Any:
    try:
        given = json.loads(body, parse_constant=_refuse, parse_float=_finite)
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        message = f"not JSON of ours: {type(error).__name__}"
        raise UnsoundBody(message) from error
    return given


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text[:20])
    return number


def _outputs(output: str) -> list[str]:
    """Names of a callback's outputs, from the id that Dash gives it."""
    return output[2:-2].split("...") if output.startswith("..") else [output]


def _properties(given: Any, known: list[dict[str, str]], kind: str) -> list[str]:
    wanted = [f"{item['id']}.{item['property']}" for item in known]
    _require(isinstance(given, list) and len(given) == len(wanted), f"other {kind}")
    _require([_name(item) for item in given] == wanted, f"other {kind}")
    return wanted


def _name(item: Any) -> str:
    return f"{item.get('id')}.{item.get('property')}" if isinstance(item, dict) else ""


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise UnsoundBody(reason)


def refusal(reason: str, *, status: int) -> Response:
    """A plain answer for machines; it repeats nothing of the request."""
    response = Response(f"{reason}\n", status=status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
