"""The log: what is said about a request carries its id, as plain lines or as JSON."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

from layouts.settings import Settings

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_EXTRA = ("method", "path", "status", "ms", "bytes", "fault")
_PLAIN = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
_requests = logging.getLogger("phrom.requests")


def request_id() -> str:
    """The id of the request at hand, a dash outside of one."""
    return str(g.get("request_id", "-")) if has_request_context() else "-"


def id_for(given: str) -> str:
    """The id that a request brought, if it is one, else a new one."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)


class WithRequest(logging.Filter):
    """Adds the id of the request to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it; no record is dropped."""
        record.request_id = request_id()
        return True


class Json(logging.Formatter):
    """One JSON object on one line for each record, whatever its text holds."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, logger, request id, message, and what a request adds."""
        about: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        about |= {name: vars(record)[name] for name in _EXTRA if name in vars(record)}
        if record.exc_info:
            about["trace"] = self.formatException(record.exc_info)
        return json.dumps(about, ensure_ascii=False)


class Plain(logging.Formatter):
    """Lines for people; a text from outside cannot begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record with the line breaks of its message made visible."""
        record.msg, record.args = re.sub(r"[\r\n]+", " ⏎ ", record.getMessage()), None
        return super().format(record)


def configure(settings: Settings) -> None:
    """Send all log records to stderr in the form that the settings ask for.

    JSON comes with one record for each request; plain text tells of what went wrong.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if settings.log_format == "json" else Plain(_PLAIN))
    handler.addFilter(WithRequest())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    _requests.setLevel(logging.INFO if settings.log_format == "json" else logging.WARNING)


def register(server: Flask) -> None:
    """Give every request an id, send it back, and tell about the answer.

    Neither the query nor the reader's address is logged: what somebody searches is their own.
    """

    @server.before_request
    def begin() -> None:
        g.request_id = id_for(request.headers.get(HEADER, ""))
        g.began = time.perf_counter()

    @server.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        if _requests.isEnabledFor(logging.INFO):
            about = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - g.began), 1),
                "bytes": response.calculate_content_length() or 0,
            }
            _requests.info("answered", extra=about)
        return response
