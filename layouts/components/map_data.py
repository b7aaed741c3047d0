"""The numbers behind the map for the browser: every series, ready to be painted and said."""

from __future__ import annotations

import json
from collections.abc import Sequence

from data.codes import Measure
from layouts import ids
from layouts.components.numbers import (
    band_name,
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
    legend_items,
    map_view,
    measures,
    strip_places,
    title,
)
from layouts.markup import Node, Raw


def map_data(ctx: Context, chosen: Choices) -> Node:
    """One JSON block.

    `series["overall|2562"]` holds, in the order of `ids`: v printed value, r rank as said, p rank
    as printed, g range of ranks, b band, s place on the strip; `order` of the ranking; and for
    each class method c the CSS classes and l the legend.
    """
    province_ids = list(ctx.shapes.provinces)
    kind_id = None if chosen.kind.value == ALL_OFFICES else chosen.kind.value
    names: dict[str, str] = {}
    regions: dict[str, str | None] = {}
    series = {}
    for measure in measures(by_kind=kind_id is not None):
        for year in _years(ctx, measure):
            views = [
                map_view(ctx, measure=measure, year=year, kind_id=kind_id, classes=classes)
                for classes in CLASSINGS
            ]
            series[f"{measure}|{year}"] = _series(ctx, views, province_ids)
            names = {row.entity.id: ctx.name(row.entity.name) for row in views[0].rows}
            regions = {row.entity.id: row.entity.region_id for row in views[0].rows}
    shapes = [ctx.shapes.provinces[i] for i in province_ids]
    index = {province_id: n for n, province_id in enumerate(province_ids)}
    data = {
        "ids": province_ids,
        "names": [names[i] for i in province_ids],
        "regions": [regions[i] for i in province_ids],
        "at": [[shape.label_x, shape.label_y] for shape in shapes],
        "box": [
            [shape.bbox.x, shape.bbox.y, shape.bbox.width, shape.bbox.height] for shape in shapes
        ],
        "near": [[index[i] for i in shape.neighbours] for shape in shapes],
        "tile": [[shape.tile_col, shape.tile_row] for shape in shapes],
        "geo": [*ctx.shapes.centre, *ctx.shapes.origin, ctx.shapes.km_per_unit],
        "latest": str(ctx.repo.latest),
        "series": series,
        "missing": {str(kind): ctx.t(f"missing.{kind}.label") for kind in ctx.missing_kinds},
        "text": {
            "open": ctx.t("map.open"),
            "status": ctx.t("provenance.simulated.label") if ctx.simulated else "",
            **{
                name: ctx.t(f"map.locate.{name}")
                for name in ("asking", "outside", "denied", "found")
            },
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Raw(f'<script type="application/json" id="{ids.MAP_DATA}">{text}</script>')


def _years(ctx: Context, measure: Measure) -> list[int]:
    """The years that have the measure: a change needs a year before."""
    if measure is not Measure.CHANGE:
        return list(ctx.repo.years)
    return [year for year in ctx.repo.years if ctx.repo.previous(year) is not None]


def _series(
    ctx: Context, views: Sequence[MapView], province_ids: Sequence[str]
) -> dict[str, object]:
    view = views[0]
    index = {province_id: n for n, province_id in enumerate(province_ids)}
    by_id = {row.entity.id: row for row in view.rows}
    rows = [by_id[i] for i in province_ids]
    return {
        "title": title(ctx, view),
        "unit": ctx.t(f"map.unit.{view.scale.name}"),
        "v": [value_text(row.value, measure=view.measure, lang=ctx.lang) for row in rows],
        "r": [
            rank_of_text(row.rank, lang=ctx.lang)
            if row.rank
            else (unranked_text(ctx, row.unranked) if row.unranked and row.value.number else "")
            for row in rows
        ],
        "p": [rank_cell_text(row.rank, lang=ctx.lang) if row.rank else "" for row in rows],
        "g": [
            place_range(row.rank.low, row.rank.high, lang=ctx.lang)
            if row.rank and row.rank.low is not None and row.rank.high is not None
            else ""
            for row in rows
        ],
        "b": [band_name(ctx, row.band) if row.band else "" for row in rows],
        "k": [int(row.band) if row.band else 0 for row in rows],
        "s": strip_places(view, province_ids),
        "order": [index[row.entity.id] for row in view.rows],
        "ranked": len(view.ranking.ranked),
        "c": {
            one.classes: [
                one.paint(row)
                for row in sorted(one.rows, key=lambda row: index[row.entity.id])
            ]
            for one in views
        },
        "l": {
            one.classes: [[i.css, i.label, i.count] for i in legend_items(ctx, one)]
            for one in views
        },
    }
