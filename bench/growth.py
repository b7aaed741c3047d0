"""The site on a data set far larger than the shipped one: times, sizes, memory."""

from __future__ import annotations

import http.client
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from bench.data_scale import write_large
from bench.server import pss
from data.build import build
from layouts.settings import Settings
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
SMALL = {"agency": "dbd", "word": quote("กรม")}
LARGE = {"agency": "agency-00042", "word": quote("หน่วยงาน")}


def run(*, agencies: int, years: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Build the large set and measure the site on it and on the shipped one."""
    with tempfile.TemporaryDirectory() as temporary:
        built = Path(temporary) / "built"
        dataset = write_large(
            Path(temporary) / "set", years=years, agencies=agencies, weighted=True
        )
        build(dataset, built)
        say(f"built {years} years of {agencies:,} agencies")
        large = _measure({"DATA_DIR": str(built)}, LARGE)
    small = _measure({"DATA_DIR": Settings.from_environment().data_dir}, SMALL)
    for path, took in large["ms"].items():
        say(f"{path}: {small['ms'][path]:.1f} ms, large {took:.1f} ms")
    return {"agencies": agencies, "years": years, "small": small, "large": large}


def _measure(environment: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    """Median milliseconds of a page that is not kept, its KB as brotli, and a worker's memory.

    A version that nobody keeps makes the site render the page anew, whatever it has kept.

    Raises:
        RuntimeError: when a page fails.
    """
    took: dict[str, float] = {}
    size: dict[str, float] = {}
    with Server("app:server", workers=1, environment=environment) as site:
        where = urlsplit(site.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=120)
        for path in PATHS:
            address = path.format(**names)
            times = []
            for _ in range(TIMES + 1):
                start = time.perf_counter()
                joint = "&" if "?" in address else "?"
                line.request("GET", f"{address}{joint}asof=none", headers={"Accept-Encoding": "br"})
                answer = line.getresponse()
                body = answer.read()
                if answer.status != 200:
                    message = f"{address} was answered with {answer.status}"
                    raise RuntimeError(message)
                times.append((time.perf_counter() - start) * 1000)
            took[path] = statistics.median(times[1:])
            size[path] = len(body) / 1000
        line.close()
        memory = max(pss(pid) for pid in site.workers())
    return {"ms": took, "kb": size, "pss_mb": memory}
