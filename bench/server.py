"""What the server does in a second, and what a worker of it costs."""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import brotli

from bench.load import mix
from bench.pages import MAP, addresses, servers
from data.repository import ScoreRepository
from layouts.settings import Settings
from scripts.serving import ROOT, Server

SECONDS = 4.0
CONNECTIONS = 16
ACCEPT = ("-H", "Accept-Encoding: br")
ROUNDS = 3
STARTS = 5
RENDERINGS = 5
THREADS = 8
REST_SECONDS, LONGEST_REST = 3.0, 240.0
IDLE = 0.02
"""Share of a processor below which workers are at rest."""

UNWARMED = {"WARM_PAGES": "no"}
RATE = re.compile(r"Requests/sec:\s*([\d.]+)")
FAILED = re.compile(r"(?:Non-2xx|Socket errors).*")
EMPTY = "from dash import Dash, html; app = Dash(); app.layout = html.Div(); app.server"
WHOLE = "import app; app.server"


def run(*, say: Callable[[str], None]) -> dict[str, Any]:
    """Rates of cached pages against the limit's, first renderings, memory, start."""
    paths = (MAP, "/provinces/TH-45", "/method")
    with servers(paths, naive=False) as running:
        site, limit = running["site"], running["limit"]
        for path in paths:
            rate(site, path)  # until every worker holds it in its final form
        rates = [_pair(site, limit, path) for _ in range(ROUNDS) for path in paths]
        for pair in rates:
            say(f"{pair['path']}: {pair['site']:.0f}/s, limit {pair['limit']:.0f}/s")
        once = [_latency(site, path) for path in paths]
    return {
        "rates": rates,
        "cached_ms": dict(zip(paths, once, strict=True)),
        **cold(say=say),
        "pss_mb": memory(say=say),
        "start": starts(say=say),
    }


def _pair(site: Server, limit: Server, path: str) -> dict[str, Any]:
    return {"path": path, "site": rate(site, path), "limit": rate(limit, f"{path}/")}


def rate(server: Server, path: str) -> float:
    """Answers a second over kept connections; wrk where it is, else a small client of our own.

    Raises:
        RuntimeError: when answers failed.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        return _own_rate(server, path)
    done = subprocess.run(
        [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS:.0f}s", *ACCEPT, server.address + path],
        capture_output=True,
        text=True,
        check=True,
    )
    failed, found = FAILED.search(done.stdout), RATE.search(done.stdout)
    if failed or not found:
        raise RuntimeError(done.stdout)
    return float(found[1])


def _own_rate(server: Server, path: str) -> float:
    end = time.monotonic() + SECONDS
    counts = [0] * CONNECTIONS

    def ask(number: int) -> None:
        where = urlsplit(server.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=10)
        while time.monotonic() < end:
            line.request("GET", path, headers={"Accept-Encoding": "br"})
            answer = line.getresponse()
            answer.read()
            counts[number] += answer.status == 200
        line.close()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def _latency(server: Server, path: str) -> float:
    """Median milliseconds of one cached answer to one reader."""
    where = urlsplit(server.address)
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=10)
    took = []
    for _ in range(200):
        start = time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "br"})
        line.getresponse().read()
        took.append(time.perf_counter() - start)
    line.close()
    return statistics.median(took) * 1000


def cold(*, say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Milliseconds of a rendering of each kind of page in a running worker, and its elements.

    A version that nobody keeps makes the site render a page anew, whatever it has kept; the first
    rendering is left out, so that reading of modules and statements is not counted.
    """
    took: dict[str, float] = {}
    elements: dict[str, float] = {}
    with Server("app:server", workers=1, environment=UNWARMED) as site:
        line = _line(site)
        for path in addresses(lang="th"):
            asked = [_ask(line, f"{path}?asof=none") for _ in range(RENDERINGS + 1)]
            took[path] = statistics.median(seconds for seconds, _ in asked[1:]) * 1000
            html = brotli.decompress(asked[0][1])
            elements[path] = html.count(b"<") - html.count(b"</")
        line.close()
    say(f"renderings: median {statistics.median(took.values()):.1f} ms")
    return {"cold_ms": took, "elements": elements}


def _line(server: Server) -> http.client.HTTPConnection:
    where = urlsplit(server.address)
    return http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)


def _ask(line: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Seconds to a whole answer, and the answer.

    Raises:
        RuntimeError: when it is not one of 200.
    """
    start = time.perf_counter()
    line.request("GET", quote(path, safe="/?=&%:,"), headers={"Accept-Encoding": "br"})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        message = f"{path} was answered with {answer.status}"
        raise RuntimeError(message)
    return time.perf_counter() - start, body


def memory(*, say: Callable[[str], None]) -> list[float]:
    """MB of each of two workers (PSS) after the real mix of pages, once they are at rest.

    Every page of the mix was asked for three times, the main pages were made ahead, and all that
    was asked for twice has been compressed again.
    """
    settings = Settings.from_environment()
    repo = ScoreRepository.open(Path(settings.data_dir))
    pages = mix(repo, draws=random.Random(2562))  # noqa: S311 -- a mix, not a secret
    with Server("app:server") as site:

        def read(number: int) -> None:
            for path in pages[number::THREADS] * 3:
                line = _line(site)
                _ask(line, path)
                line.close()

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(read, range(THREADS)))
        _rest(site)
        found = [pss(pid) for pid in site.workers()]
    say(f"a worker holds {max(found):.1f} MB after {len(set(pages))} pages")
    return found


def _rest(site: Server) -> None:
    """Wait until the workers compute no more."""
    end, before = time.monotonic() + LONGEST_REST, -1.0
    while time.monotonic() < end:
        spent = sum(_computed(pid) for pid in site.workers())
        if spent - before < IDLE * REST_SECONDS:
            return
        before = spent
        time.sleep(REST_SECONDS)


def _computed(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pss(pid: int) -> float:
    """Proportional set size of a process in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) / 1000  # type: ignore[index]


def starts(*, say: Callable[[str], None]) -> dict[str, list[float]]:
    """Seconds from process start to a complete application, in turn with an empty Dash app."""
    took: dict[str, list[float]] = {"site": [], "empty": []}
    for _ in range(STARTS):
        for name, source in (("site", WHOLE), ("empty", EMPTY)):
            took[name].append(_run(["-c", source]))
    say(
        f"start: {statistics.median(took['site']):.2f} s, empty Dash app "
        f"{statistics.median(took['empty']):.2f} s"
    )
    return took


def _run(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=dict(os.environ), check=True)
    return time.perf_counter() - start
