"""The province map as a chart description, for pictures: the same ranking, classes and words."""

from __future__ import annotations

from data.codes import Measure
from layouts import format as fmt
from layouts.components.charts import source_line
from layouts.components.numbers import value_text
from layouts.context import Context
from layouts.figures import describe as d
from layouts.mapview import MapView, legend_items, speech, title
from layouts.theme import SCALES

PLACES, LISTED = 5, 8
"""Places named beside the map, and how many names at most where places are shared."""

_RAMPS = {scale.name: scale.ramp for scale in SCALES}


def map_chart(ctx: Context, view: MapView, *, selected: str = "") -> d.MapChart:
    """Describe the map that a view shows.

    Args:
        selected: id of the province to outline.
    """
    ranking = view.ranking
    provenance = ranking.provenance
    rows = {row.entity.id: row for row in view.rows}
    highest = [r for r in ranking.ranked if r.rank and r.rank.place <= PLACES][:LISTED]
    wide, high = ctx.shapes.view_box
    box = ctx.shapes.inset
    here = rows.get(selected)
    return d.MapChart(
        id="map",
        title=ctx.t("pictures.map.title", title=title(ctx, view)),
        subtitle=ctx.t(
            "pictures.map.subtitle",
            unit=ctx.t(f"map.unit.{view.scale.name}"),
            year=fmt.full_year(ranking.year, lang=ctx.lang),
        ),
        note=ctx.t("caveat.years") if view.measure is Measure.CHANGE else "",
        source=" · ".join((source_line(ctx), _credit(ctx))),
        status=d.Status(code=str(provenance), word=ctx.t(f"provenance.{provenance}.label")),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=speech(ctx, view, here) if here else title(ctx, view),
        width=float(wide),
        height=float(high),
        shapes=tuple(
            d.MapShape(id=shape.id, path=shape.path, **_paint(view.paint(rows[shape.id])))
            for shape in ctx.shapes.provinces.values()
        ),
        inset=(box.x, box.y, box.width, box.height),
        inset_ids=tuple(ctx.shapes.inset_provinces),
        unit=ctx.t(f"map.unit.{view.scale.name}"),
        key=tuple(
            d.MapKey(label=item.label, count=fmt.integer(item.count), **_paint(item.css))
            for item in legend_items(ctx, view)
        ),
        highest_title=ctx.t("pictures.map.highest"),
        highest=tuple(
            (
                ctx.name(row.entity.name),
                value_text(row.value, measure=view.measure, lang=ctx.lang),
            )
            for row in highest
        ),
        selected=selected,
    )


def _credit(ctx: Context) -> str:
    return ctx.shapes.source_th if ctx.lang == "th" else ctx.shapes.source_en


def _paint(css: str) -> dict[str, str]:
    """From the CSS class of a province to the name of its colour, or its kind of missing."""
    if css.startswith("m-"):
        return {"missing": css.removeprefix("m-")}
    return {"colour": f"{_RAMPS[css[0]]}-{int(css[1:]) + 1}"}
