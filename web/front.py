"""Answers pages that are asked for again and again before Flask is troubled with them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from data.current import Repositories
from web import log
from web.packer import preferred
from web.shelf import Shelf

READY = "phrom.ready"
"""Key in a request's environ: the answer is a kept page in its final form."""

ROOM = 4 * 1024 * 1024
"""Bytes of the answers that one process holds ready: about 200 pages as brotli."""

OF_HEADERS = 4096
"""Bytes of an answer beside its body."""

OF_THE_BODY = frozenset({"content-length", "content-type", "content-encoding"})
_requests = logging.getLogger("phrom.requests")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Address = tuple[str, str, str, str]
"""Host, path, query, content encoding."""

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer and the version of the data that it was made from."""

    version: str
    etag: str
    headers: Headers
    unchanged: Headers
    body: bytes


class Front:
    """WSGI middleware around Flask: holds whole answers by address and encoding.

    What it may hold, the pages say (`READY`); the first answer went through all of Flask's hooks,
    and what it sends again are that answer's own headers, with a request id of the request. A
    request that is to be logged, or asks anything unusual, goes to Flask.
    """

    def __init__(
        self,
        application: Application,
        *,
        repos: Repositories,
        seen: Callable[[], None] = lambda: None,
    ) -> None:
        """Stand in front of `application`; `seen` is told of every request."""
        self._application = application
        self._repos = repos
        self._seen = seen
        self._held: Shelf[Answer] = Shelf(room=ROOM)

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer at once what is held, else ask Flask and hold what may be held."""
        self._seen()
        if environ["REQUEST_METHOD"] != "GET" or _requests.isEnabledFor(logging.INFO):
            return self._application(environ, start)
        form = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        host = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
        key = (host, environ["PATH_INFO"], environ.get("QUERY_STRING", ""), form)
        version = self._repos.get().version
        held = self._held.get(key)
        if held is None or held.version != version:
            return self._ask(environ, start, key=key, version=version)
        own = (log.HEADER, log.id_for(environ.get("HTTP_X_REQUEST_ID", "")))
        if held.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 NOT MODIFIED", [*held.unchanged, own])
            return []
        start("200 OK", [*held.headers, own])
        return [held.body]

    def _ask(
        self,
        environ: Environ,
        start: Callable[..., Any],
        *,
        key: Address,
        version: str,
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def tell(status: str, headers: Headers, fault: Any = None) -> Any:
            told.append((status, headers))
            return start(status, headers, fault)

        answer = self._application(environ, tell)
        if not environ.get(READY) or not told or not told[0][0].startswith("200"):
            return answer
        parts = list(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        self._hold(key, version=version, headers=told[0][1], body=b"".join(parts))
        return parts

    def _hold(self, key: Address, *, version: str, headers: Headers, body: bytes) -> None:
        lasting = [(name, value) for name, value in headers if name != log.HEADER]
        etag = next((value for name, value in lasting if name.lower() == "etag"), "")
        if not etag:
            return
        answer = Answer(
            version=version,
            etag=etag,
            headers=lasting,
            unchanged=[pair for pair in lasting if pair[0].lower() not in OF_THE_BODY],
            body=body,
        )
        self._held.put(key, answer, size=len(body) + OF_HEADERS)
