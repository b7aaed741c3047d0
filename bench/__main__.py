"""Command line: `python -m bench pages|server|load|crawl|growth|scale|report`."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from layouts.routes import DEFAULT_LANGUAGE
from scripts.serving import ROOT

RESULTS = ROOT / ".cache" / "bench"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one thing and keep the result as JSON under .cache/bench/."""
    given = _parser().parse_args(arguments)
    RESULTS.mkdir(parents=True, exist_ok=True)
    if given.command == "pages":
        from bench import pages, targets

        wanted = pages.plan(
            rounds=given.rounds,
            quick=given.quick,
            profiles=given.profiles.split(","),
            paths=given.paths,
            naive=given.naive,
            looks=given.looks,
        )
        records = pages.run(wanted, say=say)
        keep("pages", records)
        if targets.complete(records, pages.addresses(lang=DEFAULT_LANGUAGE)):
            remember(RESULTS / "pages.json")
    elif given.command == "server":
        from bench import server

        keep("server", server.run(say=say))
    elif given.command == "load":
        from bench import load

        result = load.run(readers=given.readers, seconds=given.seconds, say=say)
        keep("load", result)
        return 1 if result["errors"] else 0
    elif given.command == "growth":
        from bench import growth

        keep("growth", growth.run(agencies=given.agencies, years=given.years, say=say))
    elif given.command == "crawl":
        from bench import crawl, report

        result = crawl.run(say=say)
        keep("crawl", result)
        report.write(RESULTS, into=ROOT / "docs" / "performance.md")
        found = crawl.faults(result)
        for fault in found:
            say(fault)
        return 1 if found else 0
    elif given.command == "scale":
        from bench import data_scale

        sizes = ((given.years, given.agencies),) if given.years else data_scale.SIZES
        keep("scale", data_scale.run(sizes=sizes, weighted=not given.unweighted, say=say))
    from bench import report

    report.write(RESULTS, into=ROOT / "docs" / "performance.md")
    return 0


def keep(name: str, result: object) -> None:
    """Write a result with its time."""
    record = {"when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), "result": result}
    (RESULTS / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def remember(file: Path) -> None:
    """Put a result beside those of the runs before it, and forget the oldest."""
    from bench import report, targets

    when = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    into = RESULTS / "runs" / f"{file.stem}-{when}.json"
    into.parent.mkdir(exist_ok=True)
    shutil.copyfile(file, into)
    for old in report.runs(RESULTS)[: -targets.RUNS]:
        old.unlink()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    pages = commands.add_parser("pages", help="page loads in Chromium against the limit")
    pages.add_argument("--rounds", type=int, default=3)
    pages.add_argument("--quick", action="store_true", help="a few kinds of page only")
    pages.add_argument("--profiles", default="slow,none")
    pages.add_argument("--looks", type=int, default=6, help="short looks a page and round")
    pages.add_argument("--naive", action="store_true", help="the tutorial's way too")
    pages.add_argument("paths", nargs="*", help="addresses instead of every route")
    commands.add_parser("server", help="rates, first renderings, memory and start of a worker")
    load = commands.add_parser("load", help="many readers over the real mix of pages")
    load.add_argument("--readers", type=int, default=200)
    load.add_argument("--seconds", type=float, default=60.0)
    growth = commands.add_parser("growth", help="the site on a much larger data set")
    growth.add_argument("--agencies", type=int, default=20_000)
    growth.add_argument("--years", type=int, default=10)
    scale = commands.add_parser("scale", help="check and build of large data sets")
    scale.add_argument("--years", type=int, help="one size instead of all")
    scale.add_argument("--agencies", type=int, default=20_000)
    scale.add_argument("--unweighted", action="store_true")
    commands.add_parser("crawl", help="the whole site: what a shared cache may keep of it")
    commands.add_parser("report", help="write docs/performance.md from the kept results")
    return parser


if __name__ == "__main__":
    sys.exit(main())
