"""The province map as markup: shapes and tiles, inset, legend, strip."""

from __future__ import annotations

from html import escape

from data.model import RankingRow
from geo.shapes import ProvinceShape
from layouts import format as fmt
from layouts import mapstrip
from layouts.components.numbers import tag
from layouts.context import Context
from layouts.mapview import (
    LegendItem,
    MapView,
    legend_items,
    speech,
    subtitle,
    title,
    within,
)
from layouts.markup import Node, Raw, html
from layouts.theme import patterns

TILE_GAP = 6.0
INSET_SHARE = 0.25
"""Width of the enlarged Bangkok basin as a share of the map's."""


def map_svg(ctx: Context, view: MapView, *, face: str = "map", region: str | None = None) -> Node:
    """The map as inline SVG: every province a link, drawn as shape and, for their face, as tile."""
    width, height = ctx.shapes.view_box
    by_id = {row.entity.id: row for row in view.rows}
    shapes = []
    for shape in ctx.shapes.provinces.values():
        row = by_id[shape.id]
        paint = view.paint(row)
        dim = "" if within(row, region) else ' class="is-dim"'
        shapes.append(
            f'<a href="{ctx.profile_url(row.entity)}" data-id="{shape.id}"{dim}'
            f' aria-label="{escape(speech(ctx, view, row))}">'
            f'<path id="s-{shape.id}" d="{shape.path}" class="{paint}"/>'
            f"{_tile(ctx, shape, row, paint=paint) if face == 'tiles' else ''}</a>"
        )
    return Raw(
        f'<svg class="map face-{face}" id="map" viewBox="0 0 {width} {height}" role="group"'
        f' aria-label="{escape(subtitle(ctx, view))}" data-provenance="{view.ranking.provenance}">'
        f'<defs>{patterns()}</defs><g id="map-shapes">{"".join(shapes)}</g>'
        f"{_inset(ctx, width)}"
        '<path id="map-mark" class="map-mark"/>'
        f"{_watermark(ctx, width, height)}</svg>"
    )


def _tile(ctx: Context, shape: ProvinceShape, row: RankingRow, *, paint: str) -> str:
    """A province as a square; on the other faces the map's script makes it when it is asked for."""
    cell = ctx.shapes.view_box[0] / ctx.shapes.tile_cols
    x, y = shape.tile_col * cell + TILE_GAP / 2, shape.tile_row * cell + TILE_GAP / 2
    side = cell - TILE_GAP
    return (
        f'<g class="tile" style="--x:{x:.1f}px;--y:{y:.1f}px;'
        f'--a:{shape.label_x - side / 2:.1f}px;--b:{shape.label_y - side / 2:.1f}px">'
        f'<rect width="{side:.1f}" height="{side:.1f}" rx="7" class="{paint}"/>'
        f'<text x="{side / 2:.1f}" y="{side * 0.62:.1f}">'
        f"{escape(ctx.name(row.entity.abbrev))}</text></g>"
    )


def _inset(ctx: Context, width: int) -> str:
    """Bangkok and the small provinces around it, enlarged, in the map's empty corner."""
    box = ctx.shapes.inset
    wide = width * INSET_SHARE
    left = width - wide - 1  # with room for the frame's own line
    tall = wide * box.height / box.width
    uses = "".join(
        f'<use href="#s-{province}" data-id="{province}"/>'
        for province in ctx.shapes.inset_provinces
    )
    label = escape(ctx.t("map.inset"))
    return (
        f'<g class="inset" aria-hidden="true">'
        f'<text x="{left + wide / 2:.1f}" y="24">{label}</text>'
        f'<svg x="{left:.1f}" y="34" width="{wide:.1f}" height="{tall:.1f}"'
        f' viewBox="{box.view_box}">{uses}</svg>'
        f'<rect x="{left:.1f}" y="34" width="{wide:.1f}" height="{tall:.1f}"/></g>'
    )


def _watermark(ctx: Context, width: int, height: int) -> str:
    """The word that keeps a cut-out of the map from passing for real results."""
    if not ctx.simulated:
        return ""
    word = escape(ctx.t("provenance.simulated.label"))
    return f'<text class="map-status" x="{width - 8}" y="{height - 12}">{word}</text>'


def legend(ctx: Context, view: MapView, *, live: bool = True, region: str | None = None) -> Node:
    """Classes and kinds of missing with their counts; live ones are buttons that highlight."""
    return html.Div(
        [
            html.P(
                [
                    html.Span(ctx.t(f"map.unit.{view.scale.name}"), className="legend-words"),
                    " ",
                    tag(ctx, view.ranking.provenance),
                ],
                className="legend-unit",
            ),
            html.Ul(
                [_legend_item(item, live=live) for item in legend_items(ctx, view, region=region)],
                className="legend-list",
            ),
        ],
        className="legend",
        id="map-legend",
        **{"data-tagged": str(view.ranking.provenance)},
    )


def _legend_item(item: LegendItem, *, live: bool) -> Node:
    inside = [
        Raw(swatch(item.css)),
        html.Span(item.label, className="legend-label"),
        html.Span(fmt.integer(item.count), className="legend-count"),
    ]
    return html.Li(
        html.Button(inside, type="button", **{"aria-pressed": "false", "data-class": item.css})
        if live
        else html.Span(inside, className="legend-row"),
        className=None if item.count else "none",
        **{"data-explains": "class"},
    )


def swatch(css: str) -> str:
    """A small painted box."""
    return (
        '<svg class="swatch" viewBox="0 0 24 16" aria-hidden="true">'
        f'<rect width="24" height="16" class="{css}"/></svg>'
    )


def strip(ctx: Context, view: MapView, *, region: str | None = None) -> Node:
    """Every province as a dot on one axis, those of other regions pale; the table has the same."""
    ids = list(ctx.shapes.provinces)
    paint = {
        row.entity.id: view.paint(row) + ("" if within(row, region) else " is-off")
        for row in view.rows
    }
    dots = "".join(
        f'<circle data-id="{province}" r="{mapstrip.DOT - 0.5:g}" class="{paint[province]}"'
        + (f' cx="{spot[0]}" cy="{spot[1]}"/>' if spot else ' visibility="hidden"/>')
        for province, spot in zip(ids, mapstrip.places(view, ids), strict=True)
    )
    marks = mapstrip.ticks(view)
    apart = (mapstrip.WIDTH - 2 * mapstrip.EDGE) / (len(marks) - 1)
    ticks = "".join(
        f'<text x="{mapstrip.EDGE + place * apart:.0f}" y="{mapstrip.TICKS:g}">{mark.text}</text>'
        for place, mark in enumerate(marks)
    )
    label = escape(ctx.t("map.strip", title=title(ctx, view)))
    unit = html.Span(ctx.t(f"map.unit.{view.scale.name}"), id="strip-unit")
    return html.Div(
        [
            html.P(
                [ctx.t("map.strip_dots"), " · ", unit, " ", tag(ctx, view.ranking.provenance)],
                className="legend-unit",
            ),
            Raw(
                f'<svg class="strip" id="map-strip" role="img" aria-label="{label}"'
                f' viewBox="0 0 {mapstrip.WIDTH:g} {mapstrip.HEIGHT:g}"'
                f' data-provenance="{view.ranking.provenance}">'
                f'<line x1="{mapstrip.EDGE:g}" x2="{mapstrip.WIDTH - mapstrip.EDGE:g}"'
                f' y1="{mapstrip.LINE:g}" y2="{mapstrip.LINE:g}"/>'
                f'{dots}<g class="strip-ticks">{ticks}</g></svg>'
            ),
        ],
        className="strip-box",
    )
