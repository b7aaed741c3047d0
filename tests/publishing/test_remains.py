"""What a publication takes away, what it leaves, and what it never replaces."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from data import artefact, build
from data.artefact import Relation
from data.build import RefusedError
from data.current import CurrentRepository, verified
from data.manifest import MANIFEST_FILE, Manifest, digest_of, read_manifest, write_manifest
from data.model import ArtefactError
from data.publishing import journal
from data.publishing.lock import LOCK_FILE
from data.publishing.publish import PublishError, Step, publish, rollback
from data.simulate import DEFAULT_DIRECTORY
from tests.data.small import small_dataset, write_small
from tests.publishing.official import write_official

RELEASE = slice(96, 100)
"""Bytes of a SQLite file that tell which release wrote it."""

TEMPORARY = (
    ".phrom-4711.partial",
    ".phrom-rehearsal/sets/.copy/scores.csv",
    ".manifest.json.4711",
    ".downloads-0123456789ab/index.json",
    "sets/.copy/scores.csv",
)
FOREIGN = (
    "sets/simulated/scores.csv",
    "sets/notes.txt",
    "sets/0123456789abc/scores.csv",
    "phrom-backup.sqlite",
    "downloads-2562/scores.csv",
    ".phrom-notes",
    ".manifest.json.swp",
)
REMAINS = (
    "sets/0123456789ab/scores.csv",
    "phrom-0123456789ab.sqlite",
    "downloads-0123456789ab/index.json",
)


def put(directory: Path, names: Iterable[str]) -> None:
    for name in names:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kept by somebody", encoding="utf-8")


def there(directory: Path, names: Iterable[str]) -> set[str]:
    return {name for name in names if (directory / name).exists()}


def contents(directory: Path) -> dict[str, bytes]:
    found = (path for path in directory.rglob("*") if path.is_file() and path.name != LOCK_FILE)
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def as_another_release(path: Path) -> None:
    """Change a database as another release of SQLite would have written it."""
    content = bytearray(path.read_bytes())
    content[RELEASE] = (int.from_bytes(content[RELEASE], "big") - 1).to_bytes(4, "big")
    path.write_bytes(content)


@pytest.fixture
def other_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on another release of SQLite writes the databases."""
    real = artefact.write

    def write(path: Path, *, content: Iterable[Relation]) -> str:
        digest = real(path, content=content)
        as_another_release(path)
        return digest

    monkeypatch.setattr(build, "write", write)


# What is taken away


def test_a_rehearsal_in_a_new_directory_leaves_the_sets_that_lie_there(
    first: Path, tmp_path: Path
) -> None:
    shutil.copytree(DEFAULT_DIRECTORY, tmp_path / "sets" / "simulated")
    before = contents(tmp_path)
    publish(first, tmp_path, by="a", dry_run=True)
    publish(tmp_path / "sets" / "simulated", tmp_path, by="a", dry_run=True)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_without_its_manifest_a_published_directory_keeps_all_versions(
    dry_run: bool, first: Path, second: Path, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    for dataset in (first, second):
        publish(dataset, served, by="a")
    (served / MANIFEST_FILE).unlink()
    before = contents(served)
    with pytest.raises(RefusedError):
        publish(tmp_path / "nowhere", served, by="a", dry_run=dry_run)
    assert contents(served) == before
    third = write_official(tmp_path / "third", source=small_dataset(), shift=2)
    publish(third, served, by="a", dry_run=dry_run)
    after = contents(served)
    assert {name: after.get(name) for name in before if name != journal.JOURNAL_FILE} == {
        name: content for name, content in before.items() if name != journal.JOURNAL_FILE
    }
    assert (after == before) is dry_run


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}"])
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_broken_manifest_is_told_and_nothing_goes(
    dry_run: bool, damage: str, first: Path, second: Path, tmp_path: Path
) -> None:
    publish(first, tmp_path, by="a")
    (tmp_path / MANIFEST_FILE).write_text(damage, encoding="utf-8")
    put(tmp_path, (*REMAINS, *FOREIGN))
    before = contents(tmp_path)
    with pytest.raises(ArtefactError, match=r"manifest\.json is not a manifest"):
        publish(second, tmp_path, by="a", dry_run=dry_run)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("state", ["new", "built", "published"])
def test_only_names_that_publications_give_are_taken_away(
    state: str, first: Path, second: Path, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    if state == "built":
        build.build(write_small(tmp_path / "small"), served)
    if state == "published":
        publish(first, served, by="a")
    put(served, (*TEMPORARY, *FOREIGN, *REMAINS))
    publish(second, served, by="a", dry_run=True)
    assert there(served, TEMPORARY) == set()
    assert there(served, (*FOREIGN, *REMAINS)) == {*FOREIGN, *REMAINS}
    publish(second, served, by="a")
    # Only beside a manifest of published data is it certain what nobody needs.
    assert there(served, REMAINS) == (set() if state == "published" else set(REMAINS))
    assert there(served, FOREIGN) == set(FOREIGN)


def test_a_first_publication_that_fails_takes_its_own_files_back(
    first: Path, tmp_path: Path
) -> None:
    put(tmp_path, REMAINS)
    before = contents(tmp_path)

    def fail(step: Step) -> None:
        if step is Step.SWITCH:
            raise OSError("cut off")

    with pytest.raises(PublishError, match="cut off"):
        publish(first, tmp_path, by="a", announce=fail)
    assert contents(tmp_path) == before


def test_a_rehearsal_completes_no_log(first: Path, second: Path, tmp_path: Path) -> None:
    publish(first, tmp_path, by="a")
    (tmp_path / journal.JOURNAL_FILE).unlink()
    before = contents(tmp_path)
    publish(second, tmp_path, by="a", dry_run=True)
    rollback(read_manifest(tmp_path).version, tmp_path, by="a", dry_run=True)
    assert contents(tmp_path) == before


def test_a_rehearsed_rollback_to_another_make_leaves_no_trace(
    first: Path, second: Path, tmp_path: Path
) -> None:
    old = publish(first, tmp_path, by="a").manifest
    new = publish(second, tmp_path, by="a").manifest
    stale = tuple(replace(item, format=0) for item in new.history)
    write_manifest(tmp_path, manifest=replace(new, history=stale))
    before = contents(tmp_path)
    assert not rollback(old.version, tmp_path, by="a", dry_run=True).changed
    assert contents(tmp_path) == before


# What is never replaced


@pytest.mark.usefixtures("other_release")
def test_the_release_of_sqlite_changes_bytes_but_no_version(first: Path, tmp_path: Path) -> None:
    """What the tests below stand on."""
    made = publish(first, tmp_path, by="a").manifest
    database = tmp_path / made.database
    before = digest_of(database)
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    as_another_release(database)
    assert digest_of(database) != before


def restarted(served: Path) -> Manifest:
    """Start a process on what is served, and open every kept version as `asof` does."""
    repos = CurrentRepository(served)
    manifest = read_manifest(served)
    for item in manifest.versions:
        verified(item, directory=served)
        assert repos.version(item.version) is not None
    return manifest


@pytest.fixture
def served(first: Path, second: Path, tmp_path: Path) -> Path:
    """A directory in which both sets were published, the second last."""
    for dataset in (first, second):
        publish(dataset, tmp_path, by="a")
    return tmp_path


@pytest.fixture
def served_before(served: Path, other_release: None) -> Path:
    """The same, after which SQLite was updated."""
    return served


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_version_in_use_keeps_its_bytes(
    dry_run: bool, second: Path, served_before: Path
) -> None:
    before = contents(served_before)
    assert not publish(second, served_before, by="b", dry_run=dry_run).changed
    assert contents(served_before) == before
    restarted(served_before)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_kept_version_keeps_its_bytes(dry_run: bool, first: Path, served_before: Path) -> None:
    old, new = read_manifest(served_before).versions[1], read_manifest(served_before).version
    before = digest_of(served_before / old.database)
    publish(first, served_before, by="b", dry_run=dry_run)
    assert digest_of(served_before / old.database) == before == old.sha256
    manifest = restarted(served_before)
    assert manifest.version == (new if dry_run else old.version)
    if not dry_run:
        assert (manifest.sha256, manifest.bytes) == (old.sha256, old.bytes)
        rollback(new, served_before, by="b")
        restarted(served_before)


def test_a_rehearsal_replaces_no_downloads(second: Path, served: Path) -> None:
    """As after a change of the code, which makes the files of the same version anew."""
    manifest = read_manifest(served)
    index = served / f"downloads-{manifest.version}" / "index.json"
    index.write_text(index.read_text(encoding="utf-8").replace(manifest.inputs, "0"), "utf-8")
    before = index.stat().st_mtime_ns, contents(served)
    publish(second, served, by="b", dry_run=True)
    assert (index.stat().st_mtime_ns, contents(served)) == before


@pytest.mark.parametrize("update", [False, True])
def test_a_damaged_database_is_made_whole_by_publishing_again(
    update: bool, second: Path, served: Path, request: pytest.FixtureRequest
) -> None:
    if update:
        request.getfixturevalue("other_release")
    manifest = read_manifest(served)
    database = served / manifest.database
    database.write_bytes(database.read_bytes()[:-1])
    with pytest.raises(ArtefactError):
        CurrentRepository(served)
    publish(second, served, by="b", dry_run=True)
    assert digest_of(database) != manifest.sha256
    # The manifest follows where the bytes are others now.
    assert publish(second, served, by="b").changed is update
    assert restarted(served).version == manifest.version
