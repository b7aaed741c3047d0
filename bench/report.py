"""Writes docs/performance.md from the kept results; nothing in it is typed by hand."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.pages import MAP
from bench.targets import TARGETS, Record, ratio, share, timed, worst

LEAD = """\
# Performance

Written by `make bench` (`python -m bench`) from its results under `.cache/bench/`; do not edit.

The **limit** of a page is a static file with the same data and without any framework or script of
the site: for the map of provinces written by hand in `bench/limit.py` (inline SVG, ranking, every
measure and year), for the others the page's own main part without header, footer and scripts.
Both come from the same gunicorn and are loaded in turn by the same Chromium. **Slow** is a CPU
four times slower and a line of 1.44 Mbit/s with 562 ms of round trip. Milliseconds hold for one
machine at one time; the ratios are what counts: medians of the rounds, each against the limit of
its own round.

**Blocking** is what tasks take beyond 50 ms each after the first content, until line and processor
are quiet. Charts are complete as served; Plotly runs only when a reader reaches for one: the last
two columns are the time from the pointer's arrival to the drawn chart, and the blocking of that.
**Switch** is the time from a choice of another measure to the next painted frame, in which the
site has map, legend and title, the limit everything; **all in place**, until nothing is left to
change: also ranking, strip, address, links and the names that are read out.
"""
COLUMNS: tuple[tuple[str, str], ...] = (
    ("cold_fcp", "first content"),
    ("cold_shapes", "77 shapes"),
    ("cold_chart", "first chart"),
)


def write(results: Path, *, into: Path) -> None:
    """Write what there are results of."""
    parts = [LEAD]
    if kept := [json.loads(file.read_text(encoding="utf-8")) for file in runs(results)]:
        parts.append(_targets(kept))
    for name, tell in (
        ("pages", _pages),
        ("server", _server),
        ("load", _load),
        ("growth", _growth),
        ("scale", _scale),
        ("crawl", _crawl),
    ):
        file = results / f"{name}.json"
        if file.exists():
            kept = json.loads(file.read_text(encoding="utf-8"))
            parts.append(tell(kept["result"], kept["when"]))
    into.write_text("\n".join(parts), encoding="utf-8")


def runs(results: Path) -> list[Path]:
    """The kept results of the last complete runs of pages, oldest first."""
    return sorted((results / "runs").glob("pages-*.json"))


def _targets(kept: Sequence[Mapping[str, Any]]) -> str:
    """Each target, and the page of each run that came nearest to it."""
    rows = []
    for target in TARGETS:
        found = [worst(target, run["result"]) for run in kept]
        rows.append(
            [
                target.name,
                _text(target.bound, "g"),
                *(
                    "–"
                    if one is None
                    else f"{one.value:{target.form}} `{one.path}`"
                    + ("" if one.value <= target.bound else " **missed**")
                    for one in found
                ),
            ]
        )
    return (
        "## Targets\n\nSlow profile, the last complete runs; of each the page that comes nearest"
        " to the bound.\n\n" + _table(["target", "at most", *(run["when"] for run in kept)], rows)
    )


def median(values: Iterable[float | None]) -> float | None:
    """Median of what there is; None where one round had nothing."""
    known = list(values)
    present = [value for value in known if value is not None]
    return statistics.median(present) if present and len(present) == len(known) else None


def _of(records: Sequence[Record], path: str, profile: str, variant: str) -> list[Record]:
    return [
        r for r in records if (r["path"], r["profile"], r["variant"]) == (path, profile, variant)
    ]


def _in(records: Sequence[Record], profile: str) -> list[Record]:
    return [r for r in records if r["profile"] == profile]


def _text(value: float | None, form: str = ".0f") -> str:
    return "–" if value is None else format(value, form)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _pages(records: Sequence[Record], when: str) -> str:
    rounds = 1 + max(r["round"] for r in records)
    parts = [f"## Pages\n\n{when}, {rounds} rounds.\n"]
    paths = list(dict.fromkeys(r["path"] for r in records))
    for profile in dict.fromkeys(r["profile"] for r in records):
        parts.append(f"### {profile.capitalize()}\n")
        parts.append(_table(HEAD, (_row(records, path, profile) for path in paths)))
        parts.append(_actions(records, profile))
    return "\n".join(parts)


HEAD = (
    "page",
    *(f"{name}, ms (ratio)" for _, name in COLUMNS),
    "blocking, ms",
    "CLS",
    "cold KB",
    "requests",
    "warm KB",
    "warm beside HTML",
    "warm first content, ms",
    "Plotly drawn once reached for, ms",
    "blocking of that, ms",
)


def _row(records: Sequence[Record], path: str, profile: str) -> list[str]:
    site = _of(records, path, profile, "site")

    def mid(key: str) -> float | None:
        return median(r.get(key) for r in site)

    cells = []
    for key, _ in COLUMNS:
        times = ratio(_in(records, profile), path, key)
        value = statistics.median(timed(site, key) or [0.0]) or None
        cells.append("–" if value is None else f"{value:.0f} ({_text(times, '.2f')})")
    return [
        f"`{path}`",
        *cells,
        _text(mid("cold_blocking")),
        _text(mid("cold_cls"), ".3f"),
        _text(mid("cold_kb")),
        _text(mid("cold_requests")),
        _text(mid("warm_kb")),
        _text(mid("warm_kb_beside")),
        _text(mid("warm_fcp")),
        _text(mid("drawn")),
        _text(mid("drawn_blocking")),
    ]


def _actions(records: Sequence[Record], profile: str) -> str:
    """What can be done on the map, and when; the naive version beside it, if it was measured."""
    rows = []
    for variant in ("limit", "site", "naive"):
        found = _of(records, MAP, profile, variant)
        if not found:
            continue
        rows.append(
            [
                variant,
                _text(median(r.get("cold_shapes") for r in found)),
                _text(median(r.get("cold_live") for r in found)),
                *(
                    _text(share([t for r in found for t in r.get(key) or ()], part))
                    for key in ("switch", "switch_whole")
                    for part in (0.5, 0.95)
                ),
                _text(median(r.get("follow") for r in found)),
                _text(median(r.get("cold_kb") for r in found)),
                _text(median(r.get("cold_requests") for r in found)),
            ]
        )
    head = (
        *("map", "77 shapes, ms", "switch works, ms", "switch p50, ms", "switch p95, ms"),
        *("all in place p50, ms", "all in place p95, ms"),
    )
    said = ratio(_in(records, profile), MAP, "cold_live")
    usable = f"Switch usable: {_text(said, '.2f')} times the limit.\n" if said else ""
    return _table([*head, "open profile, ms", "KB", "requests"], rows) + "\n" + usable


def _server(result: Mapping[str, Any], when: str) -> str:
    rows = []
    for path in dict.fromkeys(r["path"] for r in result["rates"]):
        found = [r for r in result["rates"] if r["path"] == path]
        rows.append(
            [
                f"`{path}`",
                _text(median(r["site"] for r in found)),
                _text(median(r["limit"] for r in found)),
                _text(median(r["site"] / r["limit"] for r in found), ".2f"),
                _text(result["cached_ms"][path], ".2f"),
            ]
        )
    cold = result["cold_ms"]
    slowest = ", ".join(
        f"`{path}` {took:.0f}" for path, took in sorted(cold.items(), key=lambda i: -i[1])[:5]
    )
    start = {name: statistics.median(took) for name, took in result["start"].items()}
    return "\n".join(
        [
            f"## Server\n\n{when}, two workers.\n",
            _table(["cached page", "answers/s", "limit/s", "ratio", "one answer, ms"], rows),
            "Rendering of a page that is not kept: median"
            f" {statistics.median(cold.values()):.1f} ms; the longest (ms): {slowest}."
            f"{_each_element(result)}\n",
            f"A worker holds {max(result['pss_mb']):.0f} MB (PSS) after the real mix of pages."
            f" Start of the application: {start['site']:.2f} s, of an empty Dash app"
            f" {start['empty']:.2f} s ({start['site'] / start['empty']:.1f} times).\n",
        ]
    )


def _each_element(result: Mapping[str, Any]) -> str:
    """What an element of a page costs, and what it might, to be ten times a kept answer."""
    elements, kept = result.get("elements"), statistics.median(result["cached_ms"].values())
    if not elements:
        return ""
    each = statistics.median(1000 * took / elements[p] for p, took in result["cold_ms"].items())
    largest = max(elements.values())
    return (
        f" That is {each:.0f} µs for each element of HTML, of which a page has"
        f" {statistics.median(elements.values()):.0f} to {largest:.0f}. Ten times a kept answer"
        f" would be {10 * kept:.1f} ms, or {10_000 * kept / largest:.1f} µs an element of the"
        " largest page: about what Python takes to make the object of one. So the main pages are"
        " made before they are asked for."
    )


def _load(result: Mapping[str, Any], when: str) -> str:
    return (
        f"## Load\n\n{when}: {result['readers']} readers for {result['seconds']:.0f} s over the"
        f" real mix of pages, starting cold: {result['answers']} answers,"
        f" {result['errors']} errors, p50 {result['p50']:.0f} ms, p95 {result['p95']:.0f} ms,"
        f" p99 {result['p99']:.0f} ms.\n"
    )


def _growth(result: Mapping[str, Any], when: str) -> str:
    small, large = result["small"], result["large"]
    rows = [
        [
            f"`{path}`",
            _text(small["ms"][path], ".1f"),
            _text(large["ms"][path], ".1f"),
            _text(large["ms"][path] / small["ms"][path], ".2f"),
            _text(small["kb"][path], ".1f"),
            _text(large["kb"][path], ".1f"),
        ]
        for path in small["ms"]
    ]
    return (
        f"## Growth\n\n{when}: {result['years']} years of {result['agencies']:,} agencies against"
        " 2 years of 1,830, both from one generator. A worker holds"
        f" {large['pss_mb']:.0f} MB against {small['pss_mb']:.0f} MB.\n\n"
        + _table(["page, uncached", "ms", "large, ms", "ratio", "KB brotli", "large, KB"], rows)
    )


def _scale(result: Mapping[str, Any], when: str) -> str:
    """Check and build against the number of rows; seconds for 1,000 rows tell how linear it is."""
    rows = [
        [
            f"{size['years']} × {size['agencies']:,}",
            f"{size['rows']:,}",
            _text(size["check_s"], ".1f"),
            _text(size["build_s"], ".1f"),
            _text(1000 * (size["check_s"] + size["build_s"]) / size["rows"], ".2f"),
            _text(size["peak_mb"]),
            *(_text(size[f"{name}_mb"]) for name in ("set", "database", "downloads")),
        ]
        for size in sorted(result["sizes"], key=lambda size: int(size["rows"]))
    ]
    most = max(size["peak_mb"] for size in result["sizes"])
    head = ("years × agencies", "rows", "check, s", "build, s", "s for 1,000 rows", "peak MB")
    return (
        f"## Scale of the data\n\n{when}: simulated sets with {result['indicators']} indicators,"
        " seconds of computing, the build with every download. At most"
        f" {most:,.0f} MB of memory are taken, of {result['bound_mb']:,} MB that a small server"
        " has.\n\n" + _table([*head, "set MB", "database MB", "downloads MB"], rows)
    )


def _crawl(result: Mapping[str, Any], when: str) -> str:
    """What a shared cache in front of the site may keep, by class of address."""
    rows = []
    for name, one in result.items():
        rows.append(
            [
                name,
                f"{one['asked']:,}",
                _said(one["statuses"]),
                ", ".join(one["verdicts"]),
                _said(one["control"]),
                f"{one['unchanged']}/{one['etags']}",
                _said(one["vary"]),
            ]
        )
    head = ("addresses", "asked", "status", "may be kept", "Cache-Control", "304 / ETag", "Vary")
    return (
        f"## What a cache in front may keep\n\n{when}: every page in both languages, and samples"
        " of what they lead to. **304 / ETag**: answers that were known again by their tag, of"
        " those that have one.\n\n" + _table(head, rows)
    )


def _said(counts: Mapping[str, int]) -> str:
    """The different texts, the most frequent first; nothing is a dash."""
    texts = sorted(counts, key=lambda text: -counts[text])
    return " / ".join(f"`{text}`" if text else "–" for text in texts)
