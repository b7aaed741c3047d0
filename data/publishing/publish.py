"""Check, build and switch atomically: the one way in which published data change."""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from data.build import RefusedError, build_database, inputs_of, is_whole
from data.check import check_dataset, has_errors
from data.codes import DataStatus
from data.contract import DESCRIPTOR_FILE, TABLES
from data.current import verified
from data.faults import Fault
from data.manifest import (
    FORMAT,
    Manifest,
    Publication,
    digest_of,
    read_manifest,
    sync_directory,
    write_manifest,
)
from data.model import ArtefactError
from data.publishing import journal
from data.publishing.lock import locked
from data.publishing.remains import COPY, SETS, current_manifest, workplace

KEEP = 5
"""Versions kept by default, the one in use included."""

LEAST_KEPT = 3
"""Fewer would take away files that open pages still ask for."""

_ROOM = 15
"""Disk that a publication takes, in sizes of its data set: copy, database, all downloads."""

_ROOM_AT_LEAST = 8 * 2**20


class Step(StrEnum):
    """What a publication does, in this order."""

    CLEAN = "clean"
    COPY = "copy"
    CHECK = "check"
    BUILD = "build"
    VERIFY = "verify"
    KEEP = "keep"
    SWITCH = "switch"
    RECORD = "record"
    DONE = "done"


Announce = Callable[[Step], None]


class PublishError(Exception):
    """Nothing was published; the version in use goes on."""


class NoRoomError(PublishError):
    """The disk is full, or would be."""


class NotOfficialError(PublishError):
    """A simulated set would take the place of official data."""


class UnknownVersionError(PublishError):
    """No kept version has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a publication came to.

    Attributes:
        manifest: The version; not in use after a dry run.
        faults: Warnings of the check.
        changed: False where the version was in use already, or after a dry run.
    """

    manifest: Manifest
    faults: tuple[Fault, ...] = ()
    changed: bool


def publish(
    dataset: Path,
    into: Path,
    *,
    by: str,
    keep: int = KEEP,
    dry_run: bool = False,
    allow_simulated: bool = False,
    announce: Announce = lambda step: None,
) -> Outcome:
    """Put a data set into service.

    What is checked, built and kept is a copy, so that nobody can change it in between. Until the
    manifest is replaced in one step, everything new lies beside what is in use; what an
    interrupted run leaves behind is removed by the next.

    Args:
        dataset: The data set's directory.
        into: Directory that web processes read.
        by: Who publishes, for the log.
        keep: How many versions are kept, at least `LEAST_KEPT`.
        dry_run: Whether to stop before anything changes for readers.
        allow_simulated: Whether a simulated set may replace official data.
        announce: Called before each step.

    Raises:
        RefusedError: The data set has faults.
        BusyError: Somebody else publishes.
        PublishError: There is no room, or the set may not replace what is in use.
        ArtefactError: The manifest in use was changed by hand.
    """
    with _told(), locked(into, by=by):
        announce(Step.CLEAN)
        current = current_manifest(into)
        with workplace(into, current=current, dry_run=dry_run) as place:
            built, faults = _prepare(dataset, into=place, announce=announce)
            _check_status(built, current=current, allow_simulated=allow_simulated)
            if current is not None and _in_use(built, current=current, into=into):
                return Outcome(manifest=current, faults=faults, changed=False)
            manifest = replace(
                built,
                publication=Publication(
                    number=_next_number(current),
                    by=by,
                    at=_now(),
                    checksum=checksum_of(place / COPY),
                    dataset=f"{SETS}/{built.version}",
                ),
                history=_history(current, without=built.version, keep=keep),
            )
            if not dry_run:
                announce(Step.KEEP)
                _keep(into / COPY, into / SETS / built.version)
                _switch(
                    into, manifest=manifest, current=current, event="publish", announce=announce
                )
            return Outcome(manifest=manifest, faults=faults, changed=not dry_run)


def rollback(
    version: str,
    into: Path,
    *,
    by: str,
    dry_run: bool = False,
    announce: Announce = lambda step: None,
) -> Outcome:
    """Put an earlier version back into service; the one in use stays among the kept ones.

    Raises:
        UnknownVersionError: It is not kept.
        BusyError: Somebody else publishes.
        ArtefactError: Its files are damaged, or the manifest was changed by hand.
    """
    with _told(), locked(into, by=by):
        announce(Step.CLEAN)
        current = read_manifest(into, any_format=True)
        with workplace(into, current=current, dry_run=dry_run) as place:
            found = current.find(version)
            if found is None:
                raise UnknownVersionError(version)
            stale = found.format != FORMAT
            if stale:
                announce(Step.BUILD)
                found = _rebuilt(found, kept=into, into=place)
            announce(Step.VERIFY)
            verified(found, directory=place if stale else into)
            if version == current.version:
                return Outcome(manifest=current, changed=False)
            published = replace(_publication(found), number=_next_number(current), by=by, at=_now())
            others = tuple(item for item in current.versions if item.version != version)
            manifest = replace(found, publication=published, history=others)
            if not dry_run:
                _switch(
                    into, manifest=manifest, current=current, event="rollback", announce=announce
                )
            return Outcome(manifest=manifest, changed=not dry_run)


def renew(into: Path) -> Manifest | None:
    """Make published data anew where the program now reads another make of artefact.

    Returns:
        The manifest in use, or None where nothing was published.

    Raises:
        RefusedError, PublishError, ArtefactError: It cannot be made anew.
    """
    try:
        current = read_manifest(into, any_format=True)
    except ArtefactError:
        return None
    if current.publication is None or current.format == FORMAT:
        return current if current.publication else None
    with _told(), locked(into, by="renewal"):
        built = _rebuilt(current, kept=into, into=into)
        verified(built, directory=into)
        write_manifest(into, manifest=replace(built, history=current.history))
        return read_manifest(into)


def checksum_of(dataset: Path) -> str:
    """Digest the files of a data set by name and content."""
    digest = hashlib.sha256()
    for path in _files(dataset):
        digest.update(f"{path.name} {digest_of(path)}\n".encode())
    return digest.hexdigest()


def _files(dataset: Path) -> list[Path]:
    names = [DESCRIPTOR_FILE, *(table.file for table in TABLES.values())]
    return [dataset / name for name in names if (dataset / name).is_file()]


def _check_room(dataset: Path, *, into: Path) -> None:
    wanted = _ROOM * sum(path.stat().st_size for path in _files(dataset)) + _ROOM_AT_LEAST
    free = shutil.disk_usage(into).free
    if free < wanted:
        raise NoRoomError(f"{free // 2**20} MB free, {wanted // 2**20} MB wanted")


def _prepare(
    dataset: Path, *, into: Path, announce: Announce
) -> tuple[Manifest, tuple[Fault, ...]]:
    """Copy, check, build and verify a data set beside what is in use."""
    announce(Step.COPY)
    if not dataset.is_dir():
        raise RefusedError(check_dataset(dataset))
    _check_room(dataset, into=into)
    copy = into / COPY
    copy.mkdir(parents=True)
    for path in _files(dataset):
        shutil.copyfile(path, copy / path.name)
    announce(Step.CHECK)
    faults = check_dataset(copy)
    if has_errors(faults):
        raise RefusedError(faults)
    announce(Step.BUILD)
    built = build_database(copy, into=into, inputs=inputs_of(copy))
    announce(Step.VERIFY)
    verified(built, directory=into)
    return built, faults


def _in_use(built: Manifest, *, current: Manifest, into: Path) -> bool:
    """Whether readers have this version already, and whole: a damaged one is published anew."""
    same = (built.version, built.format) == (current.version, current.format)
    return same and current.publication is not None and is_whole(current, into=into)


def _keep(copy: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    copy.rename(target)
    sync_directory(target)
    sync_directory(target.parent)


def _check_status(built: Manifest, *, current: Manifest | None, allow_simulated: bool) -> None:
    official = current is not None and current.status == DataStatus.OFFICIAL
    if official and built.status == DataStatus.SIMULATED and not allow_simulated:
        raise NotOfficialError("official data are in use")


def _next_number(current: Manifest | None) -> int:
    published = current.publication if current is not None else None
    return published.number + 1 if published else 1


def _history(current: Manifest | None, *, without: str, keep: int) -> tuple[Manifest, ...]:
    """The earlier versions that stay; what was only built, never published, is no version."""
    known = current.versions if current is not None else ()
    kept = [item for item in known if item.publication and item.version != without]
    return tuple(kept[: max(keep, LEAST_KEPT) - 1])


def _switch(
    into: Path, *, manifest: Manifest, current: Manifest | None, event: str, announce: Announce
) -> None:
    sync_directory(into)
    announce(Step.SWITCH)
    write_manifest(into, manifest=manifest)
    announce(Step.RECORD)
    previous = current.version if current is not None else ""
    # The switch is done; an entry that cannot be written now is added by the next run.
    with suppress(OSError):
        journal.append(into, journal.entry_of(manifest, event=event, previous=previous))
    announce(Step.DONE)


def _rebuilt(manifest: Manifest, *, kept: Path, into: Path) -> Manifest:
    """Make a version's database anew from the data set kept for it; it goes under a new digest."""
    publication = _publication(manifest)
    dataset = kept / publication.dataset
    faults = check_dataset(dataset)
    if has_errors(faults):
        raise RefusedError(faults)
    built = build_database(dataset, into=into, inputs=inputs_of(dataset))
    return replace(built, publication=publication)


def _publication(manifest: Manifest) -> Publication:
    if manifest.publication is None:
        raise UnknownVersionError(manifest.version)
    return manifest.publication


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _told() -> Iterator[None]:
    """Tell a full disk, wherever it is noticed, from other trouble with files."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise (NoRoomError if full else PublishError)(str(error)) from error
    except sqlite3.Error as error:
        full = "full" in str(error)
        raise (NoRoomError if full else PublishError)(str(error)) from error
