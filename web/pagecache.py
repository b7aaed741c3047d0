"""Keeps finished pages: in the process, and in Redis too where several processes share one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from flask_caching import Cache

from geo.shapes import ShapeSet
from layouts.settings import Settings
from web.bundle import Bundle
from web.packer import FAST, Kept, Packer
from web.shelf import Shelf

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app.py", "callbacks", "data", "geo", "layouts", "web")
MADE_BY = (".py", ".toml")
LOCAL_BYTES = 6 * 1024 * 1024
"""What one process keeps by itself: about 300 pages."""

KEPT_SECONDS = 86_400
CLAIM_SECONDS = 120
REDIS_SECONDS = 0.25
"""How long a request waits for Redis before it does without."""

RETRY_SECONDS = 5.0
_log = logging.getLogger(__name__)


class PageCache:
    """Pages by key; losing Redis costs speed, never an answer.

    A key holds the version of the data, so a page never has to be called back; every key is led by
    a digest of what else a page is made from, so instances of different makes may share a Redis.

    Attributes:
        hand: to be held while a page is rendered. Python's threads compute one at a time anyway:
            taking turns, each page is done sooner and only one needs its memory.
    """

    def __init__(
        self,
        server: Flask,
        *,
        make: str,
        redis_url: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the caches; Redis is asked only when a page is wanted."""
        self._local: Shelf[Kept] = Shelf(room=LOCAL_BYTES)
        self._make = make
        self._clock = clock
        self._shared: Cache | None = None
        self._lost: tuple[type[Exception], ...] = (OSError,)
        self._retry = 0.0
        self._packer = Packer(self._keep)
        self._making = tuple(threading.Lock() for _ in range(64))
        self.hand = threading.Lock()
        if redis_url:
            self._connect(server, redis_url)

    @classmethod
    def of(
        cls, server: Flask, *, settings: Settings, bundle: Bundle, shapes: ShapeSet
    ) -> PageCache:
        """The cache that the settings ask for."""
        return cls(
            server,
            make=make_of(bundle=bundle, settings=settings, shapes=shapes),
            redis_url=settings.cache_redis_url,
        )

    def get(self, key: str) -> Kept | None:
        """The page kept under `key`; one that is asked for again is compressed better, aside."""
        full = f"{self._make}|{key}"
        found = self._local.get(full)
        if found is None:
            found = self._read(self._ask("get", full))
            if found is not None:
                self._local.put(full, found, size=len(found.packed))
        elif found.quality == FAST:
            self._packer.improve(full, found)
        return found

    def set(self, key: str, page: Kept) -> None:
        """Keep a page."""
        self._keep(f"{self._make}|{key}", page)

    def claim(self, name: str) -> bool:
        """Whether this process is the one to do `name`, of those that share a cache.

        Without its Redis each goes on by itself: only a refusal says that another one does it.
        """
        return self._ask("add", f"{self._make}|{name}", 1, timeout=CLAIM_SECONDS) is not False

    def making(self, key: str) -> threading.Lock:
        """The lock under which to make the page of `key`, so that it is made once."""
        return self._making[hash(key) % len(self._making)]

    def _keep(self, full: str, page: Kept) -> None:
        self._local.put(full, page, size=len(page.packed))
        stored = (page.packed, page.etag, page.quality)
        self._ask("set", full, stored, timeout=KEPT_SECONDS)

    def _read(self, stored: Any) -> Kept | None:
        try:
            data, etag, quality = stored
        except (TypeError, ValueError):
            return None
        return Kept(packed=data, etag=etag, quality=quality)

    def _connect(self, server: Flask, url: str) -> None:
        from redis.exceptions import RedisError

        self._lost = (OSError, RedisError)
        waits = {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}
        self._shared = Cache(
            server,
            config={
                "CACHE_TYPE": "RedisCache",
                "CACHE_REDIS_URL": url,
                "CACHE_KEY_PREFIX": "phrom|",
                "CACHE_OPTIONS": waits,
            },
        )

    def _ask(self, what: str, *arguments: Any, **options: Any) -> Any:
        """Ask Redis, unless it was lost a moment ago."""
        if self._shared is None or self._clock() < self._retry:
            return None
        try:
            answer = getattr(self._shared, what)(*arguments, **options)
        except self._lost as error:
            if not self._retry:
                _log.warning("the shared cache is lost, each process uses its own: %s", error)
            self._retry = self._clock() + RETRY_SECONDS
            return None
        if self._retry:
            _log.warning("the shared cache is back")
            self._retry = 0.0
        return answer


def make_of(*, bundle: Bundle, settings: Settings, shapes: ShapeSet, root: Path = ROOT) -> str:
    """Digest of what a page is made from beside its data: sources, styles, settings, map."""
    total = sha256()
    for file in sorted(_sources(root)):
        total.update(f"{file.relative_to(root)}\0".encode())
        total.update(file.read_bytes())
    for part in (bundle.css, bundle.vendor_url, bundle.plotly_url, bundle.icon):
        total.update(f"{part}\0".encode())
    for name, script in sorted(bundle.inline.items()):
        total.update(f"{name}\0{script.csp}\0".encode())
    for part in (settings.public_url, settings.operator_name, settings.contact, shapes.digest):
        total.update(f"{part}\0".encode())
    return total.hexdigest()[:12]


def _sources(root: Path) -> Iterable[Path]:
    for room in ROOMS:
        place = root / room
        if place.is_file():
            yield place
        else:
            yield from (p for p in place.rglob("*") if p.suffix in MADE_BY)
