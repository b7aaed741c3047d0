"""What readers get while data are published: old or new, never both, and no mark too many."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.build import build
from data.codes import Level
from data.publishing.publish import publish
from data.repository import ScoreRepository
from layouts.settings import Settings
from tests.addresses import ALL
from tests.publishing.official import write_official
from tests.rig import ROOT, Gunicorn

PAGE = "/en/agencies/dbd"
PATIENCE = 20.0
# Names of styles and of missing kinds in code are no words that a reader meets.
UNSEEN = re.compile(
    r"<style>.*?</style>|<defs>.*?</defs>|class=\"[^\"]*\"|url\(#[^)]*\)", flags=re.DOTALL
)
MARK = re.compile(r"simulat|จำลอง|noindex", flags=re.IGNORECASE)


def marks(html: str) -> list[str]:
    """What a page says about simulation, with some words around it."""
    seen = UNSEEN.sub("", html)
    return [seen[max(0, m.start() - 60) : m.end() + 30] for m in MARK.finditer(seen)]


@pytest.fixture(scope="module", params=["weighted", "unweighted", "one year"])
def official_client(
    request: pytest.FixtureRequest, prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> FlaskClient:
    directory = tmp_path_factory.mktemp("official")
    dataset = write_official(
        directory / "set",
        weighted=request.param == "weighted",
        years=(2562,) if request.param == "one year" else None,
    )
    build(dataset, directory / "served")
    settings = Settings(data_dir=str(directory / "served"))
    return create_app(settings).server.test_client()


def test_no_page_of_official_data_says_simulated(official_client: FlaskClient) -> None:
    found = {}
    for _, path in ALL:
        if "simulation" in path:
            continue  # an address that only somebody who types it can meet
        answer = official_client.get(path)
        assert answer.status_code == 200, path
        if said := marks(answer.get_data(as_text=True)):
            found[path] = said
    assert found == {}


def test_with_one_official_year_membership_stands_without_growth(tmp_path: Path) -> None:
    build(write_official(tmp_path / "set", years=(2562,)), tmp_path / "served")
    repository = ScoreRepository.open(tmp_path / "served")
    profile = repository.profile(level=Level.MINISTRY, id="mof", year=2562)
    assert profile.quadrant is not None
    assert profile.change.number is None
    assert profile.previous_year is None


def test_the_marks_are_there_on_simulated_data(client: FlaskClient) -> None:
    for _, path in ALL:
        assert marks(client.get(path).get_data(as_text=True)), path


@dataclass
class Reader:
    """Asks for a page again and again until told to stop."""

    address: str
    seen: set[tuple[str, str]] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    count: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stop.is_set():
            self.count += 1
            try:
                self.seen.add(shown(self.address))
            except (OSError, LookupError) as error:
                self.failed.append(repr(error))


def shown(address: str) -> tuple[str, str]:
    """The version in the page's footer and the score in its narrative.

    Raises:
        OSError: there was no good answer.
        LookupError: the page says neither.
    """
    request = Request(address + PAGE, headers={"Connection": "close"})  # noqa: S310
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        html = answer.read().decode()
    version = re.search(r"\b[0-9a-f]{12}\b(?=[^<]*</p>)", html)
    score = re.search(r"\bscored (?:<[^>]*>)?(\d+\.\d)", html)
    if version is None or score is None:
        raise LookupError("no version or no score in the page")
    return version.group(), score.group(1)


@pytest.fixture
def instances(
    first: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, list[Gunicorn]]]:
    """Two servers of two workers each that share a data directory."""
    served = tmp_path / "served"
    publish(first, served, by="test")
    monkeypatch.setenv("DATA_DIR", str(served))
    running = [Gunicorn(), Gunicorn()]
    try:
        yield served, running
    finally:
        for one in running:
            one.stop()


def test_running_servers_follow_publications_killed_or_not(
    instances: tuple[Path, list[Gunicorn]], first: Path, second: Path
) -> None:
    served, running = instances
    addresses = [one.address() for one in running]
    old = shown(addresses[0])
    readers = [Reader(address=address) for address in addresses]
    threads = [threading.Thread(target=reader.run) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        command = [sys.executable, "-m", "tests.publishing.dying", str(served)]
        sets = [str(first), str(second)]
        subprocess.run([*command, *sets, "--stride", "5"], cwd=ROOT, check=True, timeout=120)
        new = publish(second, served, by="test").manifest.version
        switched = time.monotonic()
        while any(shown(address)[0] != new for address in addresses for _ in range(8)):
            assert time.monotonic() - switched < PATIENCE, "a worker does not follow"
    finally:
        for reader in readers:
            reader.stop.set()
        for thread in threads:
            thread.join()
    now = shown(addresses[0])
    assert [reader.failed for reader in readers] == [[], []]
    assert set.union(*(reader.seen for reader in readers)) == {old, now}
    assert old[0] != now[0]
    assert old[1] != now[1]


def test_a_superseded_version_stays_reachable_and_says_so(
    first: Path, second: Path, prepared: Path, tmp_path: Path
) -> None:
    old = publish(first, tmp_path, by="test").manifest.version
    new = publish(second, tmp_path, by="test").manifest.version
    client = create_app(Settings(data_dir=str(tmp_path))).server.test_client()
    current = client.get(PAGE).get_data(as_text=True)
    earlier = client.get(f"{PAGE}?asof={old}").get_data(as_text=True)
    assert new in current
    assert "superseded" not in current
    assert old in earlier
    assert "superseded" in earlier
    assert 'content="noindex"' in earlier
    assert client.get(f"{PAGE}?asof={new}").get_data(as_text=True) == current
    unknown = client.get(f"{PAGE}?asof=nothing").get_data(as_text=True)
    assert "nothing" in unknown
    assert new in unknown
    # What was asked for once by an unknown version is not what others get.
    assert client.get(PAGE).get_data(as_text=True) == current
