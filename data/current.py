"""Hands out the repository of the version in use and follows publications without a restart."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeAlias

from data.manifest import FORMAT, MANIFEST_FILE, Manifest, digest_of, read_manifest
from data.model import ArtefactError
from data.repository import ScoreRepository

INTERVAL = 1.0
"""Seconds between two looks at the pointer."""

KEPT_OPEN = 2
"""How many superseded versions a process keeps open."""

_Mark: TypeAlias = tuple[int, int, int]
_log = logging.getLogger(__name__)


class Repositories(Protocol):
    """Where a request finds its data."""

    def get(self) -> ScoreRepository:
        """Return the version in use; a request asks once and keeps the answer."""

    def version(self, version: str) -> ScoreRepository | None:
        """Return a kept version, the one in use included; None where there is none such."""


class FixedRepository:
    """One repository that never changes."""

    def __init__(self, repository: ScoreRepository) -> None:
        """Keep it."""
        self._repository = repository

    def get(self) -> ScoreRepository:
        """Return it."""
        return self._repository

    def version(self, version: str) -> ScoreRepository | None:
        """Return it by its own version."""
        return self._repository if version == self._repository.version else None


class CurrentRepository:
    """The repository in use; safe for several threads and for processes forked later.

    At most every `interval` seconds one thread looks whether manifest.json was replaced. Only when
    the new version was read, compared with its digest and opened does it take the place of the old
    one; whatever fails, the old one goes on and the failure is logged once.
    """

    def __init__(
        self,
        directory: Path,
        *,
        interval: float = INTERVAL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open what `directory` holds now.

        Raises:
            ArtefactError: The version in use is absent, damaged or of another make.
        """
        self._directory = directory
        self._interval = interval
        self._clock = clock
        self._looking = threading.Lock()
        self._mark = self._look()
        self._manifest = read_manifest(directory)
        self._repository = verified(self._manifest, directory=directory)
        self._failed: _Mark | None = None
        self._next = clock() + interval
        self._open = lru_cache(maxsize=KEPT_OPEN)(self._open_superseded)

    def get(self) -> ScoreRepository:
        """Return the repository in use; never waits for another thread that opens a new one."""
        if self._clock() >= self._next and self._looking.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._next = self._clock() + self._interval
                self._looking.release()
        return self._repository

    def version(self, version: str) -> ScoreRepository | None:
        """Return a kept version, the one in use included; None where there is none such."""
        current = self.get()
        if version == current.version:
            return current
        known = self._manifest.find(version)
        if known is None or known.format != FORMAT:
            return None
        try:
            return self._open(known)
        except ArtefactError as error:
            _log.warning("version %s cannot be shown: %s", version, error)
            return None

    def versions(self) -> tuple[Manifest, ...]:
        """Return the version in use and the kept ones before it, the latest first."""
        self.get()
        return self._manifest.versions

    def _look(self) -> _Mark | None:
        try:
            found = (self._directory / MANIFEST_FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _follow(self) -> None:
        mark = self._look()
        if mark is None or mark == self._mark:
            return
        try:
            manifest = read_manifest(self._directory)
            if manifest.version != self._repository.version:
                self._repository = verified(manifest, directory=self._directory)
                _log.info("now serving version %s", manifest.version)
        except ArtefactError as error:
            # The mark stays as it was, so that a file that comes late is tried again.
            if mark != self._failed:
                _log.error("version %s stays: %s", self._repository.version, error)
            self._failed = mark
            return
        self._manifest = manifest
        self._mark = mark

    def _open_superseded(self, manifest: Manifest) -> ScoreRepository:
        return verified(manifest, directory=self._directory)


def verified(manifest: Manifest, *, directory: Path) -> ScoreRepository:
    """Open a version after comparing its database with the digest in its manifest.

    Raises:
        ArtefactError: The database is absent, damaged, or holds scores of another status.
    """
    database = directory / manifest.database
    try:
        digest = digest_of(database)
    except OSError as error:
        raise ArtefactError(f"{database} cannot be read: {error}") from error
    if digest != manifest.sha256:
        raise ArtefactError(f"{database} is not what its manifest says")
    repository = ScoreRepository.of(manifest, directory=directory)
    if not repository.keeps_status():
        raise ArtefactError(f"{database} holds scores that are not {manifest.status}")
    return repository
