"""Writes the whole site as plain files that any static server, or none, can show.

Dash is left out. What needs only our own scripts works (the map, the what-if), the rest is absent:
a link to something that a file cannot answer is no link, a form that a server would answer is gone.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from layouts import routes
from layouts.components.downloads import FILES, SHAPES
from layouts.routes import LANGUAGES, Page
from web.document import DashState
from web.site import Site, render_page

SCRIPTS = ("map_data", "map", "simulator")
"""The inline scripts that ask no server."""

KEPT_QUERIES = frozenset({"page", "view"})
"""Parameters of which each single value has a file of its own."""

LIVE = frozenset({Page.PROVINCES})
"""Pages whose script reads all parameters itself: one file answers them all."""

_A = re.compile(r'<a\b([^>]*?) href="([^"]*)"([^>]*)>(.*?)</a>', re.S)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S)
_FORM = re.compile(r'<form\b(?![^>]*id="(?:map-controls|whatif-form)").*?</form>', re.S)
_KIND = re.compile(r'<select[^>]* name="kind".*?</select>', re.S)
_KIND_LABEL = re.compile(r'<label for="map-kind">.*?</label>', re.S)
_SERVER_ONLY = re.compile(
    r'<link rel="(?:canonical|alternate)"[^>]*>|<meta property="og:(?:url|image)[^>]*>'
    r'|<meta name="twitter:image[^>]*>|<div id="react-entry-point" hidden></div>'
    r"|<noscript>(?:(?!</noscript>).)*</noscript>",
    re.S,
)
_DATA = re.compile(r' (?:data-[\w-]+|hreflang|download|target|rel)(?:="[^"]*")?')
_STYLE = re.compile(r"<style>(.*?)</style>", re.S)
WITHOUT_SCRIPTS = (
    "<noscript><style>#map-controls,#map-faces,#map-tools,#whatif-form{display:none}</style>"
    "</noscript>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an archive holds: pages, other files, and addresses that became plain words."""

    pages: int
    files: int
    unlinked: int


@dataclass(kw_only=True)
class Archive:
    """One archive while it is written.

    Attributes:
        site: what the pages are made from.
        into: where they go.
        without: kinds of page that are left out.
    """

    site: Site
    into: Path
    without: frozenset[Page] = frozenset()
    _files: dict[str, str] = field(default_factory=dict)
    _waiting: deque[str] = field(default_factory=deque)
    _copied: set[str] = field(default_factory=set)
    _unlinked: set[str] = field(default_factory=set)

    def write(self, *, say: Callable[[str], None]) -> Written:
        """Write every page that can be reached from those of the route table."""
        for page in Page:
            for lang in LANGUAGES:
                if "{id}" not in routes.route_of(page).pattern and page is not Page.SEARCH:
                    self._want(routes.url(page, lang=lang))
        done = 0
        while self._waiting:
            address = self._waiting.popleft()
            self._page(address)
            done += 1
            if done % 500 == 0:
                say(f"{done} pages, {len(self._waiting)} more known")
        self._not_found()
        return Written(pages=done, files=len(self._copied), unlinked=len(self._unlinked))

    def _want(self, address: str) -> str | None:
        """The file of an address, noting the page when it is new; None where there is none."""
        if address in self._files:
            return self._files[address]
        file = file_of(address)
        found = routes.match(unquote(urlsplit(address).path))
        if file is None or found is None or found.route.page in self.without:
            return None
        self._files[address] = file
        self._waiting.append(address)
        return file

    def _page(self, address: str) -> None:
        split = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        html, status = render_page(
            self.site,
            path=unquote(split.path),
            query=query,
            dash=DashState(config={}, callbacks=()),
        )
        if status == 200:
            self._save(self._files[address], self._still(html, here=self._files[address]))

    def _not_found(self) -> None:
        html, _ = render_page(
            self.site, path="/404", query={}, dash=DashState(config={}, callbacks=())
        )
        # Served under any address, so its links cannot be relative.
        self._save("404.html", re.sub(r'href="/[^"]*"', 'href="/"', self._bare(html)))

    def _still(self, html: str, *, here: str) -> str:
        html = self._bare(html)
        style = _STYLE.search(html)
        if style is not None:
            name = f"assets/site-{sha256(style[1].encode()).hexdigest()[:12]}.css"
            if name not in self._copied:
                self._save(name, style[1])
                self._copied.add(name)
            sheet = f'<link rel="stylesheet" href="{_relative(name, here)}">'
            html = html.replace(style[0], sheet + WITHOUT_SCRIPTS, 1)
        return _A.sub(lambda found: self._link(found, here=here), html)

    def _bare(self, html: str) -> str:
        """The document without what needs the server."""
        kept = {self.site.bundle.inline[name].source for name in SCRIPTS}

        def script(found: re.Match[str]) -> str:
            data = 'type="application/json"' in found[1]
            dash = "_dash-config" in found[1] or "phrom-first" in found[1]
            return found[0] if found[2] in kept or (data and not dash) else ""

        html = _SCRIPT.sub(script, _SERVER_ONLY.sub("", html))
        html = _KIND.sub('<input type="hidden" name="kind" value="all">', html)
        return _FORM.sub("", _KIND_LABEL.sub("", html))

    def _link(self, found: re.Match[str], *, here: str) -> str:
        before, href, after, inside = found.groups()
        address = unescape(href)
        if not address.startswith("/"):
            return found[0]
        target = self._target(address, here=here)
        if target is None:
            self._unlinked.add(address)
            name = "g" if "<path" in inside or "<circle" in inside or "<rect" in inside else "span"
            attributes = _DATA.sub("", before + after)
            return f"<{name}{attributes}>{inside}</{name}>"
        return f'<a{before} href="{escape(target)}"{after}>{inside}</a>'

    def _target(self, address: str, *, here: str) -> str | None:
        split = urlsplit(address)
        if split.path.startswith((FILES, SHAPES)):
            file, query = self._copy(split.path), ""
        else:
            page = routes.match(unquote(split.path))
            live = page is not None and page.route.page in LIVE
            query = split.query if live else ""
            file = self._want(split.path + ("" if live or not split.query else f"?{split.query}"))
        if file is None:
            return None
        fragment = f"#{split.fragment}" if split.fragment else ""
        return _relative(file, here) + (f"?{query}" if query else "") + fragment

    def _copy(self, path: str) -> str | None:
        """Copy a prepared file; its name in the archive, None where there is no such file."""
        data, shapes = Path(self.site.settings.data_dir), self.site.shapes.download
        if path.startswith(FILES):
            version, _, name = path.removeprefix(FILES).partition("/")
            source = data / f"downloads-{version}" / name
        else:
            source = shapes
        if not source.is_file():
            return None
        file = path.lstrip("/")
        if file not in self._copied:
            self._copied.add(file)
            (self.into / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, self.into / file)
        return file

    def _save(self, file: str, text: str) -> None:
        path = self.into / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def file_of(address: str) -> str | None:
    """Where the page of an address lies: `/provinces/TH-45` is `provinces/TH-45/index.html`.

    None for what a file cannot answer: searches, comparisons, most parameters.
    """
    split = urlsplit(address)
    found = routes.match(unquote(split.path))
    if found is None or found.route.page is Page.SEARCH:
        return None
    query = parse_qs(split.query)
    if len(query) > 1 or not set(query) <= KEPT_QUERIES & set(found.route.query):
        return None
    folder = unquote(split.path).strip("/")
    name = "-".join(("index", *(f"{k}-{v[0]}" for k, v in query.items()))) if query else "index"
    if not re.fullmatch(r"[\w-]+", name) or not re.fullmatch(r"[\w/-]*", folder):
        return None
    return f"{folder}/{name}.html".lstrip("/")


def _relative(file: str, here: str) -> str:
    return quote(posixpath.relpath(file, posixpath.dirname(here) or "."))
