"""The province map: shapes, legend, controls, and the numbers behind them for the browser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dash import html

from data.codes import Level, Measure, Missing
from data.model import Ranking, RankingRow
from layouts import format as fmt
from layouts import ids
from layouts.components.numbers import rank_cell_text, rank_of_text, tag, unranked_text, value_text
from layouts.context import Context
from layouts.markup import Node, Raw, Tag
from layouts.theme import Scale, map_class, map_scale, patterns
from layouts.words import measure_label

MEASURES = tuple(Measure)

@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What the map shows: one ranking of the provinces, with the scale that colours it."""

    ranking: Ranking
    scale: Scale

    @property
    def rows(self) -> tuple[RankingRow, ...]:
        """Every province, ranked ones first."""
        return self.ranking.rows


def map_view(ctx: Context, *, measure: Measure, year: int) -> MapView:
    """The view of a measure in a year."""
    ranking = ctx.repo.ranking(level=Level.PROVINCE, measure=measure, year=year)
    return MapView(ranking=ranking, scale=map_scale(measure))


def row_class(row: RankingRow, scale: Scale) -> str:
    """The CSS class that paints a province: its class or its kind of missing."""
    if row.value.number is None:
        return f"m-{row.value.missing}"
    return f"{scale.name}{map_class(row.value.number, scale=scale)}"


def speech(ctx: Context, row: RankingRow, *, measure: Measure) -> str:
    """A province in one breath: name, value, rank, or why there is none."""
    name = ctx.name(row.entity.name)
    if row.value.missing is not None:
        return f"{name}: {ctx.t(f'missing.{row.value.missing}.label')}"
    text = f"{name}: {value_text(row.value, measure=measure, lang=ctx.lang)}"
    if row.rank:
        return f"{text}, {rank_of_text(row.rank, lang=ctx.lang)}"
    return f"{text}, {unranked_text(ctx, row.unranked)}" if row.unranked else text


def map_svg(ctx: Context, view: MapView) -> Node:
    """The map as inline SVG: every province a link to its profile."""
    measure = view.ranking.measure
    by_id = {row.entity.id: row for row in view.rows}
    width, height = ctx.shapes.view_box
    shapes = []
    for shape in ctx.shapes.provinces.values():
        row = by_id[shape.id]
        said = escape(speech(ctx, row, measure=measure))
        shapes.append(
            f'<a href="{ctx.profile_url(row.entity)}" data-id="{shape.id}" aria-label="{said}">'
            f'<path d="{shape.path}" class="{row_class(row, view.scale)}"/></a>'
        )
    title = escape(map_title(ctx, view))
    return Raw(
        f'<svg class="map" viewBox="0 0 {width} {height}" role="group" aria-label="{title}"'
        f' data-provenance="{view.ranking.provenance}">'
        f'<defs>{patterns()}</defs><g id="map-shapes">{"".join(shapes)}</g>'
        '<path id="map-mark" class="map-mark"/>'
        f"{_watermark(ctx, width, height)}</svg>"
    )


def _watermark(ctx: Context, width: int, height: int) -> str:
    """The word that keeps a cut-out of the map from passing for real results."""
    if not ctx.simulated:
        return ""
    word = escape(ctx.t("provenance.simulated.label"))
    return f'<text class="map-status" x="{width - 8}" y="{height - 12}">{word}</text>'


def map_title(ctx: Context, view: MapView) -> str:
    """What the map shows, for its name and for the heading beside it."""
    return ctx.t(
        "map.title",
        measure=measure_label(ctx, view.ranking.measure),
        year=fmt.full_year(view.ranking.year, lang=ctx.lang),
    )


def legend(ctx: Context, view: MapView) -> Node:
    """Classes and kinds of missing with how many provinces each holds."""
    counts = Counter(row_class(row, view.scale) for row in view.rows)
    classes = [
        (f"{view.scale.name}{index}", label)
        for index, label in enumerate(class_labels(ctx, view.scale))
    ]
    kinds = [
        (f"m-{kind}", ctx.t(f"missing.{kind}.label")) for kind in Missing if counts[f"m-{kind}"]
    ]
    return html.Div(
        [
            html.P(
                [ctx.t(f"map.unit.{view.scale.name}"), " ", tag(ctx, view.ranking.provenance)],
                className="legend-unit",
            ),
            html.Ul(
                [
                    html.Li(
                        [
                            Raw(_swatch(name)),
                            html.Span(label, className="legend-label"),
                            html.Span(
                                ctx.t("map.count", count=counts[name]), className="legend-count"
                            ),
                        ],
                        className="legend-item" + ("" if counts[name] else " none"),
                        **{"data-class": name},
                    )
                    for name, label in [*classes, *kinds]
                ],
                className="legend-list",
            ),
        ],
        className="legend",
        id="map-legend",
        **{"data-tagged": str(view.ranking.provenance)},
    )


def _swatch(name: str) -> str:
    return (
        '<svg class="swatch" viewBox="0 0 24 16" aria-hidden="true">'
        f'<rect width="24" height="16" class="{name}"/></svg>'
    )


def class_labels(ctx: Context, scale: Scale) -> list[str]:
    """The classes in words: under 40, 40–45, …, 75 and over."""
    edges = [
        fmt.signed(edge, decimals=0) if scale.diverging else fmt.number(edge, decimals=0)
        for edge in scale.thresholds
    ]
    return [
        ctx.t("map.under", edge=edges[0]),
        *(ctx.t("map.between", low=a, high=b) for a, b in zip(edges, edges[1:], strict=False)),
        ctx.t("map.over", edge=edges[-1]),
    ]


def controls(ctx: Context, view: MapView) -> Node:
    """Measure and year: selects that recolour at once, and a form where scripts are off."""
    measure, year = view.ranking.measure, view.ranking.year
    return html.Form(
        [
            _select(
                ctx,
                name="measure",
                label=ctx.t("measure.choose"),
                options=[(str(m), measure_label(ctx, m)) for m in MEASURES],
                chosen=str(measure),
            ),
            _select(
                ctx,
                name="year",
                label=ctx.t("measure.year"),
                options=[
                    (str(y), fmt.full_year(y, lang=ctx.lang)) for y in reversed(ctx.repo.years)
                ],
                chosen=str(year),
            ),
            Tag("noscript", {}, html.Button(ctx.t("shell.apply"), type="submit")),
        ],
        method="get",
        id="map-controls",
        className="controls",
    )


def _select(
    ctx: Context, *, name: str, label: str, options: Sequence[tuple[str, str]], chosen: str
) -> Node:
    return html.Div(
        [
            html.Label(label, htmlFor=f"map-{name}"),
            Tag(
                "select",
                {"name": name, "id": f"map-{name}", "autocomplete": "off"},
                [
                    Tag("option", {"value": code, "selected": code == chosen}, words)
                    for code, words in options
                ],
            ),
        ],
        className="control",
    )


def map_data(ctx: Context) -> Node:
    """Every series of the map for the browser: what it paints, prints, ranks and says.

    One JSON block: `series["overall|2562"]` has, in the order of `ids`, printed value, class and
    rank text of each province, and the order of the ranking.
    """
    province_ids = list(ctx.shapes.provinces)
    series = {}
    for year in ctx.repo.years:
        for measure in MEASURES:
            view = map_view(ctx, measure=measure, year=year)
            series[f"{measure}|{year}"] = _series(ctx, view, province_ids)
    names = {row.entity.id: ctx.name(row.entity.name) for row in view.rows}
    scales = {s.name: class_labels(ctx, s) for s in {v.name: v for v in _scales()}.values()}
    data = {
        "ids": province_ids,
        "names": [names[i] for i in province_ids],
        "latest": str(ctx.repo.latest),
        "series": series,
        "scales": scales,
        "missing": {str(kind): ctx.t(f"missing.{kind}.label") for kind in Missing},
        "text": {
            "count": ctx.t("map.count"),
            **{f"unit_{name}": ctx.t(f"map.unit.{name}") for name in scales},
        },
    }
    return Raw(
        f'<script type="application/json" id="{ids.MAP_DATA}">'
        + json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        + "</script>"
    )


def _scales() -> list[Scale]:
    return [map_scale(measure) for measure in MEASURES]


def _series(ctx: Context, view: MapView, province_ids: Sequence[str]) -> dict[str, object]:
    index = {province_id: n for n, province_id in enumerate(province_ids)}
    by_id = {row.entity.id: row for row in view.rows}
    rows = [by_id[i] for i in province_ids]
    measure = view.ranking.measure
    return {
        "scale": view.scale.name,
        "title": map_title(ctx, view),
        "v": [value_text(row.value, measure=measure, lang=ctx.lang) for row in rows],
        "c": [row_class(row, view.scale) for row in rows],
        "r": [
            rank_of_text(row.rank, lang=ctx.lang)
            if row.rank
            else (unranked_text(ctx, row.unranked) if row.unranked else "")
            for row in rows
        ],
        "p": [rank_cell_text(row.rank, lang=ctx.lang) if row.rank else "" for row in rows],
        "order": [index[row.entity.id] for row in view.rows],
    }
