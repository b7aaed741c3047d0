"""Several instances behind nginx with one Redis: what dies costs no reader a page."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from flask import Flask

from scripts.cluster import TEMPLATE, Cluster, end, nginx_conf
from web.pagecache import PageCache

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster(prepared: Path) -> Iterator[Cluster]:
    # Pages made ahead would change what Redis holds while a test counts it.
    with Cluster(instances=2, environment={"WARM_PAGES": "no"}) as running:
        yield running


def get(
    cluster: Cluster, path: str, *, port: int | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    where = urlsplit(cluster.address)
    line = http.client.HTTPConnection("127.0.0.1", port or where.port, timeout=20)
    line.request("GET", path, headers={"Host": "site.test", **headers})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def keys(cluster: Cluster) -> int:
    with redis.Redis(port=cluster.redis_port) as store:
        return int(store.dbsize())


def test_instances_share_pages_and_agree_on_their_tags(cluster: Cluster) -> None:
    one, other = cluster.ports
    first = get(cluster, "/method", port=one)
    before = keys(cluster)
    assert before > 0
    second = get(cluster, "/method", port=other)
    assert keys(cluster) == before
    assert first[1]["etag"] == second[1]["etag"]
    assert first[2] == second[2]


def test_of_all_that_share_a_cache_one_makes_the_pages_ahead(cluster: Cluster) -> None:
    url = f"redis://127.0.0.1:{cluster.redis_port}/0"
    one, other, newer = (
        PageCache(Flask(__name__), make=make, redis_url=url) for make in ("a", "a", "b")
    )
    assert [cache.claim("warm|v1") for cache in (one, other, one)] == [True, False, False]
    assert other.claim("warm|v2")
    assert newer.claim("warm|v1")


def test_an_unchanged_page_is_not_sent_again_through_nginx(cluster: Cluster) -> None:
    status, headers, body = get(cluster, "/glossary", **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert b"<h1" in gzip.decompress(body)
    again = get(cluster, "/glossary", **{"If-None-Match": headers["etag"]})
    assert (again[0], again[2]) == (304, b"")
    assert again[1]["etag"] == headers["etag"]


def test_a_killed_instance_costs_no_page(cluster: Cluster) -> None:
    victim = cluster.sites[0]
    for pid in victim.workers():
        os.kill(pid, signal.SIGKILL)
    victim.process.kill()
    victim.stop()
    assert [get(cluster, "/awards")[0] for _ in range(20)] == [200] * 20
    cluster.sites[0] = cluster.start_site(cluster.ports[0])
    assert get(cluster, "/awards", port=cluster.ports[0])[0] == 200


def test_a_lost_redis_costs_no_page_and_comes_back(cluster: Cluster) -> None:
    end(cluster.redis)
    paths = [f"/provinces/TH-{number}" for number in range(30, 40)]
    assert [get(cluster, path)[0] for path in paths] == [200] * 10
    cluster.redis = cluster.start_redis()
    assert get(cluster, paths[0])[0] == 200


def test_refused_sheets_cost_no_other_reader_a_page(cluster: Cluster) -> None:
    """A machine makes one sheet at a time; who is told to come back tells nothing of the rest."""
    agencies = ("dbd", "dip", "trf", "oic", "gpf", "sec", "pat", "dga")
    with ThreadPoolExecutor(len(agencies)) as readers:
        sheets = [readers.submit(get, cluster, f"/en/agencies/{name}.pdf") for name in agencies]
        pages = []
        while not all(sheet.done() for sheet in sheets):
            pages.append(get(cluster, "/en/method")[0])
        answers = Counter(sheet.result()[0] for sheet in sheets)
    assert answers[503] > 0
    assert set(pages) == {200}
    assert set(answers) <= {200, 404, 503}


def test_the_template_is_filled_in() -> None:
    text = nginx_conf(
        TEMPLATE.read_text(encoding="utf-8"), listen="127.0.0.1:1", upstreams=["a:1", "b:2"]
    )
    assert "${PHROM" not in text
    assert text.count("server a:1") == text.count("server b:2") == 1
