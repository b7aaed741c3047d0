"""The province map as a chart description, for pictures: the same ranking, classes and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from data.codes import Measure
from data.model import RankingRow
from layouts import format as fmt
from layouts import mapstrip
from layouts.components.charts import chart_value, source_line
from layouts.components.numbers import value_text
from layouts.context import Context
from layouts.figures import describe as d
from layouts.mapview import MapView, finding, legend_items, speech, subtitle, title
from layouts.theme import SCALES
from layouts.words import caveat

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
    wide, high = ctx.shapes.view_box
    box = ctx.shapes.inset
    here = rows.get(selected)
    return d.MapChart(
        id="map",
        title=finding(ctx, view),
        subtitle=ctx.t("pictures.map.subtitle", view=subtitle(ctx, view)),
        note=caveat(ctx, ranking.year) if view.measure is Measure.CHANGE else "",
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
        highest=tuple(_highest(ctx, view)),
        selected=selected,
    )


def _highest(ctx: Context, view: MapView) -> Iterator[tuple[str, str]]:
    """Names and values of the first places; those of a place that too many share are counted."""
    first = [row for row in view.ranking.ranked if row.rank and row.rank.place <= PLACES]
    listed = 0
    for _, group in groupby(first, key=lambda row: row.rank and row.rank.place):
        rows = list(group)
        names = [ctx.name(row.entity.name) for row in rows]
        listed += len(rows)
        if listed > LISTED:
            names = [ctx.t("pictures.map.shared", count=fmt.integer(len(rows)))]
        for name in names:
            yield name, value_text(rows[0].value, measure=view.measure, lang=ctx.lang)


def strip_chart(ctx: Context, view: MapView) -> d.Strip:
    """Describe the strip beside the map: every province that has a value, as a dot on one axis."""
    provenance = view.ranking.provenance
    low, high, _ = mapstrip.ends(view)
    known = sorted(
        (row for row in view.rows if row.value.number is not None),
        key=lambda row: (row.value.number or 0.0, row.entity.id),
    )
    words = ctx.t("pictures.strip.title", title=title(ctx, view))
    return d.Strip(
        id="strip",
        title=words,
        subtitle=ctx.t(
            "pictures.strip.subtitle",
            count=fmt.integer(len(known)),
            year=fmt.full_year(view.ranking.year, lang=ctx.lang),
        ),
        note=caveat(ctx, view.ranking.year) if view.measure is Measure.CHANGE else "",
        source=source_line(ctx),
        status=d.Status(code=str(provenance), word=ctx.t(f"provenance.{provenance}.label")),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=words,
        axis=d.Axis(
            label=ctx.t(f"map.unit.{view.scale.name}"),
            low=low,
            high=high,
            ticks=mapstrip.ticks(view),
        ),
        dots=tuple(
            d.StripDot(
                id=row.entity.id,
                label=ctx.name(row.entity.name),
                value=chart_value(ctx, row.value, measure=view.measure),
            )
            for row in known
        ),
        marks=_ends(ctx, view, known),
    )


def _ends(ctx: Context, view: MapView, known: Sequence[RankingRow]) -> tuple[d.Cut, ...]:
    """The lowest and the highest, with the name of one that nobody shares the value with."""
    ends = []
    for row in (known[0], known[-1]) if len(known) > 1 else ():
        text = value_text(row.value, measure=view.measure, lang=ctx.lang)
        same = [
            other
            for other in known
            if value_text(other.value, measure=view.measure, lang=ctx.lang) == text
        ]
        name = f"{ctx.name(row.entity.name)} " if len(same) == 1 else ""
        ends.append(d.Cut(at=row.value.number or 0.0, text=f"{name}{text}"))
    return tuple(ends)


def _credit(ctx: Context) -> str:
    return ctx.shapes.source_th if ctx.lang == "th" else ctx.shapes.source_en


def _paint(css: str) -> dict[str, str]:
    """From the CSS class of a province to the name of its colour, or its kind of missing."""
    if css.startswith("m-"):
        return {"missing": css.removeprefix("m-")}
    return {"colour": f"{_RAMPS[css[0]]}-{int(css[1:]) + 1}"}
