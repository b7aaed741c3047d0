"""A publication while two instances behind nginx share one Redis: all follow, nobody notices."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from cachelib.redis import RedisCache

from data.publishing.publish import publish
from scripts.cluster import Cluster
from tests.data.small import small_dataset
from tests.publishing.official import write_official

pytestmark = pytest.mark.cluster

PAGE = "/en/agencies/dbd"
PATHS = (PAGE, "/en", "/en/provinces", "/en/ministries", "/en/method")
WITHIN = 10.0
"""Seconds in which all instances follow; each looks once a second."""

VERSION = re.compile(r"\b[0-9a-f]{12}\b(?=[^<]*</p>)")
SCORE = re.compile(r'<data\b[^>]* value="(\d+\.\d)"')


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    where = tmp_path_factory.mktemp("sets")
    source = small_dataset()
    first = write_official(where / "first", source=source)
    return first, write_official(where / "second", source=source, shift=1)


def read(line: http.client.HTTPConnection, path: str) -> tuple[str, str]:
    """The version and the first score that a page tells; the answer's status must be 200."""
    line.request("GET", path, headers={"Host": "site.test", "Accept-Encoding": "br"})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise LookupError(f"{path} {answer.status}")
    if answer.headers["Content-Encoding"] == "br":
        body = brotli.decompress(body)
    return told(body.decode())


def told(html: str) -> tuple[str, str]:
    version, score = VERSION.search(html), SCORE.search(html)
    if version is None:
        raise LookupError("no version in the page")
    return version[0], score[1] if score else ""


@dataclass
class Reader:
    """Reads page after page through nginx until told to stop."""

    port: int
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    count: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.stop.is_set():
            path = PATHS[self.count % len(PATHS)]
            self.count += 1
            try:
                self.seen.add((path, *read(line, path)))
            except (OSError, LookupError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                line.close()
        line.close()


@contextmanager
def reading(cluster: Cluster, *, readers: int) -> Iterator[list[Reader]]:
    port = urlsplit(cluster.address).port or 0
    found = [Reader(port=port) for _ in range(readers)]
    threads = [threading.Thread(target=one.run) for one in found]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        for one in found:
            one.stop.set()
        for thread in threads:
            thread.join()


def test_a_publication_reaches_every_instance_and_costs_no_reader_a_page(
    prepared: Path, sets: tuple[Path, Path], tmp_path: Path
) -> None:
    served = tmp_path / "served"
    old = publish(sets[0], served, by="test").manifest.version
    with Cluster(instances=2, workers=2, environment={"DATA_DIR": str(served)}) as cluster:
        direct = [
            http.client.HTTPConnection("127.0.0.1", port, timeout=20) for port in cluster.ports
        ]
        before = {path: read(direct[0], path) for path in PATHS}
        with reading(cluster, readers=4) as readers:
            new = publish(sets[1], served, by="test").manifest.version
            switched = time.monotonic()
            for line in direct:
                # Several times in a row, for each instance has two workers.
                in_a_row = 0
                while in_a_row < 8:
                    line.close()
                    in_a_row = in_a_row + 1 if read(line, PAGE)[0] == new else 0
                    assert time.monotonic() - switched < WITHIN, "an instance does not follow"
            enough = [one.count + 2 * len(PATHS) for one in readers]
            while any(one.count < many for one, many in zip(readers, enough, strict=True)):
                assert time.monotonic() - switched < 3 * WITHIN, "nobody reads any more"
        after = {path: read(direct[1], path) for path in PATHS}
        kept = _kept(cluster)
        for line in direct:
            line.close()
    assert [one.failed for one in readers] == [[]] * len(readers)
    assert {version for version, _ in before.values()} == {old}
    assert {version for version, _ in after.values()} == {new}
    assert before[PAGE][1] != after[PAGE][1]
    # Whole answers of one version or the other: never the version of one, the score of the other.
    whole = {(path, *page) for pages in (before, after) for path, page in pages.items()}
    assert set.union(*(one.seen for one in readers)) <= whole
    assert {version for version, _ in kept} == {old, new}
    assert [pair for pair in kept if pair[0] != pair[1]] == []


def _kept(cluster: Cluster) -> list[tuple[str, str]]:
    """The version in the key and the version in the page, of every page that Redis keeps."""
    store = RedisCache(host="127.0.0.1", port=cluster.redis_port, key_prefix="phrom|")
    found = []
    for key in store._read_client.keys("phrom|*"):
        name = key.decode().removeprefix("phrom|")
        value = store.get(name)
        if isinstance(value, (tuple, list)):
            html = brotli.decompress(value[0]).decode()
            found.append((name.split("|")[1], told(html)[0]))
    return found
