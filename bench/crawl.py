"""Reads the whole site as a shared cache in front of it would, and tells what that may keep."""

from __future__ import annotations

import http.client
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import brotli

from data.codes import Level
from data.repository import ScoreRepository
from layouts import routes
from layouts.routes import LANGUAGES, Page
from layouts.settings import Settings
from scripts.serving import Server
from web.warm import addresses

SAMPLES = 40
"""Addresses asked for of each class that is no page by itself: there are a million filters."""

LINKS = re.compile(r'(?:href|src|action)="(/[^"#]*)')
KEEPS = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)=([1-9]\d*)")
NEVER = re.compile(r"no-store|private")
ALONE = ("/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/suggest?q=dbd", "/nowhere")
FAR_SECONDS = 30 * 86_400


@dataclass
class Class:
    """What was seen of a class of addresses."""

    asked: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    control: Counter[str] = field(default_factory=Counter)
    vary: Counter[str] = field(default_factory=Counter)
    etags: int = 0
    unchanged: int = 0

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "asked": self.asked,
            "statuses": dict(self.statuses),
            "control": dict(self.control),
            "vary": dict(self.vary),
            "etags": self.etags,
            "unchanged": self.unchanged,
            "verdicts": sorted({verdict(text) for text in self.control}),
        }


def verdict(control: str) -> str:
    """What Cache-Control lets a shared cache do: keep for long, for seconds, ask first, nothing."""
    if not control or NEVER.search(control):
        return "never" if control else "unsaid"
    lasting = [int(seconds) for seconds in KEEPS.findall(control)]
    if not lasting or "no-cache" in control:
        return "asks first"
    return "for good" if max(lasting) >= FAR_SECONDS else f"{max(lasting)} s"


def kind(address: str) -> str:
    """The class of an address: the kind of page with or without a query, or the first words."""
    split = urlsplit(address)
    path = unquote(split.path)
    if found := routes.match(path):
        return f"page {found.route.page}{' with a query' if split.query else ''}"
    if path.endswith(".pdf"):
        return "sheet of an agency (PDF)"
    parts = path.strip("/").split("/")
    if parts[0] in {"data", "picture"}:
        ending = path.rsplit(".", 1)[-1]
        return f"{' '.join(parts[:2] if parts[0] == 'data' else parts[:1])} ({ending})"
    return parts[0]


def run(*, say: Callable[[str], None]) -> dict[str, Any]:
    """Ask for every page of the site in both languages and for samples of what they lead to."""
    repo = ScoreRepository.open(Path(Settings.from_environment().data_dir))
    classes: dict[str, Class] = {}
    began = time.monotonic()
    with Server("app:server", workers=1, environment={"WARM_PAGES": "no"}) as site:
        where = urlsplit(site.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        waiting = deque(pages(repo))
        seen, led = set(waiting), Counter[str]()
        while waiting:
            address = waiting.popleft()
            one = classes.setdefault(kind(address), Class())
            for link in _look(line, address, one):
                if link not in seen and led[kind(link)] < SAMPLES:
                    seen.add(link)
                    led[kind(link)] += 1
                    waiting.append(link)
        line.close()
    asked = sum(one.asked for one in classes.values())
    say(f"{asked} addresses of {len(classes)} classes in {time.monotonic() - began:.0f} s")
    return {name: classes[name].told() for name in sorted(classes)}


def pages(repo: ScoreRepository) -> Iterator[str]:
    """Every page without a query, and what no page links to."""
    yield from addresses(repo)
    for lang in LANGUAGES:
        for level in (Level.DEPARTMENT, Level.OFFICE, Level.LOCAL):
            for entity in repo.entities(level=level):
                yield routes.url(Page.AGENCY, lang=lang, id=entity.id)
    yield from ALONE


def _look(line: http.client.HTTPConnection, address: str, one: Class) -> list[str]:
    """Ask for an address, and again with its tag; the addresses that the answer names."""
    path = quote(address, safe="/?=&%:,+")
    line.request("GET", path, headers={"Accept-Encoding": "br"})
    answer = line.getresponse()
    body = answer.read()
    one.asked += 1
    one.statuses[str(answer.status)] += 1
    one.control[answer.headers["Cache-Control"] or ""] += 1
    one.vary[answer.headers["Vary"] or ""] += 1
    if tag := answer.headers["ETag"]:
        one.etags += 1
        headers = {"Accept-Encoding": "br", "If-None-Match": tag}
        line.request("GET", path, headers=headers)
        again = line.getresponse()
        again.read()
        one.unchanged += again.status == http.client.NOT_MODIFIED
    if answer.status != http.client.OK or "text/html" not in (answer.headers["Content-Type"] or ""):
        return []
    packed = answer.headers["Content-Encoding"] == "br"
    html = (brotli.decompress(body) if packed else body).decode()
    return [unescape(link) for link in dict.fromkeys(LINKS.findall(html))]


def faults(result: dict[str, Any]) -> list[str]:
    """What a shared cache must not meet: failed answers, answers that say nothing, lost tags."""
    found = []
    for name, one in result.items():
        failed = sum(n for status, n in one["statuses"].items() if status >= "500")
        if failed:
            found.append(f"{name}: {failed} failed")
        if "unsaid" in one["verdicts"]:
            found.append(f"{name}: no Cache-Control")
        good = one["statuses"].get("200", 0)
        if one["etags"] and good and one["unchanged"] < good:
            found.append(f"{name}: {good - one['unchanged']} tags were not known again")
    return found
