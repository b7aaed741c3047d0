"""Ministries by pillar: a table whose cells carry number and colour, and the same as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.codes import SCORES, Level, Measure
from data.model import Entity, Value
from data.scoring import printed
from layouts import format as fmt
from layouts.components.charts import chart_value, source_line, status_mark
from layouts.components.map import swatch
from layouts.components.numbers import value
from layouts.components.quadrant import short_name
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.figures import describe as d
from layouts.mapview import class_labels
from layouts.markup import Node, Raw, html
from layouts.theme import MATRIX as SCALE
from layouts.theme import map_class


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLine:
    """One ministry with a value for the overall score and each pillar."""

    entity: Entity
    values: Mapping[Measure, Value]


def heat_lines(ctx: Context, *, year: int, sort: str) -> tuple[HeatLine, ...]:
    """All ministries, the highest in a measure first, or by name.

    Args:
        sort: a score measure, or "name".
    """
    values: dict[str, dict[Measure, Value]] = {}
    for measure in SCORES:
        ranking = ctx.repo.ranking(level=Level.MINISTRY, measure=measure, year=year)
        for item in ranking.rows:
            values.setdefault(item.entity.id, {})[measure] = item.value
    lines = [
        HeatLine(entity=entity, values=values[entity.id])
        for entity in ctx.repo.entities(level=Level.MINISTRY)
        if entity.id in values
    ]
    if sort == "name":
        lines.sort(key=lambda line: ctx.name(line.entity.name) if ctx.lang == "en" else "")
    else:
        lines.sort(key=lambda line: _descending(line.values[Measure(sort)]))
    return tuple(lines)


def _descending(item: Value) -> float:
    return 1.0 if item.number is None else -float(printed(item.number))


def heat_table(ctx: Context, lines: Sequence[HeatLine], *, year: int, sort: str) -> Node:
    """The matrix as a table: sortable by link, numbers in the cells, colours by fixed classes."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=year)}

    def column(label: str, name: str) -> Column:
        return Column(
            label=label,
            numeric=name != "name",
            sort=ctx.address.href(sort=None if name == Measure.OVERALL else name) + "#table",
            sorted_as=("ascending" if name == "name" else "descending") if sort == name else None,
        )

    columns = (
        column(ctx.t("level.ministry.one"), "name"),
        column(ctx.t("measure.overall.label"), str(Measure.OVERALL)),
        *(column(f"{p.number}. {ctx.name(p.short)}", str(m)) for m, p in pillars.items()),
    )
    rows = [
        row(
            columns,
            [
                html.A(ctx.name(line.entity.name), href=ctx.profile_url(line.entity)),
                *(
                    html.Span(value(ctx, line.values[m]), className=_paint(line.values[m]))
                    for m in (Measure.OVERALL, *pillars)
                ),
            ],
        )
        for line in lines
    ]
    return html.Div(
        [
            table(
                ctx,
                caption=ctx.t("ministries.heat.caption", year=fmt.full_year(year, lang=ctx.lang)),
                columns=columns,
                rows=rows,
                provenance=ctx.score_provenance,
                table_id="table",
            ),
            _legend(ctx),
        ],
        className="heat",
    )


def _paint(item: Value) -> str:
    if item.number is None:
        return "cell"
    return f"cell {SCALE.name}{map_class(item.number, scale=SCALE)}"


def _legend(ctx: Context) -> Node:
    return html.Ul(
        [
            html.Li([Raw(swatch(f"{SCALE.name}{n}")), label])
            for n, label in enumerate(class_labels(ctx, SCALE))
        ],
        className="heat-key plain",
        **{"aria-label": ctx.t("ministries.heat.key")},
    )


def heat_chart(ctx: Context, lines: Sequence[HeatLine], *, year: int) -> d.HeatMap:
    """The same matrix as a chart, for pictures."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=year)}
    shown = (Measure.OVERALL, *pillars)
    return d.HeatMap(
        id="pillars",
        title=ctx.t("ministries.heat.title"),
        subtitle=ctx.t("ministries.heat.subtitle", year=fmt.full_year(year, lang=ctx.lang)),
        note="",
        source=source_line(ctx),
        status=status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=ctx.t("ministries.heat.title"),
        columns=tuple(
            d.Spoke(
                id=str(m),
                label=ctx.t("measure.overall.label")
                if m is Measure.OVERALL
                else ctx.name(pillars[m].short),
            )
            for m in shown
        ),
        rows=tuple(
            d.HeatRow(
                id=line.entity.id,
                label=short_name(ctx, line.entity),
                values=tuple(chart_value(ctx, line.values[m], measure=m) for m in shown),
                href=ctx.profile_url(line.entity),
            )
            for line in lines
        ),
        scale=SCALE,
        classes=tuple(class_labels(ctx, SCALE)),
    )
