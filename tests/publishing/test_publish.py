from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from data import manifest as manifests
from data.build import RefusedError, build, ensure
from data.current import CurrentRepository
from data.manifest import MANIFEST_FILE, read_manifest, write_manifest
from data.model import ArtefactError
from data.publishing import journal
from data.publishing import publish as publishing
from data.publishing.lock import BusyError, locked
from data.publishing.publish import NoRoomError, Step, publish, renew, rollback
from data.repository import ScoreRepository
from tests.data.small import set_cell, small_dataset, write_small
from tests.publishing.official import write_official


def files(directory: Path) -> set[str]:
    return {
        path.name if path.parent == directory else f"{path.parent.name}/"
        for path in directory.rglob("*")
        if path.is_file()
    }


def test_a_data_set_is_published_with_its_copy_and_logged(first: Path, tmp_path: Path) -> None:
    outcome = publish(first, tmp_path, by="somchai")
    assert outcome.changed
    repository = ScoreRepository.open(tmp_path)
    assert repository.version == outcome.manifest.version
    assert repository.status == "official"
    kept = tmp_path / "sets" / repository.version
    assert (kept / "scores.csv").read_bytes() == (first / "scores.csv").read_bytes()
    (entry,) = journal.entries(tmp_path)
    assert (entry["by"], entry["version"], entry["number"]) == ("somchai", repository.version, 1)
    assert entry["checksum"] == publishing.checksum_of(first)


def test_a_bad_data_set_changes_nothing(first: Path, second: Path, tmp_path: Path) -> None:
    publish(first, tmp_path / "served", by="a")
    before = {p: p.read_bytes() for p in (tmp_path / "served").rglob("*") if p.is_file()}
    bad = Path(shutil.copytree(second, tmp_path / "bad"))
    set_cell(bad, table="scores", where=lambda row: bool(row["p1"]), column="p1", to="101.00")
    with pytest.raises(RefusedError):
        publish(bad, tmp_path / "served", by="a")
    after = {p: p.read_bytes() for p in (tmp_path / "served").rglob("*") if p.is_file()}
    assert after == before


def test_the_same_data_set_again_changes_nothing(first: Path, tmp_path: Path) -> None:
    publish(first, tmp_path, by="a")
    before = (tmp_path / MANIFEST_FILE).read_bytes()
    assert not publish(first, tmp_path, by="b").changed
    assert (tmp_path / MANIFEST_FILE).read_bytes() == before


def test_a_dry_run_leaves_no_trace(first: Path, second: Path, tmp_path: Path) -> None:
    publish(first, tmp_path, by="a")
    before = files(tmp_path), (tmp_path / MANIFEST_FILE).read_bytes()
    outcome = publish(second, tmp_path, by="a", dry_run=True)
    assert not outcome.changed
    assert (files(tmp_path), (tmp_path / MANIFEST_FILE).read_bytes()) == before


def test_rollback_puts_an_earlier_version_back(first: Path, second: Path, tmp_path: Path) -> None:
    old = publish(first, tmp_path, by="a").manifest
    new = publish(second, tmp_path, by="a").manifest
    before = files(tmp_path), (tmp_path / MANIFEST_FILE).read_bytes()
    assert not rollback(old.version, tmp_path, by="b", dry_run=True).changed
    assert (files(tmp_path), (tmp_path / MANIFEST_FILE).read_bytes()) == before
    back = rollback(old.version, tmp_path, by="b").manifest
    assert ScoreRepository.open(tmp_path).version == old.version
    assert [item.version for item in back.versions] == [old.version, new.version]
    assert [entry["event"] for entry in journal.entries(tmp_path)] == [
        "publish",
        "publish",
        "rollback",
    ]
    with pytest.raises(publishing.UnknownVersionError):
        rollback("0" * 12, tmp_path, by="b")


def test_old_versions_go_but_never_the_last_three(tmp_path: Path) -> None:
    served = tmp_path / "served"
    versions = []
    for shift in range(6):
        dataset = write_official(tmp_path / str(shift), source=small_dataset(), shift=shift / 4)
        versions.append(publish(dataset, served, by="a", keep=1).manifest.version)
    assert [item.version for item in read_manifest(served).versions] == versions[:-4:-1]
    databases = {path.stem.partition("-")[2] for path in served.glob("*.sqlite")}
    # Those retired by the last publication go with the next.
    assert databases == set(versions[-4:])


def test_a_simulated_set_does_not_replace_official_data(first: Path, tmp_path: Path) -> None:
    simulated = write_small(tmp_path / "simulated")
    publish(first, tmp_path / "served", by="a")
    with pytest.raises(publishing.NotOfficialError):
        publish(simulated, tmp_path / "served", by="a")
    assert ScoreRepository.open(tmp_path / "served").status == "official"
    publish(simulated, tmp_path / "served", by="a", allow_simulated=True)
    assert ScoreRepository.open(tmp_path / "served").status == "simulated"


def test_preparing_the_shipped_set_leaves_published_data_alone(first: Path, tmp_path: Path) -> None:
    simulated = write_small(tmp_path / "simulated")
    build(simulated, tmp_path / "served")
    version = publish(first, tmp_path / "served", by="a").manifest.version
    ensure(simulated, tmp_path / "served")
    assert read_manifest(tmp_path / "served").version == version
    with pytest.raises(ArtefactError, match="publish"):
        build(simulated, tmp_path / "served")


def test_of_two_publications_one_is_told_to_wait(first: Path, tmp_path: Path) -> None:
    with locked(tmp_path, by="somsri"), pytest.raises(BusyError, match="somsri"):
        publish(first, tmp_path, by="somchai")
    assert publish(first, tmp_path, by="somchai").changed


def test_two_publications_at_once_leave_one_whole_version(
    first: Path, second: Path, tmp_path: Path
) -> None:
    """The second comes while the first is at each of its steps."""
    told = []

    def interrupt(step: Step) -> None:
        def other() -> None:
            try:
                publish(second, tmp_path, by="other")
            except BusyError:
                told.append(step)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    version = publish(first, tmp_path, by="one", announce=interrupt).manifest.version
    assert told == list(Step)
    assert read_manifest(tmp_path).version == version


@pytest.mark.parametrize("step", list(Step)[1:-1])
def test_a_full_disk_is_told_and_changes_nothing(
    step: Step, first: Path, second: Path, tmp_path: Path
) -> None:
    old = publish(first, tmp_path, by="a").manifest

    def full(now: Step) -> None:
        if now is step:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(NoRoomError):
        publish(second, tmp_path, by="a", announce=full)
    found = read_manifest(tmp_path)
    done = step is Step.RECORD
    assert (found.version == old.version) is not done
    assert not list(tmp_path.rglob(".phrom*"))
    assert not (tmp_path / "sets" / ".copy").exists()
    ScoreRepository.open(tmp_path)


def test_too_little_room_is_noticed_before_anything_is_written(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(NoRoomError, match="MB"):
        publish(first, tmp_path, by="a")
    assert not list(tmp_path.glob("*.sqlite"))


@pytest.mark.parametrize("key", ["status", "version", "sha256", "database", "years", "publication"])
def test_a_changed_manifest_is_refused(key: str, first: Path, tmp_path: Path) -> None:
    publish(first, tmp_path, by="a")
    path = tmp_path / MANIFEST_FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    content[key] = {"status": "simulated", "years": [2561], "publication": None}.get(key, "x")
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ArtefactError, match="changed"):
        ScoreRepository.open(tmp_path)
    with pytest.raises(ArtefactError, match="changed"):
        publish(first, tmp_path, by="a")


def test_a_sealed_manifest_that_claims_another_status_is_refused(
    first: Path, tmp_path: Path
) -> None:
    manifest = publish(first, tmp_path, by="a").manifest
    write_manifest(tmp_path, manifest=replace(manifest, status="simulated"))
    with pytest.raises(ArtefactError, match="not simulated"):
        CurrentRepository(tmp_path)


def test_another_make_is_renewed_from_the_kept_data_set(
    first: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(first, tmp_path, by="a").manifest
    publish(second, tmp_path, by="a")
    current = read_manifest(tmp_path)
    stale = replace(
        current, format=0, history=tuple(replace(item, format=0) for item in current.history)
    )
    write_manifest(tmp_path, manifest=stale)
    with pytest.raises(ArtefactError, match="make"):
        ScoreRepository.open(tmp_path)
    renewed = renew(tmp_path)
    assert renewed is not None
    assert renewed.publication == current.publication
    assert renewed.format == manifests.FORMAT
    assert ScoreRepository.open(tmp_path).version == renewed.version
    assert rollback(old.version, tmp_path, by="a").manifest.format == manifests.FORMAT


def test_renewal_leaves_alone_what_was_never_published(tmp_path: Path) -> None:
    assert renew(tmp_path) is None
    build(write_small(tmp_path / "set"), tmp_path / "served")
    assert renew(tmp_path / "served") is None
