from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from data.build import build
from data.current import CurrentRepository, FixedRepository
from data.manifest import MANIFEST_FILE, read_manifest
from data.publishing.publish import publish
from data.repository import ScoreRepository
from tests.data.small import small_dataset
from tests.publishing.official import write_official


class Clock:
    """A clock that stands until it is told to go."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_pointer_is_looked_at_no_more_than_once_an_interval(
    first: Path, second: Path, tmp_path: Path
) -> None:
    clock = Clock()
    old = publish(first, tmp_path, by="t").manifest.version
    repos = CurrentRepository(tmp_path, interval=1.0, clock=clock)
    new = publish(second, tmp_path, by="t").manifest.version
    assert repos.get().version == old
    clock.now = 1.0
    assert repos.get().version == new
    assert [item.version for item in repos.versions()] == [new, old]
    assert repos.get() is repos.get()


@pytest.mark.parametrize("damage", ["manifest", "database", "absent"])
def test_what_cannot_be_read_leaves_the_old_version_and_is_logged_once(
    damage: str, first: Path, second: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = publish(first, tmp_path, by="t").manifest.version
    repos = CurrentRepository(tmp_path, interval=0)
    new = publish(second, tmp_path, by="t").manifest
    path = tmp_path / (MANIFEST_FILE if damage == "manifest" else new.database)
    whole = path.read_bytes()
    if damage == "absent":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2])
    with caplog.at_level(logging.ERROR):
        assert {repos.get().version for _ in range(3)} == {old}
    assert len(caplog.records) == 1
    path.write_bytes(whole)
    assert repos.get().version == new.version


def test_while_one_thread_opens_a_version_the_others_go_on_with_the_old(
    first: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(first, tmp_path, by="t").manifest.version
    repos = CurrentRepository(tmp_path, interval=0)
    new = publish(second, tmp_path, by="t").manifest.version
    opening, go = threading.Event(), threading.Event()
    real = ScoreRepository.of

    def slow(*args: object, **kwargs: object) -> ScoreRepository:
        opening.set()
        go.wait(10)
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ScoreRepository, "of", slow)
    thread = threading.Thread(target=repos.get)
    thread.start()
    assert opening.wait(10)
    assert repos.get().version == old
    go.set()
    thread.join()
    assert repos.get().version == new


def test_kept_versions_can_be_asked_for_and_no_others(
    first: Path, second: Path, tmp_path: Path
) -> None:
    old = publish(first, tmp_path, by="t").manifest
    new = publish(second, tmp_path, by="t").manifest.version
    repos = CurrentRepository(tmp_path, interval=0)
    for version in (old.version, new):
        found = repos.version(version)
        assert found is not None
        assert found.version == version
    assert repos.version("0" * 12) is None
    assert repos.version("../manifest") is None


def test_a_damaged_old_version_is_not_shown(first: Path, second: Path, tmp_path: Path) -> None:
    old = publish(first, tmp_path, by="t").manifest
    publish(second, tmp_path, by="t")
    path = tmp_path / old.database
    path.write_bytes(path.read_bytes()[:-1] + b"\x00\x01")
    assert CurrentRepository(tmp_path).version(old.version) is None


def test_a_fixed_repository_never_changes(first: Path, tmp_path: Path) -> None:
    build(first, tmp_path)
    repos = FixedRepository(ScoreRepository.open(tmp_path))
    assert repos.get() is repos.version(read_manifest(tmp_path).version)
    assert repos.version("x") is None


def test_a_retired_version_is_still_there_for_whoever_has_just_asked(tmp_path: Path) -> None:
    """A worker opens files lazily, thread by thread; retiring must not take them away at once."""
    served = tmp_path / "served"
    sets = [
        write_official(tmp_path / str(n), source=small_dataset(), shift=n / 4) for n in range(5)
    ]
    versions = [publish(dataset, served, by="t", keep=3).manifest for dataset in sets[:3]]
    repos = CurrentRepository(served, interval=0)
    oldest = repos.version(versions[0].version)
    publish(sets[3], served, by="t", keep=3)
    assert oldest is not None
    result: list[int] = []
    thread = threading.Thread(target=lambda: result.append(len(oldest.pillars())))
    thread.start()
    thread.join()
    assert result == [6]
    assert repos.version(versions[0].version) is None
