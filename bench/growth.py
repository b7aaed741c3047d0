"""The site on a data set far larger than the shipped one: times, sizes, memory.

Both sets come from the same generator, the small one in the size of the shipped one, so that what
is compared has the same parts. The two servers are asked in turn: a noisy minute meets both.
"""

from __future__ import annotations

import http.client
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import brotli

from bench.data_scale import write_large
from bench.server import pss
from data.build import build
from scripts.serving import Server

TIMES = 5
PATHS = (
    "/",
    "/provinces",
    "/provinces/TH-45",
    "/ministries",
    "/ministries/mof",
    "/agencies",
    "/agencies/{agency}",
    "/search?q={word}",
    "/method",
    "/data",
)
NAMES = {"agency": "agency-00042", "word": quote("หน่วยงาน")}
SMALL = (2, 1_830)
"""Years and agencies of the shipped set."""

WHOLE = (b"</footer>", b"</html>")


def run(*, agencies: int, years: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Build the large set and measure the site on it and on the shipped one."""
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        sites = {}
        for name, size in (("small", SMALL), ("large", (years, agencies))):
            place = Path(temporary) / name
            dataset = write_large(place / "set", years=size[0], agencies=size[1], weighted=True)
            build(dataset, place / "built")
            say(f"built {size[0]} years of {size[1]:,} agencies")
            environment = {"DATA_DIR": str(place / "built"), "WARM_PAGES": "no"}
            sites[name] = stack.enter_context(
                Server("app:server", workers=1, environment=environment)
            )
        measured = _measure(sites)
    small, large = measured["small"], measured["large"]
    for path, took in large["ms"].items():
        say(f"{path}: {small['ms'][path]:.1f} ms, large {took:.1f} ms")
    return {"agencies": agencies, "years": years, **measured}


def _measure(sites: Mapping[str, Server]) -> dict[str, dict[str, Any]]:
    """Median milliseconds of a page that is not kept, its KB as brotli, and a worker's memory.

    A version that nobody keeps makes the site render the page anew, whatever it has kept.

    Raises:
        RuntimeError: when a page fails or is not whole.
    """
    found: dict[str, dict[str, Any]] = {name: {"ms": {}, "kb": {}} for name in sites}
    lines = {name: _line(site) for name, site in sites.items()}
    for path in PATHS:
        address = path.format(**NAMES)
        address += ("&" if "?" in address else "?") + "asof=none"
        times: dict[str, list[float]] = {name: [] for name in sites}
        for _ in range(TIMES + 1):
            for name, line in lines.items():
                took, body = _page(line, address)
                times[name].append(took * 1000)
                found[name]["kb"][path] = len(body) / 1000
        for name, all_times in times.items():
            found[name]["ms"][path] = statistics.median(all_times[1:])
    for name, line in lines.items():
        line.close()
        found[name]["pss_mb"] = max(pss(pid) for pid in sites[name].workers())
    return found


def _line(site: Server) -> http.client.HTTPConnection:
    where = urlsplit(site.address)
    return http.client.HTTPConnection(where.hostname or "", where.port, timeout=120)


def _page(line: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    """Seconds to a whole page, and the page as brotli."""
    start = time.perf_counter()
    line.request("GET", address, headers={"Accept-Encoding": "br"})
    answer = line.getresponse()
    body = answer.read()
    took = time.perf_counter() - start
    plain = brotli.decompress(body) if answer.headers["Content-Encoding"] == "br" else b""
    if answer.status != 200 or not all(part in plain for part in WHOLE):
        message = f"{address} was answered with {answer.status}, {len(plain)} bytes"
        raise RuntimeError(message)
    return took, body
