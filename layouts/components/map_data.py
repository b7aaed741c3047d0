"""The numbers behind the map for the browser: every series, ready to be painted and said.

All texts are made here, where the server's own come from; the script only puts them in place. What
the page already holds (names, outlines) is not sent again, and a column stands in the order of its
ranking, in which it hardly changes from row to row, as runs: `64.6*2|63.9|…`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from data.codes import Level, Measure
from data.model import Entity, RankingRow
from data.scoring import Band
from layouts import ids, mapstrip
from layouts.components.map import TILE_GAP
from layouts.components.numbers import (
    band_name,
    coverage_text,
    missing_label,
    place_range,
    rank_cell_text,
    rank_of_text,
    unranked_text,
    value_text,
)
from layouts.context import Context
from layouts.mapview import (
    ALL_OFFICES,
    CLASSINGS,
    Choices,
    MapView,
    finding,
    legend_items,
    map_view,
    measures,
    subtitle,
    title,
)
from layouts.markup import Node, Raw

NEXT, TIMES = "|", "*"

CARRIED = 3
"""So many of the latest years come along; the page does not grow with the others."""


def runs(values: Iterable[object]) -> str:
    """A column as text, equal neighbours once with their number; nothing is the empty text.

    Raises:
        ValueError: when a value holds one of the two signs.
    """
    parts = []
    for value, group in groupby("" if value is None else str(value) for value in values):
        if NEXT in value or TIMES in value:
            message = f"{value!r} holds {NEXT!r} or {TIMES!r}"
            raise ValueError(message)
        times = len(list(group))
        parts.append(value if times == 1 else f"{value}{TIMES}{times}")
    return NEXT.join(parts)


def map_data(ctx: Context, chosen: Choices) -> Node:
    """One JSON block, the same on all pages of a kind of office, and made once for them.

    It holds the latest years and the chosen one, named in `years`.

    `series["overall|2562"]` holds `o`, the provinces in the order of their ranking as places in
    `regions`, and in that order the columns: v printed value, r rank as its place in `ranks` (as
    said, as printed), g range of ranks, b band, x column on the strip; `step`, how far the dots of
    a column stand apart; `t`, the numbers under the strip; `ranked`, how many are; for each class
    method c the CSS classes and l the legend; and n, which of `answered` it rests on.
    `short` and `answered` stand in the order of the outlines.
    """
    kind_id = None if chosen.kind.value == ALL_OFFICES else chosen.kind.value
    years = tuple(sorted({*ctx.repo.years[-CARRIED:], int(chosen.year.value)}))
    key = ("map", ctx.lang, ctx.address.asof, ctx.shapes.digest, kind_id, years)
    return Raw(ctx.repo.remembered(key, make=lambda: _block(ctx, kind_id, years)))


def _block(ctx: Context, kind_id: str | None, years: Sequence[int]) -> str:
    province_ids = list(ctx.shapes.provinces)
    index = {province_id: n for n, province_id in enumerate(province_ids)}
    ranks: dict[tuple[str, str], int] = {}
    answered: dict[str, int] = {}
    entities: dict[str, Entity] = {}
    series = {}
    for measure in measures(by_kind=kind_id is not None):
        for year in _with(ctx, measure, years):
            views = [
                map_view(ctx, measure=measure, year=year, kind_id=kind_id, classes=classes)
                for classes in CLASSINGS
            ]
            rows = {row.entity.id: row for row in views[0].rows}
            told = runs(coverage_text(rows[i].coverage) for i in province_ids)
            series[f"{measure}|{year}"] = {
                **_series(ctx, views, index=index, ranks=ranks),
                "n": answered.setdefault(told, len(answered)),
            }
            entities = {i: row.entity for i, row in rows.items()}
    shapes = [ctx.shapes.provinces[i] for i in province_ids]
    data = {
        "regions": runs(entities[i].region_id for i in province_ids),
        "short": [ctx.name(entities[i].abbrev) for i in province_ids],
        "at": [[round(shape.label_x), round(shape.label_y)] for shape in shapes],
        "near": [[index[i] for i in shape.neighbours if i > shape.id] for shape in shapes],
        "tile": [[shape.tile_col, shape.tile_row] for shape in shapes],
        "grid": [ctx.shapes.view_box[0] / ctx.shapes.tile_cols, TILE_GAP],
        "geo": [*ctx.shapes.centre, *ctx.shapes.origin, ctx.shapes.km_per_unit],
        "strip": [
            mapstrip.EDGE,
            mapstrip.BASE,
            2 * mapstrip.DOT,
            mapstrip.WIDTH - 2 * mapstrip.EDGE,
        ],
        "latest": str(ctx.repo.latest),
        "years": [str(year) for year in years],
        "series": series,
        "ranks": list(ranks),
        "answered": list(answered),
        "bands": ["", *(band_name(ctx, band) for band in Band)],
        "missing": {
            str(kind): missing_label(ctx, kind, level=Level.PROVINCE) for kind in ctx.missing_kinds
        },
        "text": {
            "open": ctx.t("map.open"),
            "first": ctx.t("map.no_earlier", asked=NEXT, shown=TIMES),
            "region": ctx.t("map.title_region", title=NEXT, region=TIMES),
            "band": ctx.t("band.ours"),
            "status": ctx.t("provenance.simulated.label") if ctx.simulated else "",
            **{
                name: ctx.t(f"map.locate.{name}")
                for name in ("asking", "outside", "denied", "found")
            },
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{ids.MAP_DATA}">{text}</script>'


def _with(ctx: Context, measure: Measure, years: Sequence[int]) -> list[int]:
    """The years that have the measure: a change needs a year before."""
    return [y for y in years if measure is not Measure.CHANGE or ctx.repo.previous(y) is not None]


def _series(
    ctx: Context,
    views: Sequence[MapView],
    *,
    index: dict[str, int],
    ranks: dict[tuple[str, str], int],
) -> dict[str, object]:
    view = views[0]
    rows = view.rows
    return {
        "finding": finding(ctx, view),
        "title": subtitle(ctx, view),
        "plain": title(ctx, view),
        "unit": ctx.t(f"map.unit.{view.scale.name}"),
        "o": [index[row.entity.id] for row in rows],
        "ranked": len(view.ranking.ranked),
        "v": runs(value_text(row.value, measure=view.measure, lang=ctx.lang) for row in rows),
        "r": runs(ranks.setdefault(_rank(ctx, row), len(ranks)) for row in rows),
        "g": runs(_range(ctx, row) for row in rows),
        "b": runs(int(row.band) if row.band else 0 for row in rows),
        "x": runs(mapstrip.columns(view)),
        "step": mapstrip.step(view),
        "t": [tick.text for tick in mapstrip.ticks(view)],
        "c": {one.classes: runs(one.paint(row) for row in one.rows) for one in views},
        "l": {
            one.classes: [[i.css, i.label, i.count] for i in legend_items(ctx, one)]
            for one in views
        },
    }


def _rank(ctx: Context, row: RankingRow) -> tuple[str, str]:
    """The rank as said and as printed; or why a value has none, which a cell does not print."""
    if row.rank:
        return rank_of_text(row.rank, lang=ctx.lang), rank_cell_text(row.rank, lang=ctx.lang)
    if row.unranked and row.value.number:
        return unranked_text(ctx, row.unranked), ""
    return "", ""


def _range(ctx: Context, row: RankingRow) -> str:
    if row.rank is None or row.rank.low is None or row.rank.high is None:
        return ""
    return place_range(row.rank.low, row.rank.high, lang=ctx.lang)
