"""The quadrant as descriptions: ministries with published lines, departments in the same frame."""

from __future__ import annotations

import math
from collections.abc import Sequence

from data.codes import Measure, Quadrant
from data.model import AgencyRow, Entity, QuadrantPoint, Quadrants
from data.scoring import quadrant_of
from layouts import format as fmt
from layouts.components.charts import chart_value, source_line, status_mark
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.labels import BREAK
from layouts.quadrantview import beyond
from layouts.words import caveat

WIDTH = 800.0
"""Pixels for which the wide variant of a large quadrant is arranged."""
STEP = 5
PAD = 1.5
"""Room between the outermost point and the edge of the frame, in points."""
NAMED_UP_TO = 12
"""Up to so many departments carry their names in the chart."""
NO_GROUP = "none"


def quadrant_chart(
    ctx: Context,
    quadrants: Quadrants,
    *,
    chart_id: str = "quadrant",
    margin: int = 0,
    arrows: bool = False,
    selected: str = "",
) -> d.QuadrantChart:
    """The ministries by performance and growth, with the published cut lines.

    Args:
        margin: half width of the borderline band in points.
        arrows: whether lines lead from the score of the year before.
        selected: id of the ministry to pick out.
    """
    placed = [p for p in quadrants.points if p.x.number is not None and p.y.number is not None]
    counts = {q: sum(p.published is q for p in quadrants.points) for q in Quadrant}
    earlier = [p.previous.number for p in placed if arrows and p.previous.number is not None]
    return _frame(
        ctx,
        quadrants,
        chart_id=chart_id,
        title=ctx.t(
            "quadrant.title",
            above=fmt.integer(sum(p.placed is Quadrant.DEVELOPED for p in placed)),
            count=fmt.integer(len(placed)),
        ),
        alt=ctx.t(
            "quadrant.alt",
            rising=counts[Quadrant.RISING_STAR],
            developed=counts[Quadrant.DEVELOPED],
            developing=counts[Quadrant.DEVELOPING],
            maintain=counts[Quadrant.MAINTAIN],
        ),
        note=_note(ctx, quadrants, margin=margin, arrows=arrows),
        points=tuple(
            _ministry(ctx, p, quadrants, margin=margin, arrows=arrows, selected=selected)
            for p in placed
        ),
        margin=margin,
        size_key=ctx.t("quadrant.size"),
        also_across=earlier,
    )


def departments_chart(
    ctx: Context, quadrants: Quadrants, rows: Sequence[AgencyRow], *, margin: int = 0
) -> d.QuadrantChart:
    """Departments in the frame of the ministries; their marks show their ministry's group."""
    named = len(rows) <= NAMED_UP_TO
    return _frame(
        ctx,
        quadrants,
        chart_id="departments",
        title=ctx.t(
            "quadrant.departments.title",
            above=fmt.integer(sum(_above_both(row, quadrants) for row in rows)),
            count=fmt.integer(len(rows)),
        ),
        alt=ctx.t("quadrant.departments.alt", count=fmt.integer(len(rows))),
        note=_with_caveat(ctx, quadrants, ctx.t("quadrant.departments.note")),
        points=tuple(
            d.QuadrantPoint(
                id=row.entity.id,
                label=ctx.name(row.entity.name) if named else "",
                name=ctx.name(row.entity.name),
                x=chart_value(ctx, row.values[Measure.OVERALL], measure=Measure.OVERALL),
                y=chart_value(ctx, row.values[Measure.CHANGE], measure=Measure.CHANGE),
                quadrant=str(row.quadrant or NO_GROUP),
                detail=ctx.t(f"quadrant.{row.quadrant}") if row.quadrant else "",
                href=ctx.profile_url(row.entity),
            )
            for row in rows
        ),
        margin=margin,
    )


def _above_both(row: AgencyRow, quadrants: Quadrants) -> bool:
    """Whether a department lies above both of the lines that are drawn."""
    score, growth = row.values[Measure.OVERALL].number, row.values[Measure.CHANGE].number
    x_cut, y_cut = quadrants.cut_performance, quadrants.cut_growth
    if score is None or growth is None or x_cut is None or y_cut is None:
        return False
    place = quadrant_of(performance=score, growth=growth, cut_performance=x_cut, cut_growth=y_cut)
    return place is Quadrant.DEVELOPED


def _frame(
    ctx: Context,
    quadrants: Quadrants,
    *,
    chart_id: str,
    title: str,
    alt: str,
    note: str,
    points: tuple[d.QuadrantPoint, ...],
    margin: int,
    size_key: str = "",
    also_across: Sequence[float] = (),
) -> d.QuadrantChart:
    """A chart with the published cut lines, whoever stands in it."""
    x_cut, y_cut = quadrants.cut_performance or 0.0, quadrants.cut_growth or 0.0
    across = [p.x.number for p in points if p.x.number is not None]
    upward = [p.y.number for p in points if p.y.number is not None]
    return d.QuadrantChart(
        id=chart_id,
        title=title,
        subtitle=ctx.t("quadrant.subtitle", year=fmt.full_year(quadrants.year, lang=ctx.lang)),
        note=note,
        source=source_line(ctx),
        status=status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=alt,
        x=_axis(ctx.t("quadrant.x"), [*across, *also_across, x_cut]),
        y=_axis(ctx.t("quadrant.y"), [*upward, y_cut]),
        x_cut=d.Cut(at=x_cut, text=ctx.t("quadrant.cut_x", value=fmt.number(x_cut, decimals=2))),
        y_cut=d.Cut(at=y_cut, text=ctx.t("quadrant.cut_y", value=fmt.number(y_cut, decimals=2))),
        names=d.QuadrantNames(**{str(q): ctx.t(f"quadrant.{q}") for q in Quadrant}),
        points=points,
        margin=float(margin),
        size_key=size_key,
    )


def _ministry(
    ctx: Context,
    point: QuadrantPoint,
    quadrants: Quadrants,
    *,
    margin: int,
    arrows: bool,
    selected: str,
) -> d.QuadrantPoint:
    near = beyond(point, quadrants, margin=margin)
    before = None
    if arrows and point.previous.number is not None and point.y.number is not None:
        before = (point.previous.number, point.y.number)
    return d.QuadrantPoint(
        id=point.entity.id,
        label=short_name(ctx, point.entity),
        name=ctx.name(point.entity.name),
        x=chart_value(ctx, point.x, measure=Measure.OVERALL),
        y=chart_value(ctx, point.y, measure=Measure.CHANGE),
        quadrant=str(point.published or point.placed or NO_GROUP),
        n=point.coverage.answered,
        detail=_detail(ctx, point),
        href=ctx.profile_url(point.entity),
        borderline=ctx.t("quadrant.near", groups=group_list(ctx, near)) if near else "",
        selected=point.entity.id == selected,
        before=before,
    )


def _detail(ctx: Context, point: QuadrantPoint) -> str:
    """Coverage, and both facts where the point lies outside its published group."""
    words = [
        ctx.t(
            "quadrant.coverage",
            answered=fmt.integer(point.coverage.answered),
            surveyed=fmt.integer(point.coverage.surveyed),
        )
    ]
    if point.agrees is False:
        words.append(disagreement(ctx, point))
    return ", ".join(words)


def disagreement(ctx: Context, point: QuadrantPoint) -> str:
    """Where a point lies against where the survey put its ministry."""
    return ctx.t(
        "quadrant.disagrees",
        published=ctx.t(f"quadrant.{point.published}"),
        placed=ctx.t(f"quadrant.{point.placed}"),
    )


def group_list(ctx: Context, groups: Sequence[Quadrant]) -> str:
    """Names of groups in one line."""
    between = ctx.t("quadrant.or")
    return f" {between} ".join(ctx.t(f"quadrant.{group}") for group in groups)


def _note(ctx: Context, quadrants: Quadrants, *, margin: int, arrows: bool) -> str:
    words = ctx.t("quadrant.note" if ctx.simulated else "quadrant.note_official")
    parts = [_with_caveat(ctx, quadrants, words)]
    if margin:
        parts.append(ctx.t("quadrant.note_band", margin=margin))
    previous = ctx.repo.previous(quadrants.year)
    if arrows and previous is not None:
        parts.append(ctx.t("quadrant.note_arrows", year=fmt.year(previous, lang=ctx.lang)))
    return " ".join(parts)


def _with_caveat(ctx: Context, quadrants: Quadrants, words: str) -> str:
    return " ".join(filter(None, (words, caveat(ctx, quadrants.year, form="sentence"))))


def short_name(ctx: Context, entity: Entity) -> str:
    """A ministry's name without the word ministry, with marks where a label may break."""
    name = ctx.name(entity.name)
    for prefix in (ctx.t("quadrant.prefix"), ctx.t("quadrant.prefix_office")):
        name = name.removeprefix(prefix)
    for word in ctx.t("quadrant.breaks").split():
        name = name.replace(word, f"{BREAK}{word}")
    return name


def _axis(label: str, values: Sequence[float]) -> d.Axis:
    low, high = math.floor(min(values) - PAD), math.ceil(max(values) + PAD)
    first = math.ceil(low / STEP) * STEP
    return d.Axis(
        label=label,
        low=low,
        high=high,
        ticks=tuple(
            d.Tick(at=at, text=fmt.number(at, decimals=0)) for at in range(first, high + 1, STEP)
        ),
    )
