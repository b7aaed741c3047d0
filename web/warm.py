"""Makes the pages that most readers begin with before anybody asks for them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

from data.codes import Level
from data.repository import ScoreRepository
from layouts import routes
from layouts.routes import DEFAULT_LANGUAGE, LANGUAGES, ROUTES, Page

PAUSE = 0.02
"""Seconds between two pages while nobody reads."""

QUIET = 0.25
"""Seconds without a request after which nobody reads."""

PATIENCE = 2.0
"""Seconds after which the next page is made although somebody reads."""

PROFILES = {Page.MINISTRY: Level.MINISTRY, Page.PROVINCE: Level.PROVINCE}
logger = logging.getLogger(__name__)


def addresses(repo: ScoreRepository) -> Iterator[str]:
    """The pages that are no agency's, those of the default language first."""
    for lang in LANGUAGES:
        for route in ROUTES:
            if "{id}" not in route.pattern:
                yield routes.url(route.page, lang=lang)
        for pillar in repo.pillars(year=repo.latest):
            yield routes.url(Page.FINDING, lang=lang, id=str(pillar.number))
        for page, level in PROFILES.items():
            for entity in repo.entities(level=level):
                yield routes.url(page, lang=lang, id=entity.id)


def samples(repo: ScoreRepository) -> Iterator[str]:
    """One page of each kind but the findings'."""
    for route in ROUTES:
        if "{id}" not in route.pattern:
            yield routes.url(route.page, lang=DEFAULT_LANGUAGE)
    for page, level in {**PROFILES, Page.AGENCY: Level.DEPARTMENT}.items():
        for entity in repo.entities(level=level)[:1]:
            yield routes.url(page, lang=DEFAULT_LANGUAGE, id=entity.id)


class Warmer:
    """One thread that makes pages between the requests of readers, then ends.

    It waits while requests come in and makes one page at a time, so that a reader waits for the
    rest of one page at most. It runs at the priority of its process: a slower thread that holds
    Python's lock would hold up those that answer.
    """

    def __init__(
        self,
        *,
        render: Callable[[str], object],
        make: Callable[[str, str], None],
        claim: Callable[[str], bool],
        public_url: str = "",
    ) -> None:
        """Do nothing yet; a process that is to be forked must not run threads.

        Args:
            render: renders the page at a path and keeps nothing.
            make: makes and keeps the page at a path for an origin, unless it is kept already.
            claim: whether this process, of those that share a cache, is to make these pages.
            public_url: the origin of the pages where it is set.
        """
        self._render = render
        self._make = make
        self._claim = claim
        self._public_url = public_url
        self._on = False
        self._last = 0.0
        self._done = ""
        self._lock = threading.Lock()

    def rehearse(self, repo: ScoreRepository) -> None:
        """Render one page of each kind, so that what they all need is there before a fork.

        Texts, style rules, short tables and the interpreter's own notes on the code are then
        shared by all workers, and no first reader waits for them.
        """
        for path in samples(repo):
            self._render(path)

    def begin(self, repo: ScoreRepository) -> None:
        """Begin; without a public address, the first page that is asked for tells the origin."""
        self._on = True
        if self._public_url:
            self.asked(repo, origin=self._public_url)

    def seen(self) -> None:
        """Note that somebody reads."""
        self._last = time.monotonic()

    def asked(self, repo: ScoreRepository, *, origin: str) -> None:
        """Make the pages of a version that was not made yet."""
        if not self._on or self._done == repo.version:
            return
        with self._lock:
            if self._done == repo.version:
                return
            self._done = repo.version
        threading.Thread(target=self._work, args=(repo, origin), name="warmer", daemon=True).start()

    def _work(self, repo: ScoreRepository, origin: str) -> None:
        if not self._claim(f"warm|{repo.version}|{origin}"):
            return
        began = time.monotonic()
        count = 0
        for path in addresses(repo):
            self._wait()
            if self._done != repo.version:
                return
            try:
                self._make(path, origin)
            except Exception:
                # The reader who asks for it will see the fault; the other pages go on.
                logger.exception("%s could not be made ahead", path)
            else:
                count += 1
        logger.info("made %d pages in %.1f s", count, time.monotonic() - began)

    def _wait(self) -> None:
        last = time.monotonic() + PATIENCE
        time.sleep(PAUSE)
        while time.monotonic() - self._last < QUIET and time.monotonic() < last:
            time.sleep(PAUSE)
