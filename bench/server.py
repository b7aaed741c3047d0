"""What the server does in a second, and what a worker of it costs."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.pages import MAP, addresses, servers
from scripts.serving import ROOT, Server

SECONDS = 4.0
CONNECTIONS = 16
ACCEPT = ("-H", "Accept-Encoding: br")
ROUNDS = 3
STARTS = 5
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
        memory = [pss(pid) for pid in site.workers()]
    return {
        "rates": rates,
        "cached_ms": dict(zip(paths, once, strict=True)),
        "cold_ms": cold(say=say),
        "pss_mb": memory,
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


def cold(*, say: Callable[[str], None]) -> dict[str, float]:
    """Milliseconds of the first rendering of each kind of page in a running worker.

    The second page of a kind is timed where there is one, so that reading of modules and
    statements is not counted; every page that is timed is asked for the first time.
    """
    took: dict[str, float] = {}
    with Server("app:server", workers=1) as site:
        where = urlsplit(site.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        for path in [*addresses(lang="en"), *addresses(lang="th")]:
            start = time.perf_counter()
            line.request("GET", path, headers={"Accept-Encoding": "br"})
            line.getresponse().read()
            took[path] = (time.perf_counter() - start) * 1000
        line.close()
    told = {path: took[path] for path in addresses(lang="th")}
    say(f"first renderings: median {statistics.median(told.values()):.1f} ms")
    return told


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
