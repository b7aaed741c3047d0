"""Compresses documents: fast while a reader waits, small aside and at low priority."""

from __future__ import annotations

import gzip
import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

import brotli

FAST, SMALL = 5, 11
WAITING = 64
NICENESS = 15
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as it is kept.

    Attributes:
        packed: the document as brotli; every other form is made from it when it is asked for.
        etag: tag of the document, the same for every form, hence a weak one.
        quality: of the compression.
    """

    packed: bytes
    etag: str
    quality: int

    @property
    def plain(self) -> bytes:
        """The document."""
        return brotli.decompress(self.packed)

    def body(self, form: str) -> bytes:
        """The document in a content encoding; browsers over plain HTTP do not speak brotli."""
        if form == "br":
            return self.packed
        return gzip.compress(self.plain, 6, mtime=0) if form == "gzip" else self.plain


@lru_cache(maxsize=64)
def preferred(accepted: str) -> str:
    """The content encoding to send to who accepts these: "br", "gzip" or none."""
    names = {
        name.strip()
        for name, _, weight in (part.partition(";") for part in accepted.split(","))
        if weight.strip() not in {"q=0", "q=0.0"}
    }
    return next((form for form in ("br", "gzip") if form in names), "")


def kept(plain: bytes) -> Kept:
    """A document as it is kept at first: compressed fast, because a reader waits."""
    return Kept(
        packed=brotli.compress(plain, quality=FAST),
        etag=sha256(plain).hexdigest()[:16],
        quality=FAST,
    )


class Packer:
    """Compresses kept pages again as small as it goes, one at a time, in a thread of its own.

    The thread starts when there is something to do, so that a process may fork before, and ends
    when there is nothing left. Where too many wait, the next is left as it is.
    """

    def __init__(self, keep: Callable[[str, Kept], None]) -> None:
        """`keep` takes a key and its page."""
        self._keep = keep
        self._lock = threading.Lock()
        self._waiting: deque[tuple[str, Kept]] = deque()
        self._known: set[str] = set()
        self._thread: threading.Thread | None = None

    def improve(self, key: str, page: Kept) -> None:
        """Compress `page` better some time soon."""
        if key in self._known or len(self._waiting) >= WAITING:
            return
        with self._lock:
            if key in self._known:
                return
            self._known.add(key)
            self._waiting.append((key, page))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="packer", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        _be_nice()
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                key, page = self._waiting.popleft()
            try:
                small = brotli.compress(page.plain, quality=SMALL)
                self._keep(key, replace(page, packed=small, quality=SMALL))
            except (OSError, brotli.error):
                # Good as it is, and the others go on. Its key may hold what a reader searched for.
                logger.exception("a page stays as it was first compressed")
            finally:
                with self._lock:
                    self._known.discard(key)


def _be_nice() -> None:
    """Give way to the threads that answer; Linux knows a priority for each thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
