"""Builds the limit: static pages with the same data, one file each, without any framework."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path

import brotli

from data.codes import Level, Measure
from data.model import RankingRow
from data.repository import ScoreRepository
from geo.shapes import ShapeSet

COLOURS = ("#eef2f7", "#cfdcea", "#a9c3dc", "#7fa6cb", "#5487b5", "#2f689a", "#174a79", "#0a2f55")
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:70rem;padding:0 1rem}"
    ".two{display:grid;grid-template-columns:1fr 1fr;gap:2rem}svg{width:100%;height:auto}"
    ".two ul{grid-row:2}.k{width:1.4rem;height:.95rem}table{grid-row:1/3;grid-column:2}"
    "path{stroke:#666;stroke-width:.8}td{padding:.1rem .6rem}@media(max-width:700px)"
    "{.two{display:block}}" + "".join(f".c{n}{{fill:{c}}}" for n, c in enumerate(COLOURS))
)
SCRIPT = """
var D=JSON.parse(document.getElementById("d").textContent),m=document.getElementById("map-measure"),
y=document.getElementById("map-year"),p=document.querySelectorAll("#map-shapes path"),
t=document.querySelector("tbody"),l=document.querySelectorAll("li b"),r={};
[].forEach.call(t.children,function(tr){r[tr.dataset.n]=tr});
function paint(){var s=D[m.value+y.value],n={};if(!s)return;var f=document.createDocumentFragment();
s.forEach(function(x,i){var v=x[0],k=r[i].children,c=v===null?"none":"c"+Math.max(0,Math.min(7,
Math.floor((v-300)/50)));p[i].setAttribute("class",c);n[c]=(n[c]||0)+1;k[1].textContent=v===null?"–":(v/10).toFixed(1);
k[2].textContent=x[1]||"";k[3].textContent=x[2]?x[2]+"–"+x[3]:""});
s.map(function(x,i){return[x[0],i]}).sort(function(a,b){return b[0]-a[0]}).forEach(function(x){
f.appendChild(r[x[1]])});t.appendChild(f);
[].forEach.call(l,function(x){x.textContent=n[x.id]||0})}
m.onchange=y.onchange=paint;performance.mark("phrom-map");
"""
LEGEND = (
    ("c0", "< 35"),
    *((f"c{n}", f"{30 + 5 * n}–{35 + 5 * n}") for n in range(1, 7)),
    ("c7", "≥ 65"),
    ("none", "–"),
)
KEPT = re.compile(r"<(main)\b.*?</\1>", re.S)
SCRIPTS = re.compile(r"<script\b.*?</script>", re.S)
STYLED = re.compile(r"<style>.*?</style>", re.S)


def map_page(repo: ScoreRepository, shapes: ShapeSet) -> str:
    """The province map by hand: outlines, legend, ranking, every measure and year, no more."""
    series: dict[str, list[list[int | None]]] = {}
    for measure in Measure:
        for year in repo.years:
            ranking = repo.ranking(level=Level.PROVINCE, measure=measure, year=year)
            by_id = {row.entity.id: _numbers(row) for row in ranking.rows}
            if any(numbers[0] is not None for numbers in by_id.values()):
                series[f"{measure}{year}"] = [by_id[i] for i in shapes.provinces]
    first = repo.ranking(level=Level.PROVINCE, measure=Measure.OVERALL, year=repo.latest)
    own = {row.entity.id: row for row in first.rows}
    place = {province: n for n, province in enumerate(shapes.provinces)}
    painted = Counter(_class(row) for row in first.rows)
    legend = "".join(
        f'<li><svg class="k" viewBox="0 0 24 16"><rect width="24" height="16" class="{css}"/></svg>'
        f'{words} <b id="{css}">{painted[css]}</b>'
        for css, words in LEGEND
    )
    width, height = shapes.view_box
    paths = "".join(
        f'<a href="/provinces/{shape.id}">'
        f'<path d="{shape.path}" class="{_class(own[shape.id])}"/></a>'
        for shape in shapes.provinces.values()
    )
    rows = "".join(
        f'<tr data-n="{place[row.entity.id]}"><td><a href="/provinces/{row.entity.id}">'
        f"{escape(row.entity.name.th)}</a>{_cells(row)}"
        for row in first.rows
    )
    return (
        '<!doctype html><html lang="th"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>77</title><style>{STYLE}</style><h1>คะแนนรายจังหวัด</h1>"
        f'<p><select id="map-measure">{_options(Measure)}</select>'
        f'<select id="map-year">{_options(reversed(repo.years))}</select>'
        f'<div class="two"><svg viewBox="0 0 {width} {height}"><g id="map-shapes">{paths}</g></svg>'
        f"<ul>{legend}</ul><table><tbody>{rows}</table></div>"
        f'<script type="application/json" id="d">{json.dumps(series, separators=(",", ":"))}'
        f"</script><script>{SCRIPT}</script>"
    )


def plain_page(html: str) -> str:
    """A page of the site as if written by hand: its main part, its style, no script, no shell."""
    main, style = KEPT.search(html), STYLED.search(html)
    if main is None or style is None:
        message = "a page without main part or style"
        raise ValueError(message)
    return (
        '<!doctype html><html lang="th"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>-</title>{style[0]}{SCRIPTS.sub('', main[0])}"
    )


def write(into: Path, *, path: str, html: str) -> None:
    """Write a page and its compressed forms where a static server finds it under `path`."""
    file = into / path.strip("/") / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = html.encode()
    file.write_bytes(plain)
    file.with_name("index.html.br").write_bytes(brotli.compress(plain, quality=11))
    file.with_name("index.html.gz").write_bytes(gzip.compress(plain, 9, mtime=0))


def _tenths(row: RankingRow) -> int | None:
    return None if row.value.number is None else round(row.value.number * 10)


def _numbers(row: RankingRow) -> list[int | None]:
    """Value in tenths, place, and the range of places."""
    rank = row.rank
    return [_tenths(row), *((rank.place, rank.low, rank.high) if rank else (None, None, None))]


def _cells(row: RankingRow) -> str:
    value, place, low, high = _numbers(row)
    shown = "–" if value is None else f"{value / 10:.1f}"
    answered = f"{row.coverage.answered}/{row.coverage.surveyed}" if row.coverage else ""
    change = "" if row.change.number is None else f"{row.change.number:+.1f}"
    ranges = f"{low}–{high}" if low else ""
    cells = (shown, place or "", ranges, answered, change, row.band or "")
    return "".join(f"<td>{cell}" for cell in cells)


def _class(row: RankingRow) -> str:
    value = _tenths(row)
    return "none" if value is None else f"c{max(0, min(7, (value - 300) // 50))}"


def _options(values: Iterable[object]) -> str:
    return "".join(f"<option>{value}</option>" for value in values)
