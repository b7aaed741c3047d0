"""A publication killed at every one of its operations, while readers go on reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.codes import Level
from data.current import CurrentRepository, verified
from data.export_files import downloads_of
from data.manifest import read_manifest
from data.publishing import journal
from data.publishing.publish import publish
from tests.rig import ROOT


def fingerprint(repos: CurrentRepository) -> tuple[str, float | None]:
    """What a page would show: the version in its footer and a score."""
    repository = repos.get()
    profile = repository.profile(level=Level.DEPARTMENT, id="dbd", year=repository.latest)
    return repository.version, profile.scores["overall"].number  # type: ignore[index]


@pytest.mark.parametrize(
    "stride", [11, pytest.param(1, marks=pytest.mark.slow)], ids=["sampled", "every operation"]
)
def test_readers_see_the_old_or_the_new_version_only(
    first: Path, second: Path, tmp_path: Path, stride: int
) -> None:
    known = set()
    for dataset in (first, second):
        publish(dataset, tmp_path, by="test")
        known.add(fingerprint(CurrentRepository(tmp_path)))
    assert len({version for version, _ in known}) == len({score for _, score in known}) == 2

    repos = CurrentRepository(tmp_path, interval=0)
    command = [sys.executable, "-m", "tests.publishing.dying", str(tmp_path)]
    running = subprocess.Popen(
        [*command, str(first), str(second), "--stride", str(stride)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = set()
    reads = 0
    while running.poll() is None:
        seen.add(fingerprint(repos))
        # A worker that starts now must find something whole too.
        if reads % 50 == 0:
            seen.add(fingerprint(CurrentRepository(tmp_path)))
        reads += 1
    assert running.stdout is not None
    with running.stdout as stream:
        attempts = json.loads(stream.read())
    assert running.returncode == 0

    versions = {version for version, _ in known}
    assert seen == known
    assert {item["after"] for item in attempts} <= versions
    killed = [item for item in attempts if not item["lived"]]
    assert len(killed) > 200 // stride
    assert any(item["before"] == item["after"] for item in killed)
    assert any(item["before"] != item["after"] for item in killed)
    assert attempts[-1]["lived"]

    # The last one, which lived, has cleared up after all the others.
    manifest = read_manifest(tmp_path)
    verified(manifest, directory=tmp_path)
    names = {path.name for path in tmp_path.iterdir()} - {".publish.lock", "publish.log", "sets"}
    assert names == {
        "manifest.json",
        *(item.database for item in manifest.versions),
        *(downloads_of(tmp_path, item.version).name for item in manifest.versions),
    }
    assert {path.name for path in (tmp_path / "sets").iterdir()} == versions
    logged = [entry["number"] for entry in journal.entries(tmp_path)]
    assert logged == sorted(set(logged))
    assert manifest.publication is not None
    assert logged[-1] == manifest.publication.number
